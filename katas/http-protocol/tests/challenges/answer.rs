//! What comes back from the server, and what is wanted of it.

use crate::peer::connect;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

/// Holds what came back against what the challenge wants.
#[track_caller]
pub fn expect(what: &str, sent: &[u8], answer: &str, holds: bool) {
    let sent = String::from_utf8_lossy(sent);
    assert!(
        holds,
        "expected {what}\n\n--- sent\n{}\n--- came back\n{}",
        shown(&sent),
        shown(answer)
    );
}

/// The ends of lines in sight, and a long message cut short.
fn shown(text: &str) -> String {
    let start: String = text.chars().take(1000).collect();
    let more = if start.len() < text.len() { "…\n" } else { "" };
    start.replace('\r', "\\r").replace('\n', "\\n\n") + more
}

/// The status codes of all answers.
pub fn statuses(answers: &str) -> Vec<&str> {
    answers.split("HTTP/1.1 ").skip(1).map(|answer| answer.get(..3).unwrap_or(answer)).collect()
}

/// The values of a field of the first answer.
pub fn field(answer: &str, name: &str) -> Vec<String> {
    let head = answer.split("\r\n\r\n").next().unwrap_or_default();
    let fields = head.lines().filter_map(|line| line.split_once(':'));
    let values = fields.filter(|field| field.0.eq_ignore_ascii_case(name)).map(|field| field.1);
    values.map(|value| value.trim().to_owned()).collect()
}

/// The content of the first answer, if that is JSON and as long as it says.
pub fn json_of(answer: &str) -> Option<Value> {
    let length = field(answer, "Content-Length").first()?.parse().ok()?;
    let (_, content) = answer.split_once("\r\n\r\n")?;
    serde_json::from_str(content.get(..length)?).ok()
}

/// Sends until something comes back. Whoever goes on sending may lose the answer to a reset.
pub async fn answer_to_endless(endless: &[u8]) -> String {
    let (mut reader, mut writer) = connect().await.into_split();
    for piece in endless.chunks(4 * 1024) {
        tokio::select! {
            biased;
            _ = reader.readable() => break,
            sent = writer.write_all(piece) => sent.expect("a server that has not answered"),
        }
        tokio::task::yield_now().await; // the server reads this piece before the next
    }
    // Nothing more comes: a server that still wants more leaves now, not at its deadline.
    let _ = writer.shutdown().await;
    let mut answer = [0; 12];
    let read = reader.read_exact(&mut answer).await;
    read.map_or(String::new(), |_| String::from_utf8_lossy(&answer).into_owned())
}
