// ANCHOR: imports
//! Frames out of bytes, however these arrive.

use crate::{Header, MAX_HEADER, Violation, mask};
// ANCHOR_END: imports

// ANCHOR: types
/// Which end of the connection we are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Reads frames that are never masked.
    Client,
    /// Reads frames that always are.
    Server,
}

/// Some of a frame's payload, unmasked where it lay. Never empty, unless the
/// whole payload is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<'a> {
    /// Of the frame, and the same for all its pieces.
    pub header: Header,
    /// Where in the frame's payload this piece begins.
    pub offset: u64,
    pub payload: &'a [u8],
}

impl Piece<'_> {
    /// Whether this piece begins its frame.
    pub fn is_first(&self) -> bool {
        self.offset == 0
    }

    /// Whether this piece ends its frame.
    pub fn is_last(&self) -> bool {
        self.offset + self.payload.len() as u64 == self.header.length
    }
}
// ANCHOR_END: types

// ANCHOR: decoder
/// Reads what one peer sends. It holds on to a header that has not come whole,
/// and to nothing else: payloads stay in the buffer they were read into.
#[derive(Debug)]
pub struct Decoder {
    role: Role,
    limit: u64,
    reserved: u8,
    head: [u8; MAX_HEADER],
    held: usize,
    /// The frame we are in, and how much of its payload has gone by.
    frame: Option<(Header, u64)>,
    failed: Option<Violation>,
}

impl Decoder {
    /// `limit` is for one frame's payload. Whatever it is, nothing is set aside
    /// for what a header merely announces.
    pub fn new(role: Role, limit: u64) -> Self {
        let (head, frame, failed) = ([0; MAX_HEADER], None, None);
        Self { role, limit, reserved: 0, head, held: 0, frame, failed }
    }

    /// Lets these reserved bits pass, for an extension that was agreed on in the
    /// handshake and gives them a meaning (§5.2, §9).
    pub fn with_reserved(self, reserved: u8) -> Self {
        Self { reserved, ..self }
    }

    /// The pieces of frames in `input`, which is what one read has brought. They
    /// lie in it, and nothing is copied but a header that the read has cut. Ask
    /// for all of them: the rest of the input goes with the iterator.
    pub fn decode<'a>(&mut self, input: &'a mut [u8]) -> Pieces<'_, 'a> {
        Pieces { decoder: self, input }
    }
}
// ANCHOR_END: decoder

// ANCHOR: pieces
/// An iterator over the pieces of frames in one input.
#[derive(Debug)]
#[must_use = "frames are read as their pieces are asked for"]
pub struct Pieces<'d, 'a> {
    decoder: &'d mut Decoder,
    input: &'a mut [u8],
}

impl<'a> Iterator for Pieces<'_, 'a> {
    type Item = Result<Piece<'a>, Violation>;

    /// After a violation there is no more in this input, and the same violation
    /// in every later one: a connection that has failed is read no further (§7.1.7).
    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        if self.input.is_empty() {
            return None;
        }
        let piece = self.decoder.failed.map_or_else(|| self.piece(), Err);
        if let Err(violation) = piece {
            self.decoder.failed = Some(violation);
            self.input = &mut [];
        }
        piece.transpose()
    }
}

impl<'a> Pieces<'_, 'a> {
    #[inline]
    fn piece(&mut self) -> Result<Option<Piece<'a>>, Violation> {
        let (header, offset) = match self.decoder.frame {
            Some(frame) => frame,
            None => match self.header()? {
                Some(header) => (header, 0),
                None => return Ok(None),
            },
        };
        let left = header.length - offset;
        let length =
            usize::try_from(left).map_or(self.input.len(), |left| left.min(self.input.len()));
        let payload = self.input.split_off_mut(..length).unwrap_or_default();
        if let Some(key) = header.key {
            mask(key, offset, payload);
        }
        let piece = Piece { header, offset, payload };
        self.decoder.frame = (!piece.is_last()).then_some((header, offset + length as u64));
        // A header whose payload has not begun to come is not worth a piece.
        Ok((length > 0 || left == 0).then_some(piece))
    }
}
// ANCHOR_END: pieces

// ANCHOR: header
impl Pieces<'_, '_> {
    /// The next header: from the input where it is whole, and byte by byte where
    /// a read has cut it.
    #[inline]
    fn header(&mut self) -> Result<Option<Header>, Violation> {
        let decoder = &mut *self.decoder;
        if decoder.held == 0
            && let Some((header, length)) = Header::parse(self.input)?
        {
            let _ = self.input.split_off_mut(..length);
            return decoder.check(header).map(Some);
        }
        while let Some(byte) = self.input.split_off_first_mut() {
            decoder.head[decoder.held] = *byte;
            decoder.held += 1;
            if let Some((header, _)) = Header::parse(&decoder.head[..decoder.held])? {
                decoder.held = 0;
                return decoder.check(header).map(Some);
            }
        }
        Ok(None)
    }
}

impl Decoder {
    /// What a header may be depends on who reads it, and on what was agreed.
    fn check(&self, header: Header) -> Result<Header, Violation> {
        let (length, limit) = (header.length, self.limit);
        let reserved = header.reserved & !self.reserved;
        match (self.role, header.key) {
            _ if reserved != 0 => Err(Violation::ReservedBits(reserved)),
            (Role::Server, None) => Err(Violation::Unmasked),
            (Role::Client, Some(_)) => Err(Violation::Masked),
            _ if length > limit => Err(Violation::TooBig { length, limit }),
            _ => Ok(header),
        }
    }
}
// ANCHOR_END: header
