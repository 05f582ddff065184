//! What happens on a connection whose client does not behave.

use crate::request::{answer_to, connect, handshake};
use http_protocol::MAX_HEAD;
use std::io;
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};
use websocket_upgrade::connection::serve;

/// Runs the server on one end of a pipe, `client` on the other: the answer, the log, the end.
async fn converse<F: Future<Output = String>>(
    client: impl FnOnce(DuplexStream) -> F,
) -> (String, String, io::Result<()>) {
    let (ours, theirs) = duplex(64 * 1024);
    let mut log = Vec::new();
    let (served, answer) = tokio::join!(serve(ours, &mut log), client(theirs));
    (answer, String::from_utf8(log).expect("the log is text"), served)
}

async fn rest_of(mut stream: impl AsyncReadExt + Unpin) -> String {
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("text and an end");
    answer
}

#[tokio::test]
async fn a_head_in_pieces() {
    let request = handshake().text();
    let whole = answer_to(&request).await;
    for border in 1..request.len() {
        let (before, after) = request.split_at(border);
        let (answer, _, served) = converse(async |mut client| {
            client.write_all(before.as_bytes()).await.expect("an open pipe");
            tokio::task::yield_now().await; // the server reads the first piece alone
            client.write_all(after.as_bytes()).await.expect("an open pipe");
            client.shutdown().await.expect("a half-close");
            rest_of(client).await
        })
        .await;
        assert_eq!(answer, whole, "split at byte {border}");
        served.expect("a clean end");
    }
}

/// The client goes on sending after the limit, and still gets to read the answer.
#[tokio::test]
async fn a_head_that_never_ends() {
    const FIELDS: (&str, &str, &str) = ("GET / HTTP/1.1\r\n", "X: y\r\n", "431");
    for (start, piece, want) in [FIELDS, ("", "\r\n", "414"), ("GET ", "/", "414")] {
        let stream = connect().await;
        let (mut reader, mut writer) = stream.into_split();
        let endless = start.to_owned() + &piece.repeat(2 * MAX_HEAD / piece.len());
        let sent = async { writer.write_all(endless.as_bytes()).await };
        let mut status = [0; 12];
        let (_, read) = tokio::join!(sent, reader.read_exact(&mut status));
        read.expect("an answer, and no reset");
        let status = String::from_utf8_lossy(&status);
        assert_eq!(status, format!("HTTP/1.1 {want}"), "{start:?}, then {piece:?}");
    }
}

#[tokio::test]
async fn the_largest_head_that_fits() {
    let bare = handshake().with("X: ").text().len();
    for (over, status) in [(0, "101"), (1, "431")] {
        let padding = "a".repeat(MAX_HEAD - bare + over);
        let answer = answer_to(&handshake().with(&format!("X: {padding}")).text()).await;
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{over} over: {answer}");
    }
}

#[tokio::test]
async fn more_fields_than_anybody_needs() {
    let request = (0..100).fold(handshake(), |request, i| request.with(&format!("X-{i}: y")));
    let answer = answer_to(&request.text()).await;
    assert!(answer.starts_with("HTTP/1.1 431 "), "{answer}");
}

/// U+009B begins a command to a terminal, as ESC and a bracket do, and U+202E turns the line around.
#[tokio::test]
async fn what_a_stranger_wrote_does_nothing_to_a_terminal() {
    let request = handshake().with("Upgrade: é, \u{9b}2J, \u{202e}").text();
    let (_, log, served) = converse(async |mut client| {
        client.write_all(request.as_bytes()).await.expect("an open pipe");
        client.shutdown().await.expect("a half-close");
        rest_of(client).await
    })
    .await;
    assert!(log.contains("    Upgrade: websocket, é, \\u{9b}2J, \\u{202e}\n"), "{log:?}");
    served.expect("a clean end");
}

/// On a paused clock the deadline comes as soon as nobody has anything to do.
#[tokio::test(start_paused = true)]
async fn a_client_that_says_nothing_or_half() {
    for request in ["", "GET /ws HTTP/1.1\r\nHost: exa"] {
        let (answer, log, served) = converse(async |mut client| {
            client.write_all(request.as_bytes()).await.expect("an open pipe");
            rest_of(client).await
        })
        .await;
        assert!(answer.starts_with("HTTP/1.1 408 Request Timeout\r\n"), "{answer}");
        assert_eq!(log, "[server] Answered 408 Request Timeout\n");
        served.expect("a clean end");
    }
}

#[tokio::test]
async fn a_client_that_goes_away() {
    for (request, left) in [("", 0), ("GET /", 5), ("GET /ws HTTP/1.1\r\n\r", 19)] {
        let (_, log, served) = converse(async |mut client| {
            client.write_all(request.as_bytes()).await.expect("an open pipe");
            String::new() // and the client's end is dropped
        })
        .await;
        assert_eq!(log, format!("[server] Client left after {left} bytes\n"));
        served.expect("a clean end");
    }
}

#[tokio::test]
async fn the_log_of_an_upgrade_and_its_first_bytes() {
    let (_, log, served) = converse(async |mut client| {
        let request = handshake().instead("Connection: keep-alive").with("Connection: Upgrade");
        client.write_all(request.text().as_bytes()).await.expect("an open pipe");
        let answered = client.read(&mut [0; 1024]).await.expect("an open pipe");
        assert_ne!(answered, 0, "no answer");
        client.write_all(&[0x81; 30]).await.expect("an open pipe");
        String::new()
    })
    .await;
    served.expect("a clean end");
    let first = ["81"; 20].join(" ");
    assert_eq!(
        log,
        format!(
            "[server] Upgrade request received\n  URL: /ws\n  Headers:\n    Upgrade: websocket\n    \
             Connection: keep-alive, Upgrade\n    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\n    \
             Sec-WebSocket-Version: 13\n  Computed Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\n\
             [server] Upgrade complete — connection is now WebSocket\n\n\
             [server] Received raw bytes: {first}\n"
        )
    );
}

/// Bytes that came in the same read as the head belong to the WebSocket.
#[tokio::test]
async fn bytes_right_behind_the_head_are_not_lost() {
    let (_, log, served) = converse(async |mut client| {
        let request = handshake().text() + "\u{1}\u{2}";
        client.write_all(request.as_bytes()).await.expect("an open pipe");
        client.shutdown().await.expect("a half-close");
        rest_of(client).await
    })
    .await;
    served.expect("a clean end");
    assert!(log.ends_with("Received raw bytes: 01 02\n"), "{log}");
}
