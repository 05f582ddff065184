//! Where a listing comes from.

use course::{Lesson, Listing, front_matter};

use crate::fence::{Fence, fences};
use crate::markup::{file_link, text};
use crate::source_file;

/// For each of a lesson's code blocks, in their order, the listings in it.
pub(crate) fn listings(lesson: &Lesson) -> Vec<Vec<&Listing>> {
    // mdBook has filled in the includes by now, so they are looked up in the page as it was written.
    let page = lesson.source.text();
    let body = front_matter::split(page).map_or(0, |split| split.body);
    let within = |fence: &Fence| {
        let span = body + fence.span.start..body + fence.span.end;
        lesson.listings.iter().filter(|listing| span.contains(&listing.span.start)).collect()
    };
    fences(&page[body..]).iter().map(within).collect()
}

/// What stands above a code block: each file, its lines, and the way to the whole of it if that is in
/// the book.
pub(crate) fn label(lesson: &Lesson, listings: &[&Listing], with_files: bool) -> String {
    let files = listings.iter().map(|listing| {
        let name = &listing.path;
        let file = match listing.lines.first().filter(|_| with_files) {
            Some(first) => {
                let page = source_file::page_of(name);
                file_link(lesson.path(), &format!("{page}#L{first}"), name)
            }
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
