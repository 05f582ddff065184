//! Both sides against implementations that nobody here wrote: two sides that
//! share a mistake agree with each other, and with nobody else.

use crate::request::connect;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use websocket_upgrade::client::{Failure, exchange};

#[tokio::test]
async fn tungstenite_accepts_our_server() {
    let stream = connect().await.into_std().expect("a plain socket");
    let (_, response) = tokio::task::spawn_blocking(move || {
        stream.set_nonblocking(false).expect("a blocking socket");
        tungstenite::client("ws://localhost/ws", stream).expect("a handshake")
    })
    .await
    .expect("no panic");
    assert_eq!(response.status(), 101);
}

#[tokio::test]
async fn tokio_websockets_accepts_our_server() {
    let uri = "ws://localhost/ws".parse().expect("a URI");
    let builder = tokio_websockets::ClientBuilder::from_uri(uri);
    let (_, response) = builder.connect_on(connect().await).await.expect("a handshake");
    assert_eq!(response.status(), 101);
}

#[tokio::test]
async fn our_client_accepts_tungstenite() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let host = listener.local_addr().expect("an address").to_string();
    let server = tokio::task::spawn_blocking(move || {
        let listener = listener.into_std().expect("a plain socket");
        listener.set_nonblocking(false).expect("a blocking socket");
        let (stream, _) = listener.accept().expect("a client");
        tungstenite::accept(stream).map(drop).map_err(|error| error.to_string())
    });
    let mut stream = TcpStream::connect(&host).await.expect("a server");
    let exchange =
        exchange(&mut stream, &host, "/ws", b"my-websocket-key").await.expect("an answer");
    assert_eq!(exchange.verify(), Ok(()));
    server.await.expect("no panic").expect("a handshake");
}

/// What our client makes of an answer, given as its lines.
async fn verdict(lines: &[&str]) -> Result<(), Failure> {
    let (mut ours, mut theirs) = tokio::io::duplex(4096);
    let answer = lines.join("\r\n") + "\r\n\r\n";
    let server = async {
        let mut request = [0; 64];
        theirs.read_exact(&mut request).await?;
        theirs.write_all(answer.as_bytes()).await
    };
    let client = exchange(&mut ours, "example.com", "/", b"the sample nonce");
    let (sent, exchange) = tokio::join!(server, client);
    sent.expect("an open pipe");
    exchange.expect("the head of an answer").verify()
}

/// The six points that close RFC 6455 §4.1.
#[tokio::test]
async fn what_our_client_refuses() {
    const HINT: [&str; 3] = ["HTTP/1.1 103 Early Hints", "Link: </style.css>", ""];
    const CONTINUE: [&str; 2] = ["HTTP/1.1 100 Continue", ""];
    const OK: &str = "HTTP/1.1 101 Switching Protocols";
    const UPGRADE: &str = "Upgrade: WebSocket";
    const CONNECTION: &str = "connection: keep-alive, UPGRADE";
    const ACCEPT: &str = "Sec-WebSocket-Accept:  s3pPLMBiTxaQ9kYGzzhZRbK+xOo=  ";
    // What a server computes that has the famous misprint of the constant.
    const MISPRINT: &str = "Sec-WebSocket-Accept: pJ85ywcJwvY/PgeG6blONiWuQUY=";
    const ECHO: &str = "Sec-WebSocket-Accept: dGhlIHNhbXBsZSBub25jZQ==";
    const PROTOCOL: &str = "Sec-WebSocket-Protocol: chat";
    const EXTENSION: &str = "Sec-WebSocket-Extensions: permessage-deflate";
    let field = |name| Err(Failure::Field(name));

    assert_eq!(verdict(&[OK, UPGRADE, CONNECTION, ACCEPT]).await, Ok(()));
    assert_eq!(verdict(&["HTTP/1.1 200 OK", UPGRADE]).await, Err(Failure::Status(200)));
    for before in [&HINT[..], &CONTINUE, &[&HINT[..], &CONTINUE].concat()] {
        let lines = [before, &[OK, UPGRADE, CONNECTION, ACCEPT]].concat();
        assert_eq!(verdict(&lines).await, Ok(()), "{before:?}");
    }
    assert_eq!(verdict(&[OK, CONNECTION, ACCEPT]).await, field("Upgrade"));
    for other in ["Upgrade: h2c", "Upgrade: h2c, websocket", "Upgrade: websocket\r\nUpgrade: h2c"] {
        assert_eq!(verdict(&[OK, other, CONNECTION, ACCEPT]).await, field("Upgrade"), "{other}");
    }
    assert_eq!(verdict(&[OK, UPGRADE, ACCEPT]).await, field("Connection"));
    assert_eq!(verdict(&[OK, UPGRADE, CONNECTION]).await, field("Sec-WebSocket-Accept"));
    assert_eq!(verdict(&[OK, UPGRADE, CONNECTION, MISPRINT]).await, field("Sec-WebSocket-Accept"));
    assert_eq!(verdict(&[OK, UPGRADE, CONNECTION, ECHO]).await, field("Sec-WebSocket-Accept"));
    let protocol = verdict(&[OK, UPGRADE, CONNECTION, ACCEPT, PROTOCOL]).await;
    assert_eq!(protocol, field("Sec-WebSocket-Protocol"));
    assert_eq!(Failure::Status(200).to_string(), "the server answered 200, not 101");
    let extension = verdict(&[OK, UPGRADE, CONNECTION, ACCEPT, EXTENSION]).await;
    assert_eq!(extension, field("Sec-WebSocket-Extensions"));
}
