//! The client's side: one request, and the answer to it.

use crate::connection::Connection;
use crate::fault::Error;
use crate::framing::Framing;
use crate::head::{Received, ResponseHead};
use tokio::io::{AsyncRead, AsyncWrite};

/// One request and its answer, as they crossed the wire.
#[derive(Debug)]
pub struct Exchange {
    pub request: String,
    pub response: Received<ResponseHead>,
    pub content: Vec<u8>,
}

/// Sends a request exactly as it is written, and reads what is answered.
pub async fn exchange(
    connection: &mut Connection<impl AsyncRead + AsyncWrite + Unpin>,
    request: &str,
) -> Result<Exchange, Error> {
    connection.write(request).await?;
    let mut response: Received<ResponseHead> = connection.read_head().await?;
    // A 1xx only says that the answer is still to come (RFC 9110 §15.2), but for
    // the 101, with which HTTP ends.
    while matches!(response.head.status, 100 | 102..=199) {
        response = connection.read_head().await?;
    }
    let method = request.split(' ').next().unwrap_or_default();
    let framing = Framing::of_response(&response.head, method)?;
    let content = connection.read_content(framing).await?;
    Ok(Exchange { request: request.to_owned(), response, content })
}
