//! What is refused, under which section, and with which code.

use crate::wire::{LIMIT, messages};
use websocket_framing::{Decoder, Header, Opcode, Role, Violation, is_sent};

/// What `role` makes of these bytes: nothing wrong, or a rule.
fn check(role: Role, wire: &[u8], section: &str, code: u16, violation: Violation) {
    let (_, found) = messages(role, LIMIT, [wire]);
    assert_eq!(found, Some(violation), "{wire:02x?}");
    assert_eq!((violation.section(), violation.close_code()), (section, code), "{violation:?}");
}

fn passes(role: Role, wire: &[u8]) {
    assert_eq!(messages(role, LIMIT, [wire]).1, None, "{wire:02x?}");
}

/// Masked with zeros, so that the payloads below can be read.
#[test]
#[rustfmt::skip]
fn what_a_server_refuses() {
    use Violation as V;
    let check = |wire: &[u8], section, code, violation| check(Role::Server, wire, section, code, violation);
    check(b"\x81\x05Hello", "§5.1", 1002, V::Unmasked);
    check(b"\x81\x00", "§5.1", 1002, V::Unmasked);
    check(b"\xc1\x80\0\0\0\0", "§5.2", 1002, V::ReservedBits(0x40));
    check(b"\xf1\x80\0\0\0\0", "§5.2", 1002, V::ReservedBits(0x70));
    check(b"\x83\x80\0\0\0\0", "§5.2", 1002, V::ReservedOpcode(0x3));
    check(b"\x8f\x80\0\0\0\0", "§5.2", 1002, V::ReservedOpcode(0xf));
    check(b"\x82\xfe\x00\x00\0\0\0\0", "§5.2", 1002, V::LengthNotShortest(0));
    check(b"\x82\xfe\x00\x7d\0\0\0\0", "§5.2", 1002, V::LengthNotShortest(125));
    check(b"\x82\xff\0\0\0\0\0\0\xff\xff\0\0\0\0", "§5.2", 1002, V::LengthNotShortest(65535));
    check(b"\x82\xff\x80\0\0\0\0\0\0\0\0\0\0\0", "§5.2", 1002, V::LengthOver63Bits);
    check(b"\x82\xff\xff\xff\xff\xff\xff\xff\xff\xff\0\0\0\0", "§5.2", 1002, V::LengthOver63Bits);
    check(b"\x82\xff\x7f\xff\xff\xff\xff\xff\xff\xff\0\0\0\0", "§10.4", 1009, V::TooBig { length: u64::MAX >> 1, limit: LIMIT });
    check(b"\x82\xff\0\0\0\0\0\x10\0\x01\0\0\0\0", "§10.4", 1009, V::TooBig { length: LIMIT + 1, limit: LIMIT });
    check(b"\x89\xfe\x00\x7e\0\0\0\0", "§5.5", 1002, V::ControlTooLong);
    check(b"\x08\x80\0\0\0\0", "§5.5", 1002, V::ControlInFragments);
    check(b"\x88\x81\0\0\0\0\x03", "§5.5.1", 1002, V::CloseTooShort);
    check(b"\x88\x82\0\0\0\0\x03\xee", "§7.4", 1002, V::CloseCode(1006));
    check(b"\x88\x83\0\0\0\0\x03\xe8\xff", "§8.1", 1007, V::NotUtf8);
    check(b"\x81\x81\0\0\0\0\xff", "§8.1", 1007, V::NotUtf8);
    check(b"\x81\x82\0\0\0\0\xc3\xa9\x81\x81\0\0\0\0\xc3", "§8.1", 1007, V::NotUtf8);
}

/// With the code of whoever cannot read fragments, or of whoever can (challenge 1).
#[test]
fn a_continuation_of_nothing() {
    let (_, found) = messages(Role::Server, LIMIT, [&b"\x80\x80\0\0\0\0"[..]]);
    let found = found.map(|violation| (violation.section(), violation.close_code()));
    assert!(matches!(found, Some(("§5.4", 1002 | 1003))), "{found:?}");
}

#[test]
fn what_a_client_refuses() {
    check(Role::Client, b"\x81\x80\0\0\0\0", "§5.1", 1002, Violation::Masked);
    passes(Role::Client, b"\x81\x05Hello");
}

#[test]
#[rustfmt::skip]
fn what_passes() {
    passes(Role::Server, b"\x81\x85\0\0\0\0Hello");
    passes(Role::Server, &[&b"\x82\xfe\x00\x7e\0\0\0\0"[..], &[0; 126]].concat());
    passes(Role::Server, &[&b"\x82\xff\0\0\0\0\0\x01\0\0\0\0\0\0"[..], &vec![0; 65536]].concat());
    passes(Role::Server, b"\x82\xff\0\0\0\0\0\x10\0\0\0\0\0\0");
    passes(Role::Server, &[&b"\x89\xfd\0\0\0\0"[..], &[0; 125]].concat());
    passes(Role::Server, b"\x88\x82\0\0\0\0\x03\xf6"); // 1014, which came after the RFC
}

/// §7.4, and the registry of §11.7.
#[test]
fn which_codes_are_sent() {
    let sent: Vec<u16> = (0..=u16::MAX).filter(|code| is_sent(*code)).collect();
    let expected = [1000..=1003, 1007..=1014, 3000..=4999].into_iter().flatten();
    assert_eq!(sent, expected.collect::<Vec<_>>());
}

/// §9: an extension may use a reserved bit, if it was agreed on.
#[test]
fn negotiated_bits_pass() {
    let mut decoder = Decoder::new(Role::Client, LIMIT).with_reserved(0x40);
    let read = |decoder: &mut Decoder, wire: [u8; 2]| {
        decoder.decode(&mut wire.to_vec()).next().expect("a piece").map(|piece| piece.header)
    };
    let (opcode, key, length) = (Opcode::Text, None, 0);
    let compressed = Header { fin: true, reserved: 0x40, opcode, key, length };
    assert_eq!(read(&mut decoder, [0xC1, 0]), Ok(compressed));
    assert_eq!(read(&mut decoder, [0x81, 0]), Ok(Header { reserved: 0, ..compressed }));
    assert_eq!(read(&mut decoder, [0xE1, 0]), Err(Violation::ReservedBits(0x20)));
}

/// Once lost, always lost: what follows a violation is never read as a frame.
#[test]
fn a_violation_stays() {
    let mut decoder = Decoder::new(Role::Server, LIMIT);
    for _ in 0..3 {
        let mut wire = *b"\x81\x05Hello\x81\x85\0\0\0\0Hello";
        let found: Vec<_> = decoder.decode(&mut wire).collect();
        assert_eq!(found, [Err(Violation::Unmasked)]);
        assert_eq!(decoder.decode(&mut []).next(), None);
    }
}

/// What is wrong with two bytes is found in two bytes, and a length by itself
/// is enough to refuse it.
#[test]
fn how_early() {
    let check = |wire: &[u8], at: usize| {
        let reads = wire.chunks(1).take(at);
        assert_eq!(messages(Role::Server, LIMIT, reads.clone().take(at - 1)).1, None, "{wire:x?}");
        assert!(messages(Role::Server, LIMIT, reads).1.is_some(), "{wire:02x?}");
    };
    check(b"\x83\x80\0\0\0\0", 2);
    check(b"\x89\xff\0\0\0\0", 2);
    check(b"\x09\x80\0\0\0\0", 2);
    check(b"\x81\x05Hello", 2);
    check(b"\x82\xfe\0\x05\0\0\0\0", 4);
    check(b"\x82\xff\x80\0\0\0\0\0\0\0\0\0\0\0", 10);
    check(b"\x82\xff\0\0\0\0\x03\xc0\0\0\0\0\0\0", 14);
}
