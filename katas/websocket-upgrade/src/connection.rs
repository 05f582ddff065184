// ANCHOR: imports
//! One connection on the server's side, from its first byte to its last.

use crate::server::{answer, wants_websocket};
use http_protocol::{Connection, Error, RequestHead, Response};
use std::io::{self, Write};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, copy, sink};
// ANCHOR_END: imports

// ANCHOR: limits
/// How many bytes of an open WebSocket are shown.
const SHOWN: usize = 20;
// ANCHOR_END: limits

// ANCHOR: serve
/// Serves one connection to its end and tells `log` what happens on it.
pub async fn serve(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    log: &mut impl Write,
) -> io::Result<()> {
    if let Some(rest) = handshake(&mut stream, log).await? {
        show_raw_bytes(&mut stream, rest, log).await?;
    }
    Ok(())
}

/// Answers one request. After an upgrade, gives back the bytes that came behind
/// the head; after any other answer the connection is over, and there are none.
pub async fn handshake(
    stream: &mut (impl AsyncRead + AsyncWrite + Unpin),
    log: &mut impl Write,
) -> io::Result<Option<Vec<u8>>> {
    let mut connection = Connection::new(stream);
    let request: RequestHead = match connection.read_head().await {
        Ok(received) => received.head,
        Err(Error::Io(error)) => return Err(error),
        Err(Error::Closed { received }) => {
            writeln!(log, "[server] Client left after {received} bytes")?;
            return Ok(None);
        }
        Err(error) => {
            let refusal = Response::closing(error.status(), &format!("{error}\n"));
            return hang_up(connection, &refusal, log).await;
        }
    };

    if wants_websocket(&request) {
        log_request(&request, log)?;
    }
    let response = answer(&request);
    let Some(accept) = response.field("Sec-WebSocket-Accept") else {
        return hang_up(connection, &response, log).await;
    };
    writeln!(log, "  Computed Accept: {accept}")?;
    // Whoever expects a 100 gets it before the 101 (RFC 9110 §7.8).
    if request.fields.lists("Expect", "100-continue") {
        connection.write("HTTP/1.1 100 Continue\r\n\r\n").await?;
    }
    connection.write(&response.to_string()).await?;
    writeln!(log, "[server] Upgrade complete — connection is now WebSocket\n")?;
    let (_, rest) = connection.into_parts();
    Ok(Some(rest))
}

async fn hang_up(
    mut connection: Connection<impl AsyncRead + AsyncWrite + Unpin>,
    response: &Response,
    log: &mut impl Write,
) -> io::Result<Option<Vec<u8>>> {
    writeln!(log, "[server] Answered {}", response.status)?;
    connection.hang_up(response).await?;
    Ok(None)
}
// ANCHOR_END: serve

// ANCHOR: log
fn log_request(request: &RequestHead, log: &mut impl Write) -> io::Result<()> {
    writeln!(log, "[server] Upgrade request received")?;
    writeln!(log, "  URL: {}", request.target)?;
    writeln!(log, "  Headers:")?;
    for name in ["Upgrade", "Connection", "Sec-WebSocket-Key", "Sec-WebSocket-Version"] {
        let values: Vec<_> = request.fields.all(name).collect();
        // A stranger wrote them, and beyond ASCII too there are commands to a terminal.
        writeln!(log, "    {name}: {}", values.join(", ").escape_debug())?;
    }
    Ok(())
}
// ANCHOR_END: log

// ANCHOR: show_raw_bytes
/// Shows what a WebSocket says first, undecoded: frames are the next kata.
async fn show_raw_bytes(
    stream: &mut (impl AsyncRead + Unpin),
    mut bytes: Vec<u8>,
    log: &mut impl Write,
) -> io::Result<()> {
    if bytes.is_empty() {
        stream.read_buf(&mut bytes).await?;
    }
    if !bytes.is_empty() {
        let hex: Vec<_> = bytes.iter().take(SHOWN).map(|byte| format!("{byte:02x}")).collect();
        writeln!(log, "[server] Received raw bytes: {}", hex.join(" "))?;
    }
    copy(stream, &mut sink()).await?;
    Ok(())
}
// ANCHOR_END: show_raw_bytes
