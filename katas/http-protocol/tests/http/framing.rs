//! Where a message ends (RFC 9112 §6.3), and which messages do not say.

use crate::splits::head;
use http_protocol::{Fault, Framing, MAX_CONTENT, RequestHead, ResponseHead};

const NONE: Result<Framing, Fault> = Ok(Framing::Length(0));
const FIVE: Result<Framing, Fault> = Ok(Framing::Length(5));
const CHUNKED: Result<Framing, Fault> = Ok(Framing::Chunked);
const CLOSE: Result<Framing, Fault> = Ok(Framing::UntilClose);

fn check(what: &str, version: &str, fields: &str, want: Result<Framing, Fault>) {
    let request = format!("POST / {version}\r\n{fields}\r\n\r\n");
    let (request, _) = head::<RequestHead>(request.as_bytes()).expect(what).expect(what);
    assert_eq!(Framing::of_request(&request), want, "{what}, in a request: {fields}");
    let response = format!("{version} 200 OK\r\n{fields}\r\n\r\n");
    let (response, _) = head::<ResponseHead>(response.as_bytes()).expect(what).expect(what);
    assert_eq!(Framing::of_response(&response, "GET"), want, "{what}, in a response: {fields}");
}

#[test]
#[rustfmt::skip]
fn what_a_message_says() {
    let length = |what, value: &str, want| check(what, "HTTP/1.1", &format!("Content-Length:{value}"), want);
    length("a number", " 5", FIVE);
    length("zero", " 0", NONE);
    length("zeros before it (RFC 9110 §8.6: 1*DIGIT)", " 005", FIVE);
    length("the most", &MAX_CONTENT.to_string(), Ok(Framing::Length(MAX_CONTENT)));
    length("one more", &(MAX_CONTENT + 1).to_string(), Err(Fault::ContentTooLarge));
    length("2^64 (§8.6: mind the overflow)", " 18446744073709551616", Err(Fault::ContentTooLarge));
    length("2^64 + 5", " 18446744073709551621", Err(Fault::ContentTooLarge));
    length("a hundred digits", &"9".repeat(100), Err(Fault::ContentTooLarge));
    length("nothing", "", Err(Fault::Length));
    length("a plus, which `str::parse` takes", " +5", Err(Fault::Length));
    length("a minus", " -5", Err(Fault::Length));
    length("a blank within", " 5 5", Err(Fault::Length));
    length("hexadecimal", " 0x5", Err(Fault::Length));
    length("a fraction", " 5.0", Err(Fault::Length));
    length("a unit", " 5 bytes", Err(Fault::Length));
    length("another script's digit", " \u{665}", Err(Fault::Length));
    length("a list of equals (§6.3 item 5)", " 5, 5", FIVE);
    length("a list of equals, written apart", " 5,05", FIVE);
    length("a list of others", " 5, 6", Err(Fault::Lengths));
    length("a list with a gap", " 5,", Err(Fault::Length));
    length("a list with no number", " 5, five", Err(Fault::Length));
    length("two equal lines", " 5\r\ncontent-length: 5", FIVE);
    length("two other lines", " 5\r\ncontent-length: 6", Err(Fault::Lengths));
    length("the larger first", " 6\r\ncontent-length: 5", Err(Fault::Lengths));

    let coding = |what, value: &str, want| check(what, "HTTP/1.1", &format!("Transfer-Encoding:{value}"), want);
    coding("chunks", " chunked", CHUNKED);
    coding("codings have no case (§7)", " CHUNKED", CHUNKED);
    coding("an empty item (RFC 9110 §5.6.1.2)", " , chunked", CHUNKED);
    coding("one that we do not know (§6.1)", " gzip, chunked", Err(Fault::Coding));
    coding("the same in two lines", " gzip\r\nTransfer-Encoding: chunked", Err(Fault::Coding));
    coding("chunked twice (§6.1)", " chunked, chunked", Err(Fault::CodingOrder));
    coding("chunked twice, in two lines", " chunked\r\nTransfer-Encoding: chunked", Err(Fault::CodingOrder));
    coding("nothing", "", Err(Fault::CodingOrder));
    check("a coding in HTTP/1.0 (§6.1)", "HTTP/1.0", "Transfer-Encoding: chunked", Err(Fault::OldCoding));

    let both = Err(Fault::LengthAndCoding);
    coding("both (§6.3 item 3)", " chunked\r\nContent-Length: 5", both);
    length("both, the length first", " 5\r\nTransfer-Encoding: chunked", both);
    length("both, though nothing is sent", " 0\r\nTransfer-Encoding: chunked", both);
    length("both, and neither makes sense", " x\r\nTransfer-Encoding: x", both);
    length("both, in the old version", " 5\r\nTRANSFER-ENCODING: identity", both);
}

/// Item 4: such a request has no end, while a response goes on to the close; but for what is said
/// in a coding that we do not know, and we know only this one.
#[test]
fn what_ends_in_another_coding() {
    for coding in ["chunked, gzip", "gzip", "chunked;q=1", "xchunked", "\"chunked\""] {
        let fields = format!("Transfer-Encoding: {coding}\r\n\r\n");
        let request = format!("POST / HTTP/1.1\r\n{fields}");
        let (request, _) = head::<RequestHead>(request.as_bytes()).expect(coding).expect(coding);
        assert_eq!(Framing::of_request(&request), Err(Fault::CodingOrder), "a request: {coding}");
        let response = format!("HTTP/1.1 200 OK\r\n{fields}");
        let (response, _) = head::<ResponseHead>(response.as_bytes()).expect(coding).expect(coding);
        let framing = Framing::of_response(&response, "GET");
        assert_eq!(framing, Err(Fault::Coding), "a response: {coding}");
    }
}

/// Items 7 and 8: a request without either has no content, a response goes on to the close.
#[test]
fn what_a_message_says_by_saying_nothing() {
    let (request, _) = head::<RequestHead>(b"POST / HTTP/1.1\r\n\r\n").expect("").expect("");
    assert_eq!(Framing::of_request(&request), NONE);
    for (method, status, fields, want) in [
        ("GET", "200 OK", "", CLOSE),
        ("HEAD", "200 OK", "", NONE),
        ("HEAD", "200 OK", "Content-Length: 5\r\n", NONE),
        ("HEAD", "200 OK", "Transfer-Encoding: chunked\r\n", NONE),
        ("GET", "103 Early Hints", "", NONE),
        ("GET", "101 Switching Protocols", "", NONE),
        ("GET", "204 No Content", "", NONE),
        ("GET", "304 Not Modified", "Content-Length: 5\r\n", NONE),
        ("GET", "404 Not Found", "Content-Length: 5\r\n", FIVE),
    ] {
        let response = format!("HTTP/1.1 {status}\r\n{fields}\r\n");
        let (response, _) = head::<ResponseHead>(response.as_bytes()).expect(status).expect(status);
        let got = Framing::of_response(&response, method);
        assert_eq!(got, want, "items 1, 7 and 8: {status} to {method}, {fields:?}");
    }
}
