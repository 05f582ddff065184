//! Blocks of HTML. They last until a blank line, and nothing in them is Markdown.

use std::ops::Range;

use super::{Finding, Page};
use crate::scan::{Html, Piece};

/// The first text of each block that seems to be meant as Markdown.
pub(super) fn findings(page: &Page<'_>) -> Vec<Finding> {
    let blocks = page.html.iter().filter(|html| html.is_block);
    blocks.filter_map(|block| stray(page.text, block)).collect()
}

fn stray(page: &str, block: &Html) -> Option<Finding> {
    let mut open: Vec<&str> = Vec::new();
    for piece in &block.pieces {
        match piece {
            Piece::Tag(tag) if tag.is_end => {
                let start = open.iter().rposition(|name| *name == tag.name);
                open.truncate(start.unwrap_or(open.len()));
            }
            Piece::Tag(tag) if VOID.contains(&tag.name.as_str()) => {}
            Piece::Tag(tag) if page[tag.span.clone()].ends_with("/>") => {}
            Piece::Tag(tag) => open.push(&tag.name),
            Piece::Text(..) if open.iter().any(|name| VERBATIM.contains(name)) => {}
            Piece::Text(span, text) => {
                let blanks = text.len() - text.trim_start().len();
                let start = (span.start + blanks).min(page.len());
                let line = &page[page[..start].rfind('\n').map_or(0, |newline| newline + 1)..start];
                let begins_line = !line.contains('<');
                let is_loose = open.last().is_none_or(|name| !HOLDS_TEXT.contains(name));
                let is_stray = (begins_line && is_loose) || is_markdown(text.trim(), begins_line);
                if is_stray && !text.trim().is_empty() {
                    return Some(finding(start..start + text.trim().len()));
                }
            }
        }
    }
    None
}

fn finding(span: Range<usize>) -> Finding {
    let title = "this stands in an HTML block, in which no Markdown is read";
    let help = "put a blank line before it, or, if HTML is meant, tags around it";
    Finding::new(span, title, help)
}

/// Whether it would be more than words if Markdown were read here.
fn is_markdown(text: &str, begins_line: bool) -> bool {
    let marks = ["**", "`", "](", "[!"];
    let number = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_item = number.len() < text.len() && number.starts_with(". ");
    let begins = ["> ", "- ", "* ", "# ", "## ", "### ", "#### ", "| "];
    let is_block = is_item || begins.iter().any(|mark| text.starts_with(mark));
    marks.iter().any(|mark| text.contains(mark)) || (begins_line && is_block)
}

/// What is in here is shown as it is, or not at all.
const VERBATIM: [&str; 8] = ["pre", "script", "style", "svg", "code", "samp", "kbd", "textarea"];

/// They have no end.
const VOID: [&str; 11] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "source", "wbr"];

/// Where an author who writes a line of text means HTML. All others hold blocks, and a line in them
/// is most likely a paragraph without its blank line.
const HOLDS_TEXT: &[&str] = &[
    "a",
    "abbr",
    "address",
    "b",
    "button",
    "caption",
    "cite",
    "dd",
    "del",
    "dfn",
    "dt",
    "em",
    "figcaption",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "i",
    "ins",
    "label",
    "legend",
    "li",
    "mark",
    "option",
    "output",
    "p",
    "q",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "td",
    "th",
    "time",
    "u",
    "var",
];
