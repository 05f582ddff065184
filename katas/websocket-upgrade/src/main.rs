// ANCHOR: imports
//! Two programs in one: a server and a client that knows nothing of it.
//!
//!     cargo run -p websocket-upgrade
//!     cargo run -p websocket-upgrade -- 127.0.0.1:9001    to keep serving there

use http_protocol::serve_forever;
use std::error::Error;
use std::io::stdout;
use tokio::net::{TcpListener, TcpStream};
use websocket_upgrade::client::{Exchange, exchange};
use websocket_upgrade::connection::serve;
use websocket_upgrade::{GUID, accept_key};
// ANCHOR_END: imports

// ANCHOR: main
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    if let Some(address) = std::env::args().nth(1) {
        let serve = |stream| async { serve(stream, &mut stdout()).await };
        return Ok(serve_forever(&address, serve).await?);
    }

    println!("=== WebSocket Upgrade Handshake ===\n");
    show_known_answer();

    // Port 0: the system picks a free one, so two runs never collide.
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let host = listener.local_addr()?.to_string();
    // Both sides run to their ends before the client's is printed. The order of
    // the lines comes from this join, not from who happens to be faster.
    let ((), exchange) = tokio::try_join!(serve_once(listener), connect_once(&host))?;

    println!("=== Client Connection ===\n");
    show_exchange(&exchange);

    println!("\nKey verification:");
    let verdict = exchange.verify();
    println!("  Expected: {}", exchange.expected);
    println!("  Received: {}", exchange.accept().unwrap_or("nothing"));
    println!("  Valid: {}", verdict.is_ok());
    verdict?;

    println!("\n=== Why WebSocket? ===\n");
    show_comparison();
    Ok(())
}
// ANCHOR_END: main

// ANCHOR: known_answer
fn show_known_answer() {
    let key = "dGhlIHNhbXBsZSBub25jZQ=="; // RFC 6455 §1.3: "the sample nonce"
    println!("Client key: {key}");
    println!("Magic GUID: {GUID}");
    println!("SHA-1 of concatenation: {}", accept_key(key));
    println!("(This is the value from the RFC example)\n");
}
// ANCHOR_END: known_answer

// ANCHOR: sides
async fn serve_once(listener: TcpListener) -> Result<(), Box<dyn Error>> {
    let (stream, _) = listener.accept().await?;
    Ok(serve(stream, &mut stdout()).await?)
}

async fn connect_once(host: &str) -> Result<Exchange, Box<dyn Error>> {
    let mut stream = TcpStream::connect(host).await?;
    // Real clients draw 16 random bytes for each connection (§4.1 item 7). These
    // are fixed, so that every run prints the same hash as this page.
    Ok(exchange(&mut stream, host, "/ws", b"my-websocket-key").await?)
    // The stream is dropped here: the server reads end-of-file and is done.
}
// ANCHOR_END: sides

// ANCHOR: show_exchange
fn show_exchange(exchange: &Exchange) {
    println!("Sending upgrade request:");
    show_head('>', &exchange.request);
    println!("\nReceived upgrade response:");
    show_head('<', &String::from_utf8_lossy(&exchange.response.raw));
}

fn show_head(direction: char, head: &str) {
    for line in head.lines().filter(|line| !line.is_empty()) {
        println!("  {direction} {line}");
    }
}
// ANCHOR_END: show_exchange

// ANCHOR: comparison
fn show_comparison() {
    let rows = [
        ["Feature", "HTTP Polling", "HTTP Long-Poll", "WebSocket"],
        ["Latency", "Poll interval", "~Instant", "Instant"],
        ["Direction", "Client→Server", "Server→Client", "Bidirectional"],
        ["Overhead", "Headers/request", "Headers/response", "2-14 bytes/frame"],
        ["Server push", "No", "One response", "Unlimited"],
        ["Connection", "Reused or new", "Held open", "Persistent"],
    ];
    for (index, [feature, cells @ ..]) in rows.iter().enumerate() {
        println!("  {feature:11} | {:16} | {:16} | {}", cells[0], cells[1], cells[2]);
        if index == 0 {
            println!("  {}", "-".repeat(68));
        }
    }
}
// ANCHOR_END: comparison
