// ANCHOR: imports
//! The header of a frame (RFC 6455 §5.2).

use crate::Violation;
// ANCHOR_END: imports

// ANCHOR: layout
/// Two bytes, eight of length, four of masking key.
pub const MAX_HEADER: usize = 14;

/// What fits into the seven bits of byte 1, and all that a control frame may
/// carry (§5.5).
pub const MAX_CONTROL: u64 = 125;

/// In byte 1: the length is in the next two bytes, or in the next eight.
const IN_2_BYTES: u8 = 126;
const IN_8_BYTES: u8 = 127;

const FIN: u8 = 0b1000_0000;
const RESERVED: u8 = 0b0111_0000;
const OPCODE: u8 = 0b0000_1111;
const MASK: u8 = 0b1000_0000;
const LENGTH: u8 = 0b0111_1111;

/// The frame's header. The payload follows it, `length` bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// The last frame of its message, and of most messages the only one.
    pub fin: bool,
    /// RSV1 to RSV3, where they stand in byte 0: RSV1 is 0x40.
    pub reserved: u8,
    pub opcode: Opcode,
    pub key: Option<[u8; 4]>,
    pub length: u64,
}
// ANCHOR_END: layout

// ANCHOR: opcode
/// What a frame is. Four bits give sixteen; ten of them mean nothing yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opcode {
    Continuation = 0x0,
    Text = 0x1,
    Binary = 0x2,
    Close = 0x8,
    Ping = 0x9,
    Pong = 0xA,
}

impl Opcode {
    /// The highest of the four bits tells control frames from data (§5.5).
    pub fn is_control(self) -> bool {
        self as u8 & 0x8 != 0
    }
}

impl TryFrom<u8> for Opcode {
    type Error = Violation;

    fn try_from(bits: u8) -> Result<Self, Violation> {
        Ok(match bits {
            0x0 => Self::Continuation,
            0x1 => Self::Text,
            0x2 => Self::Binary,
            0x8 => Self::Close,
            0x9 => Self::Ping,
            0xA => Self::Pong,
            reserved => return Err(Violation::ReservedOpcode(reserved)),
        })
    }
}
// ANCHOR_END: opcode

// ANCHOR: parse
impl Header {
    /// The header at the start of `bytes` and how long it is, or `None` if more
    /// must come. What the first two bytes may never be is found in these two; their
    /// reserved bits and their mask are for the decoder to judge, once all is there.
    ///
    /// ```
    /// # use websocket_framing::{Header, Opcode};
    /// let (header, length) = Header::parse(&[0x81, 0x05, b'H'])?.expect("two bytes are enough");
    /// assert_eq!((header.opcode, header.length, length), (Opcode::Text, 5, 2));
    /// assert_eq!(Header::parse(&[0x81, 0x7E, 0x01])?, None);
    /// # Ok::<(), websocket_framing::Violation>(())
    /// ```
    ///
    /// # Errors
    /// What no header may be, whoever sent it.
    pub fn parse(bytes: &[u8]) -> Result<Option<(Self, usize)>, Violation> {
        let [first, second, rest @ ..] = bytes else { return Ok(None) };
        let opcode = Opcode::try_from(first & OPCODE)?;
        let fin = first & FIN != 0;
        check_control(opcode, fin, u64::from(second & LENGTH))?;

        let Some((length, rest)) = parse_length(second & LENGTH, rest)? else { return Ok(None) };
        let (key, rest) = match rest.split_first_chunk() {
            _ if second & MASK == 0 => (None, rest),
            Some((key, rest)) => (Some(*key), rest),
            None => return Ok(None),
        };
        let header = Self { fin, reserved: first & RESERVED, opcode, key, length };
        Ok(Some((header, bytes.len() - rest.len())))
    }
}

/// The length, and what follows it. "The minimal number of bytes MUST be used":
/// two ways to write one number are one too many for whoever filters frames.
fn parse_length(short: u8, bytes: &[u8]) -> Result<Option<(u64, &[u8])>, Violation> {
    let (length, least, rest) = match short {
        IN_2_BYTES => match bytes.split_first_chunk() {
            Some((wide, rest)) => (u64::from(u16::from_be_bytes(*wide)), MAX_CONTROL + 1, rest),
            None => return Ok(None),
        },
        IN_8_BYTES => match bytes.split_first_chunk() {
            Some((wide, rest)) => (u64::from_be_bytes(*wide), 1 << 16, rest),
            None => return Ok(None),
        },
        short => return Ok(Some((u64::from(short), bytes))),
    };
    if length < least {
        return Err(Violation::LengthNotShortest(length));
    }
    if length >> 63 != 0 {
        return Err(Violation::LengthOver63Bits);
    }
    Ok(Some((length, rest)))
}

/// §5.5. The 126 and 127 of byte 1 are too long too, so this needs no more bytes.
fn check_control(opcode: Opcode, fin: bool, length: u64) -> Result<(), Violation> {
    match opcode.is_control() {
        true if !fin => Err(Violation::ControlInFragments),
        true if length > MAX_CONTROL => Err(Violation::ControlTooLong),
        _ => Ok(()),
    }
}
// ANCHOR_END: parse

// ANCHOR: write
impl Header {
    /// Appends the header to `out`.
    ///
    /// # Errors
    /// What [`Header::parse`] would refuse.
    pub fn write(&self, out: &mut Vec<u8>) -> Result<(), Violation> {
        check_control(self.opcode, self.fin, self.length)?;
        if self.length >> 63 != 0 {
            return Err(Violation::LengthOver63Bits);
        }
        let fin = if self.fin { FIN } else { 0 };
        let mask = if self.key.is_some() { MASK } else { 0 };
        out.push(fin | self.reserved & RESERVED | self.opcode as u8);
        match (u8::try_from(self.length), u16::try_from(self.length)) {
            (Ok(short), _) if short < IN_2_BYTES => out.push(mask | short),
            (_, Ok(wide)) => {
                out.push(mask | IN_2_BYTES);
                out.extend(wide.to_be_bytes());
            }
            _ => {
                out.push(mask | IN_8_BYTES);
                out.extend(self.length.to_be_bytes());
            }
        }
        out.extend(self.key.iter().flatten());
        Ok(())
    }
}
// ANCHOR_END: write
