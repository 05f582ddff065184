//! Messages that the specification prints.

use crate::splits::{at_every_split, head};
use http_protocol::{Framing, HeadReader, RequestHead, ResponseHead};

/// RFC 9110 §3.9, "Example Message Exchange".
const REQUEST: &str = "GET /hello.txt HTTP/1.1\r\n\
    User-Agent: curl/7.64.1\r\n\
    Host: www.example.com\r\n\
    Accept-Language: en, mi\r\n\
    \r\n";

const RESPONSE: &str = "HTTP/1.1 200 OK\r\n\
    Date: Mon, 27 Jul 2009 12:28:53 GMT\r\n\
    Server: Apache\r\n\
    Last-Modified: Wed, 22 Jul 2009 19:15:56 GMT\r\n\
    ETag: \"34aa387-d-1568eb00\"\r\n\
    Accept-Ranges: bytes\r\n\
    Content-Length: 51\r\n\
    Vary: Accept-Encoding\r\n\
    Content-Type: text/plain\r\n\
    \r\n";

const CONTENT: &str = "Hello World! My content includes a trailing CRLF.\r\n";

#[test]
fn the_request() {
    let (head, used) = head::<RequestHead>(REQUEST.as_bytes()).expect("no fault").expect("a head");
    assert_eq!(used, REQUEST.len());
    assert_eq!((head.method.as_str(), head.path(), head.minor_version), ("GET", "/hello.txt", 1));
    assert_eq!(head.fields.only("host"), Some("www.example.com"));
    assert_eq!(head.fields.list("accept-language").collect::<Vec<_>>(), ["en", "mi"]);
    assert_eq!(Framing::of_request(&head), Ok(Framing::Length(0)));
}

#[test]
fn the_response() {
    let message = RESPONSE.to_owned() + CONTENT;
    let done = at_every_split(HeadReader::<ResponseHead>::default, message.as_bytes());
    let (received, used) = done.expect("no fault").expect("a head");
    assert_eq!(&message[used..], CONTENT);
    let head = received.head;
    assert_eq!((head.minor_version, head.status, head.reason.as_str()), (1, 200, "OK"));
    assert_eq!(head.fields.iter().count(), 8);
    assert_eq!(head.fields.only("etag"), Some("\"34aa387-d-1568eb00\""));
    assert_eq!(Framing::of_response(&head, "GET"), Ok(Framing::Length(CONTENT.len())));
}
