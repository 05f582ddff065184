//! Both ends against hyper, which nobody here wrote.

use crate::peer::connect;
use http_body_util::{BodyExt, Full};
use http_protocol::{Connection, exchange};
use hyper::body::{Bytes, Incoming};
use hyper::service::service_fn;
use hyper::{Request, Response, client, server};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};

#[tokio::test]
async fn hyper_asks_our_server() {
    let (mut sender, connection) =
        client::conn::http1::handshake(TokioIo::new(connect().await)).await.expect("a connection");
    let driver = tokio::spawn(connection);
    for (method, target, content, answer) in [
        ("GET", "/hello", "", r#"{"message":"Hello over HTTP","target":"/hello"}"#),
        ("POST", "/echo", "Hello, wörld", r#"{"bytes":13,"text":"Hello, wörld"}"#),
        ("HEAD", "/hello", "", ""),
        ("GET", "/nowhere", "", "Nothing is here\n"),
    ] {
        let request = Request::builder().method(method).uri(target).header("Host", "a");
        let request = request.body(Full::new(Bytes::from(content))).expect("a request");
        let response = sender.send_request(request).await.expect("an answer");
        let content = response.into_body().collect().await.expect("content").to_bytes();
        assert_eq!(content, answer, "{method} {target}");
    }
    drop(sender);
    driver.await.expect("no panic").expect("a clean end");
}

/// Says what it was asked, in a field and in its content.
async fn mirror(request: Request<Incoming>) -> hyper::Result<Response<Full<Bytes>>> {
    let asked = format!("{} {}", request.method(), request.uri());
    let content = request.into_body().collect().await?.to_bytes();
    let content = [asked.as_bytes(), b": ", &content].concat();
    let mut response = Response::new(Full::new(Bytes::from(content)));
    response.headers_mut().insert("asked", asked.parse().expect("a value"));
    Ok(response)
}

#[tokio::test]
async fn our_client_asks_hyper() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let host = listener.local_addr().expect("an address");
    let server = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.expect("a client");
        server::conn::http1::Builder::new()
            .serve_connection(TokioIo::new(stream), service_fn(mirror))
            .await
    });
    let mut connection = Connection::new(TcpStream::connect(host).await.expect("a server"));
    for (request, asked, content) in [
        ("GET /a HTTP/1.1\r\nHost: a\r\n\r\n", "GET /a", "GET /a: "),
        ("POST /b HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi", "POST /b", "POST /b: hi"),
        ("HEAD /c HTTP/1.1\r\nHost: a\r\n\r\n", "HEAD /c", ""),
        ("GET /d HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "GET /d", "GET /d: "),
    ] {
        let exchange = exchange(&mut connection, request).await.expect(asked);
        assert_eq!(exchange.response.head.fields.only("Asked"), Some(asked));
        assert_eq!(String::from_utf8_lossy(&exchange.content), content, "{asked}");
    }
    server.await.expect("no panic").expect("a clean end");
}
