// ANCHOR: imports
//! Frames, taken apart bit by bit.
//!
//!     cargo run -p websocket-framing

use websocket_framing::{
    CODES, Close, Decoder, Frame, Header, Messages, Opcode, Role, Violation, is_sent, mask,
};
// ANCHOR_END: imports

// ANCHOR: main
/// The masking key of the RFC's examples (§5.7), so that every run prints the
/// same bytes as this page. A client draws a new one for each frame.
const KEY: [u8; 4] = [0x37, 0xFA, 0x21, 0x3D];

/// More than this is refused, in one frame or in many.
const LIMIT: u64 = 1024 * 1024;

fn main() -> Result<(), Violation> {
    println!("=== A Text Frame ===\n");
    show_text_frame()?;
    println!("\n=== Payload Lengths ===\n");
    show_lengths()?;
    println!("\n=== Masking ===\n");
    show_masking()?;
    println!("\n=== One Byte at a Time ===\n");
    show_one_byte_at_a_time()?;
    println!("\n=== Control Frames ===\n");
    show_control_frames()?;
    println!("\n=== Opcodes ===\n");
    show_opcodes();
    println!("\n=== Close Codes ===\n");
    show_close_codes();
    println!("\n=== Refused ===\n");
    show_refusals();
    Ok(())
}

fn encode(frame: Frame<'_>, key: Option<[u8; 4]>) -> Result<Vec<u8>, Violation> {
    let mut bytes = Vec::new();
    frame.encode(key, &mut bytes)?;
    Ok(bytes)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().join(" ")
}
// ANCHOR_END: main

// ANCHOR: text_frame
fn show_text_frame() -> Result<(), Violation> {
    let text = "Hello, WebSocket!";
    let bytes = encode(Frame::text(text), None)?;
    println!("Server sends: {text:?}");
    println!("  Bytes: {}", hex(&bytes));
    println!("  Byte 0: {:08b}", bytes[0]);
    println!("    FIN: {} (the message ends with this frame)", bytes[0] >> 7);
    println!("    RSV1 to RSV3: {:03b}", bytes[0] >> 4 & 0b111);
    println!("    Opcode: {:#x} (text)", bytes[0] & 0xF);
    println!("  Byte 1: {:08b}", bytes[1]);
    println!("    MASK: {} (servers do not mask)", bytes[1] >> 7);
    println!("    Length: {}", bytes[1] & 0x7F);
    println!("  Payload: {:?}", String::from_utf8_lossy(&bytes[2..]));
    Ok(())
}
// ANCHOR_END: text_frame

// ANCHOR: lengths
fn show_lengths() -> Result<(), Violation> {
    println!("  Payload  Header                         Byte 1");
    for length in [17, 125, 126, 300, 65_535, 65_536, 70_000] {
        let bytes = encode(Frame::whole(Opcode::Binary, &vec![0; length]), None)?;
        let header = hex(&bytes[..bytes.len() - length]);
        let meaning = match bytes[1] {
            126 => "126: 2 more bytes",
            127 => "127: 8 more bytes",
            _ => "the length",
        };
        println!("  {length:7}  {header:29}  {meaning}");
    }
    Ok(())
}
// ANCHOR_END: lengths

// ANCHOR: masking
fn show_masking() -> Result<(), Violation> {
    let mut bytes = encode(Frame::text("Hello"), Some(KEY))?;
    println!("Client sends: \"Hello\"");
    println!("  Bytes: {}", hex(&bytes));
    let Some((header, length)) = Header::parse(&bytes)? else { return Ok(()) };
    let payload = &mut bytes[length..];
    println!("  Header: {length} bytes, the last 4 of them the key");
    println!("  Masked:   {}", hex(payload));
    println!("  Key:      {}", hex(&header.key.unwrap_or_default().repeat(2)[..payload.len()]));
    mask(KEY, 0, payload);
    println!("  Unmasked: {} ({:?})", hex(payload), String::from_utf8_lossy(payload));
    Ok(())
}
// ANCHOR_END: masking

// ANCHOR: one_byte
fn show_one_byte_at_a_time() -> Result<(), Violation> {
    let mut decoder = Decoder::new(Role::Server, LIMIT);
    let mut messages = Messages::new(LIMIT);
    for byte in &mut encode(Frame::text("Hello"), Some(KEY))? {
        print!("  read {byte:02x}:");
        for piece in decoder.decode(std::slice::from_mut(byte)) {
            let piece = piece?;
            print!(" {:?}", String::from_utf8_lossy(piece.payload));
            if let Some(message) = messages.add(piece)? {
                print!(", and with it {message:?}");
            }
        }
        println!();
    }
    Ok(())
}
// ANCHOR_END: one_byte

// ANCHOR: control
fn show_control_frames() -> Result<(), Violation> {
    let question = encode(Frame::whole(Opcode::Ping, b"Hello"), None)?;
    println!("  Ping:  {}", hex(&question));
    let answer = encode(Frame::whole(Opcode::Pong, b"Hello"), Some(KEY))?;
    println!("  Pong:  {}  (the same payload, masked)", hex(&answer));
    let goodbye = Close { code: 1000, reason: "done".to_owned() };
    let close = encode(Frame::whole(Opcode::Close, &goodbye.payload()), None)?;
    println!("  Close: {}", hex(&close));
    println!("    Code:   {} is {}", goodbye.code, hex(&goodbye.code.to_be_bytes()));
    println!("    Reason: {:?}", goodbye.reason);
    Ok(())
}
// ANCHOR_END: control

// ANCHOR: tables
fn show_opcodes() {
    for bits in 0x0..=0xF {
        let kind = if bits < 0x8 { "data" } else { "control" };
        match Opcode::try_from(bits) {
            Ok(opcode) => println!("  {bits:#x}  {kind:7}  {opcode:?}"),
            Err(_) => println!("  {bits:#x}  {kind:7}  - reserved, refused"),
        }
    }
}

fn show_close_codes() {
    for (code, name) in CODES {
        println!("  {code}  {name}{}", if is_sent(code) { "" } else { " - never sent" });
    }
    println!("  3000 to 3999  libraries and frameworks, registered");
    println!("  4000 to 4999  yours");
}
// ANCHOR_END: tables

// ANCHOR: refusals
fn show_refusals() {
    // Zeros as masking key: the payload can be read as it stands.
    let rows: [(&str, &[u8]); 11] = [
        ("text without a mask", b"\x81\x05Hello"),
        ("RSV1, which nobody negotiated", b"\xC1\x80\0\0\0\0"),
        ("opcode 3", b"\x83\x80\0\0\0\0"),
        ("a length of 5 in two bytes", b"\x81\xFE\x00\x05\0\0\0\0Hello"),
        ("a length of 2^63", b"\x82\xFF\x80\0\0\0\0\0\0\0\0\0\0\0"),
        ("60 MiB announced", b"\x82\xFF\0\0\0\0\x03\xC0\0\0\0\0\0\0"),
        ("a ping of 126 bytes", b"\x89\xFE\x00\x7E\0\0\0\0"),
        ("a ping to be continued", b"\x09\x80\0\0\0\0"),
        ("a Close of one byte", b"\x88\x81\0\0\0\0\x03"),
        ("a Close with code 1005", b"\x88\x82\0\0\0\0\x03\xED"),
        ("the byte ff in a text", b"\x81\x81\0\0\0\0\xFF"),
    ];
    for (what, bytes) in rows {
        match receive(bytes) {
            Ok(()) => println!("  {what:30}  passes"),
            Err(violation) => println!(
                "  {what:30}  {}  {:7}  {violation}",
                violation.close_code(),
                violation.section()
            ),
        }
    }
}

/// What a server makes of one frame.
fn receive(bytes: &[u8]) -> Result<(), Violation> {
    let mut messages = Messages::new(LIMIT);
    for piece in Decoder::new(Role::Server, LIMIT).decode(&mut bytes.to_vec()) {
        messages.add(piece?)?;
    }
    Ok(())
}
// ANCHOR_END: refusals
