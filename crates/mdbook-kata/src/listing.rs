//! Where a listing comes from, and that it is shown as it stands there.

use std::fs;
use std::ops::Range;

use course::{Course, Lesson, Listing, front_matter};

use crate::fence::{Fence, fences};
use crate::markup::{file_link, text};
use crate::source_file;
use crate::written::{Finding, rest_of_line};

/// A code block of a lesson as it was written, with what it shows of files.
type Block<'a> = (Fence, Vec<&'a Listing>);

/// The first block that mdBook has made something else of than its files have, in `page`, which has
/// its includes filled in. What follows that one may not be code at all.
pub(crate) fn unlike(lesson: &Lesson, course: &Course, page: &str) -> Option<Finding> {
    let body = front_matter::split(page).map_or(0, |split| split.body);
    let (fence, _) = placed(lesson, course, &fences(&page[body..])).err()?;
    let title = "this listing would not be shown as it is";
    let help = "begin and end the block at the line's start, in no list or quote, and with more \
                backticks than stand together in a line of the listing";
    Some(Finding::new(rest_of_line(lesson.source.text(), fence.span.start), title, help))
}

/// For each code block of the lesson, of which these are all with their includes filled in, the
/// listings in it.
pub(crate) fn listings<'a>(
    lesson: &'a Lesson,
    course: &Course,
    filled: &[Fence],
) -> Vec<Vec<&'a Listing>> {
    let mut listings = vec![Vec::new(); filled.len()];
    for (at, of_block) in placed(lesson, course, filled).unwrap_or_default() {
        listings[at] = of_block;
    }
    listings
}

/// Each block with listings, by its place among those that are filled in: there may be more of these,
/// since prose is included too. The error is the first that is not among them.
fn placed<'a>(
    lesson: &'a Lesson,
    course: &Course,
    filled: &[Fence],
) -> Result<Vec<(usize, Vec<&'a Listing>)>, Block<'a>> {
    let (mut placed, mut next) = (Vec::new(), 0);
    for (written, listings) in blocks(lesson) {
        let content = content(&written, &listings, lesson, course);
        let is_same = |fence: &Fence| {
            // Where nothing has been filled in, nothing was taken away.
            let is_content =
                |content: &String| [content, &written.content].contains(&&fence.content);
            fence.info == written.info && content.as_ref().is_none_or(is_content)
        };
        let Some(at) = filled[next..].iter().position(is_same) else {
            return Err((written, listings));
        };
        placed.push((next + at, listings));
        next += at + 1;
    }
    Ok(placed)
}

/// mdBook has filled in the includes by the time that it asks, so they are looked up in the page as it
/// was written.
fn blocks(lesson: &Lesson) -> Vec<Block<'_>> {
    let page = lesson.source.text();
    let body = front_matter::split(page).map_or(0, |split| split.body);
    let in_page = |span: Range<usize>| body + span.start..body + span.end;
    let block = |fence: Fence| {
        let fence = Fence { span: in_page(fence.span.clone()), ..fence };
        let within = |listing: &&Listing| fence.span.contains(&listing.span.start);
        let listings = lesson.listings.iter().filter(within).collect();
        (fence, listings)
    };
    let blocks = fences(&page[body..]).into_iter().map(block);
    blocks.filter(|(_, listings): &Block<'_>| !listings.is_empty()).collect()
}

/// What the block is to show. `None` if that is not known: a learner's change may have taken an
/// anchor away.
fn content(
    written: &Fence,
    listings: &[&Listing],
    lesson: &Lesson,
    course: &Course,
) -> Option<String> {
    let mut content = written.content.clone();
    if content.matches("{{#").count() != listings.len() {
        return None;
    }
    for listing in listings {
        let file = fs::read_to_string(course.root().join(&listing.path)).ok()?;
        let lines: Vec<_> = file.lines().collect();
        let shown = listing.lines.iter().map(|line| lines.get(line - 1).copied());
        let shown: Vec<_> = shown.collect::<Option<_>>()?;
        let directive = &lesson.source.text()[listing.span.clone()];
        content = content.replacen(directive, &shown.join("\n"), 1);
    }
    Some(content)
}

/// What stands above a code block: each file, its lines, and the way to the whole of it if that is in
/// the book.
pub(crate) fn label(lesson: &Lesson, listings: &[&Listing], with_files: bool) -> String {
    let files = listings.iter().map(|listing| {
        let name = &listing.path;
        // Of a link with `.md` in it mdBook makes another.
        let is_linked = with_files && !name.contains(".md");
        let page = source_file::page_of(name).filter(|_| is_linked);
        let file = match listing.lines.first().zip(page) {
            Some((first, page)) => file_link(lesson.path(), &format!("{page}#L{first}"), name),
            None => text(name),
        };
        format!("{file} <span class=\"lines\">{}</span>", lines(&listing.lines))
    });
    files.collect::<Vec<_>>().join("<br>")
}

/// `line 3`, `lines 3–8`, `lines 3–8 and 12`.
fn lines(lines: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for line in lines {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *line => *last = *line,
            _ => runs.push((*line, *line)),
        }
    }
    let run = |(first, last): &(usize, usize)| {
        if first == last { first.to_string() } else { format!("{first}–{last}") }
    };
    let noun = if lines.len() == 1 { "line" } else { "lines" };
    format!("{noun} {}", runs.iter().map(run).collect::<Vec<_>>().join(" and "))
}

#[cfg(test)]
mod tests {
    #[test]
    fn lines_in_words() {
        let check = |lines: &[usize], expected: &str| assert_eq!(super::lines(lines), expected);
        check(&[3], "line 3");
        check(&[3, 4, 5], "lines 3–5");
        check(&[3, 4, 8], "lines 3–4 and 8");
    }
}
