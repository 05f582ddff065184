//! Which rule a peer has broken.

use std::fmt;

/// One of these ends the connection, even where the next frame could be found
/// (RFC 6455 §5.1, §5.2, §8.1). Send a Close with [`Violation::close_code`], hang up,
/// and read no further (§7.1.7).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Violation {
    /// Bits of byte 0 that no extension has given a meaning.
    ReservedBits(u8),
    ReservedOpcode(u8),
    /// A length that would have fitted into fewer bytes.
    LengthNotShortest(u64),
    LengthOver63Bits,
    ControlInFragments,
    ControlTooLong,
    /// To a server, without a mask.
    Unmasked,
    /// To a client, with one.
    Masked,
    /// Not wrong, but more than this end is willing to hold.
    TooBig {
        length: u64,
        limit: u64,
    },
    /// A Close of one byte: half a code.
    CloseTooShort,
    /// A code that never goes over the wire, or one that nobody has defined.
    CloseCode(u16),
    /// Text, or the reason of a Close, that is not UTF-8.
    NotUtf8,
    /// A continuation, and nothing there to continue.
    NothingToContinue,
    /// A new message before the last one has ended.
    MessageInMessage,
    /// Part of a message. That it is refused is our fault, not the peer's.
    Fragment,
}

impl Violation {
    /// Where RFC 6455 says so.
    pub fn section(self) -> &'static str {
        match self {
            Self::Unmasked | Self::Masked => "§5.1",
            Self::ReservedBits(_)
            | Self::ReservedOpcode(_)
            | Self::LengthNotShortest(_)
            | Self::LengthOver63Bits => "§5.2",
            Self::NothingToContinue | Self::MessageInMessage | Self::Fragment => "§5.4",
            Self::ControlInFragments | Self::ControlTooLong => "§5.5",
            Self::CloseTooShort => "§5.5.1",
            Self::CloseCode(_) => "§7.4",
            Self::NotUtf8 => "§8.1",
            Self::TooBig { .. } => "§10.4",
        }
    }

    /// What to put into the Close that answers it (§7.4.1).
    pub fn close_code(self) -> u16 {
        match self {
            Self::Fragment => 1003,      // "a type of data it cannot accept"
            Self::NotUtf8 => 1007,       // "not consistent with the type of the message"
            Self::TooBig { .. } => 1009, // "too big for it to process"
            _ => 1002,                   // "a protocol error"
        }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ReservedBits(bits) => write!(out, "reserved bits {bits:#04x} in byte 0"),
            Self::ReservedOpcode(opcode) => write!(out, "reserved opcode {opcode:#x}"),
            Self::LengthNotShortest(length) => write!(out, "more bytes than a {length} needs"),
            Self::LengthOver63Bits => write!(out, "length with its top bit set"),
            Self::ControlInFragments => write!(out, "control frame without FIN"),
            Self::ControlTooLong => write!(out, "control frame over 125 bytes"),
            Self::Unmasked => write!(out, "unmasked frame from a client"),
            Self::Masked => write!(out, "masked frame from a server"),
            Self::TooBig { length, limit } => write!(out, "{length} bytes, limit {limit}"),
            Self::CloseTooShort => write!(out, "Close with half a code"),
            Self::CloseCode(code) => write!(out, "Close with code {code}"),
            Self::NotUtf8 => write!(out, "text that is not UTF-8"),
            Self::NothingToContinue => write!(out, "continuation of nothing"),
            Self::MessageInMessage => write!(out, "message inside a message"),
            Self::Fragment => write!(out, "message in fragments, not read here"),
        }
    }
}

impl std::error::Error for Violation {}
