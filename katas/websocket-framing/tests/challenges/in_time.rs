//! Whether each byte of a text is looked at once, told by the time that it takes.

use crate::wire::{LIMIT, frame, messages};
use crate::{END, MORE, puts_together};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;
use websocket_framing::Opcode::{Continuation, Text};
use websocket_framing::{Role, Violation};

/// Long texts: in short reads, and in short frames if those are put together.
pub fn expect_no_second_look() {
    let quarter = "ü".repeat(128 * 1024);
    let wire = frame(END, Text, quarter.as_bytes(), None);
    expect_in_time("a text of 262,144 bytes, in reads of 1", wire, 1);
    if puts_together() {
        let whole = "ü".repeat(512 * 1024);
        let (begun, rest) = whole.as_bytes().split_at(whole.len() - 64 * 1024);
        let mut wire = frame(MORE, Text, begun, None);
        wire.extend(rest.chunks(1).flat_map(|byte| frame(MORE, Continuation, byte, None)));
        wire.extend(frame(END, Continuation, b"", None));
        let size = wire.len();
        expect_in_time("983,040 bytes of text, continued by 65,536 frames of 1", wire, size);
    }
}

/// Milliseconds for whoever looks at each byte once, and half a minute for whoever looks
/// at all of them each time. Too many frames may be refused, as in challenge 1.
fn expect_in_time(sent: &str, wire: Vec<u8>, size: usize) {
    let (done, is_done) = mpsc::channel();
    thread::spawn(move || {
        let (found, violation) = messages(Role::Client, LIMIT, wire.chunks(size));
        done.send((found.len(), violation.map(Violation::close_code)))
    });
    let came_back = match is_done.recv_timeout(Duration::from_secs(5)) {
        Ok((1, None) | (0, Some(1008 | 1009))) => return,
        Ok((count, code)) => format!("messages: {count}, refused: {code:?}"),
        Err(_) => "nothing in 5 seconds: is a byte looked at more than once?".to_owned(),
    };
    panic!("expected one text\n\n--- sent\n{sent}\n--- came back\n{came_back}");
}
