//! Woven, not pasted: a lesson shows every line of its kata's own source once, and from the source.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use crate::directive::{directives, is_directive};
use crate::include::Include;
use crate::listing::{ListedFiles, Listing};
use crate::markdown::{Fence, Markdown};
use crate::own_source::OwnSource;
use crate::problem::{Problem, Problems};
use crate::section::Section;
use crate::source::Source;

/// Code in the Experiment that is not pulled from a file.
pub(crate) fn check_not_pasted(
    page: &Arc<Source>,
    markdown: &Markdown,
    experiment: Option<&Section>,
    problems: &mut Problems,
) {
    let is_code = |fence: &&Fence| matches!(fence.language.as_str(), "rust" | "rs");
    let in_section =
        |fence: &&Fence| experiment.is_some_and(|section| section.body.contains(&fence.span.start));
    for block in markdown.fences.iter().filter(is_code).filter(in_section) {
        problems.extend(pasted_line(page.text(), block).map(|line| pasted(page, line)));
    }
}

fn pasted(page: &Arc<Source>, line: Range<usize>) -> Problem {
    let text = &page.text()[line.clone()];
    let is_near = text.trim_start().starts_with('{') && text.contains("include");
    if is_near && directives(text).next().is_none() {
        let title = "this is no include as it stands";
        return Problem::new(page, line, title, "would be published as it stands")
            .with_help("write `{{#include path:anchor}}`, with two braces at either end");
    }
    let title = "the Experiment is woven, not pasted";
    Problem::new(page, line, title, "this line is in no file that runs")
        .with_help("put it in the kata and pull it from there with `{{#include path:anchor}}`")
}

/// The first line of the block that is more than a directive.
fn pasted_line(text: &str, block: &Fence) -> Option<Range<usize>> {
    let mut at = block.body.start;
    for line in text[block.body.clone()].split_inclusive('\n') {
        let range = at..at + line.trim_end().len();
        at += line.len();
        if !line.trim().is_empty() && !is_directive(line.trim()) {
            return Some(range);
        }
    }
    None
}

/// A kata's source that is included where it would be set as prose.
pub(crate) fn check_in_code_block(
    page: &Arc<Source>,
    markdown: &Markdown,
    includes: &[Include],
    problems: &mut Problems,
) {
    let is_code =
        |include: &&Include| Path::new(&include.path).extension().is_some_and(|e| e == "rs");
    for include in includes.iter().filter(is_code) {
        let in_block = |fence: &Fence| fence.body.contains(&include.span.start);
        if !markdown.fences.iter().any(in_block) {
            let title = "source code is included outside a code block";
            problems.push(
                Problem::new(page, include.span.clone(), title, "would be set as prose")
                    .with_help("put the directive between ```rust and ```"),
            );
        }
    }
}

/// Lines of the kata that the lesson shows twice.
pub(crate) fn check_not_twice(
    page: &Arc<Source>,
    listings: &[Listing],
    own: &[OwnSource],
    problems: &mut Problems,
) {
    for file in own {
        let mut shown: BTreeMap<usize, &Listing> = BTreeMap::new();
        for listing in of(file, listings) {
            let mut twice = None;
            for line in listing.lines.iter().filter(|line| file.lines.contains(line)) {
                if let Some(first) = shown.insert(*line, listing) {
                    twice.get_or_insert((*line, first));
                }
            }
            if let Some((line, first)) = twice {
                problems.push(shown_twice(page, listing, first, line));
            }
        }
    }
}

/// Lines of the kata that the lesson never shows.
pub(crate) fn check_all_shown(
    page: &Arc<Source>,
    listings: &[Listing],
    own: &[OwnSource],
    listed: &ListedFiles<'_>,
    problems: &mut Problems,
) {
    for file in own {
        let shown: BTreeSet<usize> =
            of(file, listings).flat_map(|listing| listing.lines.iter().copied()).collect();
        let lines: Vec<usize> = file.lines.iter().copied().collect();
        // Lines between which no line of the kata is shown belong together, blank lines and tests
        // notwithstanding.
        let runs = lines.split(|line| shown.contains(line));
        problems.extend(
            runs.filter(|run| !run.is_empty()).map(|run| never_shown(page, file, run, listed)),
        );
    }
}

fn of<'a>(file: &OwnSource, listings: &'a [Listing]) -> impl Iterator<Item = &'a Listing> {
    listings.iter().filter(|listing| listing.path == file.source.path())
}

fn shown_twice(page: &Arc<Source>, listing: &Listing, first: &Listing, line: usize) -> Problem {
    let title = format!("`{}` is shown twice, from line {} on", listing.path, line);
    Problem::new(page, listing.span.clone(), title, "shown again here")
        .with_other(page, &first.span, "first shown here")
        .with_help(
            "each line of the kata stands in the lesson once; let the two anchors not overlap",
        )
        .caused_by_listing()
}

fn never_shown(
    page: &Source,
    file: &OwnSource,
    run: &[usize],
    listed: &ListedFiles<'_>,
) -> Problem {
    let (count, first) = (run.len(), run.first().copied().unwrap_or(1));
    let lines = if count == 1 { "line is" } else { "lines are" };
    let title = format!("{count} {lines} not shown in the lesson");
    let page = page.path();
    let help = match listed.anchor_around(file.source.path(), first) {
        Some(anchor) => format!("include the anchor `{anchor}` in `{page}`"),
        None => format!(
            "put `// ANCHOR: name` and `// ANCHOR_END: name` around, and include that in `{page}`"
        ),
    };
    let span = file.source.line_range(first - 1);
    let label = match count {
        1 => "this line".to_owned(),
        _ => format!("these {count} lines, from here on"),
    };
    Problem::new(&file.source, span, title, label).with_help(help).caused_by_listing()
}
