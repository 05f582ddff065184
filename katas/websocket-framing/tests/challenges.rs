//! The challenges of the lesson, checked. As shipped every one of these fails:
//!
//!     cargo xtask challenge websocket-framing 1

#[path = "challenges/in_time.rs"]
mod in_time;
#[expect(dead_code, reason = "the other tests look at frames and at the client's side too")]
#[path = "framing/wire.rs"]
mod wire;

use in_time::expect_no_second_look;
use websocket_framing::Opcode::{Binary, Close, Continuation, Ping, Pong, Text};
use websocket_framing::{Message, Opcode, Role, Violation};
use wire::{LIMIT, frame, messages};

/// A frame and what it is: the server's, so that the payload can be read.
type Sent<'a> = (bool, Opcode, &'a [u8]);

const MORE: bool = false;
const END: bool = true;

fn bytes(frames: &[Sent<'_>]) -> Vec<u8> {
    frames.iter().flat_map(|(fin, opcode, data)| frame(*fin, *opcode, data, None)).collect()
}

/// The frames as bytes, each with a note.
fn dump(frames: &[Sent<'_>]) -> String {
    let line = |(fin, opcode, payload): &Sent<'_>| {
        let bytes = frame(*fin, *opcode, payload, None);
        let hex: Vec<_> = bytes.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        let dots = if bytes.len() > 16 { " …" } else { "" };
        let end = if *fin { "" } else { ", more to come" };
        let text = String::from_utf8_lossy(&payload[..payload.len().min(16)]);
        format!("{:47}{dots}  {opcode:?} {text:?}{end}\n", hex.join(" "))
    };
    frames.iter().map(line).collect()
}

/// Sends frames and holds what comes of them against what the challenge wants:
/// the messages, and the code of the Close if something is refused.
fn expect(limit: u64, frames: &[Sent<'_>], wanted: &[Message], code: Option<u16>) {
    let wire = bytes(frames);
    for size in [wire.len(), 1] {
        let (found, violation) = messages(Role::Client, limit, wire.chunks(size));
        let refused = violation.map(Violation::close_code);
        assert!(
            (&found[..], refused) == (wanted, code),
            "expected {wanted:?}, refused: {code:?}\n\n--- sent, in reads of {size}, limit {limit}\n\
             {}--- came back\n{found:?}, refused: {violation:?}",
            dump(frames)
        );
    }
}

fn text(text: &str) -> Message {
    Message::Text(text.to_owned())
}

fn binary(bytes: &[u8]) -> Message {
    Message::Binary(bytes.to_vec())
}

#[test]
#[ignore = "challenge 1"]
fn challenge_1_three_fragments_and_a_ping_between() {
    let between = [Message::Ping(b"1".to_vec()), Message::Pong(b"2".to_vec())];
    let mut frames: Vec<Sent<'_>> =
        vec![(MORE, Text, b"Hel"), (MORE, Continuation, b"lo, "), (END, Continuation, b"world")];
    expect(LIMIT, &frames, &[text("Hello, world")], None);
    frames.insert(1, (END, Ping, b"1"));
    expect(LIMIT, &frames, &[between[0].clone(), text("Hello, world")], None);
    frames.insert(3, (END, Pong, b"2"));
    let all = [&between[..], &[text("Hello, world")]].concat();
    expect(LIMIT, &frames, &all, None);
}

#[test]
#[ignore = "challenge 1"]
fn challenge_1_the_first_frame_says_what_it_is() {
    let fragments: &[Sent<'_>] = &[(MORE, Binary, b"\xff"), (END, Continuation, b"\xfe")];
    expect(LIMIT, fragments, &[binary(b"\xff\xfe")], None);
    let two: &[Sent<'_>] = &[
        (MORE, Text, b"a"),
        (END, Continuation, b"b"),
        (MORE, Binary, b"c"),
        (END, Continuation, b"d"),
        (END, Text, b"e"),
    ];
    expect(LIMIT, two, &[text("ab"), binary(b"cd"), text("e")], None);
}

#[test]
#[ignore = "challenge 1"]
fn challenge_1_a_fragment_may_be_empty() {
    let empty: &[Sent<'_>] =
        &[(MORE, Text, b""), (MORE, Continuation, b""), (END, Continuation, b"")];
    expect(LIMIT, empty, &[text("")], None);
    let middle: &[Sent<'_>] =
        &[(MORE, Text, b""), (MORE, Continuation, b"a"), (END, Continuation, b"")];
    expect(LIMIT, middle, &[text("a")], None);
}

#[test]
#[ignore = "challenge 1"]
fn challenge_1_a_character_across_frames() {
    let frames: &[Sent<'_>] = &[
        (MORE, Text, b"5 \xe2"),
        (MORE, Continuation, b"\x82"),
        (END, Ping, b""),
        (END, Continuation, b"\xac"),
    ];
    expect(LIMIT, frames, &[Message::Ping(Vec::new()), text("5 €")], None);
    let half: &[Sent<'_>] = &[(MORE, Text, b"5 \xe2"), (END, Continuation, b"\x82")];
    expect(LIMIT, half, &[], Some(1007));
}

#[test]
#[ignore = "challenge 1"]
fn challenge_1_what_may_not_follow() {
    expect(LIMIT, &[(END, Continuation, b"a")], &[], Some(1002));
    expect(LIMIT, &[(MORE, Continuation, b"a")], &[], Some(1002));
    expect(LIMIT, &[(MORE, Text, b"a"), (END, Text, b"b")], &[], Some(1002));
    expect(LIMIT, &[(MORE, Text, b""), (MORE, Binary, b"b")], &[], Some(1002));
    let ended: &[Sent<'_>] =
        &[(MORE, Text, b"a"), (END, Continuation, b"b"), (END, Continuation, b"c")];
    expect(LIMIT, ended, &[text("ab")], Some(1002));
    let unfinished: &[Sent<'_>] = &[(MORE, Text, b"a"), (END, Close, b"")];
    expect(LIMIT, unfinished, &[Message::Close(None)], None);
}

#[test]
#[ignore = "challenge 1"]
fn challenge_1_the_limit_is_for_the_message() {
    let frames = |last| [(MORE, Binary, &b"123456"[..]), (END, Continuation, last)];
    expect(10, &frames(b"7890"), &[binary(b"1234567890")], None);
    expect(10, &frames(b"78901"), &[], Some(1009));
    // Before it ends, or one that never ends fills the memory.
    let unfinished: &[Sent<'_>] = &[(MORE, Binary, b"123456"), (MORE, Continuation, b"78901")];
    expect(10, unfinished, &[], Some(1009));
    expect(10, &[(END, Binary, b"12345678901")], &[], Some(1009));
    let twice = [frames(b"7890"), frames(b"7890")].concat();
    expect(10, &twice, &[binary(b"1234567890"), binary(b"1234567890")], None);
    let ping: &[Sent<'_>] =
        &[(MORE, Binary, b"12345678"), (END, Ping, b"1234"), (END, Continuation, b"90")];
    expect(10, ping, &[Message::Ping(b"1234".to_vec()), binary(b"1234567890")], None);
}

/// An empty continuation costs its sender two bytes, and nothing has to be kept
/// of it: not an entry in a list, say.
#[test]
#[ignore = "challenge 1"]
fn challenge_1_endless_fragments_take_no_memory() {
    let more = frame(MORE, Continuation, b"", None);
    expect_little_kept(b"", "the last 100,000 times", &more, 100_000);
}

/// A header costs its sender ten bytes, whatever it announces.
#[test]
#[ignore = "challenge 1"]
fn challenge_1_nothing_is_set_aside_for_what_has_not_come() {
    let payload = vec![b'b'; 512 * 1024];
    let more = frame(MORE, Continuation, &payload, None);
    expect_little_kept(&payload, "of the last only 100 bytes", &more[..100], 1);
}

/// Begins a text, and sends so many times the `more` of a frame with this payload.
fn expect_little_kept(payload: &[u8], note: &str, more: &[u8], times: usize) {
    let start = frame(MORE, Text, b"a", None);
    let mut violation = None;
    let allocated = allocation_counter::measure(|| {
        let reads = std::iter::once(&start[..]).chain(std::iter::repeat_n(more, times));
        violation = messages(Role::Client, LIMIT, reads).1;
    });
    let refused = violation.map(Violation::close_code);
    assert!(
        matches!(refused, None | Some(1008 | 1009)) && allocated.bytes_max < 4096,
        "expected less than 4,096 bytes in use, or 1008 or 1009\n\n--- sent\n{}({note})\n\
         --- came back\n{} bytes in use, refused: {violation:?}",
        dump(&[(MORE, Text, b"a"), (MORE, Continuation, payload)]),
        allocated.bytes_max
    );
}

/// Whether fragments are put together here, which is challenge 1.
fn puts_together() -> bool {
    let begun = frame(MORE, Text, b"a", None);
    messages(Role::Client, LIMIT, [&begun[..]]).1 != Some(Violation::Fragment)
}

/// Sends a text whose frame announces more than comes, in reads of `size`. It has
/// to be refused with 1007 in the read that brings the byte at `at`.
fn expect_refusal(before: &[Sent<'_>], payload: &[u8], at: usize, size: usize) {
    expect_refusal_of(Text, before, payload, at, size);
}

fn expect_refusal_of(opcode: Opcode, before: &[Sent<'_>], payload: &[u8], at: usize, size: usize) {
    let announced = [payload, &[b'.'; 40]].concat();
    let whole = frame(END, opcode, &announced, None);
    let header = whole.len() - announced.len();
    let begun = &whole[..header + payload.len()];
    let earlier = bytes(before);

    let reads: Vec<&[u8]> =
        [&earlier[..], &begun[..header]].into_iter().chain(begun[header..].chunks(size)).collect();
    let refused_in = (1..=reads.len()).find(|count| {
        messages(Role::Client, LIMIT, reads[..*count].iter().copied()).1 == Some(Violation::NotUtf8)
    });
    let came_back =
        refused_in.map_or("nothing yet".to_owned(), |count| match count.checked_sub(3) {
            None => "1007 before that frame's payload had begun".to_owned(),
            Some(read) => format!("1007 in read {read}"),
        });
    assert!(
        refused_in == Some(at / size + 3),
        "expected 1007 at byte {at} of the text, so in read {} of {size}\n\n--- sent\n{}{}\
         (and of the last only {} bytes)\n--- came back\n{came_back}",
        at / size,
        dump(before),
        dump(&[(END, opcode, &announced)]),
        payload.len()
    );
}

#[test]
#[ignore = "challenge 3"]
fn challenge_3_refused_at_the_first_byte_that_cannot_be() {
    let check = |payload: &[u8], at| expect_refusal(&[], payload, at, 1);
    check(b"abc\xff", 3);
    check(b"abc\xffdef", 3);
    check(b"\x80", 0); // the middle of a character, without its start
    check(b"\xc0", 0); // what would begin an overlong character (RFC 3629 §3)
    check(b"\xc1", 0);
    check(b"\xc3(", 1);
    check(b"\xe0\x9f", 1); // overlong
    check(b"\xf0\x8f", 1);
    check(b"\xed\xa0", 1); // half of a surrogate pair
    check(b"\xe2\x82(", 2);
    check(b"\xf4\x90", 1); // over U+10FFFF
    check(b"\xf5", 0);
}

#[test]
#[ignore = "challenge 3"]
fn challenge_3_a_character_may_come_in_parts() {
    for size in [1, 2, 3, 5] {
        // The ends of what is a character, and the one that stands for what is none.
        let text = "ü €\0\u{80}\u{7FF}\u{800}\u{D7FF}\u{E000}\u{FFFD}\u{FFFF}\u{10000}\u{10FFFF}";
        let text = text.as_bytes();
        expect_refusal(&[], &[text, b"\xff"].concat(), text.len(), size);
        expect_refusal(&[], &[text, b"\xe2\x82\xe2"].concat(), text.len() + 2, size);
    }
    expect_no_second_look();
}

#[test]
#[ignore = "challenge 3"]
fn challenge_3_every_message_starts_anew() {
    expect_refusal(&[(END, Text, "€".as_bytes())], b"\x82\xac", 0, 1);
    expect_refusal(&[(END, Binary, b"\xe2\x82")], b"\xac", 0, 1);
    expect_refusal(&[(END, Ping, b"\xff\xe2")], b"\x82", 0, 1);
    if puts_together() {
        expect_refusal_of(Continuation, &[(MORE, Text, b"a")], b"b\xff", 1, 1);
        expect_refusal_of(Continuation, &[(MORE, Text, b"\xe2")], b"\x82\xe2", 1, 1);
        let ping: &[Sent<'_>] = &[(MORE, Text, b"\xe2"), (END, Ping, b"a")];
        expect_refusal_of(Continuation, ping, b"\x82(", 1, 1);
    }
}

#[test]
#[ignore = "challenge 3"]
fn challenge_3_half_a_character_is_none() {
    // Only now is it known that no more will come.
    expect(LIMIT, &[(END, Text, b"5 \xe2\x82")], &[], Some(1007));
    expect(LIMIT, &[(END, Text, "5 €".as_bytes())], &[text("5 €")], None);
    expect(LIMIT, &[(END, Binary, b"5 \xe2\x82")], &[binary(b"5 \xe2\x82")], None);
    expect_refusal(&[], b"5 \xe2.", 3, 1);
}
