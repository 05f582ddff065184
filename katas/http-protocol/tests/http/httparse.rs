//! Our head reader beside `httparse`: over heads that are right, heads that were
//! bent, and each of them at every split. Where the two part, it is on purpose.

use crate::splits::{head, shown};
use http_protocol::{Fault, Fields, MAX_FIELDS, RequestHead, ResponseHead};
use httparse::{EMPTY_HEADER, Error, Header, Request, Response, Status};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{Config, TestRunner};
use std::cell::Cell;

/// A head as both can tell it: the start line's words, the fields, its length.
type Told = (Vec<String>, Vec<(String, String)>, usize);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Request,
    Response,
}

fn ours(kind: Kind, bytes: &[u8]) -> Result<Option<Told>, Fault> {
    let fields =
        |fields: &Fields| fields.iter().map(|(n, v)| (n.to_owned(), v.to_owned())).collect();
    Ok(match kind {
        Kind::Request => head::<RequestHead>(bytes)?.map(|(head, used)| {
            let fields = fields(&head.fields);
            (vec![head.method, head.target, head.minor_version.to_string()], fields, used)
        }),
        Kind::Response => head::<ResponseHead>(bytes)?.map(|(head, used)| {
            let fields = fields(&head.fields);
            // httparse gives no reason with a byte outside ASCII.
            let reason = if head.reason.is_ascii() { head.reason } else { String::new() };
            let line = [head.minor_version.to_string(), head.status.to_string(), reason];
            (line.to_vec(), fields, used)
        }),
    })
}

fn theirs(kind: Kind, bytes: &[u8]) -> Result<Option<Told>, Error> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let fields = |headers: &[Header<'_>]| {
        headers.iter().map(|header| (header.name.to_owned(), text(header.value))).collect()
    };
    let mut headers = [EMPTY_HEADER; MAX_FIELDS];
    let (line, fields, status) = match kind {
        Kind::Request => {
            let mut head = Request::new(&mut headers);
            let status = head.parse(bytes)?;
            let (method, path) = (head.method.unwrap_or_default(), head.path.unwrap_or_default());
            let version = head.version.unwrap_or_default().to_string();
            (vec![method.to_owned(), path.to_owned(), version], fields(head.headers), status)
        }
        Kind::Response => {
            let mut head = Response::new(&mut headers);
            let status = head.parse(bytes)?;
            let version = head.version.unwrap_or_default().to_string();
            let code = head.code.unwrap_or_default().to_string();
            let reason = head.reason.unwrap_or_default().to_owned();
            (vec![version, code, reason], fields(head.headers), status)
        }
    };
    Ok(match status {
        Status::Complete(used) => Some((line, fields, used)),
        Status::Partial => None,
    })
}

/// Why the two may part over these bytes.
fn on_purpose(kind: Kind, bytes: &[u8]) -> Option<&'static str> {
    let has = |part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
    let line = bytes.split(|byte| *byte == b'\n').find(|line| *line != b"\r").unwrap_or_default();
    let bare_lf = (0..bytes.len()).any(|at| bytes[at] == b'\n' && !bytes[..at].ends_with(b"\r"));
    let reasons = [
        (
            bare_lf,
            "LF may end a line (RFC 9112 §2.2), and where one reader takes it and another does not, two messages are one",
        ),
        (kind == Kind::Request && !line.is_ascii(), "a URI is ASCII (RFC 3986 §2)"),
        (
            (b'2'..=b'9').any(|minor| has(&[b"HTTP/1.", &[minor][..]].concat())),
            "a later 1.x is a 1.1 to us (RFC 9110 §2.5)",
        ),
        (
            kind == Kind::Response && (has(b"\n ") || has(b"\n\t")),
            "a client must join folds (RFC 9112 §5.2)",
        ),
        (
            kind == Kind::Response && bytes.starts_with(b"\r\n"),
            "only a server skips empty lines (RFC 9112 §2.2)",
        ),
    ];
    reasons.into_iter().find(|(holds, _)| *holds).map(|(_, reason)| reason)
}

/// Each reason, seen at work.
#[test]
#[rustfmt::skip]
fn where_the_two_part() {
    let check = |kind, bytes: &[u8], our: Result<(), Fault>, their: Result<(), Error>| {
        assert_eq!(ours(kind, bytes).map(|done| assert!(done.is_some())), our, "{}", shown(bytes));
        assert_eq!(theirs(kind, bytes).map(|done| assert!(done.is_some())), their, "{}", shown(bytes));
        assert!(on_purpose(kind, bytes).is_some(), "{}", shown(bytes));
    };
    check(Kind::Request, b"GET / HTTP/1.1\nHost: a\n\n", Err(Fault::BareLf), Ok(()));
    check(Kind::Response, b"HTTP/1.1 200 OK\n\n", Err(Fault::BareLf), Ok(()));
    check(Kind::Request, "GET /ä HTTP/1.1\r\n\r\n".as_bytes(), Err(Fault::StartLine), Ok(()));
    check(Kind::Request, b"GET / HTTP/1.2\r\n\r\n", Ok(()), Err(Error::Version));
    check(Kind::Response, b"HTTP/1.2 200 OK\r\n\r\n", Ok(()), Err(Error::Version));
    check(Kind::Response, b"HTTP/1.1 200 OK\r\nX: a\r\n b\r\n\r\n", Ok(()), Err(Error::HeaderName));
    check(Kind::Response, b"\r\nHTTP/1.1 200 OK\r\n\r\n", Err(Fault::StartLine), Ok(()));
}

/// Heads that are right, of parts that are.
fn any_head() -> impl Strategy<Value = (Kind, Vec<u8>)> {
    let request = (
        select(vec!["GET", "POST", "HEAD", "M-SEARCH", "!"]),
        select(vec!["/", "*", "/a?b=c", "http://example.com/", "%20"]),
        select(vec!["HTTP/1.1", "HTTP/1.0"]),
    );
    let request = request.prop_map(|(m, t, v)| (Kind::Request, format!("{m} {t} {v}")));
    let lines = ["HTTP/1.1 200 OK", "HTTP/1.0 404 Not Found", "HTTP/1.1 204 ", "HTTP/1.1 500"];
    let response = select(lines.to_vec()).prop_map(|line| (Kind::Response, line.to_owned()));
    let field = (
        select(vec!["Host", "host", "X-1", "Content-Length", "!~"]),
        select(vec![":", ": ", ":\t ", ":  "]),
        select(vec!["a", "", "a b", "a, b", "5", "ö", "a:b", "\"\\\""]),
        select(vec!["", " ", "\t \t"]),
    );
    let field =
        field.prop_map(|(name, colon, value, blanks)| format!("{name}{colon}{value}{blanks}"));
    (prop_oneof![request, response], vec(field, 0..5)).prop_map(|((kind, line), fields)| {
        let lines: Vec<_> = std::iter::once(line).chain(fields).collect();
        (kind, (lines.join("\r\n") + "\r\n\r\n").into_bytes())
    })
}

/// A place, how many bytes go there, and what comes instead.
fn any_bend() -> impl Strategy<Value = (Index, usize, &'static [u8])> {
    let pieces: Vec<&'static [u8]> = vec![
        b"\r",
        b"\n",
        b"\r\n",
        b"\r\n ",
        b"\n\t",
        b"\0",
        b"\x0b",
        b"\x7f",
        b"\xff",
        b"\xc3\xa4",
        b" ",
        b"\t",
        b":",
        b" :",
        b"/",
        b"HTTP/",
        b"HTTP/1.1",
        b"1",
        b"2",
        b"\"",
        b"a",
        b"",
    ];
    (any::<Index>(), 0..3_usize, select(pieces))
}

fn bend(bytes: &mut Vec<u8>, (place, gone, instead): &(Index, usize, &[u8])) {
    let start = place.index(bytes.len());
    let end = (start + gone).min(bytes.len());
    bytes.splice(start..end, instead.iter().copied());
}

#[test]
fn everywhere_else_they_agree() {
    let [taken, refused, parted] = [const { Cell::new(0) }; 3];
    let config = Config { cases: 10_000, failure_persistence: None, ..Config::default() };
    let run = TestRunner::new(config).run(
        &(any_head(), vec(any_bend(), 0..3)),
        |((kind, mut bytes), bends)| {
            for how in &bends {
                bend(&mut bytes, how);
            }
            // httparse judges bytes, we judge lines: let every line have its end.
            bytes.extend_from_slice(b"\r\n\r\n");
            let (our, their) = (ours(kind, &bytes), theirs(kind, &bytes));
            let count = match (&our, &their) {
                (Ok(ours), Ok(theirs)) if ours == theirs => &taken,
                (Err(_), Err(_)) => &refused,
                _ => {
                    let explained = on_purpose(kind, &bytes).is_some();
                    prop_assert!(explained, "{our:?}\n{their:?}\n{}", shown(&bytes));
                    &parted
                }
            };
            count.set(count.get() + 1);
            Ok(())
        },
    );
    run.unwrap_or_else(|failure| panic!("{failure}"));
    let counts = [taken, refused, parted].map(Cell::into_inner);
    assert!(counts.iter().all(|count| *count >= 100), "taken, refused, parted: {counts:?}");
}
