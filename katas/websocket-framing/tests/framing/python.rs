//! Python's `websockets`, in both directions: tests/python/frames.txt holds what
//! it writes, reads and refuses, and CI makes it anew (`frames.py --check`).

use crate::wire::{KEY, LIMIT, frame, frames, messages, reader_of};
use websocket_framing::{Opcode, Role, Violation};

/// The lines of a kind, as their words.
fn lines(kind: &str) -> Vec<Vec<&'static str>> {
    let words = include_str!("../python/frames.txt").lines().map(|line| line.split(' ').collect());
    words.filter(|words: &Vec<_>| words[0] == kind).collect()
}

fn unhex(digits: &str) -> Vec<u8> {
    let byte = |at| u8::from_str_radix(&digits[at..at + 2], 16).expect("hexadecimal digits");
    (0..digits.len()).step_by(2).map(byte).collect()
}

fn number(digits: &str) -> usize {
    digits.parse().expect("digits")
}

fn payload(opcode: Opcode, length: usize) -> Vec<u8> {
    let mut text: Vec<u8> = (b'a'..=b'z').cycle().take(length).collect();
    if opcode == Opcode::Close {
        text.splice(..length.min(2), 1000_u16.to_be_bytes());
        text.truncate(2.max(length));
    }
    text
}

/// What zlib calls a checksum (RFC 1950 §8.2).
fn adler32(bytes: &[u8]) -> u32 {
    let add = |(a, b): (u32, u32), byte: &u8| {
        let a = (a + u32::from(*byte)) % 65521;
        (a, (b + a) % 65521)
    };
    let (a, b) = bytes.iter().fold((1, 0), add);
    b << 16 | a
}

/// A frame can be written in one way only. So if ours is Python's to the byte,
/// Python reads ours, since it has read its own; and we read Python's.
#[test]
fn the_same_frames() {
    let lines = lines("frame");
    assert!(lines.len() > 200, "only {} frames", lines.len());
    for words in &lines {
        let [_, masked, fin, opcode, length, start, total] = words[..] else {
            panic!("not a frame: {words:?}")
        };
        let (key, fin) = ((masked == "1").then_some(KEY), fin == "1");
        let opcode = Opcode::try_from(opcode.parse::<u8>().expect("digits")).expect("an opcode");
        let payload = payload(opcode, number(length));

        let wire = frame(fin, opcode, &payload, key);
        assert!(wire.starts_with(&unhex(start)), "{words:?}");
        assert_eq!(adler32(&wire).to_string(), total, "{words:?}");

        let read = frames(reader_of(key), [&wire[..]]).expect("a frame that is right");
        let found: Vec<_> = read.iter().map(|(head, data)| (head.fin, head.opcode, data)).collect();
        assert_eq!(found, [(fin, opcode, &payload)], "{words:?}");
    }
}

/// Where the two part, and why: a length that is not in its shortest form, or
/// has its top bit set, is no length to us (§5.2). `websockets` reads the first four,
/// and refuses the last as too big.
const STRICTER: [&str; 5] =
    ["5-in-16-bits", "125-in-16-bits", "5-in-64-bits", "65535-in-64-bits", "top-bit"];

#[test]
fn the_same_verdicts() {
    let lines = lines("verdict");
    assert!(lines.len() > 70, "only {} verdicts", lines.len());
    for words in &lines {
        let [_, side, name, theirs, wire] = words[..] else { panic!("not a verdict: {words:?}") };
        let role = if side == "server" { Role::Server } else { Role::Client };
        let (start, zeros) = wire.split_once('+').unwrap_or((wire, "0"));
        let mut wire = unhex(start);
        wire.extend(KEY.iter().cycle().take(number(zeros)));

        let (_, violation) = messages(role, LIMIT, [&wire[..]]);
        // As shipped, messages are not put together (challenge 1).
        if violation == Some(Violation::Fragment) {
            continue;
        }
        let ours = violation.map_or(0, Violation::close_code).to_string();
        if STRICTER.contains(&name) {
            assert_eq!((&*ours, theirs == "1002"), ("1002", false), "{name}: {violation:?}");
        } else {
            assert_eq!(ours, theirs, "{name}: {violation:?}");
        }
    }
}
