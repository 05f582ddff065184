//! The items under Common Mistakes, each with what to recognise it by and what to do.

use std::ops::Range;
use std::sync::Arc;

use crate::markdown::Markdown;
use crate::problem::{Problem, Problems};
use crate::section::Section;
use crate::source::Source;

/// What an item has to say, as it is written.
const PARTS: [&str; 2] = ["*What it looks like:*", "*Cure:*"];

/// Notes mistakes that a reader could not recognise, or not mend.
pub(crate) fn check(
    page: &Arc<Source>,
    markdown: &Markdown,
    section: &Section,
    problems: &mut Problems,
) {
    let numbered = markdown.items.iter().map(|item| &item.span);
    let items = markdown.bullets.iter().chain(numbered);
    let items: Vec<_> = items.filter(|span| section.body.contains(&span.start)).collect();
    if items.is_empty() {
        problems.push(none(page, section));
    }
    for item in items {
        let text = &page.text()[item.clone()];
        let missing = PARTS.into_iter().filter(|part| !text.contains(part));
        problems.extend(missing.map(|part| incomplete(page, item, part)));
    }
}

fn none(page: &Arc<Source>, section: &Section) -> Problem {
    let heading = page.first_line(&section.heading);
    let title = "no mistakes under Common Mistakes";
    Problem::new(page, heading, title, "expected a list below").with_help(format!(
        "write an item for each: its name in bold, `{}` and `{}`",
        PARTS[0], PARTS[1]
    ))
}

fn incomplete(page: &Arc<Source>, item: &Range<usize>, part: &str) -> Problem {
    let title = format!("a mistake without `{part}`");
    let label = "expected in this item";
    Problem::new(page, page.first_line(item), title, label).with_help(format!(
        "add `{part} …`: who makes a mistake knows it by its signs, and needs a way out"
    ))
}
