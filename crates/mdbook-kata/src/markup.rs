//! Text and links as HTML.

use std::fmt;

use course::Lesson;
use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};

use crate::PAGES;

/// Between tags.
pub(crate) fn text(plain: &str) -> String {
    escaped(|out| escape_html_body_text(out, plain))
}

/// Between the quotes of an attribute.
pub(crate) fn attribute(plain: &str) -> String {
    escaped(|out| escape_html(out, plain))
}

/// A link from the page at `from`, relative to the course, with the lesson's title as its text.
pub(crate) fn link(from: &str, to: &Lesson) -> String {
    format!("<a href=\"{}\">{}</a>", href(from, to), text(&to.front_matter.title))
}

/// Where that link leads. mdBook makes the `.md` an `.html`.
pub(crate) fn href(from: &str, to: &Lesson) -> String {
    let in_book = |path| str::strip_prefix(path, PAGES).unwrap_or(path);
    let up = "../".repeat(in_book(from).matches('/').count());
    escaped(|out| escape_href(out, &(up + in_book(to.path()))))
}

fn escaped(escape: impl FnOnce(&mut String) -> fmt::Result) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = escape(&mut out);
    out
}
