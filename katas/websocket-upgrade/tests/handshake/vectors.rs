//! Keys and what the server makes of them, for the calculator in the lesson's page.

#[path = "../../../../book/theme/tools/vectors/committed.rs"]
mod committed;

use crate::request::handshake;
use base64::{Engine, engine::general_purpose::STANDARD};
use http_protocol::{HeadReader, Reader, RequestHead, Step};
use serde_json::json;
use websocket_upgrade::server::answer;

const KEY: &str = "dGhlIHNhbXBsZSBub25jZQ==";

/// The `Sec-WebSocket-Accept` that answers this value of `Sec-WebSocket-Key`.
fn accept(value: &str) -> Option<String> {
    let request = handshake().instead(&format!("Sec-WebSocket-Key: {value}")).text();
    let mut reader = HeadReader::<RequestHead>::default();
    let Step::Done { whole, .. } = reader.feed(request.as_bytes()).ok()? else { return None };
    answer(&whole.head).field("Sec-WebSocket-Accept").map(str::to_owned)
}

/// Nonces of every length about 16, and some of 16 bytes that share nothing.
fn nonces() -> impl Iterator<Item = Vec<u8>> {
    let of_length = (0..=33).map(|length| (1..=length).collect());
    let of_16 = (0..=255_u8).step_by(5).map(|start| {
        let byte = |index: u8| start.wrapping_mul(31).wrapping_add(index * index).rotate_left(3);
        (0..16).map(byte).collect()
    });
    of_length.chain(of_16).chain([vec![0; 16], vec![0xFF; 16]])
}

/// The RFC's key with one character instead of another, at every place.
fn misspelt() -> impl Iterator<Item = String> {
    let places = KEY.char_indices();
    places.flat_map(|(at, _)| {
        let put = move |char| format!("{}{char}{}", &KEY[..at], &KEY[at + 1..]);
        [' ', '\t', '-', '_', '=', '+', 'é', '\u{1F512}'].map(put)
    })
}

/// Every last letter: four of them leave the unused bits zero.
fn last_letters() -> impl Iterator<Item = String> {
    let letters = (b'A'..=b'Z').chain(b'a'..=b'z').chain(b'0'..=b'9').chain(*b"+/");
    letters.map(|letter| format!("{}{}==", &KEY[..21], char::from(letter)))
}

fn values() -> Vec<String> {
    let cut = (0..KEY.len()).map(|length| KEY[..length].to_owned());
    let more = ["=", "==", "===", "====", "A", "AAAA", "A===", ",", &format!(", {KEY}")];
    let longer = more.map(|end| format!("{KEY}{end}"));
    let around = [(" ", ""), ("", "\t"), (" \t ", "\t "), ("\u{A0}", ""), ("\"", "\"")];
    let blanks = around.map(|(before, behind)| format!("{before}{KEY}{behind}"));
    let others = ["=", "==", "====", "AQIDBAUGBwgJCgsMDQ4PEA==", "AQIDBAUGBwgJCgsMDQ4PEC=="];
    let nonces = nonces().map(|nonce| STANDARD.encode(nonce));
    (nonces.chain(misspelt()).chain(last_letters()).chain(cut).chain(longer).chain(blanks))
        .chain(others.map(str::to_owned))
        .collect()
}

#[test]
fn the_page_says_the_same() {
    let vectors: Vec<_> =
        (values().iter()).map(|value| json!({ "value": value, "accept": accept(value) })).collect();
    let accepted = vectors.iter().filter(|vector| vector["accept"].is_string()).count();
    assert!(accepted > 50 && vectors.len() - accepted > 200, "{accepted} of {}", vectors.len());
    committed::check("handshake.json", &vectors);
}
