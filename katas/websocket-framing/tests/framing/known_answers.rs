//! The examples of RFC 6455 §5.7, in both directions.

use crate::wire::{KEY, frame, frames, messages, reader_of};
use websocket_framing::{Close, Frame, Message, Opcode, Violation};

fn check(wire: &[u8], fin: bool, opcode: Opcode, payload: &[u8], key: Option<[u8; 4]>) {
    assert_eq!(frame(fin, opcode, payload, key), wire, "written");
    let read = frames(reader_of(key), [wire]).expect("the RFC's own example");
    let [(header, read)] = &read[..] else { panic!("not one frame: {read:?}") };
    let found = (header.fin, header.reserved, header.opcode, header.key, header.length, &read[..]);
    assert_eq!(found, (fin, 0, opcode, key, payload.len() as u64, payload), "read");
}

#[test]
#[rustfmt::skip]
fn rfc_6455_section_5_7() {
    let bytes: Vec<u8> = (0..=255).cycle().take(65536).collect();
    let with = |header: &[u8], length: usize| [header, &bytes[..length]].concat();

    check(b"\x81\x05\x48\x65\x6c\x6c\x6f", true, Opcode::Text, b"Hello", None);
    check(b"\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58", true, Opcode::Text, b"Hello", Some(KEY));
    check(b"\x01\x03\x48\x65\x6c", false, Opcode::Text, b"Hel", None);
    check(b"\x80\x02\x6c\x6f", true, Opcode::Continuation, b"lo", None);
    check(b"\x89\x05\x48\x65\x6c\x6c\x6f", true, Opcode::Ping, b"Hello", None);
    check(b"\x8a\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58", true, Opcode::Pong, b"Hello", Some(KEY));
    check(&with(b"\x82\x7e\x01\x00", 256), true, Opcode::Binary, &bytes[..256], None);
    check(&with(b"\x82\x7f\x00\x00\x00\x00\x00\x01\x00\x00", 65536), true, Opcode::Binary, &bytes, None);
}

/// One frame, one message of each kind.
#[test]
fn what_a_frame_says() {
    let check = |opcode, payload: &[u8], message| {
        let wire = frame(true, opcode, payload, None);
        assert_eq!(messages(reader_of(None), 125, [&wire[..]]), (vec![message], None));
    };
    check(Opcode::Text, "Grüße".as_bytes(), Message::Text("Grüße".to_owned()));
    check(Opcode::Text, b"", Message::Text(String::new()));
    check(Opcode::Binary, b"\xff\0", Message::Binary(b"\xff\0".to_vec()));
    check(Opcode::Ping, b"Hello", Message::Ping(b"Hello".to_vec()));
    check(Opcode::Pong, b"", Message::Pong(Vec::new()));
    check(Opcode::Close, b"", Message::Close(None));
    let close = Close { code: 1001, reason: "à bientôt".to_owned() };
    check(Opcode::Close, &close.payload(), Message::Close(Some(close.clone())));
}

/// What no decoder would take is not sent either, in whole or in part.
#[test]
fn what_is_not_written() {
    let check = |fin, opcode, payload: &[u8], violation| {
        let mut bytes = Vec::new();
        let written = Frame { fin, opcode, payload }.encode(None, &mut bytes);
        assert_eq!((written, bytes), (Err(violation), Vec::new()));
    };
    check(true, Opcode::Ping, &[0; 126], Violation::ControlTooLong);
    check(false, Opcode::Pong, &[], Violation::ControlInFragments);
    check(true, Opcode::Close, &[0x03], Violation::CloseTooShort);
    check(true, Opcode::Close, &1005_u16.to_be_bytes(), Violation::CloseCode(1005));
    check(true, Opcode::Close, b"\x03\xe8\xff", Violation::NotUtf8);
}
