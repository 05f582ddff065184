// ANCHOR: imports
//! The client's side of the handshake.

use crate::accept::{accept_key, encode_key};
use http_protocol::{Connection, Error, Received, ResponseHead};
use std::fmt;
use tokio::io::{AsyncRead, AsyncWrite};
// ANCHOR_END: imports

// ANCHOR: exchange
/// One request and its answer, as they crossed the wire.
#[derive(Debug)]
pub struct Exchange {
    pub request: String,
    pub response: Received<ResponseHead>,
    /// Bytes that came behind the answer: after a 101, the first of a frame.
    pub rest: Vec<u8>,
    /// What `Sec-WebSocket-Accept` has to be.
    pub expected: String,
}

/// Asks for a WebSocket at `target`. The answer is not judged yet:
/// a client that skips [`Exchange::verify`] will talk frames to anything.
///
/// # Errors
/// When the connection fails, or what comes back is not the head of an answer.
pub async fn exchange(
    stream: &mut (impl AsyncRead + AsyncWrite + Unpin),
    host: &str,
    target: &str,
    nonce: &[u8; 16],
) -> Result<Exchange, Error> {
    let key = encode_key(nonce);
    let request = format!(
        "GET {target} HTTP/1.1\r\n\
         Host: {host}\r\n\
         Upgrade: websocket\r\n\
         Connection: Upgrade\r\n\
         Sec-WebSocket-Key: {key}\r\n\
         Sec-WebSocket-Version: 13\r\n\
         \r\n"
    );
    let mut connection = Connection::new(stream);
    connection.write(&request).await?;
    let response = connection.read_final_head().await?;
    let (_, rest) = connection.into_parts();
    Ok(Exchange { request, response, rest, expected: accept_key(&key) })
}
// ANCHOR_END: exchange

// ANCHOR: verify
/// Why an answer opens no WebSocket.
#[derive(Debug, PartialEq, Eq)]
pub enum Failure {
    /// An HTTP answer like any other: a page, a redirect, an error.
    Status(u16),
    /// A 101 that breaks a rule of §4.1 in this field.
    Field(&'static str),
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Status(status) => write!(out, "the server answered {status}, not 101"),
            Self::Field(name) => write!(out, "the server's 101 is wrong in its {name}"),
        }
    }
}

impl std::error::Error for Failure {}

impl Exchange {
    /// The server's `Sec-WebSocket-Accept`, if it sent one.
    pub fn accept(&self) -> Option<&str> {
        self.response.head.fields.only("Sec-WebSocket-Accept")
    }

    /// Whether the answer opens a WebSocket: the six points that close §4.1.
    ///
    /// # Errors
    /// The first point that the answer fails.
    pub fn verify(&self) -> Result<(), Failure> {
        let ResponseHead { status, fields, .. } = &self.response.head;
        let absent = |name| fields.all(name).next().is_none();
        // Elsewhere a list; of this answer the RFC wants the one word, and no other.
        let upgrades =
            fields.only("Upgrade").is_some_and(|to| to.eq_ignore_ascii_case("websocket"));
        if *status != 101 {
            return Err(Failure::Status(*status));
        }
        let points = [
            ("Upgrade", upgrades),
            ("Connection", fields.lists("Connection", "upgrade")),
            ("Sec-WebSocket-Accept", self.accept() == Some(&self.expected)),
            // We asked for neither, so the server may choose neither.
            ("Sec-WebSocket-Extensions", absent("Sec-WebSocket-Extensions")),
            ("Sec-WebSocket-Protocol", absent("Sec-WebSocket-Protocol")),
        ];
        match points.into_iter().find(|(_, holds)| !holds) {
            Some((name, _)) => Err(Failure::Field(name)),
            None => Ok(()),
        }
    }
}
// ANCHOR_END: verify
