//! What a page adds to a challenge: what is checked, and how the solution differs.

use std::fs;
use std::ops::Range;

use course::{Challenge, Course, Lesson, Module, without_anchors};
use similar::TextDiff;

use crate::markup::text;

/// What is inserted, and where in the page. Nothing for questions, and for a page that does not have
/// the challenge as it was written.
pub(crate) fn additions(
    page: &str,
    lesson: &Lesson,
    course: &Course,
) -> Vec<(Range<usize>, String)> {
    let mut additions = Vec::new();
    for (challenge, tests) in lesson.checked() {
        let item = &lesson.source.text()[challenge.span.clone()];
        let Some(start) = page.find(item) else { continue };
        let first_fold = start + challenge.folds - challenge.span.start;
        let end = start + item.len();
        let margin = margin(page, start);
        let added = [(first_fold, checks(tests)), (end, solution(lesson, challenge, course))];
        let in_item = added.map(|(at, html)| (at..at, indented(&html, &margin)));
        additions.extend(in_item);
    }
    additions
}

/// With a margin before each line but the first, and nothing in those that are empty.
fn indented(html: &str, margin: &str) -> String {
    html.replace('\n', &format!("\n{margin}")).replace(&format!("{margin}\n"), "\n")
}

/// What stands before each line of the item of a list that begins at `start`, for it to belong there.
fn margin(page: &str, start: usize) -> String {
    let line = &page[page[..start].rfind('\n').map_or(0, |newline| newline + 1)..];
    let marker = line.find(['.', ')']).map_or(0, |at| at + 1);
    let blanks = line[marker..].bytes().take_while(|byte| *byte == b' ').count();
    // What is set in further is code.
    " ".repeat(marker + if blanks > 4 { 1 } else { blanks.max(1) })
}

/// The names of the tests as words: they say what is checked.
fn checks(tests: &[String]) -> String {
    let words = |test: &String| {
        let name = test.splitn(3, '_').nth(2).unwrap_or(test);
        format!("<li>{}</li>", text(&name.replace('_', " ")))
    };
    let items: String = tests.iter().map(words).collect();
    format!("<div class=\"checks\"><p>What it checks:</p><ul>{items}</ul></div>\n\n")
}

fn solution(lesson: &Lesson, challenge: &Challenge, course: &Course) -> String {
    let solution = lesson.solution.iter();
    let modules: Vec<_> = solution.flat_map(|solution| solution.of(challenge)).collect();
    let also = also_solved(lesson, challenge, &modules);
    let differences = modules.into_iter().filter_map(|module| difference(lesson, module, course));
    let differences: String = differences.map(|difference| fenced(&difference)).collect();
    format!(
        "\n\n<details class=\"solution\">\n<summary>Solution{also}</summary>\n\n{differences}</details>"
    )
}

/// A module is solved as a whole: who opens one solution sees those of its other challenges, and is
/// told so before.
fn also_solved(lesson: &Lesson, challenge: &Challenge, modules: &[&Module]) -> String {
    let Some(solution) = &lesson.solution else { return String::new() };
    let is_other = |other: &&Challenge| {
        let shares = solution.of(other).any(|module| modules.contains(&module));
        other.number != challenge.number && shares
    };
    let others = lesson.checked().map(|(other, _)| other).filter(is_other);
    let others: Vec<_> = others.map(|other| other.number.to_string()).collect();
    if others.is_empty() {
        return String::new();
    }
    let noun = if others.len() == 1 { "challenge" } else { "challenges" };
    format!(" (shows that of {noun} {} too)", others.join(" and "))
}

/// A fence longer than any that the text might hold.
fn fenced(difference: &str) -> String {
    let lines: Vec<_> = difference.lines().map(str::trim_end).collect();
    format!("``````diff\n{}\n``````\n\n", lines.join("\n"))
}

fn difference(lesson: &Lesson, module: &Module, course: &Course) -> Option<String> {
    let read = |path: &str| fs::read_to_string(course.root().join(lesson.kata()).join(path)).ok();
    let (shipped, solved) = (read(&module.shipped)?, read(&module.solved)?);
    let shipped = without_anchors(&shipped);
    let difference = TextDiff::from_lines(&shipped, &solved);
    let difference = difference
        .unified_diff()
        .context_radius(2)
        .header(&module.shipped, &module.solved)
        .to_string();
    Some(difference)
}
