// ANCHOR: imports
//! What the server answers to a request. No socket in sight, so that every rule
//! can be tried with a string. Challenge 1 changes this file.

use crate::head::RequestHead;
use crate::response::Response;
use serde_json::{Value, json};
// ANCHOR_END: imports

// ANCHOR: answer
/// The answer to one request and its content.
pub fn answer(request: &RequestHead, content: &[u8]) -> Response {
    let answer = check_host(request).and_then(|()| route(request, content));
    answer.unwrap_or_else(|refusal| refusal).to(&request.method)
}

fn route(request: &RequestHead, content: &[u8]) -> Result<Response, Response> {
    match (request.path(), request.method.as_str()) {
        ("/hello", "GET" | "HEAD") => Ok(hello(request)),
        ("/hello", "POST") => Err(not_allowed("GET, HEAD")),
        ("/echo", "POST") => Ok(echo(content)),
        ("/echo", "GET" | "HEAD") => Err(not_allowed("POST")),
        (_, "GET" | "HEAD" | "POST") => Err(refuse("404 Not Found", "Nothing is here")),
        // That a server knows no such method is another answer than that it is not
        // for this resource (RFC 9110 §9.1).
        _ => Err(refuse("501 Not Implemented", "Only GET, HEAD and POST are spoken here")),
    }
}
// ANCHOR_END: answer

// ANCHOR: resources
fn hello(request: &RequestHead) -> Response {
    let value = json!({ "message": "Hello over HTTP", "target": request.target });
    json("200 OK", &value)
}

fn echo(content: &[u8]) -> Response {
    let value = json!({ "bytes": content.len(), "text": String::from_utf8_lossy(content) });
    json("200 OK", &value)
}

fn json(status: &'static str, value: &Value) -> Response {
    Response::new(status, "application/json", value.to_string())
}
// ANCHOR_END: resources

// ANCHOR: refusals
/// RFC 9112 §3.2: no `Host`, or two of them, is a 400. Only HTTP/1.0 may do without.
fn check_host(request: &RequestHead) -> Result<(), Response> {
    let optional = request.minor_version == 0 && !request.fields.has("Host");
    if optional || request.fields.only("Host").is_some() {
        return Ok(());
    }
    Err(refuse("400 Bad Request", "Exactly one Host is needed"))
}

/// A 405 says what would have been allowed (RFC 9110 §15.5.6).
fn not_allowed(methods: &str) -> Response {
    refuse("405 Method Not Allowed", "Not with this method").with("Allow", methods)
}

fn refuse(status: &'static str, why: &str) -> Response {
    Response::new(status, "text/plain; charset=utf-8", format!("{why}\n"))
}
// ANCHOR_END: refusals
