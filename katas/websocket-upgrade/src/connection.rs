// ANCHOR: imports
//! One connection on the server's side, from its first byte to its last.

use crate::head::{HeadError, Received, RequestHead, read_head};
use crate::response::Response;
use crate::server::{answer, wants_websocket};
use std::io::{self, Write};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, copy, sink};
use tokio::time::timeout;
// ANCHOR_END: imports

// ANCHOR: limits
/// How long, and for how many bytes, the server listens after a last answer.
const DRAIN_DEADLINE: Duration = Duration::from_secs(1);
const DRAIN_LIMIT: u64 = 64 * 1024;

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
    let Received { head: request, rest, .. } = match read_head(stream, RequestHead::parse).await {
        Ok(request) => request,
        Err(HeadError::Io(error)) => return Err(error),
        Err(HeadError::Closed { received }) => {
            writeln!(log, "[server] Client left after {received} bytes")?;
            return Ok(None);
        }
        Err(error) => return hang_up(stream, refuse_head(&error), log).await,
    };

    if wants_websocket(&request) {
        log_request(&request, log)?;
    }
    let response = answer(&request);
    let Some(accept) = response.field("Sec-WebSocket-Accept") else {
        return hang_up(stream, response, log).await;
    };
    writeln!(log, "  Computed Accept: {accept}")?;
    stream.write_all(response.to_string().as_bytes()).await?;
    writeln!(log, "[server] Upgrade complete — connection is now WebSocket\n")?;
    Ok(Some(rest))
}
// ANCHOR_END: serve

// ANCHOR: log
fn log_request(request: &RequestHead, log: &mut impl Write) -> io::Result<()> {
    writeln!(log, "[server] Upgrade request received")?;
    writeln!(log, "  URL: {}", request.target)?;
    writeln!(log, "  Headers:")?;
    for name in ["Upgrade", "Connection", "Sec-WebSocket-Key", "Sec-WebSocket-Version"] {
        let values: Vec<_> = request.fields.all(name).collect();
        writeln!(log, "    {name}: {}", values.join(", "))?;
    }
    Ok(())
}
// ANCHOR_END: log

// ANCHOR: hang_up
fn refuse_head(error: &HeadError) -> Response {
    let status = match error {
        HeadError::Late => "408 Request Timeout",
        HeadError::TooLarge => "431 Request Header Fields Too Large", // RFC 6585 §5
        HeadError::Version => "505 HTTP Version Not Supported",
        _ => "400 Bad Request",
    };
    Response::closing(status, &format!("{error}\n"))
}

/// Sends a last answer and closes. Closing while bytes lie unread makes the
/// kernel send a reset, and a reset can wipe out the answer before the client
/// has read it. So: stop writing, then read a little longer (RFC 9112 §9.6).
async fn hang_up(
    stream: &mut (impl AsyncRead + AsyncWrite + Unpin),
    response: Response,
    log: &mut impl Write,
) -> io::Result<Option<Vec<u8>>> {
    writeln!(log, "[server] Answered {}", response.status)?;
    stream.write_all(response.to_string().as_bytes()).await?;
    stream.shutdown().await?;
    let mut late = stream.take(DRAIN_LIMIT);
    // Neither outcome matters: whoever is still sending has had their answer.
    let _ = timeout(DRAIN_DEADLINE, copy(&mut late, &mut sink())).await;
    Ok(None)
}
// ANCHOR_END: hang_up

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
