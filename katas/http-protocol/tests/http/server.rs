//! Which request gets which answer, and where that is written.

use crate::peer::{answer_to, answer_to_pieces, connect, converse, rest_of};
use http_protocol::{MAX_CONTENT, MAX_HEAD, Response, serve};
use std::io::ErrorKind;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};
use tokio::time::timeout;

/// The status codes of all that is answered.
fn statuses(answer: &str) -> Vec<&str> {
    answer.split("HTTP/1.1 ").skip(1).map(|answer| answer.get(..3).unwrap_or(answer)).collect()
}

async fn check(section: &str, what: &str, request: &str, want: &[&str]) {
    let answer = answer_to(request.as_bytes()).await;
    assert_eq!(statuses(&answer), want, "{section}: {what}\n\n{request}\n\n{answer}");
}

#[tokio::test]
#[rustfmt::skip]
async fn one_request() {
    check("RFC 9110 §9.3.1", "a GET", "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n", &["200"]).await;
    check("RFC 9112 §3.2.2", "a target may be a whole URL", "GET http://a/hello HTTP/1.1\r\nHost: a\r\n\r\n", &["200"]).await;
    check("RFC 9110 §9.3.2", "a HEAD", "HEAD /hello HTTP/1.1\r\nHost: a\r\n\r\n", &["200"]).await;
    check("RFC 9110 §9.3.3", "a POST", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi", &["200"]).await;
    check("RFC 9112 §6.3 item 7", "a POST of nothing", "POST /echo HTTP/1.1\r\nHost: a\r\n\r\n", &["200"]).await;
    check("RFC 9110 §15.5.5", "another path", "GET / HTTP/1.1\r\nHost: a\r\n\r\n", &["404"]).await;
    check("RFC 9110 §15.5.6", "a POST where none belongs", "POST /hello HTTP/1.1\r\nHost: a\r\n\r\n", &["405"]).await;
    check("RFC 9110 §9.1", "methods have case", "get /hello HTTP/1.1\r\nHost: a\r\n\r\n", &["501"]).await;
    check("RFC 9112 §3.2", "no Host", "GET /hello HTTP/1.1\r\n\r\n", &["400"]).await;
    check("RFC 9112 §3.2", "two Hosts", "GET /hello HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", &["400"]).await;
    check("RFC 9112 §3.2", "HTTP/1.0 needs no Host", "GET /hello HTTP/1.0\r\n\r\n", &["200"]).await;
    check("RFC 9110 §15.6.6", "HTTP/2.0", "GET /hello HTTP/2.0\r\nHost: a\r\n\r\n", &["505"]).await;
    check("RFC 9112 §3", "no HTTP at all", "hello\r\n", &["400"]).await;
    check("RFC 9112 §6.1", "a coding of its own", "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: rot13, chunked\r\n\r\n", &["501"]).await;
}

#[tokio::test]
#[rustfmt::skip]
async fn one_connection() {
    const GET: &str = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n";
    let twice = |before: &str| format!("{before}{GET}");
    check("RFC 9112 §9.3", "it persists", &twice(GET), &["200", "200"]).await;
    check("RFC 9112 §9.3", "after content too", &twice("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi"), &["200", "200"]).await;
    check("RFC 9112 §9.3", "after a refusal that says where it ends", &twice("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi"), &["404", "200"]).await;
    check("RFC 9112 §2.2", "an empty line too many", &twice(&format!("{GET}\r\n")), &["200", "200"]).await;
    check("RFC 9112 §9.6", "not after close", &twice("GET /hello HTTP/1.1\r\nHost: a\r\nConnection: Close\r\n\r\n"), &["200"]).await;
    check("RFC 9112 §9.3", "not after HTTP/1.0", &twice("GET /hello HTTP/1.0\r\n\r\n"), &["200"]).await;
    check("RFC 9112 §6.3", "not after two lengths", &twice("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nhi!"), &["400"]).await;
    check("RFC 9112 §6.1", "not after length and coding", &twice("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), &["400"]).await;
    check("RFC 9110 §10.1.1", "a client that waits to be asked", &twice("POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nhi"), &["100", "200", "200"]).await;
}

#[tokio::test]
async fn the_answers_in_full() {
    let get = "GET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 47\r\nConnection: close\r\n\r\n";
    let body = r#"{"message":"Hello over HTTP","target":"/hello"}"#;
    assert_eq!(answer_to(get.as_bytes()).await, format!("{head}{body}"));
    assert_eq!(answer_to(get.replace("GET", "HEAD").as_bytes()).await, head);
    for refused in [
        "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n",
        "HEAD / HTTP/1.1\r\n\r\n",
        "HEAD / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
    ] {
        let answer = answer_to(refused.as_bytes()).await;
        assert!(answer.ends_with("\r\n\r\n") && !answer.contains("Length: 0"), "{refused}{answer}");
    }
    let not_allowed = answer_to(get.replace("hello", "echo").as_bytes()).await;
    assert!(not_allowed.contains("\r\nAllow: POST\r\n"), "{not_allowed}");
}

/// As for bytes that came in, so for a value that somebody gave (RFC 9110 §5.5).
#[test]
fn a_value_is_one_line_on_its_way_out() {
    for end in ["\r\n", "\n", "\r", "\0"] {
        let location = format!("/{end}Set-Cookie: sid=evil");
        let answer = Response::closing("302 Found", "").with("Location", location).to_string();
        let fields: Vec<&str> = answer.split(['\r', '\n', '\0']).collect();
        assert!(!fields.contains(&"Set-Cookie: sid=evil"), "{end:?}: {answer:?}");
    }
}

#[tokio::test]
async fn requests_in_pieces() {
    let requests =
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 13\r\n\r\nHello, wörldGET /hello \
        HTTP/1.1\r\nHost: a\r\n\r\n"
            .as_bytes();
    let whole = answer_to(requests).await;
    assert!(whole.contains(r#"{"bytes":13,"text":"Hello, wörld"}HTTP/1.1 200 OK"#), "{whole}");
    for border in 0..=requests.len() {
        let (before, after) = requests.split_at(border);
        assert_eq!(answer_to_pieces(&[before, after]).await, whole, "split at byte {border}");
    }
    let single: Vec<&[u8]> = requests.chunks(1).collect();
    assert_eq!(answer_to_pieces(&single).await, whole, "byte by byte");
}

/// The client goes on sending after the limit, and still gets to read the answer.
#[tokio::test]
async fn what_is_too_large_is_refused_before_it_is_read() {
    let huge = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 18446744073709551615\r\n\r\n";
    let over = format!("POST /echo HTTP/1.1\r\nContent-Length: {}\r\n\r\n", MAX_CONTENT + 1);
    for (start, piece, status) in [
        ("GET /", "a", "414"),
        ("", "\r\n", "414"),
        ("GET / HTTP/1.1\r\nX: ", "a", "431"),
        (huge, "a", "413"),
        (&over, "a", "413"),
    ] {
        let (mut reader, mut writer) = connect().await.into_split();
        let endless = start.to_owned() + &piece.repeat(2 * MAX_HEAD / piece.len());
        let sent = async { writer.write_all(endless.as_bytes()).await };
        let mut answer = [0; 12];
        let (_, read) = tokio::join!(sent, reader.read_exact(&mut answer));
        read.expect("an answer, and no reset");
        assert_eq!(String::from_utf8_lossy(&answer), format!("HTTP/1.1 {status}"), "{start:?}");
    }
}

/// On a paused clock the deadline comes as soon as nobody has anything to do.
#[tokio::test(start_paused = true)]
async fn a_client_that_stops() {
    const GET: &str = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n";
    for (request, want) in [
        ("", &[][..]),
        (GET, &["200"]),
        ("GET /hello HTTP/1.1\r\nHos", &["408"]),
        ("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nh", &["408"]),
        ("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n", &["408"]),
        (
            "POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n",
            &["100", "408"],
        ),
    ] {
        let (answer, log, served) = converse(async |mut client| {
            client.write_all(request.as_bytes()).await.expect("an open pipe");
            rest_of(client).await
        })
        .await;
        assert_eq!(statuses(&answer), want, "{request:?}: {log}");
        served.expect("a clean end");
    }
}

/// It asks and never reads: the pipe holds less than the first answer.
#[tokio::test(start_paused = true)]
async fn a_client_that_does_not_read() {
    let echo = |length: usize, fields: &str| {
        let head = format!("POST /echo HTTP/1.1\r\nHost: a\r\n{fields}Content-Length: {length}");
        format!("{head}\r\n\r\n{}", "a".repeat(length))
    };
    let expect =
        "POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n";
    for (what, room, request) in [
        ("an answer", 64, echo(1000, "")),
        ("a last answer", 64, echo(1000, "Connection: close\r\n")),
        ("a refusal", 8, "hello\r\n".to_owned()),
        ("a 100 Continue", 8, expect.to_owned()),
    ] {
        let (ours, mut theirs) = duplex(room);
        let mut log = Vec::new();
        let served = timeout(Duration::from_secs(60), serve(ours, &mut log));
        let (served, sent) = tokio::join!(served, theirs.write_all(request.as_bytes()));
        sent.expect("a server that reads");
        let ended = served.unwrap_or_else(|_| panic!("{what} is written for ever"));
        let error = ended.expect_err("an answer that nobody took");
        assert_eq!(error.kind(), ErrorKind::TimedOut, "{what}");
    }
}
