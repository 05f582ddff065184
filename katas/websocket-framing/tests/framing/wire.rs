//! Bytes to frames and messages, however the bytes are cut.

use websocket_framing::{Decoder, Frame, Header, Message, Messages, Opcode, Role, Violation};

/// The masking key of RFC 6455 §5.7.
pub const KEY: [u8; 4] = [0x37, 0xFA, 0x21, 0x3D];

/// More than any test here wants to send.
pub const LIMIT: u64 = 1024 * 1024;

/// A frame, by a client if it has a key.
pub fn frame(fin: bool, opcode: Opcode, payload: &[u8], key: Option<[u8; 4]>) -> Vec<u8> {
    let mut bytes = Vec::new();
    Frame { fin, opcode, payload }.encode(key, &mut bytes).expect("a frame that may be sent");
    bytes
}

/// The role of whoever reads frames with such a key.
pub fn reader_of(key: Option<[u8; 4]>) -> Role {
    if key.is_some() { Role::Server } else { Role::Client }
}

/// Whole frames out of reads.
pub fn frames<'r>(
    role: Role,
    reads: impl IntoIterator<Item = &'r [u8]>,
) -> Result<Vec<(Header, Vec<u8>)>, Violation> {
    let mut decoder = Decoder::new(role, LIMIT);
    let (mut frames, mut begun) = (Vec::new(), Vec::new());
    for read in reads {
        for piece in decoder.decode(&mut read.to_vec()) {
            let piece = piece?;
            assert_eq!(piece.offset, begun.len() as u64, "a piece begins where the last ended");
            assert!(!piece.payload.is_empty() || piece.header.length == 0, "an empty piece");
            begun.extend_from_slice(piece.payload);
            if piece.is_last() {
                frames.push((piece.header, std::mem::take(&mut begun)));
            }
        }
    }
    Ok(frames)
}

/// Messages out of reads: those before the end or a violation, and which one. `limit`
/// is for messages; a decoder with the same would hide that they have none.
pub fn messages<'r>(
    role: Role,
    limit: u64,
    reads: impl IntoIterator<Item = &'r [u8]>,
) -> (Vec<Message>, Option<Violation>) {
    let (mut decoder, mut messages) = (Decoder::new(role, LIMIT), Messages::new(limit));
    let mut received = Vec::new();
    for read in reads {
        for piece in decoder.decode(&mut read.to_vec()) {
            match piece.and_then(|piece| messages.add(piece)) {
                Ok(message) => received.extend(message),
                Err(violation) => return (received, Some(violation)),
            }
        }
    }
    (received, None)
}
