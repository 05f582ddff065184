//! Text as HTML, and paths as links.

use course::Lesson;
use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};

use crate::PAGES;

/// What stands between tags.
pub(crate) fn text(plain: &str) -> String {
    let mut html = String::new();
    // Writing to a string cannot fail.
    let _ = escape_html_body_text(&mut html, plain);
    html
}

/// What stands between the quotes of an attribute.
pub(crate) fn attribute(plain: &str) -> String {
    let mut html = String::new();
    let _ = escape_html(&mut html, plain);
    html
}

/// The way from a lesson's page up to the book's first folder.
pub(crate) fn way_up(from: &Lesson) -> String {
    "../".repeat(in_book(from.path()).matches('/').count())
}

/// A link from one lesson to another, by its title. mdBook makes the `.md` an `.html`.
pub(crate) fn lesson_link(from: &Lesson, to: &Lesson) -> String {
    link(&(way_up(from) + in_book(to.path())), &to.front_matter.title)
}

/// A link with its text.
pub(crate) fn link(to: &str, name: &str) -> String {
    let mut href = String::new();
    let _ = escape_href(&mut href, to);
    format!("<a href=\"{href}\">{}</a>", text(name))
}

fn in_book(path: &str) -> &str {
    path.strip_prefix(PAGES).unwrap_or(path)
}

/// Preformatted text as part of an HTML block, which in Markdown ends at an empty line: a line's end
/// is a character like others here.
pub(crate) fn one_line(html: &str) -> String {
    html.replace('\n', "&#10;")
}
