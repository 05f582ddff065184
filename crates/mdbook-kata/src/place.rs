//! Where an author wrote what only shows in the built book.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use course::Source;
use mdbook_markdown::pulldown_cmark::{Event, Tag, TagEnd};
use mdbook_markdown::{MarkdownOptions, new_cmark_parser};

use crate::PAGES;
use crate::links::BrokenLink;

/// Says of a broken link where it was written, if it stands in the page as it does in the book, or
/// as mdBook makes that of it.
pub(crate) fn of_link(root: &Path, broken: BrokenLink) -> BrokenLink {
    let page = broken.page.strip_suffix(".html").map(|page| format!("{page}.md"));
    let written = [broken.link.clone(), broken.link.replacen(".html", ".md", 1)];
    let place = page.and_then(|page| find(root, &page, &written));
    BrokenLink { page: place.unwrap_or(broken.page), ..broken }
}

/// Says of a complaint where its cause was written. mdBook names a tag and a page, in this order.
pub(crate) fn of_complaint(root: &Path, complaint: &str) -> String {
    let mut quoted = complaint.split('`').skip(1).step_by(2);
    let place = quoted.next().zip(quoted.next()).and_then(|(tag, page)| {
        let source = read(root, page)?;
        // The tag may have attributes where it was written.
        let tag = tag.trim_end_matches('>');
        let at = astray(source.text(), tag).or_else(|| source.text().find(tag))?;
        Some(place(&source, at))
    });
    place.map_or(complaint.to_owned(), |place| format!("{place}: {complaint}"))
}

/// Path, line and column of the first of these texts that the page has.
fn find(root: &Path, page: &str, texts: &[String]) -> Option<String> {
    let source = read(root, page)?;
    let at = texts.iter().find_map(|text| source.text().find(text.as_str()))?;
    Some(place(&source, at))
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
