//! Whole messages: a head, and what it says is behind it.

use crate::chunked::Chunked;
use crate::connection::Connection;
use crate::fault::{Error, Fault};
use crate::framing::{Counted, Framing, UntilClose};
use crate::head::{Received, RequestHead, ResponseHead};
use tokio::io::{AsyncRead, AsyncWrite};

/// How many 1xx may precede an answer. HTTP sets no limit (RFC 9110 §15.2), and who
/// sends one after the other would keep us waiting for ever.
const MAX_INTERIM: usize = 8;

impl<S: AsyncRead + AsyncWrite + Unpin> Connection<S> {
    /// What is behind the head of a request.
    pub async fn read_content_of(
        &mut self,
        request: &Received<RequestHead>,
    ) -> Result<Vec<u8>, Error> {
        let Received { head, raw } = request;
        let framing = Framing::of_request(head)?;
        // Some clients send the head first, and the content when they are asked to
        // (RFC 9110 §10.1.1). To ask when it is on its way already does no harm.
        if head.minor_version > 0 && head.fields.lists("Expect", "100-continue") {
            self.write("HTTP/1.1 100 Continue\r\n\r\n").await?;
        }
        self.read_content(framing).await.map_err(|error| error.after(raw.len()))
    }

    /// The answer to a request with this method.
    pub async fn read_response(
        &mut self,
        method: &str,
    ) -> Result<(Received<ResponseHead>, Vec<u8>), Error> {
        let response = self.read_final_head().await?;
        let framing = Framing::of_response(&response.head, method)?;
        let content = self.read_content(framing).await?;
        Ok((response, content))
    }

    /// The head of an answer. A 1xx only says that one is still to come (RFC 9110
    /// §15.2), but for the 101, with which HTTP ends.
    pub async fn read_final_head(&mut self) -> Result<Received<ResponseHead>, Error> {
        for _ in 0..=MAX_INTERIM {
            let response: Received<ResponseHead> = self.read_head().await?;
            if !matches!(response.head.status, 100 | 102..=199) {
                return Ok(response);
            }
        }
        Err(Fault::Interim.into())
    }

    async fn read_content(&mut self, framing: Framing) -> Result<Vec<u8>, Error> {
        match framing {
            Framing::Length(left) => self.read(Counted { left, content: Vec::new() }).await,
            Framing::Chunked => self.read(Chunked::default()).await,
            Framing::UntilClose => self.read(UntilClose::default()).await,
        }
    }
}
