// ANCHOR: imports
//! One connection on the server's side, from its first byte to its last.

use crate::connection::Connection;
use crate::fault::Error;
use crate::framing::Framing;
use crate::head::RequestHead;
use crate::response::Response;
use crate::server::answer;
use std::io::{self, Write};
use tokio::io::{AsyncRead, AsyncWrite};
// ANCHOR_END: imports

// ANCHOR: serve
/// Answers requests until one is the last, and tells `log` what happens.
pub async fn serve(
    stream: impl AsyncRead + AsyncWrite + Unpin,
    log: &mut impl Write,
) -> io::Result<()> {
    let mut connection = Connection::new(stream);
    loop {
        let (request, content) = match read_request(&mut connection).await {
            Ok(request) => request,
            Err(Error::Io(error)) => return Err(error),
            // Nobody has asked, or nobody is left to hear the answer.
            Err(Error::Closed { received } | Error::Late { received: received @ 0 }) => {
                return writeln!(log, "[server] Closed after {received} bytes of a message");
            }
            Err(error) => {
                let refusal = Response::closing(error.status(), &format!("{error}\n"));
                writeln!(log, "[server] {}: {error}", refusal.status)?;
                return connection.hang_up(&refusal).await;
            }
        };
        let response = answer(&request, &content);
        let RequestHead { method, target, .. } = &request;
        let (bytes, status) = (content.len(), response.status);
        writeln!(log, "[server] {method} {target} with {bytes} bytes of content: {status}")?;
        if is_last(&request) {
            return connection.hang_up(&response.with("Connection", "close")).await;
        }
        connection.write(&response.to_string()).await?;
    }
}
// ANCHOR_END: serve

// ANCHOR: read_request
async fn read_request(
    connection: &mut Connection<impl AsyncRead + AsyncWrite + Unpin>,
) -> Result<(RequestHead, Vec<u8>), Error> {
    let request: RequestHead = connection.read_head().await?.head;
    let framing = Framing::of_request(&request)?;
    // Some clients send the head first, and the content when they are asked to
    // (RFC 9110 §10.1.1). To ask when it is on its way already does no harm.
    if request.minor_version > 0 && request.fields.lists("Expect", "100-continue") {
        connection.write("HTTP/1.1 100 Continue\r\n\r\n").await?;
    }
    let content = connection.read_content(framing).await?;
    Ok((request, content))
}

/// Connections persist unless somebody says otherwise (RFC 9112 §9.3).
fn is_last(request: &RequestHead) -> bool {
    request.minor_version == 0 || request.fields.lists("Connection", "close")
}
// ANCHOR_END: read_request
