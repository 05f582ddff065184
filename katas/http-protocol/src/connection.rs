// ANCHOR: imports
//! The one module that touches a socket: readers meet a stream, a limit, a deadline.

use crate::fault::Error;
use crate::head::{Head, HeadReader, Received};
use crate::reader::{Reader, Step};
use crate::response::Response;
use std::io;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, copy, sink};
use tokio::time::{Instant, timeout, timeout_at};
// ANCHOR_END: imports

// ANCHOR: limits
/// How long a head may take, and content, and an answer to whom it is for. Without a
/// deadline, connections that say nothing, or that ask and never read, pile up until
/// the server has no sockets left.
const DEADLINE: Duration = Duration::from_secs(10);

/// How many bytes one read may bring.
const READ: usize = 4 * 1024;

/// How long, and for how many bytes, a server listens after a last answer.
const DRAIN_DEADLINE: Duration = Duration::from_secs(1);
const DRAIN_LIMIT: u64 = 64 * 1024;
// ANCHOR_END: limits

// ANCHOR: read
/// A stream, and what was read from it ahead of time.
#[derive(Debug)]
pub struct Connection<S> {
    stream: S,
    ahead: Vec<u8>,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Connection<S> {
    pub fn new(stream: S) -> Self {
        Self { stream, ahead: Vec::with_capacity(READ) }
    }

    /// Reads until `reader` has its whole. TCP keeps the order of bytes but not the
    /// borders of writes: a head may come in one read or in a hundred.
    pub async fn read<R: Reader>(&mut self, mut reader: R) -> Result<R::Whole, Error> {
        let deadline = Instant::now() + DEADLINE;
        let mut received = 0;
        loop {
            received += self.ahead.len();
            match reader.feed(&self.ahead)? {
                Step::Done { whole, used } => {
                    self.ahead.drain(..used);
                    return Ok(whole);
                }
                Step::NeedMore => self.ahead.clear(),
            }
            let read = timeout_at(deadline, self.stream.read_buf(&mut self.ahead)).await;
            if read.map_err(|_| Error::Late { received })?? == 0 {
                return reader.end().ok_or(Error::Closed { received });
            }
        }
    }

    pub async fn read_head<H: Head>(&mut self) -> Result<Received<H>, Error> {
        self.read(HeadReader::default()).await
    }
}
// ANCHOR_END: read

// ANCHOR: write
impl<S: AsyncRead + AsyncWrite + Unpin> Connection<S> {
    pub async fn write(&mut self, text: &str) -> io::Result<()> {
        timeout(DEADLINE, self.stream.write_all(text.as_bytes())).await?
    }

    /// Sends a last answer and closes. Closing while bytes lie unread makes the
    /// kernel send a reset, and a reset can wipe out the answer before the client
    /// has read it. So: stop writing, then read a little longer (RFC 9112 §9.6).
    pub async fn hang_up(&mut self, response: &Response) -> io::Result<()> {
        self.write(&response.to_string()).await?;
        timeout(DEADLINE, self.stream.shutdown()).await??;
        let mut late = (&mut self.stream).take(DRAIN_LIMIT);
        // Neither outcome matters: whoever is still sending has had their answer.
        let _ = timeout(DRAIN_DEADLINE, copy(&mut late, &mut sink())).await;
        Ok(())
    }

    /// The stream, and what was read and not used: bytes of the next protocol, if there is one.
    pub fn into_parts(self) -> (S, Vec<u8>) {
        (self.stream, self.ahead)
    }
}
// ANCHOR_END: write
