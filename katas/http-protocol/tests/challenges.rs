//! The challenges of the lesson, checked. As shipped every one of these fails:
//!
//!     cargo xtask challenge http-protocol 1

#[path = "challenges/answer.rs"]
mod answer;
#[expect(dead_code, reason = "the other tests look at the log, too")]
#[path = "http/peer.rs"]
mod peer;

use answer::{answer_to_endless, expect, field, json_of, statuses};
use http_protocol::MAX_CONTENT;
use peer::{answer_to, answer_to_pieces};
use serde_json::json;

fn greeting(fields: &str, content: &[u8]) -> Vec<u8> {
    let length = content.len();
    let head =
        format!("POST /greetings HTTP/1.1\r\nHost: a\r\n{fields}Content-Length: {length}\r\n\r\n");
    [head.as_bytes(), content].concat()
}

const JSON: &str = "Content-Type: application/json\r\n";

#[tokio::test]
#[ignore = "challenge 1"]
async fn challenge_1_whoever_has_a_name_is_greeted() {
    // Rust writes the bell in another way than JSON.
    for name in
        ["Ada", "Zoë 🦀", "Ada \"the first\" L.", "back\\slash", "two\nlines", "\u{7}", "{name}"]
    {
        let request = greeting(JSON, json!({ "age": 36, "name": name }).to_string().as_bytes());
        let answer = answer_to(&request).await;
        let want = json!({ "greeting": format!("Hello, {name}!") });
        let types = field(&answer, "Content-Type");
        let is_json = matches!(&types[..], [only] if only.to_ascii_lowercase().starts_with("application/json"));
        let holds =
            is_json && statuses(&answer) == ["200"] && json_of(&answer).as_ref() == Some(&want);
        let what = format!("200 OK, one Content-Type of application/json, and the JSON {want}");
        expect(&what, &request, &answer, holds);
    }
}

#[tokio::test]
#[ignore = "challenge 1"]
async fn challenge_1_the_media_type_decides() {
    let content = br#"{"name":"Ada"}"#;
    for (media_type, want) in [
        ("application/json", "200"),
        ("Application/JSON", "200"),
        ("application/json;charset=utf-8", "200"),
        ("application/json ; charset=utf-8", "200"),
        ("text/plain", "415"),
        ("application/json5", "415"),
        ("application/ld+json", "415"),
        ("text/plain; was=application/json", "415"),
        ("", "415"),
    ] {
        let request = greeting(&format!("Content-Type: {media_type}\r\n"), content);
        let answer = answer_to(&request).await;
        expect(&format!("status {want}"), &request, &answer, statuses(&answer) == [want]);
    }
    let not_json = greeting("Content-Type: text/plain\r\n", b"Ada");
    for (what, request) in [
        ("status 415 for no type", greeting("", content)),
        ("status 415, for it does not claim to be JSON", not_json),
    ] {
        let answer = answer_to(&request).await;
        expect(what, &request, &answer, statuses(&answer) == ["415"]);
    }
}

#[tokio::test]
#[ignore = "challenge 1"]
async fn challenge_1_the_path_decides_and_not_the_whole_target() {
    for target in ["/greetings?from=lesson", "http://a/greetings"] {
        let request = greeting(JSON, br#"{"name":"Ada"}"#);
        let request = String::from_utf8_lossy(&request).replacen("/greetings", target, 1);
        let answer = answer_to(request.as_bytes()).await;
        expect(
            "200 OK, for the path is /greetings",
            request.as_bytes(),
            &answer,
            statuses(&answer) == ["200"],
        );
    }
    for (start, status) in [("GET /hello", "200"), ("POST /echo", "200"), ("GET /", "404")] {
        let request = format!("{start} HTTP/1.1\r\nHost: a\r\n\r\n");
        let answer = answer_to(request.as_bytes()).await;
        let what = format!("status {status}, as before");
        expect(&what, request.as_bytes(), &answer, statuses(&answer) == [status]);
    }
}

#[tokio::test]
#[ignore = "challenge 1"]
async fn challenge_1_what_is_no_greeting_is_refused() {
    let malformed: [&[u8]; 5] =
        [b"", b"Ada", br#"{"name":"Ada""#, br#"{"name":"Ada"} Eve"#, b"{\"name\":\"\xff\"}"];
    for content in malformed {
        let request = greeting(JSON, content);
        let answer = answer_to(&request).await;
        let holds = statuses(&answer) == ["400"];
        expect("400 Bad Request, for it is not JSON", &request, &answer, holds);
    }
    for content in ["{}", r#"{"name":7}"#, r#"{"name":null}"#, r#"["name"]"#, r#""Ada""#, "null"] {
        let request = greeting(JSON, content.as_bytes());
        let answer = answer_to(&request).await;
        let holds = matches!(statuses(&answer)[..], ["400" | "422"]);
        expect("400 or 422, for it has no name", &request, &answer, holds);
    }
}

#[tokio::test]
#[ignore = "challenge 1"]
async fn challenge_1_other_methods_are_told_which_one_would_do() {
    for start in ["GET /greetings", "HEAD /greetings", "GET /echo", "HEAD /echo"] {
        let request = format!("{start} HTTP/1.1\r\nHost: a\r\n\r\n");
        let answer = answer_to(request.as_bytes()).await;
        let holds = statuses(&answer) == ["405"] && field(&answer, "Allow") == ["POST"];
        expect("405 with `Allow: POST`", request.as_bytes(), &answer, holds);
    }
}

fn chunked(chunks: &[u8]) -> Vec<u8> {
    let head = b"POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    [head, chunks].concat()
}

/// Content in chunks, and the text that it is.
const CHUNKS: [(&str, &str); 9] = [
    ("5\r\nHello\r\n0\r\n\r\n", "Hello"),
    ("7\r\nHello, \r\n6\r\nwörld\r\n0\r\n\r\n", "Hello, wörld"),
    ("b\r\n0123456789a\r\nC\r\n0123456789ab\r\n0\r\n\r\n", "0123456789a0123456789ab"),
    ("005\r\nHello\r\n000\r\n\r\n", "Hello"),
    ("7\r\n\r\n0\r\n\r\n\r\n0\r\n\r\n", "\r\n0\r\n\r\n"),
    ("5;a=b;c=\"d;e\" ; f\r\nHello\r\n0;last\r\n\r\n", "Hello"),
    ("5 ;a=b\r\nHello\r\n0\t;last\r\n\r\n", "Hello"),
    ("5\r\nHello\r\n0\r\nContent-Length: 3\r\nHost: evil\r\n\r\n", "Hello"),
    ("0\r\n\r\n", ""),
];

#[tokio::test]
#[ignore = "challenge 3"]
async fn challenge_3_the_chunks_are_joined() {
    for (chunks, text) in CHUNKS {
        let request = chunked(chunks.as_bytes());
        let answer = answer_to(&request).await;
        let want = json!({ "bytes": text.len(), "text": text });
        let holds = statuses(&answer) == ["200"] && json_of(&answer).as_ref() == Some(&want);
        expect(&format!("200 OK with the JSON {want}"), &request, &answer, holds);
    }
}

/// On a paused clock, a server that waits for what has come already is late at once.
#[tokio::test(start_paused = true)]
#[ignore = "challenge 3"]
async fn challenge_3_at_every_split() {
    for (chunks, text) in CHUNKS {
        let request = chunked(chunks.as_bytes());
        let want = json!({ "bytes": text.len(), "text": text });
        let head = request.len() - chunks.len();
        for border in head..request.len() {
            let (before, after) = request.split_at(border);
            let answer = answer_to_pieces(&[before, after]).await;
            let what = format!(
                "the JSON {want}, in two pieces of {} and {} bytes of chunks",
                border - head,
                after.len()
            );
            expect(&what, &request, &answer, json_of(&answer).as_ref() == Some(&want));
        }
        let single: Vec<&[u8]> = request.chunks(1).collect();
        let answer = answer_to_pieces(&single).await;
        let what = format!("the JSON {want}, byte by byte");
        expect(&what, &request, &answer, json_of(&answer).as_ref() == Some(&want));
    }
}

#[tokio::test]
#[ignore = "challenge 3"]
async fn challenge_3_what_is_behind_the_last_chunk_is_the_next_request() {
    for (chunks, _) in CHUNKS {
        let next = format!("{chunks}GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
        let request = chunked(next.as_bytes());
        let answer = answer_to(&request).await;
        expect("200 OK twice", &request, &answer, statuses(&answer) == ["200", "200"]);
    }
}

#[tokio::test]
#[ignore = "challenge 3"]
async fn challenge_3_what_is_no_chunk_is_refused() {
    for chunks in [
        "\r\nHello\r\n0\r\n\r\n",
        "five\r\nHello\r\n0\r\n\r\n",
        "g\r\nHello\r\n0\r\n\r\n",
        "-5\r\nHello\r\n0\r\n\r\n",
        "+5\r\nHello\r\n0\r\n\r\n",
        "0x5\r\nHello\r\n0\r\n\r\n",
        " 5\r\nHello\r\n0\r\n\r\n",
        "5 \r\nHello\r\n0\r\n\r\n",
        "5 5\r\nHello\r\n0\r\n\r\n",
        "5x;a=b\r\nHello\r\n0\r\n\r\n",
        ";a=b\r\nHello\r\n0\r\n\r\n",
        "5\nHello\r\n0\r\n\r\n",
        "5\r\nHello\n0\r\n\r\n",
        "5\r\nHello0\r\n\r\n",
        "5\r\nHelloXX0\r\n\r\n",
        "5\r\nHello\r\r0\r\n\r\n",
        "5\r\nHello\n\n0\r\n\r\n",
        "5\r\nHello, world\r\n0\r\n\r\n",
        "5\r\nHel\r\n0\r\n\r\n",
        "5;a=\r\r\nHello\r\n0\r\n\r\n",
        "5\r\nHello\r\n0\n\r\n",
        "5\r\nHello\r\n0\r\n\n",
        "5\r\nHello\r\n0\r\nX: y\n\r\n",
        // A trailer is made of fields, as a head is. This is the next request, and who
        // takes it for a trailer never answers it.
        "5\r\nHello\r\n0\r\nGET /admin HTTP/1.1\r\nHost: b\r\n\r\n",
        "5\r\nHello\r\n0\r\nX: y\r\n folded\r\n\r\n",
        "5\r\nHello\r\n0\r\nX : y\r\n\r\n",
        "5\r\nHello\r\n0\r\n: z\r\n\r\n",
        "5\r\nHello\r\n0\r\nX: y\r\r\n\r\n",
    ] {
        let next = format!("{chunks}GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
        let request = chunked(next.as_bytes());
        let answer = answer_to(&request).await;
        // Whoever does not know where the content ends cannot know what comes behind.
        let holds = statuses(&answer) == ["400"];
        expect("400 Bad Request, and nothing more", &request, &answer, holds);
    }
}

#[tokio::test]
#[ignore = "challenge 3"]
async fn challenge_3_a_size_may_lie() {
    let most = "a".repeat(MAX_CONTENT);
    let over = format!("{MAX_CONTENT:x}\r\n{most}\r\n1\r\na\r\n0\r\n\r\n");
    // 2^64 + 5 and 2^32 + 5 are 5 to whoever lets a number overflow.
    for chunks in [
        "10001\r\n",
        "100000005\r\nHello",
        "10000000000000005\r\nHello",
        "ffffffffffffffff\r\n",
        "5\r\nHello\r\nffffffffffffffff\r\n",
        &over,
    ] {
        let request = chunked(chunks.as_bytes());
        let answer = answer_to(&request).await;
        let what = format!("413 Content Too Large, for over {MAX_CONTENT} bytes");
        expect(&what, &request, &answer, statuses(&answer) == ["413"]);
    }
    let request = chunked(format!("{MAX_CONTENT:x}\r\n{most}\r\n0\r\n\r\n").as_bytes());
    let answer = answer_to(&request).await;
    let what = format!("200 OK for {MAX_CONTENT} bytes, which is allowed");
    expect(&what, &request, &answer, statuses(&answer) == ["200"]);
}

#[tokio::test]
#[ignore = "challenge 3"]
async fn challenge_3_small_chunks_are_chunks_too() {
    let request = chunked(("1\r\na\r\n".repeat(MAX_CONTENT) + "0\r\n\r\n").as_bytes());
    let answer = answer_to(&request).await;
    let what = format!("200 OK for {MAX_CONTENT} bytes in chunks of one");
    expect(&what, &request, &answer, statuses(&answer) == ["200"]);
}

#[tokio::test]
#[ignore = "challenge 3"]
async fn challenge_3_nothing_goes_on_for_ever() {
    for (start, piece) in [("", "0"), ("5;", "a"), ("0\r\n", "X: y\r\n"), ("0\r\nX: ", "y")] {
        let chunks = start.to_owned() + &piece.repeat(2 * 1024 * 1024 / piece.len());
        let endless = chunked(chunks.as_bytes());
        let answer = answer_to_endless(&endless).await;
        let holds = matches!(statuses(&answer)[..], ["400" | "413" | "431"]);
        expect("400, 413 or 431 before the end of two megabytes", &endless, &answer, holds);
    }
}
