//! A server to send bytes to.

use http_protocol::serve;
use std::io::{self, sink};
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};
use tokio::net::{TcpListener, TcpStream};

/// Starts a server for one connection and connects to it.
pub async fn connect() -> TcpStream {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await?;
        serve(stream, &mut sink()).await
    });
    TcpStream::connect(address).await.expect("our own server")
}

/// Everything the server answers to these bytes and the end of the stream.
pub async fn answer_to(request: &[u8]) -> String {
    let mut stream = connect().await;
    stream.write_all(request).await.expect("a server that reads");
    stream.shutdown().await.expect("a half-close");
    rest_of(stream).await
}

pub async fn rest_of(mut stream: impl AsyncReadExt + Unpin) -> String {
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("text, an end, and no reset");
    answer
}

/// What the server answers when these pieces reach it one by one, each read alone.
/// A pipe, since TCP may join what was written apart.
pub async fn answer_to_pieces(pieces: &[&[u8]]) -> String {
    let (ours, mut client) = duplex(64 * 1024);
    tokio::spawn(async move { serve(ours, &mut sink()).await });
    for piece in pieces {
        client.write_all(piece).await.expect("an open pipe");
        tokio::task::yield_now().await;
    }
    client.shutdown().await.expect("a half-close");
    rest_of(client).await
}

/// Runs the server on one end of a pipe, `client` on the other: the answer, the log, the end.
pub async fn converse<F: Future<Output = String>>(
    client: impl FnOnce(DuplexStream) -> F,
) -> (String, String, io::Result<()>) {
    let (ours, theirs) = duplex(256 * 1024);
    let mut log = Vec::new();
    let (served, answer) = tokio::join!(serve(ours, &mut log), client(theirs));
    (answer, String::from_utf8(log).expect("the log is text"), served)
}
