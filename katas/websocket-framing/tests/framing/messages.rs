//! Both challenges solved, and together: what neither has checked by itself.

use crate::wire::{LIMIT, frame, messages};
use proptest::collection::vec;
use proptest::prelude::*;
use websocket_framing::{Decoder, Message, Messages, Opcode, Role, Violation};

/// The frames of one message, cut at `cuts`, with a ping in front of each.
fn fragments(opcode: Opcode, payload: &[u8], cuts: &[prop::sample::Index]) -> Vec<u8> {
    let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(payload.len() + 1)).collect();
    cuts.sort_unstable();
    let (starts, ends) = ([&[0], &cuts[..]].concat(), [&cuts[..], &[payload.len()]].concat());
    let mut wire = Vec::new();
    for (index, (start, end)) in starts.iter().zip(&ends).enumerate() {
        let opcode = if index == 0 { opcode } else { Opcode::Continuation };
        wire.extend(frame(true, Opcode::Ping, b"ping", None));
        wire.extend(frame(index + 1 == ends.len(), opcode, &payload[*start..*end], None));
    }
    wire
}

proptest! {
    #[test]
    fn any_fragments_in_any_reads(
        text in "\\PC{0,40}", cuts in vec(any::<prop::sample::Index>(), 0..6), size in 1..20_usize,
    ) {
        let wire = fragments(Opcode::Text, text.as_bytes(), &cuts);
        let (mut found, violation) = messages(Role::Client, LIMIT, wire.chunks(size));
        prop_assert_eq!((found.pop(), violation), (Some(Message::Text(text)), None));
        prop_assert_eq!(found, vec![Message::Ping(b"ping".to_vec()); cuts.len() + 1]);
    }

    /// Text is refused with the byte at which `str` would give up on it.
    #[test]
    fn any_bytes_as_text(
        bytes in vec(prop_oneof![Just(b'a'), 0x80..=0xFF_u8], 1..12),
        cuts in vec(any::<prop::sample::Index>(), 0..4),
    ) {
        let hopeless = |end: &usize| {
            let error = str::from_utf8(&bytes[..*end]).err();
            error.is_some_and(|error| error.error_len().is_some() || *end == bytes.len())
        };
        let found = refused_after(&mut fragments(Opcode::Text, &bytes, &cuts));
        prop_assert_eq!(found, (0..=bytes.len()).find(hopeless));
    }
}

/// How much of a text has come, byte by byte, when it is refused.
fn refused_after(wire: &mut [u8]) -> Option<usize> {
    let (mut decoder, mut messages) = (Decoder::new(Role::Client, LIMIT), Messages::new(LIMIT));
    let mut come = 0;
    for piece in wire.chunks_mut(1).filter_map(|byte| decoder.decode(byte).next()) {
        let piece = piece.expect("frames of our own");
        if !piece.header.opcode.is_control() {
            come += piece.payload.len();
        }
        if messages.add(piece) == Err(Violation::NotUtf8) {
            return Some(come);
        }
    }
    None
}
