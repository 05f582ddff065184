//! The client's side: one request, and the answer to it.

use crate::connection::Connection;
use crate::fault::Error;
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
    let method = request.split(' ').next().unwrap_or_default();
    let (response, content) = connection.read_response(method).await?;
    Ok(Exchange { request: request.to_owned(), response, content })
}
