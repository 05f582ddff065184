//! TCP keeps the order of bytes and not the borders of writes: however the bytes
//! are cut, the frames are the same.

use crate::wire::{KEY, LIMIT, frame, frames, messages, reader_of};
use proptest::collection::vec;
use proptest::prelude::*;
use websocket_framing::{Opcode, mask};

fn opcode() -> impl Strategy<Value = Opcode> {
    use Opcode::{Binary, Close, Continuation, Ping, Pong, Text};
    proptest::sample::select(vec![Continuation, Text, Binary, Close, Ping, Pong])
}

/// The length, mostly near where its encoding changes.
fn length() -> impl Strategy<Value = usize> {
    prop_oneof![0..6_usize, 120..132_usize, 0..400_usize]
}

#[derive(Debug, Clone)]
struct Sample {
    fin: bool,
    opcode: Opcode,
    payload: Vec<u8>,
}

fn sample() -> impl Strategy<Value = Sample> {
    (any::<bool>(), opcode(), length(), 0..26_usize).prop_map(|(fin, opcode, length, from)| {
        let length = if opcode.is_control() { length.min(125) } else { length };
        let mut payload: Vec<u8> = (b'a'..=b'z').cycle().skip(from).take(length).collect();
        if opcode == Opcode::Close {
            // All of a code, or none of it.
            payload.splice(..length.min(2), 1000_u16.to_be_bytes());
        }
        Sample { fin: fin || opcode.is_control(), opcode, payload }
    })
}

/// The frames' bytes, and what a decoder has to make of them.
fn wire(samples: &[Sample], key: Option<[u8; 4]>) -> Vec<u8> {
    samples.iter().flat_map(|one| frame(one.fin, one.opcode, &one.payload, key)).collect()
}

fn check(samples: &[Sample], key: Option<[u8; 4]>, reads: &[&[u8]]) {
    let read = frames(reader_of(key), reads.iter().copied()).expect("frames of our own");
    assert_eq!(read.len(), samples.len());
    for ((header, payload), sample) in read.iter().zip(samples) {
        let expected = (sample.fin, sample.opcode, key, &sample.payload);
        assert_eq!((header.fin, header.opcode, header.key, payload), expected);
    }
}

proptest! {
    #[test]
    fn every_split_of_every_frame(sample in sample(), key in any::<Option<[u8; 4]>>()) {
        let samples = [sample];
        let wire = wire(&samples, key);
        for at in 0..=wire.len() {
            let (one, two) = wire.split_at(at);
            check(&samples, key, &[one, two]);
        }
        check(&samples, key, &wire.chunks(1).collect::<Vec<_>>());
    }

    #[test]
    fn any_cuts_through_many_frames(
        samples in vec(sample(), 1..8),
        key in any::<Option<[u8; 4]>>(),
        sizes in vec(1..40_usize, 1..20),
    ) {
        let wire = wire(&samples, key);
        let (mut rest, mut reads) = (&wire[..], Vec::new());
        for size in sizes.iter().cycle() {
            if rest.is_empty() { break; }
            let (read, left) = rest.split_at(rest.len().min(*size));
            reads.push(read);
            rest = left;
        }
        check(&samples, key, &reads);
    }

    /// Not only frames: whatever comes, the cuts change nothing.
    #[test]
    fn any_bytes(mut wire in vec(any::<u8>(), 2..60), cut in any::<prop::sample::Index>()) {
        wire[1] |= 0x80;
        let (one, two) = wire.split_at(cut.index(wire.len()));
        let role = reader_of(Some(KEY));
        let whole = messages(role, LIMIT, [&wire[..]]);
        prop_assert_eq!(&messages(role, LIMIT, [one, two]), &whole);
        prop_assert_eq!(&messages(role, LIMIT, wire.chunks(1)), &whole);
    }

    /// §5.3, as it stands there: `transformed[i] = original[i] XOR key[i MOD 4]`.
    #[test]
    fn masking_is_what_the_rfc_says(
        payload in vec(any::<u8>(), 0..100), key in any::<[u8; 4]>(), from in 0..100_usize,
    ) {
        let expected: Vec<u8> = payload.iter().enumerate().map(|(i, byte)| byte ^ key[i % 4]).collect();
        let mut masked = payload;
        let (start, rest) = masked.split_at_mut(from.min(expected.len()));
        mask(key, start.len() as u64, rest);
        mask(key, 0, start);
        prop_assert_eq!(masked, expected);
    }
}

/// Large frames take another path through the masking, and a longer header.
#[test]
fn large_frames_at_the_cuts_that_matter() {
    for length in [65_535, 65_536, 70_000] {
        let payload: Vec<u8> = (0..=250).cycle().take(length).collect();
        let samples = [Sample { fin: true, opcode: Opcode::Binary, payload }];
        let wire = wire(&samples, Some(KEY));
        let near_the_end = wire.len() - 4..=wire.len();
        for at in (0..40).chain(65_500..65_540).chain(near_the_end) {
            let (one, two) = wire.split_at(at);
            check(&samples, Some(KEY), &[one, two]);
        }
        check(&samples, Some(KEY), &wire.chunks(1).collect::<Vec<_>>());
    }
}
