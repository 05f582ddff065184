//! An answer on its way to the wire.

use std::fmt;

/// A status line, header fields, and content, which is text in this course.
#[derive(Debug)]
pub struct Response {
    pub status: &'static str,
    pub fields: Vec<(&'static str, String)>,
    pub body: String,
}

impl Response {
    /// An answer with content. `Content-Length` counts bytes, as `str::len` does.
    pub fn new(status: &'static str, content_type: &str, body: String) -> Self {
        let fields = vec![
            ("Content-Type", content_type.to_owned()),
            ("Content-Length", body.len().to_string()),
        ];
        Self { status, fields, body }
    }

    /// An answer for people, and the last one on its connection.
    pub fn closing(status: &'static str, body: &str) -> Self {
        Self::new(status, "text/plain; charset=utf-8", body.to_owned()).with("Connection", "close")
    }

    /// The end of HTTP on this connection (RFC 9110 §15.2.2), as the next lesson needs it.
    pub fn switching_protocols(fields: Vec<(&'static str, String)>) -> Self {
        Self { status: "101 Switching Protocols", fields, body: String::new() }
    }

    /// The same answer with one more field.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.fields.push((name, value.into()));
        self
    }

    /// The same answer to a request with this method: to a HEAD as to a GET, without
    /// the content (RFC 9110 §9.3.2).
    pub fn to(self, method: &str) -> Self {
        if method == "HEAD" { Self { body: String::new(), ..self } } else { self }
    }

    /// The value of a field that this server set.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|field| field.0 == name).map(|field| field.1.as_str())
    }
}

/// As it goes over the wire. Every line ends in CR and LF, the empty one too.
impl fmt::Display for Response {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "HTTP/1.1 {}\r\n", self.status)?;
        for (name, value) in &self.fields {
            // With the end of a line in it, whoever gave the value writes the next
            // field. What a recipient may do is done before: a space (RFC 9110 §5.5).
            let value = value.replace(['\r', '\n', '\0'], " ");
            write!(out, "{name}: {value}\r\n")?;
        }
        write!(out, "\r\n{}", self.body)
    }
}
