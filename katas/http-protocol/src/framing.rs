// ANCHOR: imports
//! Where a message ends: what its head says about the bytes behind it.

use crate::fault::Fault;
use crate::fields::{BLANKS, Fields};
use crate::head::{RequestHead, ResponseHead};
use crate::reader::{Reader, Step};
// ANCHOR_END: imports

// ANCHOR: framing
/// Bytes of content that are read. HTTP has no limit, and memory has.
pub const MAX_CONTENT: usize = 64 * 1024;

/// How to find the end of a message (RFC 9112 §6.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Framing {
    /// After so many bytes, never more than [`MAX_CONTENT`].
    Length(usize),
    /// After the last chunk.
    Chunked,
    /// When the connection closes.
    UntilClose,
}

impl Framing {
    /// A request that says nothing has no content: items 3 to 7 of §6.3.
    pub fn of_request(head: &RequestHead) -> Result<Self, Fault> {
        // Whose last coding does not say where it ends cannot be read: a 400 (item 4).
        let declared = declared(&head.fields, head.minor_version, Fault::CodingOrder)?;
        Ok(declared.unwrap_or(Self::Length(0)))
    }

    /// The method of the request matters, for a response to HEAD has the head
    /// only, whatever it says (items 1 to 8; 2 is for CONNECT, which we never send).
    pub fn of_response(head: &ResponseHead, method: &str) -> Result<Self, Fault> {
        if method == "HEAD" || matches!(head.status, 100..=199 | 204 | 304) {
            return Ok(Self::Length(0));
        }
        // A response may end with the connection, whatever its last coding (item 4);
        // what was sent we could not tell all the same.
        let declared = declared(&head.fields, head.minor_version, Fault::Coding)?;
        Ok(declared.unwrap_or(Self::UntilClose))
    }
}
// ANCHOR_END: framing

// ANCHOR: declared
/// What the fields say, if they say anything, and if it can be meant in one way only.
/// `endless` is the fault of a last coding that is not `chunked`.
fn declared(fields: &Fields, minor_version: u8, endless: Fault) -> Result<Option<Framing>, Fault> {
    if !fields.has("Transfer-Encoding") {
        return content_length(fields);
    }
    // The coding would win (§6.3). But whoever stands between us and the sender may
    // have gone by the length, and then the two of us cut the stream differently.
    if fields.has("Content-Length") {
        return Err(Fault::LengthAndCoding);
    }
    if minor_version == 0 {
        return Err(Fault::OldCoding);
    }
    let is_chunked = |coding: &&str| coding.eq_ignore_ascii_case("chunked");
    let codings: Vec<&str> = fields.list("Transfer-Encoding").collect();
    match codings.split_last() {
        Some((last, [])) if is_chunked(last) => Ok(Some(Framing::Chunked)),
        // The end could be found, but not what was sent: we know no other coding.
        Some((last, others)) if is_chunked(last) && !others.iter().any(is_chunked) => {
            Err(Fault::Coding)
        }
        Some((last, _)) if !is_chunked(last) => Err(endless),
        _ => Err(Fault::CodingOrder),
    }
}

/// `1*DIGIT`, and no sign, though Rust's `parse` would take one. Said twice, it
/// must be the same number twice (§6.3 item 5; RFC 9110 §8.6).
fn content_length(fields: &Fields) -> Result<Option<Framing>, Fault> {
    let mut length = None;
    for value in fields.all("Content-Length").flat_map(|value| value.split(',')) {
        let digits = value.trim_matches(BLANKS);
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Fault::Length);
        }
        // All that can go wrong now is a number that no integer holds.
        let this: usize = digits.parse().map_err(|_| Fault::ContentTooLarge)?;
        if length.replace(this).is_some_and(|before| before != this) {
            return Err(Fault::Lengths);
        }
    }
    match length {
        Some(length) if length > MAX_CONTENT => Err(Fault::ContentTooLarge),
        length => Ok(length.map(Framing::Length)),
    }
}
// ANCHOR_END: declared

// ANCHOR: readers
/// Reads so many bytes.
#[derive(Debug)]
pub struct Counted {
    pub left: usize,
    pub content: Vec<u8>,
}

impl Reader for Counted {
    type Whole = Vec<u8>;

    fn feed(&mut self, piece: &[u8]) -> Result<Step<Vec<u8>>, Fault> {
        let used = piece.len().min(self.left);
        self.content.extend_from_slice(&piece[..used]);
        self.left -= used;
        if self.left > 0 {
            return Ok(Step::NeedMore);
        }
        Ok(Step::Done { whole: std::mem::take(&mut self.content), used })
    }
}

/// Reads until there is nothing more.
#[derive(Debug, Default)]
pub struct UntilClose(Vec<u8>);

impl Reader for UntilClose {
    type Whole = Vec<u8>;

    fn feed(&mut self, piece: &[u8]) -> Result<Step<Vec<u8>>, Fault> {
        if piece.len() > MAX_CONTENT - self.0.len() {
            return Err(Fault::ContentTooLarge);
        }
        self.0.extend_from_slice(piece);
        Ok(Step::NeedMore)
    }

    fn end(self) -> Option<Vec<u8>> {
        Some(self.0)
    }
}
// ANCHOR_END: readers
