//! The one computation in the handshake.

use base64::{Engine, engine::general_purpose::STANDARD};
use sha1::{Digest, Sha1};

/// Appended to every key. It means nothing: RFC 6455 §1.3 chose it because no
/// server that does not know this protocol would ever append it.
pub const GUID: &str = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/// The `Sec-WebSocket-Accept` that answers a `Sec-WebSocket-Key` (§4.2.2 item 5).
///
/// The key goes in as the text that stood in the header. Decoding it first is
/// the natural mistake, and gives another hash.
///
/// ```
/// # use websocket_upgrade::accept_key;
/// assert_eq!(accept_key("dGhlIHNhbXBsZSBub25jZQ=="), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
/// ```
pub fn accept_key(key: &str) -> String {
    let hash = Sha1::new().chain_update(key).chain_update(GUID).finalize();
    STANDARD.encode(hash)
}

/// Whether a key is the base64 of 16 bytes (§4.2.1 item 5). `STANDARD` wants
/// its padding, and its unused bits zero, as RFC 4648 §3.5 lets a decoder.
pub fn is_key(key: &str) -> bool {
    STANDARD.decode(key).is_ok_and(|nonce| nonce.len() == 16)
}

/// The header value for a nonce. The array's type is the rule: 16 bytes.
pub fn encode_key(nonce: &[u8; 16]) -> String {
    STANDARD.encode(nonce)
}
