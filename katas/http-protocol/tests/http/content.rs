//! The client's side of content: where it ends, and how much of it is read.

use http_protocol::{Connection, Error, Exchange, Fault, MAX_CONTENT, exchange};
use tokio::io::{AsyncWriteExt, duplex};

/// What our client makes of an answer and the end of the stream.
async fn receive(method: &str, answer: &[u8]) -> Result<Exchange, Error> {
    let (ours, mut theirs) = duplex(1024 * 1024);
    theirs.write_all(answer).await.expect("room in the pipe");
    theirs.shutdown().await.expect("a half-close");
    let request = format!("{method} / HTTP/1.1\r\nHost: a\r\n\r\n");
    exchange(&mut Connection::new(ours), &request).await
}

#[tokio::test]
async fn content_ends_where_the_head_says() {
    for (method, answer, content) in [
        ("GET", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi and more", "hi"),
        ("GET", "HTTP/1.1 200 OK\r\n\r\nall of it\r\n\r\n", "all of it\r\n\r\n"),
        ("GET", "HTTP/1.1 200 OK\r\n\r\n", ""),
        ("HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n", ""),
        ("GET", "HTTP/1.1 204 No Content\r\n\r\nwhat is this", ""),
        ("GET", "HTTP/1.1 103 Early\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi", "hi"),
        ("GET", "HTTP/1.1 101 Switching\r\n\r\nframes", ""),
    ] {
        let exchange = receive(method, answer.as_bytes()).await.expect(answer);
        assert_eq!(String::from_utf8_lossy(&exchange.content), content, "{method}: {answer}");
    }
}

#[tokio::test]
async fn content_that_does_not_come_is_not_content() {
    let cut = receive("GET", b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nhi").await;
    assert!(matches!(cut, Err(Error::Closed { received: 2 })), "{cut:?}");
    let cut = receive("GET", b"HTTP/1.1 200 OK\r\nServer: ").await;
    assert!(matches!(cut, Err(Error::Closed { received: 25 })), "{cut:?}");
    assert_eq!(
        cut.map_err(|error| error.to_string()).err().as_deref(),
        Some("closed after 25 bytes")
    );
}

#[tokio::test]
async fn content_without_end_is_read_to_the_limit() {
    for (over, holds) in [(0, true), (1, false)] {
        let answer = format!("HTTP/1.1 200 OK\r\n\r\n{}", "a".repeat(MAX_CONTENT + over));
        match receive("GET", answer.as_bytes()).await {
            Ok(exchange) => assert!(holds && exchange.content.len() == MAX_CONTENT, "{over} over"),
            Err(Error::Fault(Fault::ContentTooLarge)) => assert!(!holds, "{over} over"),
            Err(other) => panic!("{over} over: {other}"),
        }
    }
}

#[tokio::test]
async fn an_answer_that_is_always_still_to_come_is_not_waited_for() {
    for (early, holds) in [(8, true), (9, false)] {
        let answer = "HTTP/1.1 103 Early\r\n\r\n".repeat(early) + "HTTP/1.1 204 No Content\r\n\r\n";
        match receive("GET", answer.as_bytes()).await {
            Ok(exchange) => assert!(holds && exchange.response.head.status == 204, "{early}"),
            Err(Error::Fault(Fault::Interim)) => assert!(!holds, "{early}"),
            Err(other) => panic!("after {early}: {other}"),
        }
    }
}
