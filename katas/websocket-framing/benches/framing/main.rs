//! `cargo bench -p websocket-framing`: the codec beside tungstenite, fastwebsockets and `memcpy`.
//!
//! The contestants of a row take turns, and the medians of all turns are compared: what else the
//! machine does meanwhile falls on all of them. (divan, which the house's other benches use, runs
//! one after the other and keeps its figures to itself.)

mod endless;

use std::hint::black_box;
use std::io::{Cursor, Read};
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use endless::Endless;
use tungstenite::protocol::frame::FrameHeader;
use websocket_framing::{Decoder, Frame, Header, Messages, Opcode, Role, mask};

const KEY: [u8; 4] = [0x37, 0xFA, 0x21, 0x3D];

/// How often the contestants take turns, and how long a turn is at least.
const ROUNDS: usize = 101;
const TURN: Duration = Duration::from_micros(300);

/// What a server asks its socket for at once.
const BUFFER: usize = 64 * 1024;

fn main() {
    unmasking();
    headers();
    decoding();
}

/// The seconds that a call of each contestant takes.
fn measure<const N: usize>(mut contestants: [&mut dyn FnMut(); N]) -> [f64; N] {
    let mut seconds = |index: usize, calls: u32| {
        let start = Instant::now();
        for _ in 0..calls {
            contestants[index]();
        }
        start.elapsed().as_secs_f64()
    };
    let calls: [u32; N] = std::array::from_fn(|index| {
        let enough = |calls: &u32| seconds(index, *calls) > TURN.as_secs_f64();
        (0..20).map(|power| 1 << power).find(enough).unwrap_or(1 << 20)
    });
    let mut turns = [const { Vec::new() }; N];
    for _ in 0..ROUNDS {
        for (index, turns) in turns.iter_mut().enumerate() {
            turns.push(seconds(index, calls[index]) / f64::from(calls[index]));
        }
    }
    turns.map(|mut turns| {
        turns.sort_by(f64::total_cmp);
        turns[ROUNDS / 2]
    })
}

fn table(columns: &[&str]) {
    println!("\n| {} |\n|--:{}|", columns.join(" | "), "|--:".repeat(columns.len() - 1));
}

/// Gigabytes a second.
#[expect(clippy::cast_precision_loss, reason = "sizes are far below 2^52")]
fn speed(bytes: usize, seconds: f64) -> f64 {
    bytes as f64 / seconds / 1e9
}

/// A client's frame of so many bytes of payload.
fn frame(payload: usize) -> Vec<u8> {
    let mut wire = Vec::new();
    let frame = Frame { fin: true, opcode: Opcode::Binary, payload: &vec![7; payload] };
    frame.encode(Some(KEY), &mut wire).expect("a frame that may be sent");
    wire
}

/// The plainest form, for comparison.
fn byte_by_byte(payload: &mut [u8], key: [u8; 4]) {
    for (index, byte) in payload.iter_mut().enumerate() {
        *byte ^= key[index % 4];
    }
}

/// Payloads as they lie in a buffer that clients' frames were read into: each
/// behind its header, and the small ones in a row.
fn unmasking() {
    table(&["unmask, bytes", "ours, GB/s", "of memcpy", "fastwebsockets", "byte by byte"]);
    for size in [5, 16, 32, 125, 300, 1024, 4 * 1024, 16 * 1024, 64 * 1024, 1024 * 1024] {
        let length = frame(size).len();
        let frames = (16 * 1024 / length).max(1);
        let wire = frame(size).repeat(frames);
        let each = |buffer: &mut Vec<u8>, unmask: fn(&mut [u8], [u8; 4])| {
            for frame in black_box(buffer).chunks_exact_mut(length) {
                unmask(black_box(&mut frame[length - size..]), black_box(KEY));
            }
        };
        let [mut a, mut b, mut c, mut d] = [(); 4].map(|()| wire.clone());
        let [ours, memcpy, fastwebsockets, naive] = measure([
            &mut || each(&mut a, |payload, key| mask(key, 0, payload)),
            &mut || {
                let frames = black_box(&mut b).chunks_exact_mut(length);
                for (to, from) in frames.zip(black_box(&wire).chunks_exact(length)) {
                    let from = black_box(&from[length - size..]);
                    black_box(&mut to[length - size..]).copy_from_slice(from);
                }
            },
            &mut || each(&mut c, fastwebsockets::unmask),
            &mut || each(&mut d, byte_by_byte),
        ]);
        println!(
            "| {size} | {:.1} | {:.2} | × {:.2} | × {:.2} |",
            speed(size * frames, ours),
            memcpy / ours,
            fastwebsockets / ours,
            naive / ours
        );
    }
}

/// A header by itself. fastwebsockets has no function for that; see the empty frames below.
fn headers() {
    table(&["header, bytes", "ours, ns", "tungstenite"]);
    for size in [5, 300, 70_000] {
        let wire = frame(size);
        let parse = || _ = black_box(Header::parse(black_box(&wire)));
        let theirs = || _ = black_box(FrameHeader::parse(&mut Cursor::new(black_box(&wire))));
        let [ours, tungstenite] = measure([&mut { parse }, &mut { theirs }]);
        let length = wire.len() - size;
        println!("| {length} | {:.1} | × {:.2} |", ours * 1e9, tungstenite / ours);
    }
}

/// Masked frames from a socket that never runs dry, to payloads.
fn decoding() {
    let all = ["fastwebsockets", "tungstenite"];
    table(&[&["decode, bytes", "ours, ns", "of memcpy", "with messages"], &all[..]].concat());
    for size in [0, 16, 125, 1024, 4 * 1024, 64 * 1024, 1024 * 1024] {
        let frames = (256 * 1024 / (size + 14)).max(4);
        let wire = frame(size).repeat(frames);
        let mut buffer = vec![0; BUFFER];
        let mut copied = Endless::new(&wire);
        let (mut pieces, mut messages) = (Ours::new(&wire), Ours::new(&wire));
        let mut fastwebsockets = fastwebsockets::WebSocket::after_handshake(
            Endless::new(&wire),
            fastwebsockets::Role::Server,
        );
        let role = tungstenite::protocol::Role::Server;
        let mut tungstenite =
            tungstenite::WebSocket::from_raw_socket(Endless::new(&wire), role, None);
        let [memcpy, ours, messages, fastwebsockets, tungstenite] = measure([
            &mut || {
                let mut left = wire.len();
                while left > 0 {
                    left -= copied.read(black_box(&mut buffer)).expect("an endless source");
                }
            },
            &mut || pieces.pieces(wire.len()),
            &mut || messages.messages(wire.len()),
            &mut || (0..frames).for_each(|_| drop(black_box(next(&mut fastwebsockets)))),
            &mut || {
                (0..frames).for_each(|_| drop(black_box(tungstenite.read().expect("a message"))));
            },
        ]);
        let frames = u32::try_from(frames).expect("a few thousand");
        println!(
            "| {size} | {:.1} | {:.2} | × {:.2} | × {:.2} | × {:.2} |",
            ours * 1e9 / f64::from(frames),
            memcpy / ours,
            messages / ours,
            fastwebsockets / ours,
            tungstenite / ours
        );
    }
}

struct Ours<'w> {
    source: Endless<'w>,
    buffer: Vec<u8>,
    decoder: Decoder,
    messages: Messages,
}

impl<'w> Ours<'w> {
    fn new(wire: &'w [u8]) -> Self {
        let (decoder, messages) = (Decoder::new(Role::Server, 1 << 24), Messages::new(1 << 24));
        Self { source: Endless::new(wire), buffer: vec![0; BUFFER], decoder, messages }
    }

    fn pieces(&mut self, mut left: usize) {
        while left > 0 {
            let read = self.source.read(&mut self.buffer).expect("an endless source");
            left -= read;
            for piece in self.decoder.decode(&mut self.buffer[..read]) {
                black_box(piece.expect("a piece"));
            }
        }
    }

    fn messages(&mut self, mut left: usize) {
        while left > 0 {
            let read = self.source.read(&mut self.buffer).expect("an endless source");
            left -= read;
            for piece in self.decoder.decode(&mut self.buffer[..read]) {
                let message = piece.and_then(|piece| self.messages.add(piece));
                drop(black_box(message.expect("a message")));
            }
        }
    }
}

/// The next frame; the source is always ready, so that one poll is enough.
fn next(socket: &mut fastwebsockets::WebSocket<Endless<'_>>) -> fastwebsockets::Frame<'static> {
    match pin!(socket.read_frame()).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(frame) => frame.expect("a frame"),
        Poll::Pending => unreachable!("an endless source is always ready"),
    }
}
