//! Headings, and the names that links lead to.

use std::collections::BTreeSet;
use std::ops::Range;

use mdbook_markdown::pulldown_cmark::{Event, Tag, TagEnd};

use super::{Finding, Page, rest_of_line};
use crate::scan::Piece;

pub(super) fn findings(page: &Page<'_>, is_lesson: bool) -> Vec<Finding> {
    let mut findings = Vec::new();
    // A lesson's title is in its front matter.
    let (mut has_title, mut above) = (is_lesson, 1);
    for (event, span) in &page.events {
        let Event::Start(Tag::Heading { level, .. }) = event else { continue };
        let (level, span) = (*level as usize, rest_of_line(page.text, span.start));
        if level == 1 && has_title {
            findings.push(second_title(span, is_lesson));
        } else if level > above + 1 {
            findings.push(skipped(span, level, above));
        }
        has_title |= level == 1;
        above = level;
    }
    findings.extend(ids(page));
    findings
}

fn second_title(span: Range<usize>, is_lesson: bool) -> Finding {
    let help = if is_lesson {
        "remove it: the title of a lesson is the one in its front matter"
    } else {
        "use `##`: a page has one title, and its sections are below that"
    };
    Finding::new(span, "a second title", help)
}

fn skipped(span: Range<usize>, level: usize, above: usize) -> Finding {
    let title = format!("a heading of level {level} below one of level {above}");
    let help = format!(
        "use `{}`: who walks from heading to heading misses what is between",
        "#".repeat(above + 1)
    );
    Finding::new(span, title, help)
}

/// Ids that are there twice. Headings of the same text are told apart by mdBook, but it does not
/// look at the ids that an author gave.
fn ids(page: &Page<'_>) -> Vec<Finding> {
    let (mut own, mut taken) = (given(page), derived(page));
    own.sort_by_key(|(_, span)| span.start);
    own.retain(|(id, _)| !taken.insert(id.clone()));
    let twice = own.into_iter().map(|(id, span)| {
        let title = format!("the id `{id}` is on this page twice");
        let help = "give one of the two another: a link leads to the first only; a heading's own is made of its words";
        Finding::new(span, title, help)
    });
    twice.collect()
}

fn given(page: &Page<'_>) -> Vec<(String, Range<usize>)> {
    let pieces = page.html.iter().flat_map(|html| &html.pieces);
    let tags = pieces.filter_map(|piece| match piece {
        Piece::Tag(tag) => tag.attribute("id").map(|id| (id.value.clone(), id.span.clone())),
        Piece::Text(..) => None,
    });
    let headings = page.events.iter().filter_map(|(event, span)| match event {
        Event::Start(Tag::Heading { id: Some(id), .. }) => {
            Some((id.to_string(), rest_of_line(page.text, span.start)))
        }
        _ => None,
    });
    tags.chain(headings).collect()
}

/// The ids that mdBook makes of headings (`id_from_content`, 0.5.4).
fn derived(page: &Page<'_>) -> BTreeSet<String> {
    let (mut ids, mut heading) = (BTreeSet::new(), None::<String>);
    for (event, _) in &page.events {
        match (event, &mut heading) {
            (Event::Start(Tag::Heading { id: None, .. }), _) => heading = Some(String::new()),
            (Event::Text(text) | Event::Code(text), Some(heading)) => heading.push_str(text),
            (Event::End(TagEnd::Heading(_)), _) => ids.extend(heading.take().map(|text| id(&text))),
            _ => {}
        }
    }
    ids
}

fn id(heading: &str) -> String {
    let chars = heading.trim().chars().flat_map(char::to_lowercase);
    let chars = chars.map(|c| if c.is_whitespace() { '-' } else { c });
    chars.filter(|c| c.is_alphanumeric() || matches!(c, '_' | '-')).collect()
}
