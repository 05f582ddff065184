//! `src/server.rs` with challenge 1 solved.

use crate::fields::BLANKS;
use crate::head::RequestHead;
use crate::response::Response;
use serde_json::{Value, json};

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
        ("/greetings", "POST") => greeting(request, content),
        ("/echo" | "/greetings", "GET" | "HEAD") => Err(not_allowed("POST")),
        (_, "GET" | "HEAD" | "POST") => Err(refuse("404 Not Found", "Nothing is here")),
        // That a server knows no such method is another answer than that it is not
        // for this resource (RFC 9110 §9.1).
        _ => Err(refuse("501 Not Implemented", "Only GET, HEAD and POST are spoken here")),
    }
}

fn hello(request: &RequestHead) -> Response {
    let value = json!({ "message": "Hello over HTTP", "target": request.target });
    json("200 OK", &value)
}

fn echo(content: &[u8]) -> Response {
    let value = json!({ "bytes": content.len(), "text": String::from_utf8_lossy(content) });
    json("200 OK", &value)
}

/// A name in, a greeting out, both in JSON.
fn greeting(request: &RequestHead, content: &[u8]) -> Result<Response, Response> {
    if !request.fields.only("Content-Type").is_some_and(is_json) {
        return Err(refuse("415 Unsupported Media Type", "Send application/json")
            .with("Accept", "application/json"));
    }
    let value: Value = serde_json::from_slice(content)
        .map_err(|error| refuse("400 Bad Request", &format!("Not JSON: {error}")))?;
    let Some(name) = value["name"].as_str() else {
        return Err(refuse("422 Unprocessable Content", "`name` must be a string"));
    };
    Ok(json("200 OK", &json!({ "greeting": format!("Hello, {name}!") })))
}

/// A media type has no case, and may have parameters (RFC 9110 §8.3.1).
fn is_json(content_type: &str) -> bool {
    let media_type = content_type.split(';').next().unwrap_or_default();
    media_type.trim_matches(BLANKS).eq_ignore_ascii_case("application/json")
}

fn json(status: &'static str, value: &Value) -> Response {
    Response::new(status, "application/json", value.to_string())
}

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
