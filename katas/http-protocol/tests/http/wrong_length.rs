//! Challenge 2 asks what a wrong Content-Length does. This is the answer on the page.

use crate::peer::{converse, rest_of};
use tokio::io::AsyncWriteExt;

/// Says `length`, sends `Hello, world` and a GET, and waits.
async fn answers(length: usize) -> Vec<String> {
    let (answer, _, served) = converse(async |mut client| {
        let request = format!(
            "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: {length}\r\n\r\nHello, world\
             GET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
        );
        client.write_all(request.as_bytes()).await.expect("an open pipe");
        rest_of(client).await
    })
    .await;
    served.expect("a clean end");
    // The status, and the first line of the content.
    let summary = |answer: &str| {
        let (head, content) = answer.split_once("\r\n\r\n").unwrap_or((answer, ""));
        format!("{} {content}", head.get(..3).unwrap_or_default())
    };
    answer.split("HTTP/1.1 ").skip(1).map(summary).collect()
}

#[tokio::test(start_paused = true)]
async fn right() {
    let hello = r#"200 {"message":"Hello over HTTP","target":"/hello"}"#;
    assert_eq!(answers(12).await, [r#"200 {"bytes":12,"text":"Hello, world"}"#, hello]);
}

#[tokio::test(start_paused = true)]
async fn too_short() {
    let rest = "400 not a start line of HTTP/1 (RFC 9112 §3, §4)\n";
    assert_eq!(answers(5).await, [r#"200 {"bytes":5,"text":"Hello"}"#, rest]);
}

/// The next request is content now, and then the server waits for more of it.
#[tokio::test(start_paused = true)]
async fn too_long() {
    let eaten = r#"200 {"bytes":15,"text":"Hello, worldGET"}"#;
    let rest = "400 not a start line of HTTP/1 (RFC 9112 §3, §4)\n";
    assert_eq!(answers(15).await, [eaten, rest]);
    let head = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n";
    let late = format!("408 too late, after {} bytes\n", head.len() + 63);
    assert_eq!(answers(100).await, [late]);
}
