//! Answers that the specification prints.

use websocket_upgrade::{GUID, accept_key, encode_key, is_key};

#[test]
fn rfc_6455_section_1_3() {
    assert_eq!(GUID, "258EAFA5-E914-47DA-95CA-C5AB0DC85B11");
    assert_eq!(encode_key(b"the sample nonce"), "dGhlIHNhbXBsZSBub25jZQ==");
    assert_eq!(accept_key("dGhlIHNhbXBsZSBub25jZQ=="), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
}

/// §4.1 item 7, with the last letters of erratum 3150: `EA==`, not `EC==`.
#[test]
fn rfc_6455_section_4_1() {
    let nonce = std::array::from_fn(|index| u8::try_from(index + 1).expect("1 to 16"));
    assert_eq!(encode_key(&nonce), "AQIDBAUGBwgJCgsMDQ4PEA==");
    assert!(is_key("AQIDBAUGBwgJCgsMDQ4PEA==") && !is_key("AQIDBAUGBwgJCgsMDQ4PEC=="));
}
