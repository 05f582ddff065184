//! Serving whoever comes.

use std::io;
use tokio::net::{TcpListener, TcpStream};

/// Serves every client that comes to this address, all at once, until somebody
/// stops the program.
pub async fn serve_forever<Served>(address: &str, serve: fn(TcpStream) -> Served) -> io::Result<()>
where
    Served: Future<Output = io::Result<()>> + Send + 'static,
{
    let listener = TcpListener::bind(address).await?;
    println!("Listening on {}", listener.local_addr()?);
    loop {
        let (stream, client) = listener.accept().await?;
        let served = serve(stream);
        tokio::spawn(async move {
            if let Err(error) = served.await {
                println!("[server] Lost {client}: {error}");
            }
        });
    }
}
