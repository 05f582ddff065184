// ANCHOR: imports
//! A server and a raw client, three requests and one connection.
//!
//!     cargo run -p http-protocol
//!     cargo run -p http-protocol -- 127.0.0.1:8080    to keep serving there

use http_protocol::{Connection, Exchange, ResponseHead, exchange, serve, serve_forever};
use serde_json::Value;
use std::error::Error;
use std::io::stdout;
use tokio::net::{TcpListener, TcpStream};
// ANCHOR_END: imports

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    if let Some(address) = std::env::args().nth(1) {
        let serve = |stream| async { serve(stream, &mut stdout()).await };
        return Ok(serve_forever(&address, serve).await?);
    }

    println!("=== One Connection, Seen by the Server ===\n");
    // Port 0: the system picks a free one, so two runs never collide.
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let host = listener.local_addr()?.to_string();
    // Both sides run to their ends before the client's is printed. The order of
    // the lines comes from this join, not from who happens to be faster.
    let ((), [get, post, both]) = tokio::try_join!(serve_once(listener), ask(&host))?;

    println!("\n=== The Same, on the Wire ===\n");
    show_exchange("A question", &get);
    show_exchange("A question with content", &post);
    show_exchange("Two lengths", &both);

    println!("=== The First Answer, Parsed ===\n");
    show_parsed(&get)?;

    println!("\n=== Methods ===\n");
    show_methods();
    println!("\n=== Status Codes ===\n");
    show_status_codes();
    Ok(())
}
// ANCHOR_END: main

// ANCHOR: sides
async fn serve_once(listener: TcpListener) -> Result<(), Box<dyn Error>> {
    let (stream, _) = listener.accept().await?;
    Ok(serve(stream, &mut stdout()).await?)
}

async fn ask(host: &str) -> Result<[Exchange; 3], Box<dyn Error>> {
    let mut connection = Connection::new(TcpStream::connect(host).await?);
    let get = format!("GET /hello HTTP/1.1\r\nHost: {host}\r\nAccept: application/json\r\n\r\n");
    let post = format!(
        "POST /echo HTTP/1.1\r\n\
         Host: {host}\r\n\
         Content-Type: text/plain; charset=utf-8\r\n\
         Content-Length: 13\r\n\
         \r\n\
         Hello, wörld"
    );
    // What looks like a request behind the empty chunk is one to whoever believes
    // the chunks, and content to whoever believes the length.
    let both = format!(
        "POST /echo HTTP/1.1\r\n\
         Host: {host}\r\n\
         Content-Length: 37\r\n\
         Transfer-Encoding: chunked\r\n\
         \r\n\
         0\r\n\
         \r\n\
         GET /admin HTTP/1.1\r\n\
         Host: a\r\n\
         \r\n"
    );
    Ok([
        exchange(&mut connection, &get).await?,
        exchange(&mut connection, &post).await?,
        exchange(&mut connection, &both).await?,
    ])
}
// ANCHOR_END: sides

// ANCHOR: show_exchange
fn show_exchange(title: &str, exchange: &Exchange) {
    println!("{title}:");
    show_wire('>', exchange.request.as_bytes());
    println!();
    show_wire('<', &[&*exchange.response.raw, &exchange.content].concat());
    println!();
}

/// One line of the message on each line of the page, with the ends of lines in sight.
fn show_wire(direction: char, bytes: &[u8]) {
    for line in String::from_utf8_lossy(bytes).split_inclusive('\n') {
        println!("  {direction} {}", line.replace('\r', "\\r").replace('\n', "\\n"));
    }
}
// ANCHOR_END: show_exchange

// ANCHOR: show_parsed
fn show_parsed(exchange: &Exchange) -> Result<(), Box<dyn Error>> {
    let ResponseHead { minor_version, status, reason, fields } = &exchange.response.head;
    println!("Status line:");
    println!("  Version: HTTP/1.{minor_version}");
    println!("  Status:  {status}");
    println!("  Reason:  {reason}");
    println!("Headers:");
    for (name, value) in fields.iter() {
        println!("  {} = {value}", name.to_lowercase());
    }
    println!("Body: {} bytes", exchange.content.len());
    println!("JSON:");
    let value: Value = serde_json::from_slice(&exchange.content)?;
    for (name, value) in value.as_object().into_iter().flatten() {
        println!("  {name} = {value}");
    }
    Ok(())
}
// ANCHOR_END: show_parsed

// ANCHOR: tables
/// RFC 9110 §9.2.1, §9.2.2 and §9.3; PATCH is of RFC 5789.
fn show_methods() {
    println!("  Method  | Safe | Idempotent | Asks the server to");
    println!("  {}", "-".repeat(58));
    for (method, safe, idempotent, what) in [
        ("GET", "yes", "yes", "send this"),
        ("HEAD", "yes", "yes", "send the head a GET would get"),
        ("OPTIONS", "yes", "yes", "say what it could do here"),
        ("TRACE", "yes", "yes", "send back what arrived"),
        ("PUT", "no", "yes", "keep this here"),
        ("DELETE", "no", "yes", "forget this"),
        ("POST", "no", "no", "make of this what it will"),
        ("PATCH", "no", "no", "change this, as described"),
        ("CONNECT", "no", "no", "be a tunnel to there"),
    ] {
        println!("  {method:7} | {safe:4} | {idempotent:10} | {what}");
    }
}

/// RFC 9110 §15, and 431 of RFC 6585.
fn show_status_codes() {
    for (class, codes) in [
        ("1xx  wait, or go on", "100 Continue, 101 Switching Protocols"),
        ("2xx  done", "200 OK, 201 Created, 204 No Content"),
        ("3xx  look elsewhere", "301 Moved Permanently, 304 Not Modified"),
        ("4xx  your fault", "400 Bad Request, 404 Not Found, 405 Method Not Allowed"),
        ("", "408 Request Timeout, 413 Content Too Large"),
        ("", "415 Unsupported Media Type, 426 Upgrade Required"),
        ("", "431 Request Header Fields Too Large"),
        ("5xx  my fault", "500 Internal Server Error, 501 Not Implemented"),
        ("", "503 Service Unavailable, 505 HTTP Version Not Supported"),
    ] {
        println!("  {class:19} | {codes}");
    }
}
// ANCHOR_END: tables
