// ANCHOR: imports
//! Frames into messages. The challenges change this file.

use crate::{Close, Opcode, Piece, Violation};
// ANCHOR_END: imports

// ANCHOR: message
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
// ANCHOR_END: message

// ANCHOR: messages
/// Puts the pieces of frames together. This is where payloads are copied, once:
/// a message outlives the buffer that its bytes were read into.
#[derive(Debug)]
pub struct Messages {
    limit: u64,
    /// Of the frame that has begun.
    payload: Vec<u8>,
}

impl Messages {
    /// `limit` is for one message's payload.
    pub fn new(limit: u64) -> Self {
        Self { limit, payload: Vec::new() }
    }

    /// The message that this piece ends, if it ends one.
    pub fn add(&mut self, piece: Piece<'_>) -> Result<Option<Message>, Violation> {
        let (header, limit) = (piece.header, self.limit);
        // A message is one frame here (challenge 1).
        if !header.fin || header.opcode == Opcode::Continuation {
            return Err(Violation::Fragment);
        }
        if header.length > limit {
            return Err(Violation::TooBig { length: header.length, limit });
        }
        // It grows with what has come, not with what the header announces.
        self.payload.extend_from_slice(piece.payload);
        if !piece.is_last() {
            return Ok(None);
        }
        // Text is looked at now that it is whole (challenge 3).
        Message::new(header.opcode, std::mem::take(&mut self.payload)).map(Some)
    }
}
// ANCHOR_END: messages
