//! A request to bend, and a socket to send it through.

use std::io::sink;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;
use websocket_upgrade::connection::serve;

/// A handshake with nothing wrong in it, and ways to put something wrong in.
#[derive(Clone)]
pub struct Request(Vec<String>);

pub fn handshake() -> Request {
    let lines = [
        "GET /ws HTTP/1.1",
        "Host: example.com",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version: 13",
    ];
    Request(lines.map(str::to_owned).to_vec())
}

/// What is left of it without the marks of a handshake.
pub fn plain() -> Request {
    let marks = ["Upgrade", "Connection", "Sec-WebSocket-Key", "Sec-WebSocket-Version"];
    marks.into_iter().fold(handshake(), Request::without)
}

impl Request {
    pub fn line(mut self, request_line: &str) -> Self {
        request_line.clone_into(&mut self.0[0]);
        self
    }

    pub fn without(mut self, name: &str) -> Self {
        let before = self.0.len();
        self.0.retain(|line| !line.starts_with(&format!("{name}:")));
        assert!(self.0.len() < before, "no {name} to take away");
        self
    }

    pub fn with(mut self, line: &str) -> Self {
        self.0.push(line.to_owned());
        self
    }

    pub fn instead(self, line: &str) -> Self {
        let name = line.split(':').next().unwrap_or_default().to_owned();
        self.without(&name).with(line)
    }

    pub fn text(&self) -> String {
        self.0.join("\r\n") + "\r\n\r\n"
    }
}

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

/// Far more than a server on the same machine needs.
const DEADLINE: Duration = Duration::from_secs(5);

/// Everything the server answers to these bytes and the end of the stream.
pub async fn answer_to(request: &str) -> String {
    let mut stream = connect().await;
    stream.write_all(request.as_bytes()).await.expect("a server that reads");
    stream.shutdown().await.expect("a half-close");
    let mut answer = Vec::new();
    let end = timeout(DEADLINE, stream.read_to_end(&mut answer)).await;
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let fault = match end {
        Ok(Ok(_)) => return answer,
        Ok(Err(error)) => error.to_string(),
        Err(_) => format!("nothing more within {DEADLINE:?}"),
    };
    panic!(
        "expected an answer and a close, got: {fault}\n\n--- sent\n{request}--- came back\n{answer}"
    );
}
