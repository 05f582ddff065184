// ANCHOR: imports
//! The head of an HTTP message: everything up to the first empty line.

use std::time::Duration;
use std::{fmt, io};
use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::time::timeout;
// ANCHOR_END: imports

// ANCHOR: limits
/// Bytes that a head may have. HTTP sets no limit of its own (RFC 9110 §5.4);
/// a server that sets none can be filled up by anybody.
pub const MAX_HEAD: usize = 8 * 1024;

/// Field lines that a head may have.
const MAX_FIELDS: usize = 64;

/// How long a head may take. Without a deadline, connections that say nothing
/// pile up until the server has no sockets left.
const DEADLINE: Duration = Duration::from_secs(10);
// ANCHOR_END: limits

// ANCHOR: error
/// Why there is no head.
#[derive(Debug)]
pub enum HeadError {
    /// The peer left in the middle, or before it began.
    Closed { received: usize },
    /// Still not there after [`DEADLINE`].
    Late,
    /// More than [`MAX_HEAD`] bytes, or too many fields.
    TooLarge,
    /// A version of HTTP whose heads look different, if it exists at all.
    Version,
    /// Not an HTTP head.
    Malformed(httparse::Error),
    /// The connection failed.
    Io(io::Error),
}

impl fmt::Display for HeadError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Closed { received } => write!(out, "closed after {received} bytes of a head"),
            Self::Late => write!(out, "no head within {DEADLINE:?}"),
            Self::TooLarge => write!(out, "head over {MAX_HEAD} bytes or {MAX_FIELDS} fields"),
            Self::Version => write!(out, "neither HTTP/1.1 nor HTTP/1.0"),
            Self::Malformed(error) => write!(out, "malformed head: {error}"),
            Self::Io(error) => error.fmt(out),
        }
    }
}

impl std::error::Error for HeadError {}

impl From<httparse::Error> for HeadError {
    fn from(error: httparse::Error) -> Self {
        match error {
            httparse::Error::TooManyHeaders => Self::TooLarge,
            httparse::Error::Version => Self::Version,
            other => Self::Malformed(other),
        }
    }
}
// ANCHOR_END: error

// ANCHOR: read_head
/// A head, the bytes it was read from, and whatever followed in the same read:
/// those bytes already belong to the next protocol and must not be lost.
#[derive(Debug)]
pub struct Received<Head> {
    pub head: Head,
    pub raw: Vec<u8>,
    pub rest: Vec<u8>,
}

/// Reads until `parse` finds a whole head. TCP keeps the order of bytes but not
/// the borders of writes: a head may come in one read or in a hundred.
pub async fn read_head<Head>(
    stream: &mut (impl AsyncRead + Unpin),
    parse: impl Fn(&[u8]) -> Result<Option<(usize, Head)>, HeadError>,
) -> Result<Received<Head>, HeadError> {
    timeout(DEADLINE, read_until_parsed(stream, parse)).await.unwrap_or(Err(HeadError::Late))
}

async fn read_until_parsed<Head>(
    stream: &mut (impl AsyncRead + Unpin),
    parse: impl Fn(&[u8]) -> Result<Option<(usize, Head)>, HeadError>,
) -> Result<Received<Head>, HeadError> {
    let mut buffer = vec![0; MAX_HEAD];
    let mut received = 0;
    loop {
        if received == MAX_HEAD {
            return Err(HeadError::TooLarge);
        }
        match stream.read(&mut buffer[received..]).await.map_err(HeadError::Io)? {
            0 => return Err(HeadError::Closed { received }),
            read => received += read,
        }
        // Parsing from the start at each read is quadratic, and bounded by MAX_HEAD.
        if let Some((length, head)) = parse(&buffer[..received])? {
            buffer.truncate(received);
            let rest = buffer.split_off(length);
            return Ok(Received { head, raw: buffer, rest });
        }
    }
}
// ANCHOR_END: read_head

// ANCHOR: heads
/// What a client asks.
#[derive(Debug)]
pub struct RequestHead {
    pub method: String,
    pub target: String,
    /// The `1` of `HTTP/1.1`.
    pub minor_version: u8,
    pub fields: Fields,
}

impl RequestHead {
    /// The head at the start of `bytes` and its length, or `None` if more must come.
    pub fn parse(bytes: &[u8]) -> Result<Option<(usize, Self)>, HeadError> {
        let mut lines = [httparse::EMPTY_HEADER; MAX_FIELDS];
        let mut head = httparse::Request::new(&mut lines);
        let httparse::Status::Complete(length) = head.parse(bytes)? else {
            return Ok(None);
        };
        let head = Self {
            method: head.method.unwrap_or_default().to_owned(),
            target: head.path.unwrap_or_default().to_owned(),
            minor_version: head.version.unwrap_or_default(),
            fields: Fields::from(&*head.headers),
        };
        Ok(Some((length, head)))
    }
}

/// What a server answers.
#[derive(Debug)]
pub struct ResponseHead {
    pub status: u16,
    pub fields: Fields,
}

impl ResponseHead {
    /// As [`RequestHead::parse`].
    pub fn parse(bytes: &[u8]) -> Result<Option<(usize, Self)>, HeadError> {
        let mut lines = [httparse::EMPTY_HEADER; MAX_FIELDS];
        let mut head = httparse::Response::new(&mut lines);
        let httparse::Status::Complete(length) = head.parse(bytes)? else {
            return Ok(None);
        };
        let head =
            Self { status: head.code.unwrap_or_default(), fields: Fields::from(&*head.headers) };
        Ok(Some((length, head)))
    }
}
// ANCHOR_END: heads

// ANCHOR: fields
/// Header fields in the order they came.
#[derive(Debug)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// Every value under `name`. Field names have no case (RFC 9110 §5.1).
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0
            .iter()
            .filter(move |(field, _)| field.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// The value under `name`, if it stands there exactly once.
    pub fn only(&self, name: &str) -> Option<&str> {
        let mut values = self.all(name);
        values.next().filter(|_| values.next().is_none())
    }

    /// Whether the list under `name` has `token`. Two lines are one list
    /// (RFC 9110 §5.3), and the tokens we look for have no case either.
    pub fn lists(&self, name: &str, token: &str) -> bool {
        self.all(name)
            .flat_map(|value| value.split(','))
            .any(|item| item.trim().eq_ignore_ascii_case(token))
    }
}

impl From<&[httparse::Header<'_>]> for Fields {
    fn from(lines: &[httparse::Header<'_>]) -> Self {
        // Bytes outside ASCII are legal and mean nothing (RFC 9110 §5.5).
        let text = |value| String::from_utf8_lossy(value).into_owned();
        Self(lines.iter().map(|line| (line.name.to_owned(), text(line.value))).collect())
    }
}
// ANCHOR_END: fields
