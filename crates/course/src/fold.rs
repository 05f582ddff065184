//! Folds: a `<details>` with a `<summary>`, for what a challenge does not say at once.

use std::ops::Range;
use std::sync::Arc;

use crate::markdown::Markdown;
use crate::problem::{Problem, Problems};
use crate::source::Source;

/// One fold of a page.
pub(crate) struct Fold {
    pub(crate) span: Range<usize>,
    /// What is seen of it while it is closed.
    pub(crate) summary: String,
    /// What is in it, as Markdown.
    pub(crate) body: String,
}

/// The folds of a list's item in their order, and the item's own text before the first, as Markdown.
pub(crate) fn folds(
    page: &Arc<Source>,
    markdown: &Markdown,
    item: &Range<usize>,
    problems: &mut Problems,
) -> (String, Vec<Fold>) {
    let text = &page.text()[item.clone()];
    // In code it is only spoken of.
    let is_no_fold = |at: usize| text[..at].ends_with('`') || markdown.is_no_prose(item.start + at);
    let opened = text.match_indices("<details").map(|(at, _)| at).filter(|at| !is_no_fold(*at));
    let opened: Vec<_> = opened.map(|at| item.start + at).collect();
    let mut folds = Vec::<Fold>::new();
    for start in &opened {
        let is_inside = folds.last().is_some_and(|last| last.span.contains(start));
        match fold(text, start - item.start, item.start).filter(|_| !is_inside) {
            Some(fold) => folds.push(fold),
            None => problems.push(unfinished(page, *start)),
        }
    }

    let own = opened.first().map_or(text, |first| &text[..first - item.start]);
    let own = own.split_once(['.', ')']).map_or(own, |(_number, own)| own);
    (unindented(own), folds)
}

/// The fold that begins at `start` of an item's text; `item` is where that stands in its page.
fn fold(text: &str, start: usize, item: usize) -> Option<Fold> {
    let inside = text[start..].strip_prefix("<details>")?;
    let (summary, inside) =
        inside.trim_start().strip_prefix("<summary>")?.split_once("</summary>")?;
    let (body, after) = inside.split_once("</details>")?;
    let span = item + start..item + text.len() - after.len();
    Some(Fold { span, summary: summary.trim().to_owned(), body: unindented(body) })
}

/// Without the blanks that make a text part of an item.
fn unindented(text: &str) -> String {
    let lines = text.trim().lines().map(|line| {
        let indent = line.bytes().take(3).take_while(|byte| *byte == b' ').count();
        line[indent..].trim_end()
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn unfinished(page: &Arc<Source>, start: usize) -> Problem {
    let title = "a fold without summary or end";
    let label = "expected `<details>`, `<summary>…</summary>`, … `</details>`";
    let span = page.first_line(&(start..page.text().len()));
    Problem::new(page, span, title, label).with_help("folds do not stand in one another")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_folds_are_told_apart() {
        let check = |item: &str, text: &str, expected: &[(&str, &str)], faults: usize| {
            let mut problems = Problems::default();
            let page = Source::new("a.md", item);
            let (own, folds) =
                folds(&page, &Markdown::parse(item, 0), &(0..item.len()), &mut problems);
            let found: Vec<_> =
                folds.iter().map(|f| (f.summary.as_str(), f.body.as_str())).collect();
            assert_eq!(
                (own.as_str(), &found[..], problems.len()),
                (text, expected, faults),
                "{item}"
            );
        };
        check("1. One.\n\n   Two.\n", "One.\n\nTwo.", &[], 0);
        check("1. One.\n   <details><summary>A</summary>B</details>\n", "One.", &[("A", "B")], 0);
        check(
            "2) One.\r\n\r\n   <details>\r\n   <summary> A </summary>\r\n\r\n   B\r\n\r\n       c\r\n   </details>\r\n",
            "One.",
            &[("A", "B\n\n    c")],
            0,
        );
        check(
            "1. <details><summary>A</summary>B</details>\n\n   <details><summary>C</summary></details>",
            "",
            &[("A", "B"), ("C", "")],
            0,
        );
        check("1. One. <details>A</details>", "One.", &[], 1);
        check("1. One. <details><summary>A</summary>", "One.", &[], 1);
        check(
            "1. é <details><summary>A</summary><details><summary>B</summary></details></details>",
            "é",
            &[("A", "<details><summary>B</summary>")],
            1,
        );
    }
}
