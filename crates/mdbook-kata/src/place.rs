//! Where an author wrote what only shows in the built book.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use course::Source;
use mdbook_markdown::pulldown_cmark::{Event, Tag, TagEnd};
use mdbook_markdown::{MarkdownOptions, new_cmark_parser};

use percent_encoding::percent_decode_str;

use crate::PAGES;
use crate::links::BrokenLink;
use crate::scan::{self, Piece};

/// Says of broken links where they were written, if they stand in the page as they do in the book, or
/// as mdBook makes that of it. The same link of a page, told again, is the next one there.
pub(crate) fn of_links(root: &Path, broken: Vec<BrokenLink>) -> Vec<BrokenLink> {
    let mut told = BTreeMap::<(String, String), usize>::new();
    let place = |broken: BrokenLink| {
        let nth = told.entry((broken.page.clone(), broken.link.clone())).or_default();
        let page = of_link(root, &broken, *nth).unwrap_or_else(|| broken.page.clone());
        *nth += 1;
        BrokenLink { page, ..broken }
    };
    let mut placed: Vec<_> = broken.into_iter().map(place).collect();
    // mdBook shows an image twice, of which one is large.
    placed.dedup();
    placed
}

fn of_link(root: &Path, broken: &BrokenLink, nth: usize) -> Option<String> {
    let source = read(root, &format!("{}.md", broken.page.strip_suffix(".html")?))?;
    let links = links(source.text(), &broken.link);
    // What is no link for Markdown, such as an address in a style sheet, is at least a text.
    let at = links.get(nth).or(links.last()).copied();
    Some(place(&source, at.or_else(|| source.text().find(&broken.link))?))
}

/// Where a page links to what is `link` in the book, in its order.
fn links(page: &str, link: &str) -> Vec<usize> {
    let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let links = [link.to_owned(), link.replacen(".html", ".md", 1)].map(|link| decoded(&link));
    let is_meant = |target: &str| links.contains(&decoded(target));
    let events = new_cmark_parser(page, &MarkdownOptions::default()).into_offset_iter();
    let events: Vec<_> = events.collect();
    let tags = scan::html(&events).into_iter().flat_map(|html| html.pieces);
    let attributes = tags.flat_map(|piece| match piece {
        Piece::Tag(tag) => tag.attributes,
        Piece::Text(..) => Vec::new(),
    });
    let attributes = attributes.filter(|attribute| is_meant(&attribute.value));
    let mut found: Vec<_> = attributes.map(|attribute| attribute.span.start).collect();
    found.extend(events.iter().filter_map(|(event, span)| match event {
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
            // The target of one by name stands elsewhere.
            let within = page[span.clone()].rfind(&**dest_url).unwrap_or(0);
            is_meant(dest_url).then_some(span.start + within)
        }
        _ => None,
    }));
    found.sort_unstable();
    found
}

/// Says of a complaint where its cause was written.
pub(crate) fn of_complaint(root: &Path, complaint: &str) -> String {
    let place = of_footnote(root, complaint)
        .or_else(|| of_parse_error(root, complaint))
        .or_else(|| of_tag(root, complaint));
    place.map_or(complaint.to_owned(), |place| format!("{place}: {complaint}"))
}

/// mdBook names a tag and a page, in this order.
fn of_tag(root: &Path, complaint: &str) -> Option<String> {
    let mut quoted = complaint.split('`').skip(1).step_by(2);
    let (tag, page) = quoted.next().zip(quoted.next())?;
    let source = read(root, page)?;
    // The tag may have attributes where it was written.
    let tag = tag.trim_end_matches('>');
    let at = astray(source.text(), tag).or_else(|| source.text().find(tag))?;
    Some(place(&source, at))
}

/// The last definition: of two it is the one that mdBook leaves out.
fn of_footnote(root: &Path, complaint: &str) -> Option<String> {
    let (name, rest) = complaint.strip_prefix("footnote `")?.split_once("` in ")?;
    let page = rest.split([' ', '`']).find(|word| !word.is_empty())?;
    let source = read(root, page)?;
    Some(place(&source, source.text().rfind(&format!("[^{name}]:"))?))
}

/// mdBook quotes the HTML that it could not read.
fn of_parse_error(root: &Path, complaint: &str) -> Option<String> {
    let (page, rest) = complaint.strip_prefix("html parse error in `")?.split_once('`')?;
    let (_, html) = rest.split_once("Html text was:\n")?;
    let source = read(root, page)?;
    Some(place(&source, source.text().find(html.trim())?))
}

fn read(root: &Path, page: &str) -> Option<Arc<Source>> {
    let path = format!("{PAGES}{page}");
    Some(Source::new(path.as_str(), fs::read_to_string(root.join(&path)).ok()?))
}

fn place(source: &Source, at: usize) -> String {
    let (line, column) = source.line_column(at);
    format!("{}:{line}:{column}", source.path())
}

/// Where a tag, such as `<b` or `</b`, stands as a tag and without the other that belongs to it,
/// which mdBook wants within the same element of Markdown.
fn astray(page: &str, tag: &str) -> Option<usize> {
    let name = tag.trim_start_matches(['<', '/']);
    let (mut open, mut unclosed, mut unopened) = (vec![Vec::new()], Vec::new(), Vec::new());
    for (event, span) in new_cmark_parser(page, &MarkdownOptions::default()).into_offset_iter() {
        match event {
            Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock) => {}
            Event::Start(_) => open.push(Vec::new()),
            Event::End(_) => unclosed.extend(open.pop().unwrap_or_default()),
            Event::Html(_) | Event::InlineHtml(_) => {
                for (at, is_end) in tags(&page[span.clone()], name) {
                    let Some(open) = open.last_mut() else { continue };
                    if !is_end {
                        open.push(span.start + at);
                    } else if open.pop().is_none() {
                        unopened.push(span.start + at);
                    }
                }
            }
            _ => {}
        }
    }
    unclosed.extend(open.into_iter().flatten());
    let astray = if tag.starts_with("</") { unopened } else { unclosed };
    astray.first().copied()
}

/// The tags of this name, each with whether it is one that ends.
fn tags(html: &str, name: &str) -> impl Iterator<Item = (usize, bool)> {
    html.match_indices('<').filter_map(move |(at, _)| {
        let inside = &html[at + 1..];
        let end = inside.strip_prefix('/');
        let rest = end.unwrap_or(inside).strip_prefix(name)?;
        (!rest.starts_with(is_name)).then_some((at, end.is_some()))
    })
}

fn is_name(char: char) -> bool {
    char.is_alphanumeric() || char == '-'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_where_markdown_sees_them() {
        let check = |page: &str, expected: &[usize]| {
            assert_eq!(links(page, "a.html#b"), expected, "{page}");
        };
        check("`[x](a.md#b)` [x](a.md#b) [y](a.html#b)", &[18, 30]);
        check("[x][y] <b href='a.html#b'>\n\n[y]: a.md#b", &[0, 16]);
        check("<p>\n<a href=a.html#b>\n</p>\n\n![a.md#b](a.md#b 'a.md')", &[12, 38]);
        check("[x](<a.md#b>) [x](c.md#b)", &[5]);
    }

    #[test]
    fn the_tag_that_is_alone_is_found() {
        let check = |page: &str, tag, expected: Option<usize>| {
            assert_eq!(astray(page, tag), expected, "{page}");
        };
        check("a <b> c", "<b", Some(2));
        check("`<b>` <b>x</b> <b", "<b", None);
        check("`<b>`, <b>x</b>, <b>", "<b", Some(17));
        check("```\n<b>\n```\n\n<b\nid=x>", "<b", Some(13));
        check("<div>\n<b>x</b>\n<b>\n</div>", "<b", Some(15));
        check("<body> <b-c> <b>", "<b", Some(13));
        check("<b>x</b> </b>", "</b", Some(9));
        check("x <b>\n\n</b>", "</b", Some(7));
        check("<b> x\n\n<b>x</b>\n\n</b>\n", "<b", Some(0));
        check("<div>\n\n*x*\n\n</div>\n\n<div>", "<div", Some(20));
        check("é \\<b> <b>", "<b", Some(8));
    }
}
