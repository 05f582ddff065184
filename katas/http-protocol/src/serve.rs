// ANCHOR: imports
//! One connection on the server's side, from its first byte to its last.

use crate::connection::Connection;
use crate::fault::Error;
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
        let request = match connection.read_head().await {
            Ok(request) => request,
            Err(error) => return give_up(connection, error, "", log).await,
        };
        let content = match connection.read_content_of(&request).await {
            Ok(content) => content,
            Err(error) => return give_up(connection, error, &request.head.method, log).await,
        };
        let response = answer(&request.head, &content);
        let RequestHead { method, target, .. } = &request.head;
        let (bytes, status) = (content.len(), response.status);
        writeln!(log, "[server] {method} {target} with {bytes} bytes of content: {status}")?;
        if is_last(&request.head) {
            return connection.hang_up(&response.with("Connection", "close")).await;
        }
        connection.write(&response.to_string()).await?;
    }
}

/// Where a message does not end, none can follow it.
async fn give_up(
    mut connection: Connection<impl AsyncRead + AsyncWrite + Unpin>,
    error: Error,
    method: &str,
    log: &mut impl Write,
) -> io::Result<()> {
    match error {
        Error::Io(error) => Err(error),
        // Nobody has asked, or nobody is left to hear the answer.
        Error::Closed { received } | Error::Late { received: received @ 0 } => {
            writeln!(log, "[server] Closed after {received} bytes of a message")
        }
        error => {
            let refusal = Response::closing(error.status(), &format!("{error}\n"));
            writeln!(log, "[server] {}: {error}", refusal.status)?;
            connection.hang_up(&refusal.to(method)).await
        }
    }
}

/// Connections persist unless somebody says otherwise (RFC 9112 §9.3).
fn is_last(request: &RequestHead) -> bool {
    request.minor_version == 0 || request.fields.lists("Connection", "close")
}
// ANCHOR_END: serve
