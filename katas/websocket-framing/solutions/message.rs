//! `src/message.rs` with challenges 1 and 3 solved.

use crate::{Close, Opcode, Piece, Violation};
use std::mem::take;

/// What a peer has said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    Text(String),
    Binary(Vec<u8>),
    Close(Option<Close>),
    /// To be answered by a pong with the same payload (§5.5.2).
    Ping(Vec<u8>),
    Pong(Vec<u8>),
}

impl Message {
    fn new(opcode: Opcode, payload: Vec<u8>) -> Result<Self, Violation> {
        Ok(match opcode {
            Opcode::Text => Self::Text(String::from_utf8(payload).map_err(|_| Violation::NotUtf8)?),
            Opcode::Binary => Self::Binary(payload),
            Opcode::Close => Self::Close(Close::parse(&payload)?),
            Opcode::Ping => Self::Ping(payload),
            Opcode::Pong => Self::Pong(payload),
            Opcode::Continuation => return Err(Violation::NothingToContinue),
        })
    }
}

/// Puts the pieces of frames together. This is where payloads are copied, once:
/// a message outlives the buffer that its bytes were read into.
#[derive(Debug)]
pub struct Messages {
    limit: u64,
    /// What the message is that has begun: its first frame says so, and no other.
    opcode: Option<Opcode>,
    /// Of that message, all frames in one.
    payload: Vec<u8>,
    /// How much of it is known to be UTF-8, if it is text.
    checked: usize,
    /// Of a control frame, which may come between two frames of a message.
    control: Vec<u8>,
}

impl Messages {
    /// `limit` is for one message's payload.
    pub fn new(limit: u64) -> Self {
        Self { limit, opcode: None, payload: Vec::new(), checked: 0, control: Vec::new() }
    }

    /// The message that this piece ends, if it ends one.
    pub fn add(&mut self, piece: Piece<'_>) -> Result<Option<Message>, Violation> {
        let header = piece.header;
        if header.opcode.is_control() {
            self.control.extend_from_slice(piece.payload);
            if !piece.is_last() {
                return Ok(None);
            }
            return Message::new(header.opcode, take(&mut self.control)).map(Some);
        }
        if piece.is_first() {
            self.begin(header.opcode, header.length)?;
        }
        self.payload.extend_from_slice(piece.payload);
        let ends = header.fin && piece.is_last();
        if self.opcode == Some(Opcode::Text) {
            self.check_text(ends)?;
        }
        match self.opcode {
            Some(opcode) if ends => {
                (self.opcode, self.checked) = (None, 0);
                Message::new(opcode, take(&mut self.payload)).map(Some)
            }
            _ => Ok(None),
        }
    }

    /// §5.4: a message is one frame that is no continuation, and then only such
    /// that are. What they announce is counted before any of it is taken in.
    fn begin(&mut self, opcode: Opcode, announced: u64) -> Result<(), Violation> {
        match (self.opcode, opcode) {
            (None, Opcode::Continuation) => return Err(Violation::NothingToContinue),
            (Some(_), Opcode::Continuation) => {}
            (Some(_), _) => return Err(Violation::MessageInMessage),
            (None, opcode) => self.opcode = Some(opcode),
        }
        let length = announced.saturating_add(self.payload.len() as u64);
        if length > self.limit {
            return Err(Violation::TooBig { length, limit: self.limit });
        }
        Ok(())
    }

    /// Only what has not been looked at yet. A character that has merely not come
    /// whole is looked at again with the next piece; nothing else is.
    fn check_text(&mut self, ends: bool) -> Result<(), Violation> {
        match str::from_utf8(&self.payload[self.checked..]) {
            Ok(text) => self.checked += text.len(),
            Err(error) if error.error_len().is_none() && !ends => {
                self.checked += error.valid_up_to();
            }
            Err(_) => return Err(Violation::NotUtf8),
        }
        Ok(())
    }
}
