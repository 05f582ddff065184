//! `src/server.rs` with challenges 1 and 2 solved.

use crate::accept::{accept_key, is_key};
use http_protocol::{RequestHead, Response};
use std::net::Ipv6Addr;

/// The subprotocols of this server.
const PROTOCOLS: [&str; 2] = ["chat", "json"];

/// The answer to one request: the page, the upgrade, or a refusal.
pub fn answer(request: &RequestHead) -> Response {
    let answer = check_request(request)
        .and_then(|()| if wants_websocket(request) { upgrade(request) } else { Ok(page()) });
    answer.unwrap_or_else(|refusal| refusal).to(&request.method)
}

/// Whether the client means to open a WebSocket. One mark of the handshake is
/// enough: somebody who forgot another wants to hear about it, not get a page. But
/// in HTTP/1.0 an `Upgrade` is to be ignored (RFC 9110 §7.8).
pub fn wants_websocket(request: &RequestHead) -> bool {
    let RequestHead { minor_version, fields, .. } = request;
    *minor_version > 0 && fields.lists("Upgrade", "websocket")
        || fields.has("Sec-WebSocket-Key")
        || fields.has("Sec-WebSocket-Version")
}

fn page() -> Response {
    Response::closing("200 OK", "This is a regular HTTP endpoint\n")
}

/// RFC 6455 §4.2.1: what a handshake must have, and §4.2.2: what answers it.
fn upgrade(request: &RequestHead) -> Result<Response, Response> {
    let fields = &request.fields;
    if request.method != "GET" {
        return Err(refuse("405 Method Not Allowed", "A handshake is a GET").with("Allow", "GET"));
    }
    if request.minor_version != 1 {
        return Err(refuse("400 Bad Request", "A handshake is HTTP/1.1"));
    }
    if !fields.lists("Upgrade", "websocket") {
        return Err(refuse("400 Bad Request", "`Upgrade: websocket` is missing"));
    }
    if !fields.lists("Connection", "upgrade") {
        return Err(refuse("400 Bad Request", "`Connection: Upgrade` is missing"));
    }
    let Some(key) = fields.only("Sec-WebSocket-Key").filter(|key| is_key(key)) else {
        let why = "Sec-WebSocket-Key must be there once, the base64 of 16 bytes";
        return Err(refuse("400 Bad Request", why));
    };
    if fields.only("Sec-WebSocket-Version") != Some("13") {
        return Err(another_version());
    }
    let response = Response::switching_protocols(vec![
        ("Upgrade", "websocket".to_owned()),
        ("Connection", "Upgrade".to_owned()),
        ("Sec-WebSocket-Accept", accept_key(key)),
    ]);
    // No field at all when nothing fits: an empty one would fail the client (§4.2.2).
    Ok(match choose_protocol(request) {
        Some(protocol) => response.with("Sec-WebSocket-Protocol", protocol),
        None => response,
    })
}

/// §4.2.2 and §4.4: what this server speaks instead. A 426 must have an `Upgrade`
/// (RFC 9110 §15.5.22), and an `Upgrade` its `Connection` (§7.8).
fn another_version() -> Response {
    refuse("426 Upgrade Required", "Only version 13 is spoken here")
        .with("Upgrade", "websocket")
        .with("Connection", "Upgrade")
        .with("Sec-WebSocket-Version", "13")
}

/// The first protocol of the client's, in its order of preference (§4.1 item 10),
/// that this server speaks. Their names have case.
fn choose_protocol(request: &RequestHead) -> Option<&'static str> {
    let mut offers = request.fields.list("Sec-WebSocket-Protocol");
    offers.find_map(|offer| PROTOCOLS.into_iter().find(|protocol| *protocol == offer))
}

fn refuse(status: &'static str, why: &str) -> Response {
    Response::closing(status, &format!("{why}\n"))
}

/// What HTTP itself asks of a request, WebSocket or not.
fn check_request(request: &RequestHead) -> Result<(), Response> {
    let fields = &request.fields;
    // RFC 9112 §3.2: a 400 for no Host, two of them, or one that is none, whatever the
    // method. Only HTTP/1.0 may do without.
    let optional = request.minor_version == 0 && !fields.has("Host");
    if !optional && !fields.only("Host").is_some_and(is_authority) {
        return Err(refuse("400 Bad Request", "Exactly one valid Host is needed"));
    }
    match request.method.as_str() {
        "GET" | "HEAD" => {}
        "POST" => {
            let refusal = refuse("405 Method Not Allowed", "A GET or HEAD");
            return Err(refusal.with("Allow", "GET, HEAD"));
        }
        // As in the last lesson: one that is not spoken here at all (RFC 9110 §9.1).
        _ => return Err(refuse("501 Not Implemented", "Only GET, HEAD and POST are known here")),
    }
    if !is_target(&request.target) {
        return Err(refuse("400 Bad Request", "The target must be a path or an http URL"));
    }
    // Content would stand where the first frame is expected: read it as frames,
    // and a client that lets others choose its body lets them write frames.
    let empty = fields.all("Content-Length").all(|length| length == "0");
    if !empty || fields.has("Transfer-Encoding") {
        return Err(refuse("400 Bad Request", "A request here has no content"));
    }
    Ok(())
}

/// A path, or a whole URL: its scheme has no case (RFC 3986 §3.1), and one without a
/// host is invalid (RFC 9110 §4.2.1).
fn is_target(target: &str) -> bool {
    // A fragment stays with the client: no form of a target has one (RFC 9112 §3.2).
    if target.contains('#') {
        return false;
    }
    let Some((scheme, rest)) = target.split_once("://").filter(|_| !target.starts_with('/')) else {
        return target.starts_with('/');
    };
    let is_http = ["http", "https"].iter().any(|http| scheme.eq_ignore_ascii_case(http));
    is_http && is_authority(rest.split(['/', '?']).next().unwrap_or_default())
}

/// `uri-host [ ":" port ]` (RFC 9110 §7.2; RFC 3986 §3.2.2 has the characters).
fn is_authority(host: &str) -> bool {
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, port),
        _ => (host, ""),
    };
    let address = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
    let name_holds = match address {
        Some(address) => address.parse::<Ipv6Addr>().is_ok(),
        None => name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~%!$&'()*+,;=".contains(&b)),
    };
    !name.is_empty() && name_holds && port.bytes().all(|b| b.is_ascii_digit())
}
