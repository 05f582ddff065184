//! Serving whoever comes.

use std::io;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::time::sleep;

/// How long a server that could not take a client lets those it has go on. What it
/// lacks, files for one, only they can give back: to ask again at once is to spin.
const PAUSE: Duration = Duration::from_millis(100);

/// Serves every client that comes to this address, all at once, until somebody
/// stops the program.
pub async fn serve_forever<Served>(address: &str, serve: fn(TcpStream) -> Served) -> io::Result<()>
where
    Served: Future<Output = io::Result<()>> + Send + 'static,
{
    let listener = TcpListener::bind(address).await?;
    println!("Listening on {}", listener.local_addr()?);
    loop {
        let (stream, client) = match listener.accept().await {
            Ok(accepted) => accepted,
            // Of one client, or of this moment. Neither is a reason to leave the others.
            Err(error) => {
                println!("[server] Could not take a client: {error}");
                sleep(PAUSE).await;
                continue;
            }
        };
        let served = serve(stream);
        tokio::spawn(async move {
            if let Err(error) = served.await {
                println!("[server] Lost {client}: {error}");
            }
        });
    }
}
