//! Bytes and what the crate makes of them, for the dissector in the lesson's page.
//!
//! With the challenges solved, since the dissector puts fragments together.

#[path = "../../../../book/theme/tools/vectors/committed.rs"]
mod committed;

use crate::wire::{self, KEY};
use proptest::prelude::Rng as _;
use proptest::test_runner::{RngAlgorithm, TestRng};
use serde_json::{Value, json};
use websocket_framing::{
    CODES, Close, Decoder, Header, Message, Messages, Opcode, Role, Violation, is_sent,
};

/// What a page shows of bytes on a new connection: frames whose payload has come, messages that
/// have ended, and the first violation. No limit: a limit is the receiver's own.
fn vector(role: Role, bytes: &[u8]) -> Value {
    let (mut decoder, mut messages) = (Decoder::new(role, u64::MAX), Messages::new(u64::MAX));
    let (mut frames, mut said, mut payload) = (Vec::new(), Vec::new(), Vec::new());
    let mut violation = None;
    for piece in decoder.decode(&mut bytes.to_vec()) {
        let read = piece.and_then(|piece| {
            payload.extend_from_slice(piece.payload);
            if piece.is_last() {
                frames.push(frame(piece.header, &std::mem::take(&mut payload)));
            }
            messages.add(piece)
        });
        match read {
            Ok(message) => said.extend(message.map(what_is_said)),
            Err(found) => {
                violation = Some(what_is_wrong(found));
                break;
            }
        }
    }
    let sender = if role == Role::Server { "client" } else { "server" };
    json!({ "sender": sender, "bytes": hex(bytes), "frames": frames, "messages": said, "violation": violation })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
}

/// In one line, as the dissector's test writes it too: FIN, opcode, key, length, payload.
fn frame(header: Header, payload: &[u8]) -> String {
    let Header { fin, opcode, key, length, .. } = header;
    let key = key.map_or_else(|| "-".to_owned(), |key| hex(&key));
    format!("{} {opcode:?} {key} {length} {}", u8::from(fin), hex(payload))
}

fn what_is_said(message: Message) -> Value {
    match message {
        Message::Text(text) => json!({ "Text": text }),
        Message::Binary(bytes) => json!({ "Binary": hex(&bytes) }),
        Message::Ping(bytes) => json!({ "Ping": hex(&bytes) }),
        Message::Pong(bytes) => json!({ "Pong": hex(&bytes) }),
        Message::Close(None) => json!({ "Close": null }),
        Message::Close(Some(Close { code, reason })) => json!({ "Close": [code, reason] }),
    }
}

/// As `show_refusals` in the kata prints it: code, section, words.
fn what_is_wrong(violation: Violation) -> String {
    format!("{} {} {violation}", violation.close_code(), violation.section())
}

/// Every first byte, in a frame without a payload.
fn first_bytes() -> impl Iterator<Item = Vec<u8>> {
    (0..=255).map(|first| vec![first, 0])
}

/// Second bytes about the borders, with enough behind them for any header.
fn second_bytes() -> impl Iterator<Item = Vec<u8>> {
    let seconds = [0, 1, 0x7D, 0x7E, 0x7F, 0x80, 0x81, 0xFD, 0xFE, 0xFF];
    let firsts = [0x82, 0x02, 0x83, 0x89, 0x09, 0xC2, 0xFB];
    let both = move |first| seconds.map(|second| [&[first, second][..], &[0; 12]].concat());
    firsts.into_iter().flat_map(both)
}

/// Lengths about the borders, in all three forms, needed or not.
fn lengths() -> impl Iterator<Item = Vec<u8>> {
    let borders =
        [0, 5, 125, 126, 127, 255, 256, 65_535, 65_536, 1 << 31, 1 << 32, 1 << 53, (1 << 53) + 1];
    let tops = [(1 << 63) - 1, 1 << 63, u64::MAX];
    borders.into_iter().chain(tops).flat_map(|length: u64| {
        let wide = [&[0x82, 0x7F][..], &length.to_be_bytes()].concat();
        let medium =
            u16::try_from(length).map(|length| [&[0x82, 0x7E][..], &length.to_be_bytes()].concat());
        medium.into_iter().chain([wide.clone(), [&wide[..], b"some"].concat()])
    })
}

/// Every Close code that has a name, and the borders of the ranges.
fn closes() -> impl Iterator<Item = Vec<u8>> {
    let borders = [0, 999, 1016, 1999, 2000, 2999, 3000, 3999, 4000, 4999, 5000, 65_535];
    let codes = CODES.into_iter().map(|(code, _)| code).chain(borders);
    let closes = codes.flat_map(|code| {
        let [high, low] = code.to_be_bytes();
        [
            vec![0x88, 2, high, low],
            vec![0x88, 4, high, low, 0xC3, 0xA9],
            vec![0x88, 3, high, low, 0xC3],
        ]
    });
    closes.chain([vec![0x88, 0], vec![0x88, 1, 3]])
}

/// Texts that are UTF-8, that are not, and that are not yet.
fn texts() -> impl Iterator<Item = Vec<u8>> {
    let texts: [&[u8]; 16] = [
        b"",
        b"Hello",
        "Grüße".as_bytes(),
        "€ 1F512: \u{1F512}".as_bytes(),
        b"\xEF\xBB\xBFmark",
        b"\xFF",
        b"\xC0\x80",
        b"\xE0\x80\x80",
        b"\xED\xA0\x80",
        b"\xF4\x90\x80\x80",
        b"\xF5",
        b"\xE2\x82",
        b"\xE2\x28",
        b"ok\x80",
        b"\0\x01\x7F",
        b"\xF0\x9F\x94",
    ];
    texts.into_iter().flat_map(|text| {
        let whole = wire::frame(true, Opcode::Text, text, None);
        let part = wire::frame(false, Opcode::Text, text, None);
        let end = |payload: &[u8]| {
            [&part[..], &wire::frame(true, Opcode::Continuation, payload, None)].concat()
        };
        let announced = [&[0x81, 0x20][..], text].concat();
        [whole, part.clone(), end(b""), end(b"\x92"), end(b"\xAC!"), announced]
    })
}

/// Frames of every kind behind frames of every kind, in messages and out of them.
fn sequences() -> impl Iterator<Item = Vec<u8>> {
    let kinds = [
        (false, Opcode::Text),
        (true, Opcode::Text),
        (false, Opcode::Continuation),
        (true, Opcode::Continuation),
        (true, Opcode::Ping),
    ];
    let all = move || kinds.into_iter();
    let three = all().flat_map(move |a| all().flat_map(move |b| all().map(move |c| [a, b, c])));
    three.map(|three| {
        let written =
            |(at, (fin, opcode)): (usize, _)| wire::frame(fin, opcode, &b"abc"[at..], None);
        three.into_iter().enumerate().flat_map(written).collect()
    })
}

/// Frames cut off at every byte, the RFC's own (§5.7) among them.
fn cut() -> impl Iterator<Item = Vec<u8>> {
    let long = vec![0x61; 130];
    let whole = [
        wire::frame(true, Opcode::Text, b"Hello", None),
        wire::frame(true, Opcode::Text, b"Hello", Some(KEY)),
        wire::frame(true, Opcode::Pong, b"Hello", Some(KEY)),
        wire::frame(true, Opcode::Close, b"\x03\xE8done", None),
        wire::frame(true, Opcode::Binary, &long, Some(KEY))[..20].to_vec(),
        b"\x82\x7F\0\0\0\0\0\x01\0\0and so on".to_vec(),
        b"\x80\x05Hello".to_vec(),
    ];
    whole.into_iter().flat_map(|whole| {
        (0..=whole.len()).map(move |end| whole[..end].to_vec()).collect::<Vec<_>>()
    })
}

/// Bytes that nobody chose, the same on every run.
fn dice() -> impl Iterator<Item = Vec<u8>> {
    let mut dice = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    (0..100).map(move |_| {
        let mut bytes = vec![0; 24];
        dice.fill_bytes(&mut bytes);
        // Short frames without reserved bits, or nearly all would end at the first byte.
        bytes[0] &= 0x8B;
        bytes[1] &= 0x87;
        bytes
    })
}

#[test]
fn the_page_says_the_same() {
    let by_servers =
        first_bytes().chain(lengths()).chain(closes()).chain(texts()).chain(sequences());
    let by_servers = by_servers.map(|bytes| vector(Role::Client, &bytes));
    let by_both = second_bytes().chain(cut()).chain(dice());
    let by_both =
        by_both.flat_map(|bytes| [Role::Client, Role::Server].map(|role| vector(role, &bytes)));
    let vectors: Vec<_> = by_servers.chain(by_both).collect();
    let refused = vectors.iter().filter(|vector| vector["violation"].is_string()).count();
    assert!(refused > 500 && vectors.len() - refused > 200, "{refused} of {}", vectors.len());
    committed::check("frames.json", &vectors);
}

#[test]
fn the_page_knows_the_same_codes() {
    let vectors: Vec<_> = CODES
        .iter()
        .map(|(code, name)| json!({ "code": code, "name": name, "sent": is_sent(*code) }))
        .collect();
    committed::check("codes.json", &vectors);
}
