//! All that has to hold of any bytes, however they are cut: what the fuzzer runs,
//! and `tests/fuzz.rs` for a number of inputs that is the same each time.

use websocket_framing::{Decoder, Frame, Header, MAX_HEADER, Message, Messages, Role, Violation};

/// Small, so that a fuzzer gets over it.
const LIMIT: u64 = 300;

/// What came of some bytes: frames, messages, and how it ended.
#[derive(Debug, Default, PartialEq, Eq)]
struct Outcome {
    frames: Vec<(Header, Vec<u8>)>,
    messages: Vec<Message>,
    wrong_frame: Option<Violation>,
    wrong_message: Option<Violation>,
}

/// The first byte chooses the role, the second how the rest is cut.
pub fn check(data: &[u8]) {
    let [choice, cut, wire @ ..] = data else { return };
    let role = if choice & 1 == 0 { Role::Server } else { Role::Client };
    let whole = read(role, [wire]);
    assert_eq!(read(role, wire.chunks(usize::from(*cut).max(1))), whole, "in reads of {cut}");
    assert_eq!(read(role, wire.chunks(1)), whole, "in reads of 1");
    check_header(wire);
    check_written_again(role, wire, &whole);
}

fn read<'r>(role: Role, reads: impl IntoIterator<Item = &'r [u8]>) -> Outcome {
    let (mut decoder, mut messages) = (Decoder::new(role, LIMIT), Messages::new(LIMIT));
    let (mut outcome, mut payload) = (Outcome::default(), Vec::new());
    for read in reads {
        for piece in decoder.decode(&mut read.to_vec()) {
            let piece = match piece {
                Ok(piece) => piece,
                Err(violation) => {
                    assert!(outcome.wrong_frame.is_none_or(|first| first == violation), "another");
                    outcome.wrong_frame = Some(violation);
                    continue;
                }
            };
            assert!(outcome.wrong_frame.is_none(), "a frame after a violation");
            assert!(piece.header.length <= LIMIT, "over the limit: {piece:?}");
            assert_eq!(piece.header.key.is_some(), role == Role::Server, "{piece:?}");
            assert_eq!(piece.offset, payload.len() as u64, "pieces have no gaps: {piece:?}");
            payload.extend_from_slice(piece.payload);
            if piece.is_last() {
                outcome.frames.push((piece.header, std::mem::take(&mut payload)));
            }
            if outcome.wrong_message.is_none() {
                match messages.add(piece) {
                    Ok(message) => outcome.messages.extend(message),
                    Err(violation) => outcome.wrong_message = Some(violation),
                }
            }
        }
    }
    outcome
}

/// A header is found as soon as it is there, and more bytes do not change it.
fn check_header(wire: &[u8]) {
    let found = Header::parse(wire);
    if let Ok(Some((header, length))) = found {
        assert!((2..=MAX_HEADER).contains(&length));
        assert_eq!(Header::parse(&wire[..length]), found);
        assert_eq!(Header::parse(&wire[..length - 1]), Ok(None));
        let mut written = Vec::new();
        assert_eq!(header.write(&mut written), Ok(()));
        assert_eq!(written, wire[..length], "a header can be written in one way only");
    }
}

/// The frames that were read are the bytes that were sent, but for a Close that
/// says nothing that may be sent.
fn check_written_again(role: Role, wire: &[u8], outcome: &Outcome) {
    let mut start = 0;
    for (header, payload) in &outcome.frames {
        let mut written = Vec::new();
        let frame = Frame { fin: header.fin, opcode: header.opcode, payload };
        let end = start + payload.len() + header_length(role, payload.len());
        match frame.encode(header.key, &mut written) {
            Ok(()) => assert_eq!(written, wire[start..end]),
            Err(violation) => {
                assert_eq!(header.opcode, websocket_framing::Opcode::Close, "{violation:?}");
                assert!(outcome.wrong_message.is_some(), "{violation:?}");
            }
        }
        start = end;
    }
}

fn header_length(role: Role, length: usize) -> usize {
    let key = if role == Role::Server { 4 } else { 0 };
    2 + key + if length < 126 { 0 } else { 2 }
}
