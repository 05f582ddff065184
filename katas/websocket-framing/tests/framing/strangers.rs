//! tungstenite, in both directions.

use crate::wire::{KEY, LIMIT, frame, messages};
use std::io::{self, Cursor, Read, Write};
use tungstenite::protocol::frame::coding::CloseCode;
use tungstenite::protocol::{CloseFrame, WebSocket};
use websocket_framing::{Close, Message, Opcode, Role};

/// What was received, and what was sent.
struct Pipe(Cursor<Vec<u8>>, Vec<u8>);

impl Read for Pipe {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer)
    }
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.1.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn tungstenite(role: tungstenite::protocol::Role, received: Vec<u8>) -> WebSocket<Pipe> {
    WebSocket::from_raw_socket(Pipe(Cursor::new(received), Vec::new()), role, None)
}

/// A message of ours and the same of theirs, with the frame that it goes in.
fn samples() -> Vec<(Message, tungstenite::Message, Opcode, Vec<u8>)> {
    let mut samples = Vec::new();
    for length in [0, 1, 5, 125, 126, 127, 300, 65_535, 65_536, 70_000] {
        let text = "grün".repeat(length / 5) + &"g".repeat(length % 5);
        let bytes = text.clone().into_bytes();
        let theirs = tungstenite::Message::text(text.clone());
        samples.push((Message::Text(text), theirs, Opcode::Text, bytes.clone()));
        let theirs = tungstenite::Message::binary(bytes.clone());
        samples.push((Message::Binary(bytes.clone()), theirs, Opcode::Binary, bytes.clone()));
        if length <= 125 {
            let theirs = tungstenite::Message::Ping(bytes.clone().into());
            samples.push((Message::Ping(bytes.clone()), theirs, Opcode::Ping, bytes.clone()));
            let theirs = tungstenite::Message::Pong(bytes.clone().into());
            samples.push((Message::Pong(bytes.clone()), theirs, Opcode::Pong, bytes));
        }
    }
    let theirs = tungstenite::Message::Close(None);
    samples.push((Message::Close(None), theirs, Opcode::Close, Vec::new()));
    // Not 1014: the table of this version ends at 1013.
    for code in [1000, 1001, 1011, 3000, 4999] {
        let ours = Close { code, reason: "done".to_owned() };
        let theirs = CloseFrame { code: CloseCode::from(code), reason: "done".into() };
        let theirs = tungstenite::Message::Close(Some(theirs));
        let payload = ours.payload();
        samples.push((Message::Close(Some(ours)), theirs, Opcode::Close, payload));
    }
    samples
}

#[test]
fn tungstenite_reads_our_frames() {
    for (ours, theirs, opcode, payload) in samples() {
        for (key, role) in [
            (Some(KEY), tungstenite::protocol::Role::Server),
            (None, tungstenite::protocol::Role::Client),
        ] {
            let read = tungstenite(role, frame(true, opcode, &payload, key)).read();
            assert_eq!(read.expect("a frame that is right"), theirs, "{ours:?}");
        }
    }
}

#[test]
fn we_read_the_frames_of_tungstenite() {
    for (ours, theirs, ..) in samples() {
        for (role, reader) in [
            (tungstenite::protocol::Role::Client, Role::Server),
            (tungstenite::protocol::Role::Server, Role::Client),
        ] {
            let mut socket = tungstenite(role, Vec::new());
            socket.send(theirs.clone()).expect("room in a vector");
            let wire = &socket.get_ref().1;
            assert_eq!(messages(reader, LIMIT, [&wire[..]]), (vec![ours.clone()], None));
        }
    }
}
