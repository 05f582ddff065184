//! Serving whoever comes.

use std::io::{self, ErrorKind};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

/// Serves every client that comes to this address, all at once, until somebody
/// stops the program, or until it can take nobody although nobody is there.
pub async fn serve_forever<Served>(address: &str, serve: fn(TcpStream) -> Served) -> io::Result<()>
where
    Served: Future<Output = io::Result<()>> + Send + 'static,
{
    let listener = TcpListener::bind(address).await?;
    println!("Listening on {}", listener.local_addr()?);
    let mut clients = JoinSet::new();
    loop {
        let (stream, client) = match listener.accept().await {
            Ok(accepted) => accepted,
            // One who left before it was taken is no reason to leave the others.
            Err(error) if error.kind() == ErrorKind::ConnectionAborted => continue,
            // What is lacking, files for one, only those who have it can give back: to
            // ask again at once is to spin. If there are none, nobody will.
            Err(error) if clients.is_empty() => return Err(error),
            Err(error) => {
                println!("[server] Could not take a client: {error}");
                clients.join_next().await;
                continue;
            }
        };
        while clients.try_join_next().is_some() {} // who has left is not kept
        let served = serve(stream);
        clients.spawn(async move {
            if let Err(error) = served.await {
                println!("[server] Lost {client}: {error}");
            }
        });
    }
}
