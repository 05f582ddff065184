//! What a peer can make us set aside by announcing it: nothing.

use allocation_counter::measure;
use websocket_framing::{Decoder, Messages, Role, Violation};

const MIB: u64 = 1024 * 1024;

/// 60 MiB announced and 1 KB sent, to somebody who would take 64 MiB.
fn announced() -> Vec<u8> {
    let mut wire = b"\x82\xff\0\0\0\0\x03\xc0\0\0\0\0\0\0".to_vec();
    wire.resize(wire.len() + 1000, 0);
    wire
}

#[test]
fn decoding_allocates_nothing() {
    let mut wire = announced();
    let allocated = measure(|| {
        let mut decoder = Decoder::new(Role::Server, 64 * MIB);
        let pieces: usize = wire.chunks_mut(7).map(|read| decoder.decode(read).count()).sum();
        assert_eq!(pieces, 143, "1,000 bytes in reads of 7, behind two of header");
    });
    assert_eq!(allocated.count_total, 0, "{allocated:?}");
}

#[test]
fn a_message_takes_what_has_come() {
    let mut wire = announced();
    let allocated = measure(|| {
        let (mut decoder, mut messages) =
            (Decoder::new(Role::Server, 64 * MIB), Messages::new(64 * MIB));
        for piece in wire.chunks_mut(100).filter_map(|read| decoder.decode(read).last()) {
            assert_eq!(messages.add(piece.expect("within the limit")), Ok(None));
        }
    });
    assert!((1000..4000).contains(&allocated.bytes_max), "{allocated:?}");
}

#[test]
fn what_is_refused_takes_nothing() {
    let mut wire = announced();
    let allocated = measure(|| {
        let mut decoder = Decoder::new(Role::Server, MIB);
        let found = decoder.decode(&mut wire).next();
        assert_eq!(found, Some(Err(Violation::TooBig { length: 60 * MIB, limit: MIB })));
    });
    assert_eq!(allocated.count_total, 0, "{allocated:?}");
}

/// What an idle connection costs.
#[test]
fn a_decoder_is_small() {
    assert!(size_of::<Decoder>() <= 100, "{} bytes", size_of::<Decoder>());
}
