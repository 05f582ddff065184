// ANCHOR: imports
//! What can be wrong: with the bytes, and with the connection they came over.

use std::{fmt, io};
// ANCHOR_END: imports

// ANCHOR: fault
/// A rule that a message breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    StartLineTooLong,
    HeadTooLarge,
    StartLine,
    Version,
    BareLf,
    BareCr,
    Fold,
    BlankBeforeColon,
    FieldName,
    FieldValue,
    Length,
    Lengths,
    LengthAndCoding,
    OldCoding,
    CodingOrder,
    Coding,
    ContentTooLarge,
    Chunk,
    Interim,
}

impl Fault {
    /// What a server answers, and why.
    fn entry(self) -> (&'static str, &'static str) {
        const BAD: &str = "400 Bad Request";
        match self {
            Self::StartLineTooLong => {
                ("414 URI Too Long", "a start line that is too long (RFC 9112 §3)")
            }
            Self::HeadTooLarge => {
                ("431 Request Header Fields Too Large", "a head that is too large (RFC 6585 §5)")
            }
            Self::StartLine => (BAD, "not a start line of HTTP/1 (RFC 9112 §3, §4)"),
            Self::Version => ("505 HTTP Version Not Supported", "not HTTP/1 (RFC 9110 §15.6.6)"),
            Self::BareLf => (BAD, "a line that ends in LF alone (RFC 9112 §2.2)"),
            Self::BareCr => (BAD, "a CR with no LF behind it (RFC 9112 §2.2)"),
            Self::Fold => (BAD, "a line that begins with a blank (RFC 9112 §2.2, §5.2)"),
            Self::BlankBeforeColon => (BAD, "a blank before the colon (RFC 9112 §5.1)"),
            Self::FieldName => (BAD, "no field name and colon (RFC 9110 §5.1)"),
            Self::FieldValue => (BAD, "a control character in a field (RFC 9110 §5.5)"),
            Self::Length => (BAD, "a Content-Length that is no number (RFC 9112 §6.3)"),
            Self::Lengths => (BAD, "Content-Lengths that differ (RFC 9112 §6.3)"),
            Self::LengthAndCoding => {
                (BAD, "both Content-Length and Transfer-Encoding (RFC 9112 §6.3)")
            }
            Self::OldCoding => (BAD, "Transfer-Encoding in HTTP/1.0 (RFC 9112 §6.1)"),
            Self::CodingOrder => (BAD, "chunked is not the last coding, once (RFC 9112 §6.3)"),
            Self::Coding => {
                ("501 Not Implemented", "a transfer coding unknown here (RFC 9112 §6.1)")
            }
            Self::ContentTooLarge => {
                ("413 Content Too Large", "content too large (RFC 9110 §15.5.14)")
            }
            Self::Chunk => (BAD, "not a chunk (RFC 9112 §7.1)"),
            // Of answers, so that no client ever reads this 400.
            Self::Interim => (BAD, "one 1xx after the other, and no answer (RFC 9110 §15.2)"),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.entry().1)
    }
}
// ANCHOR_END: fault

// ANCHOR: error
/// Why there is no message.
#[derive(Debug)]
pub enum Error {
    /// The peer left in the middle, or before it began.
    Closed { received: usize },
    /// Not complete in time.
    Late { received: usize },
    /// Complete, and wrong.
    Fault(Fault),
    /// The connection failed.
    Io(io::Error),
}

impl Error {
    /// The same of a message of which so many bytes had come already.
    pub(crate) fn after(self, before: usize) -> Self {
        match self {
            Self::Closed { received } => Self::Closed { received: before + received },
            Self::Late { received } => Self::Late { received: before + received },
            wrong => wrong,
        }
    }

    /// What a server answers, if anybody still listens.
    pub fn status(&self) -> &'static str {
        match self {
            Self::Fault(fault) => fault.entry().0,
            Self::Late { .. } => "408 Request Timeout",
            Self::Closed { .. } | Self::Io(_) => "400 Bad Request",
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Closed { received } => write!(out, "closed after {received} bytes"),
            Self::Late { received } => write!(out, "too late, after {received} bytes"),
            Self::Fault(fault) => fault.fmt(out),
            Self::Io(error) => error.fmt(out),
        }
    }
}

impl std::error::Error for Error {}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}
// ANCHOR_END: error
