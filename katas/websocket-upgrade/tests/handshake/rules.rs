//! Which request gets which answer, and where that is written.

use crate::request::{Request, answer_to, handshake, plain};

async fn check(section: &str, what: &str, request: Request, status: &str) {
    let answer = answer_to(&request.text()).await;
    let first = answer.lines().next().unwrap_or("nothing");
    assert_eq!(first, format!("HTTP/1.1 {status}"), "{section}: {what}\n\n{}", request.text());
}

const YES: &str = "101 Switching Protocols";
const BAD: &str = "400 Bad Request";

#[tokio::test]
#[rustfmt::skip]
async fn what_opens_a_websocket() {
    let h = handshake;
    check("RFC 6455 §1.3", "the RFC's own request", h(), YES).await;
    check("RFC 9110 §5.1", "field names have no case", h().without("Upgrade").with("UPGRADE: websocket"), YES).await;
    check("RFC 6455 §4.2.1 item 3", "`websocket` has no case", h().instead("Upgrade: WebSocket"), YES).await;
    check("RFC 9110 §7.8", "Upgrade is a list", h().instead("Upgrade: h2c, websocket"), YES).await;
    check("RFC 6455 §4.2.1 item 4", "`Upgrade` has no case", h().instead("Connection: upgrade"), YES).await;
    check("RFC 9110 §7.6.1", "Connection is a list", h().instead("Connection: keep-alive, Upgrade"), YES).await;
    check("RFC 9110 §5.6.1", "a list may have empty items", h().instead("Connection: ,Upgrade,"), YES).await;
    check("RFC 9110 §5.3", "two lines are one list", h().instead("Connection: keep-alive").with("Connection: Upgrade"), YES).await;
    check("RFC 9112 §5.1", "blanks around a value do not count", h().instead("Connection:   Upgrade\t"), YES).await;
    check("RFC 6455 §4.1 item 7, erratum 3150", "bytes 1 to 16", h().instead("Sec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEA=="), YES).await;
    check("RFC 9112 §3.2.2", "a target may be a whole URL", h().line("GET http://example.com/ws HTTP/1.1"), YES).await;
    check("RFC 3986 §3.1", "a scheme has no case", h().line("GET HTTP://example.com?ws HTTP/1.1"), YES).await;
    check("RFC 9112 §2.2", "an empty line before the request", h().line("\r\nGET /ws HTTP/1.1"), YES).await;
    check("RFC 9110 §7.2", "a Host with a port", h().instead("Host: example.com:80"), YES).await;
    check("RFC 3986 §3.2.2", "a Host in brackets", h().instead("Host: [::1]:9001"), YES).await;
    check("RFC 6455 §4.2.1 item 7", "Origin is optional", h().with("Origin: https://example.com"), YES).await;
    check("RFC 6455 §9.1", "extensions may be declined", h().with("Sec-WebSocket-Extensions: permessage-deflate"), YES).await;
    check("RFC 9110 §8.6", "a body of no bytes is none", h().with("Content-Length: 0"), YES).await;
}

#[tokio::test]
#[rustfmt::skip]
async fn what_does_not() {
    let h = handshake;
    check("RFC 6455 §4.2.1 item 1", "POST", h().line("POST /ws HTTP/1.1"), "405 Method Not Allowed").await;
    check("RFC 6455 §4.2.1 item 1", "HEAD", h().line("HEAD /ws HTTP/1.1"), "405 Method Not Allowed").await;
    check("RFC 9110 §9.1", "methods have case", h().line("get /ws HTTP/1.1"), "501 Not Implemented").await;
    check("RFC 6455 §4.2.1 item 1", "HTTP/1.0", h().line("GET /ws HTTP/1.0"), BAD).await;
    check("RFC 9110 §15.6.6", "HTTP/2.0", h().line("GET /ws HTTP/2.0"), "505 HTTP Version Not Supported").await;
    check("RFC 6455 §4.1 item 3", "a target that is none", h().line("GET ws HTTP/1.1"), BAD).await;
    check("RFC 9110 §4.2.1", "a URL with no host", h().line("GET http:///ws HTTP/1.1"), BAD).await;
    check("RFC 9110 §4.2.1", "nor anything else", h().line("GET http:// HTTP/1.1"), BAD).await;
    check("RFC 9110 §4.2.4", "a URL with a user", h().line("GET http://me@example.com/ws HTTP/1.1"), BAD).await;
    check("RFC 9112 §3.2.2", "another scheme", h().line("GET ftp://example.com/ws HTTP/1.1"), BAD).await;
    check("RFC 9112 §3.2", "a path with a fragment", h().line("GET /ws#top HTTP/1.1"), BAD).await;
    check("RFC 9112 §3.2", "a URL with a fragment", h().line("GET http://example.com/ws#top HTTP/1.1"), BAD).await;
    check("RFC 9112 §3.2", "no Host", h().without("Host"), BAD).await;
    check("RFC 9112 §3.2", "two Hosts", h().with("Host: example.com"), BAD).await;
    check("RFC 9112 §3.2", "no Host, whatever the method", h().line("POST /ws HTTP/1.1").without("Host"), BAD).await;
    check("RFC 9112 §3.2", "two Hosts, even of an unknown method", h().line("BREW /ws HTTP/1.1").with("Host: example.com"), BAD).await;
    check("RFC 9112 §3.2", "two Hosts in one", h().instead("Host: a.example, b.example"), BAD).await;
    check("RFC 9112 §3.2", "an empty Host", h().instead("Host: "), BAD).await;
    check("RFC 9112 §3.2", "a Host with a path", h().instead("Host: example.com/ws"), BAD).await;
    check("RFC 9112 §3.2", "a Host with a name for a port", h().instead("Host: example.com:http"), BAD).await;
    check("RFC 9112 §3.2", "a Host with half a bracket", h().instead("Host: [::1"), BAD).await;
    check("RFC 9110 §7.2", "a Host with a user", h().instead("Host: me@example.com"), BAD).await;
    check("RFC 6455 §4.2.1 item 3", "no Upgrade", h().without("Upgrade"), BAD).await;
    check("RFC 6455 §4.2.1 item 3", "another Upgrade", h().instead("Upgrade: h2c"), BAD).await;
    check("RFC 6455 §4.2.1 item 3", "a longer word", h().instead("Upgrade: websockets"), BAD).await;
    check("RFC 6455 §4.2.1 item 4", "no Connection", h().without("Connection"), BAD).await;
    check("RFC 6455 §4.2.1 item 4", "another Connection", h().instead("Connection: keep-alive"), BAD).await;
    check("RFC 6455 §4.2.1 item 4", "a longer word", h().instead("Connection: Upgraded"), BAD).await;
    check("RFC 6455 §4.2.1 item 5", "no key", h().without("Sec-WebSocket-Key"), BAD).await;
    check("RFC 6455 §11.3.1", "two keys, even if equal", h().with("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="), BAD).await;
    check("RFC 6455 §4.2.1 item 5", "an empty key", h().instead("Sec-WebSocket-Key:"), BAD).await;
    check("RFC 6455 §4.2.1 item 5", "15 bytes", h().instead("Sec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4P"), BAD).await;
    check("RFC 6455 §4.2.1 item 5", "17 bytes", h().instead("Sec-WebSocket-Key: bXktd2Vic29ja2V0LWtleSE="), BAD).await;
    check("RFC 4648 §4", "no padding", h().instead("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ"), BAD).await;
    check("RFC 4648 §5", "the URL alphabet", h().instead("Sec-WebSocket-Key: ____________________-w=="), BAD).await;
    check("RFC 4648 §3.5", "unused bits that are not zero", h().instead("Sec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEC=="), BAD).await;
    check("RFC 9112 §6.3", "a body where frames should be", h().with("Content-Length: 2"), BAD).await;
    check("RFC 9112 §6.1", "a body in chunks", h().with("Transfer-Encoding: chunked"), BAD).await;
    check("RFC 9112 §5.1", "a blank before the colon", h().with("Cookie : a"), BAD).await;
    check("RFC 9112 §5.2", "a folded line", h().with(" folded"), BAD).await;
    check("RFC 9112 §3", "no HTTP at all", h().line("hello"), BAD).await;
}

#[tokio::test]
#[rustfmt::skip]
async fn what_is_plain_http() {
    check("RFC 9110 §9.3.1", "a GET", plain(), "200 OK").await;
    check("RFC 9110 §9.3.2", "a HEAD", plain().line("HEAD / HTTP/1.1"), "200 OK").await;
    check("RFC 9110 §7.8", "an upgrade to something else", plain().with("Upgrade: h2c").with("Connection: Upgrade"), "200 OK").await;
    check("RFC 9112 §3.2", "HTTP/1.0 needs no Host", plain().line("GET / HTTP/1.0").without("Host"), "200 OK").await;
    check("RFC 9110 §15.5.6", "a POST", plain().line("POST / HTTP/1.1"), "405 Method Not Allowed").await;
    check("RFC 9110 §9.1", "a method that is not known", plain().line("BREW / HTTP/1.1"), "501 Not Implemented").await;
    check("RFC 9110 §7.8", "Upgrade counts for nothing in HTTP/1.0", plain().line("GET / HTTP/1.0").with("Upgrade: websocket"), "200 OK").await;
    check("RFC 9112 §3.2", "no Host", plain().without("Host"), BAD).await;
}

#[tokio::test]
async fn the_101_in_full() {
    let answer = answer_to(&handshake().text()).await;
    assert_eq!(
        answer,
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
         Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n"
    );
    let expecting = answer_to(&handshake().with("Expect: 100-continue").text()).await;
    assert_eq!(expecting, format!("HTTP/1.1 100 Continue\r\n\r\n{answer}"), "RFC 9110 §7.8");
}

#[tokio::test]
async fn a_head_has_no_body_and_a_405_says_what_is_allowed() {
    let plain = "HEAD / HTTP/1.1\r\nHost: example.com\r\n\r\n";
    let answer = answer_to(plain).await;
    assert!(answer.contains("Content-Length: 32\r\n") && answer.ends_with("\r\n\r\n"), "{answer}");
    for refused in [plain.replace("Host", "Hose"), handshake().line("HEAD /ws HTTP/1.1").text()] {
        let answer = answer_to(&refused).await;
        assert!(answer.starts_with("HTTP/1.1 40") && answer.ends_with("\r\n\r\n"), "{answer}");
    }
    let answer = answer_to(&handshake().line("POST /ws HTTP/1.1").text()).await;
    assert!(answer.contains("\r\nAllow: GET"), "{answer}");
}
