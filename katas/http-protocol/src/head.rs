// ANCHOR: imports
//! The head of an HTTP message: everything up to the first empty line.

use crate::fault::Fault;
use crate::fields::{Fields, is_text, is_token, text};
use crate::reader::{Reader, Step};
// ANCHOR_END: imports

// ANCHOR: limits
/// Bytes that a head may have. HTTP sets no limit of its own (RFC 9110 §5.4);
/// a server that sets none can be filled up by anybody.
pub const MAX_HEAD: usize = 8 * 1024;

/// Field lines that a head may have.
pub const MAX_FIELDS: usize = 64;
// ANCHOR_END: limits

// ANCHOR: reader
/// A head, and the bytes it was read from.
#[derive(Debug, PartialEq, Eq)]
pub struct Received<H> {
    pub head: H,
    pub raw: Vec<u8>,
}

/// Reads one head, line by line.
#[derive(Debug)]
pub struct HeadReader<H> {
    raw: Vec<u8>,
    /// Where in `raw` the unfinished line begins.
    line: usize,
    head: Option<H>,
}

impl<H> Default for HeadReader<H> {
    fn default() -> Self {
        Self { raw: Vec::new(), line: 0, head: None }
    }
}

impl<H: Head> Reader for HeadReader<H> {
    type Whole = Received<H>;

    fn feed(&mut self, piece: &[u8]) -> Result<Step<Received<H>>, Fault> {
        let mut used = 0;
        for part in piece.split_inclusive(|byte| *byte == b'\n') {
            if part.len() > MAX_HEAD - self.raw.len() {
                let in_fields = self.head.is_some();
                return Err(if in_fields { Fault::HeadTooLarge } else { Fault::StartLineTooLong });
            }
            self.raw.extend_from_slice(part);
            used += part.len();
            if !part.ends_with(b"\n") {
                break; // The last part of the piece, and more of this line must come.
            }
            if let Some(head) = self.end_line()? {
                let whole = Received { head, raw: std::mem::take(&mut self.raw) };
                return Ok(Step::Done { whole, used });
            }
        }
        Ok(Step::NeedMore)
    }
}
// ANCHOR_END: reader

// ANCHOR: end_line
impl<H: Head> HeadReader<H> {
    /// Judges the line that has just ended; the head, if that was its last.
    fn end_line(&mut self) -> Result<Option<H>, Fault> {
        let line = &self.raw[self.line..];
        self.line = self.raw.len();
        let line = line.strip_suffix(b"\r\n").ok_or(Fault::BareLf)?;
        if line.contains(&b'\r') {
            return Err(Fault::BareCr);
        }
        let Some(head) = &mut self.head else {
            if !(line.is_empty() && H::SKIPS_EMPTY_LINES) {
                self.head = Some(H::from_start_line(line)?);
            }
            return Ok(None);
        };
        match line {
            [] => return Ok(self.head.take()),
            [b' ' | b'\t', ..] if H::UNFOLDS => head.fields_mut().unfold(line)?,
            [b' ' | b'\t', ..] => return Err(Fault::Fold),
            _ if head.fields_mut().count() == MAX_FIELDS => return Err(Fault::HeadTooLarge),
            _ => head.fields_mut().push(line)?,
        }
        Ok(None)
    }
}
// ANCHOR_END: end_line

// ANCHOR: head
/// What requests and responses do not share.
pub trait Head: Sized {
    /// A server ignores empty lines before a request (RFC 9112 §2.2).
    const SKIPS_EMPTY_LINES: bool;
    /// A client must join what a server folded; a server may refuse (§5.2).
    const UNFOLDS: bool;

    fn from_start_line(line: &[u8]) -> Result<Self, Fault>;
    fn fields_mut(&mut self) -> &mut Fields;
}
// ANCHOR_END: head

// ANCHOR: request
/// What a client asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestHead {
    pub method: String,
    pub target: String,
    /// The `1` of `HTTP/1.1`.
    pub minor_version: u8,
    pub fields: Fields,
}

impl Head for RequestHead {
    const SKIPS_EMPTY_LINES: bool = true;
    const UNFOLDS: bool = false;

    /// `method SP request-target SP HTTP-version` (RFC 9112 §3): two spaces, no more.
    fn from_start_line(line: &[u8]) -> Result<Self, Fault> {
        let mut words = line.splitn(3, |byte| *byte == b' ');
        let (Some(method), Some(target), Some(version)) =
            (words.next(), words.next(), words.next())
        else {
            return Err(Fault::StartLine);
        };
        // Which of the visible characters a URI may have is left to whoever reads it.
        if !is_token(method) || target.is_empty() || !target.iter().all(u8::is_ascii_graphic) {
            return Err(Fault::StartLine);
        }
        let minor_version = minor_version(version)?;
        Ok(Self {
            method: text(method),
            target: text(target),
            minor_version,
            fields: Fields::default(),
        })
    }

    fn fields_mut(&mut self) -> &mut Fields {
        &mut self.fields
    }
}

impl RequestHead {
    /// The path asked for, in a target of either form (RFC 9112 §3.2.1, §3.2.2).
    pub fn path(&self) -> &str {
        let target = self.target.split('?').next().unwrap_or_default();
        match target.split_once("://") {
            Some((scheme, rest)) if !scheme.contains('/') => {
                rest.find('/').map_or("/", |at| &rest[at..])
            }
            _ => target,
        }
    }
}
// ANCHOR_END: request

// ANCHOR: response
/// What a server answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResponseHead {
    pub minor_version: u8,
    pub status: u16,
    /// For people. Programs go by the number (RFC 9112 §4).
    pub reason: String,
    pub fields: Fields,
}

impl Head for ResponseHead {
    const SKIPS_EMPTY_LINES: bool = false;
    const UNFOLDS: bool = true;

    /// `HTTP-version SP status-code SP [ reason-phrase ]` (RFC 9112 §4). Many
    /// servers leave out the second space with the reason, and so may ours.
    fn from_start_line(line: &[u8]) -> Result<Self, Fault> {
        let mut words = line.splitn(3, |byte| *byte == b' ');
        let (Some(version), Some(status)) = (words.next(), words.next()) else {
            return Err(Fault::StartLine);
        };
        let reason = words.next().unwrap_or_default();
        let minor_version = minor_version(version)?;
        let is_status = status.len() == 3 && status.iter().all(u8::is_ascii_digit);
        if !is_status || !is_text(reason) {
            return Err(Fault::StartLine);
        }
        let status = status.iter().fold(0, |sum, digit| 10 * sum + u16::from(digit - b'0'));
        Ok(Self { minor_version, status, reason: text(reason), fields: Fields::default() })
    }

    fn fields_mut(&mut self) -> &mut Fields {
        &mut self.fields
    }
}
// ANCHOR_END: response

// ANCHOR: version
/// `HTTP/` and two digits (RFC 9112 §2.3). A later 1.x is read as the latest that
/// we know (RFC 9110 §2.5); what a 2.0 would look like in text, nobody knows.
fn minor_version(bytes: &[u8]) -> Result<u8, Fault> {
    match bytes {
        [b'H', b'T', b'T', b'P', b'/', b'1', b'.', minor @ b'0'..=b'9'] => {
            Ok((minor - b'0').min(1))
        }
        [b'H', b'T', b'T', b'P', b'/', b'0'..=b'9', b'.', b'0'..=b'9'] => Err(Fault::Version),
        _ => Err(Fault::StartLine),
    }
}
// ANCHOR_END: version
