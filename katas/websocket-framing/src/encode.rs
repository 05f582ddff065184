//! Frames into bytes.

use crate::{Close, Header, Opcode, Violation, mask};

/// A frame to send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame<'a> {
    pub fin: bool,
    pub opcode: Opcode,
    pub payload: &'a [u8],
}

impl<'a> Frame<'a> {
    /// A frame that is a message of its own.
    pub fn whole(opcode: Opcode, payload: &'a [u8]) -> Self {
        Self { fin: true, opcode, payload }
    }

    /// A text in one frame.
    pub fn text(text: &'a str) -> Self {
        Self::whole(Opcode::Text, text.as_bytes())
    }

    /// Appends the frame to `out`, from a server without a `key`, from a client
    /// with one (§5.1). The key is the caller's to draw, from a strong source and
    /// anew for each frame: whoever can foresee it chooses what is on the wire,
    /// and to prevent just that is all that masking is for (§5.3, §10.3).
    ///
    /// # Errors
    /// A header that a decoder at the other end would refuse, or a Close that is none;
    /// nothing is written then. Text is not looked at, for a fragment may end inside a
    /// character.
    pub fn encode(&self, key: Option<[u8; 4]>, out: &mut Vec<u8>) -> Result<(), Violation> {
        if self.opcode == Opcode::Close {
            Close::parse(self.payload)?;
        }
        let length = self.payload.len() as u64;
        Header { fin: self.fin, reserved: 0, opcode: self.opcode, key, length }.write(out)?;
        let start = out.len();
        out.extend_from_slice(self.payload);
        if let Some(key) = key {
            mask(key, 0, &mut out[start..]);
        }
        Ok(())
    }
}
