//! Which bytes are a head, and where that is written. Each row is tried at every split.

use crate::splits::{head, shown};
use http_protocol::{Fault, Head, MAX_FIELDS, MAX_HEAD, RequestHead, ResponseHead};
use std::fmt::Debug;

fn check<H: Head + Debug + PartialEq>(
    section: &str,
    what: &str,
    bytes: &[u8],
    want: Option<Fault>,
) {
    let got = head::<H>(bytes);
    assert_eq!(got.as_ref().err(), want.as_ref(), "{section}: {what}: {}", shown(bytes));
    assert!(want.is_some() || got.is_ok_and(|done| done.is_some()), "{section}: {what}: not over");
}

#[test]
#[rustfmt::skip]
fn request_lines() {
    let line = |section, what, line: &str, want| {
        check::<RequestHead>(section, what, format!("{line}\r\nHost: a\r\n\r\n").as_bytes(), want);
    };
    line("RFC 9112 §3", "two spaces, three words", "GET / HTTP/1.1", None);
    line("RFC 9110 §9.1", "any token is a method", "BREW-1.2!#$%&'*+^_`|~ /pot HTTP/1.1", None);
    line("RFC 9112 §2.3", "HTTP/1.0", "GET / HTTP/1.0", None);
    line("RFC 9110 §2.5", "a later 1.x", "GET / HTTP/1.9", None);
    line("RFC 9112 §2.2", "empty lines before", "\r\n\r\nGET / HTTP/1.1", None);
    line("RFC 9112 §3.2.4", "a target of another form", "OPTIONS * HTTP/1.1", None);
    line("RFC 9110 §15.6.6", "another version", "GET / HTTP/2.0", Some(Fault::Version));
    line("RFC 9112 §2.3", "a version of two digits", "GET / HTTP/1.10", Some(Fault::StartLine));
    line("RFC 9112 §2.3", "HTTP has case", "GET / http/1.1", Some(Fault::StartLine));
    line("RFC 9112 §3", "no version", "GET /", Some(Fault::StartLine));
    line("RFC 9112 §3", "two words", "GET HTTP/1.1", Some(Fault::StartLine));
    line("RFC 9112 §3", "a space too many", "GET  / HTTP/1.1", Some(Fault::StartLine));
    line("RFC 9112 §3", "a space behind", "GET / HTTP/1.1 ", Some(Fault::StartLine));
    line("RFC 9112 §3", "a tab for a space", "GET\t/ HTTP/1.1", Some(Fault::StartLine));
    line("RFC 9112 §3.2", "a space in the target", "GET /a b HTTP/1.1", Some(Fault::StartLine));
    line("RFC 3986 §2", "a letter no URI has", "GET /ä HTTP/1.1", Some(Fault::StartLine));
    line("RFC 9110 §5.6.2", "no token", "G(T / HTTP/1.1", Some(Fault::StartLine));
    line("RFC 9112 §3", "no method", " / HTTP/1.1", Some(Fault::StartLine));
    line("RFC 9112 §2.2", "LF alone", "GET / HTTP/1.1\nX: y", Some(Fault::BareLf));
    line("RFC 9112 §2.2", "CR alone", "GET /\r HTTP/1.1", Some(Fault::BareCr));
    line("RFC 9112 §2.2", "CR twice", "GET / HTTP/1.1\r", Some(Fault::BareCr));
}

#[test]
#[rustfmt::skip]
fn status_lines() {
    let line = |section, what, line: &str, want| {
        check::<ResponseHead>(section, what, format!("{line}\r\nServer: a\r\n\r\n").as_bytes(), want);
    };
    line("RFC 9112 §4", "with a reason", "HTTP/1.1 404 Not Found", None);
    line("RFC 9112 §4", "with none", "HTTP/1.1 404 ", None);
    line("RFC 9112 §4", "without its space, as many send it", "HTTP/1.1 404", None);
    line("RFC 9112 §4", "a reason is any text", "HTTP/1.0 299 wörds\tand more", None);
    line("RFC 9112 §4", "two digits", "HTTP/1.1 40 No", Some(Fault::StartLine));
    line("RFC 9112 §4", "four digits", "HTTP/1.1 4040 No", Some(Fault::StartLine));
    line("RFC 9112 §4", "a sign", "HTTP/1.1 +40 No", Some(Fault::StartLine));
    line("RFC 9112 §4", "a space too many", "HTTP/1.1  404 No", Some(Fault::StartLine));
    line("RFC 9112 §4", "a control character", "HTTP/1.1 404 No\u{7}", Some(Fault::StartLine));
    line("RFC 9110 §15.6.6", "another version", "HTTP/3.0 200 OK", Some(Fault::Version));
    line("RFC 9112 §2.2", "only a server skips empty lines", "\r\nHTTP/1.1 200 OK", Some(Fault::StartLine));
    line("RFC 9112 §2.2", "LF alone", "HTTP/1.1 200 OK\nX: y", Some(Fault::BareLf));
}

#[test]
#[rustfmt::skip]
fn field_lines() {
    let field = |section, what, line: &str, want| {
        let rest = format!("Host: a\r\n{line}\r\n\r\n");
        check::<RequestHead>(section, what, format!("GET / HTTP/1.1\r\n{rest}").as_bytes(), want);
        check::<ResponseHead>(section, what, format!("HTTP/1.1 200 OK\r\n{rest}").as_bytes(), want);
    };
    field("RFC 9112 §5", "no blank behind the colon", "X:y", None);
    field("RFC 9112 §5.1", "blanks around a value", "X: \t y \t", None);
    field("RFC 9110 §5.5", "no value", "X:", None);
    field("RFC 9110 §5.5", "a value of blanks", "X: \t ", None);
    field("RFC 9110 §5.5", "a colon in a value", "X: y:z", None);
    field("RFC 9110 §5.5", "bytes outside ASCII", "X: ÿ", None);
    field("RFC 9110 §5.6.2", "all signs of a token", "!#$%&'*+-.^_`|~: y", None);
    field("RFC 9112 §5.1", "a space before the colon", "X : y", Some(Fault::BlankBeforeColon));
    field("RFC 9112 §5.1", "a tab before the colon", "X\t: y", Some(Fault::BlankBeforeColon));
    field("RFC 9110 §5.1", "a blank in a name", "X Y: z", Some(Fault::FieldName));
    field("RFC 9110 §5.1", "no name", ": y", Some(Fault::FieldName));
    field("RFC 9112 §5", "no colon", "X", Some(Fault::FieldName));
    field("RFC 9110 §5.1", "a letter outside ASCII", "Ä: y", Some(Fault::FieldName));
    field("RFC 9110 §5.5", "NUL", "X: \0", Some(Fault::FieldValue));
    field("RFC 9110 §5.5", "DEL", "X: y\u{7f}", Some(Fault::FieldValue));
    field("RFC 9110 §5.5", "a vertical tab is no blank", "X: \u{b}y", Some(Fault::FieldValue));
    field("RFC 9112 §2.2", "CR in a value", "X: a\rb", Some(Fault::BareCr));
    field("RFC 9112 §2.2", "CR before a name", "\rX: y", Some(Fault::BareCr));
    field("RFC 9112 §2.2", "LF alone", "X: a\nY: b", Some(Fault::BareLf));
    field("RFC 9112 §2.2", "LF alone for an empty line", "X: a\r\n\n", Some(Fault::BareLf));
}

#[test]
fn a_fold_is_refused_in_a_request_and_joined_in_a_response() {
    for (fold, joined) in [
        ("X: a\r\n b", "a b"),
        ("X: a \r\n \t b", "a b"),
        ("X:\r\n b", "b"),
        ("X: a\r\n ", "a"),
        ("X: a\r\n b\r\n c", "a b c"),
        ("X: a\r\n Y: b", "a Y: b"),
    ] {
        let request = format!("GET / HTTP/1.1\r\n{fold}\r\n\r\n");
        check::<RequestHead>("RFC 9112 §5.2", fold, request.as_bytes(), Some(Fault::Fold));
        let response = format!("HTTP/1.1 200 OK\r\n{fold}\r\n\r\n");
        let (head, _) = head::<ResponseHead>(response.as_bytes()).expect(fold).expect(fold);
        assert_eq!(head.fields.only("X"), Some(joined), "{fold:?}");
        assert_eq!(head.fields.iter().count(), 1, "{fold:?}");
    }
    let control = b"HTTP/1.1 200 OK\r\nX: a\r\n \0\r\n\r\n";
    check::<ResponseHead>("RFC 9110 §5.5", "NUL in a fold", control, Some(Fault::FieldValue));
    // Behind the start line there is nothing that could go on.
    let first = b"HTTP/1.1 200 OK\r\n Folded: yes\r\n\r\n";
    check::<ResponseHead>("RFC 9112 §2.2", "a blank at once", first, Some(Fault::Fold));
    let first = b"GET / HTTP/1.1\r\n Host: a\r\n\r\n";
    check::<RequestHead>("RFC 9112 §2.2", "a blank at once", first, Some(Fault::Fold));
}

#[test]
fn limits() {
    let fields = |count: usize| format!("GET / HTTP/1.1\r\n{}\r\n", "X: y\r\n".repeat(count));
    let too_large = Some(Fault::HeadTooLarge);
    check::<RequestHead>("", "the most fields", fields(MAX_FIELDS).as_bytes(), None);
    check::<RequestHead>("", "one more", fields(MAX_FIELDS + 1).as_bytes(), too_large);
    let bytes = |count: usize| format!("GET /{} HTTP/1.1\r\n\r\n", "a".repeat(count - 18));
    check::<RequestHead>("", "the most bytes", bytes(MAX_HEAD).as_bytes(), None);
    check::<RequestHead>("", "one more", bytes(MAX_HEAD + 1).as_bytes(), too_large);
    let long = "a".repeat(MAX_HEAD + 1);
    let too_long = Some(Fault::StartLineTooLong);
    check::<RequestHead>(
        "RFC 9112 §3",
        "a long target",
        format!("GET /{long}").as_bytes(),
        too_long,
    );
    check::<RequestHead>("RFC 9112 §3", "a long method", long.as_bytes(), too_long);
    let empty = "\r\n".repeat(MAX_HEAD);
    check::<RequestHead>("RFC 9112 §2.2", "endless empty lines", empty.as_bytes(), too_long);
}

#[test]
fn what_is_not_over() {
    let whole = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    for length in 0..whole.len() {
        assert_eq!(head::<RequestHead>(&whole[..length]), Ok(None), "{length} bytes");
    }
}

#[test]
fn fields_are_asked_for_as_http_means_them() {
    let bytes = b"GET / HTTP/1.1\r\nHost: a\r\nLIST: a, ,b\r\nlist:c\r\nOdd: x\xa0, y\r\n\r\n";
    let (head, _) = head::<RequestHead>(bytes).expect("no fault").expect("a head");
    let fields = head.fields;
    assert_eq!(fields.all("List").collect::<Vec<_>>(), ["a, ,b", "c"]);
    assert_eq!(fields.list("liSt").collect::<Vec<_>>(), ["a", "b", "c"]);
    assert_eq!((fields.only("list"), fields.only("HOST")), (None, Some("a")));
    assert!(fields.lists("list", "B") && !fields.lists("list", "d") && !fields.has("lis"));
    assert!(!fields.lists("Odd", "x"), "a byte outside ASCII is no blank");
}

#[test]
fn paths() {
    for (target, path) in [
        ("/", "/"),
        ("/a/b?c=/d", "/a/b"),
        ("http://example.com", "/"),
        ("http://example.com?a/b", "/"),
        ("HTTP://example.com/a?b", "/a"),
        ("/go/http://example.com/a", "/go/http://example.com/a"),
        ("/?next=http://example.com/a", "/"),
        ("*", "*"),
        ("example.com:443", "example.com:443"),
    ] {
        let bytes = format!("GET {target} HTTP/1.1\r\n\r\n");
        let (head, _) = head::<RequestHead>(bytes.as_bytes()).expect(target).expect(target);
        assert_eq!(head.path(), path, "{target}");
    }
}
