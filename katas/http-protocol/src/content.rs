// ANCHOR: imports
//! What comes behind a head: how it is read in chunks, and what is done with it.
//! The challenges change this file.

use crate::fault::Fault;
use crate::head::RequestHead;
use crate::reader::{Reader, Step};
use crate::response::Response;
use crate::server::{json, not_allowed, refuse};
use serde_json::json;
// ANCHOR_END: imports

// ANCHOR: chunked
/// Reads content that comes in chunks (RFC 9112 §7.1). Not yet: challenge 3.
#[derive(Debug, Default)]
pub struct Chunked {}

impl Reader for Chunked {
    type Whole = Vec<u8>;

    fn feed(&mut self, _piece: &[u8]) -> Result<Step<Vec<u8>>, Fault> {
        Err(Fault::Coding)
    }
}
// ANCHOR_END: chunked

// ANCHOR: take
/// The answers of whatever takes content. Greetings are challenge 1.
pub fn take(request: &RequestHead, content: &[u8]) -> Result<Response, Response> {
    match (request.path(), request.method.as_str()) {
        ("/echo", "POST") => Ok(echo(content)),
        ("/echo", _) => Err(not_allowed("POST")),
        _ => Err(refuse("404 Not Found", "Nothing is here")),
    }
}

fn echo(content: &[u8]) -> Response {
    let value = json!({ "bytes": content.len(), "text": String::from_utf8_lossy(content) });
    json("200 OK", &value)
}
// ANCHOR_END: take
