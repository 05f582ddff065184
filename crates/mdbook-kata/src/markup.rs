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
    escaped(|out| escape_href(out, &(way_up(from) + in_book(to.path()))))
}

/// A link to a file of the book, by its path from the book's first folder.
pub(crate) fn file_link(from: &str, path: &str, name: &str) -> String {
    let href = escaped(|out| escape_href(out, &(way_up(from) + path)));
    format!("<a href=\"{href}\">{}</a>", text(name))
}

/// From a page to the book's first folder.
fn way_up(from: &str) -> String {
    "../".repeat(in_book(from).matches('/').count())
}

fn in_book(path: &str) -> &str {
    path.strip_prefix(PAGES).unwrap_or(path)
}

/// Preformatted text as part of an HTML block, which in Markdown ends at an empty line: a line's end
/// is a character like others here.
pub(crate) fn one_line(html: &str) -> String {
    html.replace('\n', "&#10;")
}

fn escaped(escape: impl FnOnce(&mut String) -> fmt::Result) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = escape(&mut out);
    out
}
