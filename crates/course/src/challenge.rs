//! The items under Challenge, each with an automatic check or an answer behind a fold.

use std::ops::Range;
use std::sync::Arc;

use crate::check::{Check, checks};
use crate::files::stem;
use crate::fold::{Fold, folds};
use crate::markdown::{Item, Markdown};
use crate::problem::{Problem, Problems};
use crate::question::{Question, question};
use crate::section::Section;
use crate::source::Source;

/// Something to try, once the experiment is understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Challenge {
    /// As the reader sees it, from 1.
    pub number: u64,
    /// The item as a byte range in the lesson's source.
    pub span: Range<usize>,
    /// Where in the lesson's source its folds begin, or where it ends if it has none.
    pub folds: usize,
    /// What is asked, as Markdown.
    pub text: String,
    /// How the learner knows that it is done.
    pub kind: ChallengeKind,
}

impl Challenge {
    /// What it is called: the words in bold that it begins with, or else its first words.
    pub fn title(&self) -> &str {
        let bold = self.text.strip_prefix("**").and_then(|text| text.split_once("**"));
        let first = self.text.split(['.', '?', '!', '\n']).next().unwrap_or_default();
        bold.map_or(first, |(bold, _)| bold.trim_end_matches('.'))
    }
}

/// How a learner knows that a challenge is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChallengeKind {
    /// By tests in the kata's `tests/challenges.rs`.
    Checked {
        /// The names of the test functions, in the file's order.
        tests: Vec<String>,
        /// From gentle to nearly the answer, as Markdown.
        hints: Vec<String>,
    },
    /// By what is said to an answer.
    Question(Question),
}

/// The challenges of a page; `tests_file` is the kata's `tests/challenges.rs`, if it has one.
pub(crate) fn challenges(
    page: &Arc<Source>,
    markdown: &Markdown,
    section: &Section,
    tests_file: Option<&Arc<Source>>,
    problems: &mut Problems,
) -> Vec<Challenge> {
    let tests = tests_file.map_or_else(Vec::new, |file| checks(file, problems));
    let in_section = |item: &&Item| section.body.contains(&item.span.start);
    let items: Vec<&Item> = markdown.items.iter().filter(in_section).collect();
    if items.is_empty() {
        problems.push(no_items(page, section));
        return Vec::new();
    }
    let reader = Reader { page, markdown, tests: &tests };
    let ends = items.iter().skip(1).map(|next| next.span.start).chain([section.body.end]);
    let (mut challenges, mut numbers) = (Vec::new(), Vec::new());
    for (item, end) in items.iter().zip(ends) {
        let number = reader.number(item, &numbers, problems);
        numbers.push(number);
        challenges.extend(reader.challenge(number, item, end, problems));
    }
    let is_stray = |test: &&Check| test.number.is_none_or(|number| !numbers.contains(&number));
    let stray = tests.iter().filter(is_stray);
    problems.extend(stray.filter_map(|test| Some(no_item(tests_file?, test, page))));
    challenges.shrink_to_fit(); // they are few, and those of all pages are kept
    challenges
}

struct Reader<'a> {
    page: &'a Arc<Source>,
    markdown: &'a Markdown,
    /// The kata's.
    tests: &'a [Check],
}

impl Reader<'_> {
    /// The item without what is blank at its end.
    fn span(&self, item: &Item) -> Range<usize> {
        let text = self.page.text()[item.span.clone()].trim_end();
        item.span.start..item.span.start + text.len()
    }

    /// The number of the item after those `before`. One that does not follow is a problem; if tests
    /// go by the one that would, or another has its own, that is meant.
    fn number(&self, item: &Item, before: &[u64], problems: &mut Problems) -> u64 {
        let expected = (1..).nth(before.len()).unwrap_or(u64::MAX);
        if item.number != expected {
            problems.push(misnumbered(self.page, &self.span(item), item.number, expected));
        }
        let is_tested = self.tests.iter().any(|test| test.number == Some(expected));
        if is_tested || before.contains(&item.number) { expected } else { item.number }
    }

    /// What the item asks, which is followed by another at `end`, or by the section's.
    fn challenge(
        &self,
        number: u64,
        item: &Item,
        end: usize,
        problems: &mut Problems,
    ) -> Option<Challenge> {
        let (span, before) = (self.span(item), problems.len());
        let (text, folds) = folds(self.page, self.markdown, &span, problems);
        problems.extend(self.outside(span.end..end));
        // The fold that is wanting is there then, and what is wrong with it has been told.
        let is_told = folds.is_empty() && problems.len() > before;
        let mut untold = Problems::default();
        let told = if is_told { &mut untold } else { problems };
        let kind = self.kind(number, &span, &folds, told)?;
        let folds = folds.first().map_or(span.end, |fold| fold.span.start);
        Some(Challenge { number, span, folds, text, kind })
    }

    /// The first fold between an item and the next.
    fn outside(&self, between: Range<usize>) -> Option<Problem> {
        let is_fold = |(line, text): &(Range<usize>, &str)| {
            between.contains(&line.start)
                && text.trim_start().starts_with("<details")
                && !self.markdown.is_no_prose(line.start)
        };
        let (line, text) = self.page.lines().find(is_fold)?;
        Some(no_fold(self.page, line.end - text.trim_start().len()..line.end))
    }

    /// `None` if nothing tells the learner whether it is done.
    fn kind(
        &self,
        number: u64,
        span: &Range<usize>,
        folds: &[Fold],
        problems: &mut Problems,
    ) -> Option<ChallengeKind> {
        let page = self.page;
        let own = self.tests.iter().filter(|test| test.number == Some(number));
        let tests: Vec<String> = own.map(|test| test.name.clone()).collect();
        match folds {
            folds if !tests.is_empty() => {
                let hints = self.hints(number, span, folds, problems);
                return Some(ChallengeKind::Checked { tests, hints });
            }
            [] => problems.push(unchecked(page, span, number)),
            [first, ..] if first.summary.starts_with("Hint") => {
                problems.push(only_hints(page, span, number));
            }
            folds => return question(page, folds, problems).map(ChallengeKind::Question),
        }
        None
    }

    /// The hints of a challenge that is checked. It is, be they as they may.
    fn hints(
        &self,
        number: u64,
        span: &Range<usize>,
        folds: &[Fold],
        problems: &mut Problems,
    ) -> Vec<String> {
        if folds.is_empty() {
            problems.push(no_hint(self.page, span, number));
            return Vec::new();
        }
        for (hint, fold) in (1..).zip(folds) {
            if fold.summary != format!("Hint {hint}") {
                problems.push(no_such_hint(self.page, fold, hint));
            }
        }
        problems.extend(commands_of_others(self.page, span, number));
        folds.iter().map(|fold| fold.body.clone()).collect()
    }
}

fn no_fold(page: &Arc<Source>, span: Range<usize>) -> Problem {
    let title = "this fold belongs to no challenge";
    Problem::new(page, span, title, "stands below the item, not in it").with_help(
        "indent each line of it, and all between, by as much as the item's own text: in `1. …` by \
         three blanks",
    )
}

/// Commands in the item that check something else: a learner runs what stands there.
fn commands_of_others(page: &Arc<Source>, span: &Range<usize>, number: u64) -> Vec<Problem> {
    const COMMAND: &str = "cargo xtask challenge";
    let item = &page.text()[span.clone()];
    let (own, mut problems) = ([stem(page.path()).to_owned(), number.to_string()], Vec::new());
    for (at, _) in item.match_indices(COMMAND) {
        let is_command = item[..at].ends_with('`') || item[..at].ends_with("$ ");
        let command = item[at..].split(['`', '\n', '\r']).next().unwrap_or_default();
        let words = command[COMMAND.len()..].split_whitespace();
        let mut operands = words.filter(|word| !word.starts_with('-')).zip(&own);
        if is_command && operands.any(|(word, own)| word != own) {
            let title = format!("the command of challenge {number} is another's");
            let label = format!("expected `{COMMAND} {}`", own.join(" "));
            let (start, help) = (span.start + at, "correct the lesson's id or the number");
            let problem = Problem::new(page, start..start + command.len(), title, label);
            problems.push(problem.with_help(help));
        }
    }
    problems
}

fn no_hint(page: &Arc<Source>, span: &Range<usize>, number: u64) -> Problem {
    let title = format!("challenge {number} has no hint");
    Problem::new(page, page.first_line(span), title, "leaves alone whoever is stuck").with_help(
        "add folds to the item, from a gentle one to nearly the answer: `<details>`, \
         `<summary>Hint 1</summary>`, … `</details>`",
    )
}

fn no_such_hint(page: &Arc<Source>, fold: &Fold, number: usize) -> Problem {
    let title = format!("the fold `{}` of a checked challenge is no hint", fold.summary);
    let label = format!("expected `<summary>Hint {number}</summary>`");
    Problem::new(page, page.first_line(&fold.span), title, label)
        .with_help("a checked challenge has hints and nothing else; its solution is in `solutions`")
}

fn no_items(page: &Arc<Source>, section: &Section) -> Problem {
    let heading = page.first_line(&section.heading);
    let title = "no challenges under Challenge";
    Problem::new(page, heading, title, "expected a numbered list below")
        .with_help("write the challenges as `1. …`, `2. …`")
}

fn misnumbered(page: &Arc<Source>, span: &Range<usize>, number: u64, expected: u64) -> Problem {
    let title = format!("challenge {expected} is numbered {number}");
    Problem::new(page, page.first_line(span), title, format!("expected `{expected}.`")).with_help(
        "challenges count from 1: their tests and `cargo xtask challenge` go by the number",
    )
}

fn unchecked(page: &Arc<Source>, span: &Range<usize>, number: u64) -> Problem {
    let title = format!("challenge {number} can be neither checked nor looked up");
    let label = "no test and no `<details>`";
    Problem::new(page, page.first_line(span), title, label).with_help(format!(
        "write a test `challenge_{number}_…` in the kata's tests/challenges.rs, or put the answer \
         in `<details>` inside the item"
    ))
}

fn only_hints(page: &Arc<Source>, span: &Range<usize>, number: u64) -> Problem {
    let title = format!("challenge {number} has hints and no check");
    let label = format!("no test is called `challenge_{number}_…`");
    Problem::new(page, page.first_line(span), title, label).with_help(format!(
        "write `challenge_{number}_…` in the kata's tests/challenges.rs; what is a question has a \
         fold `Answer` instead, or choices"
    ))
}

fn no_item(file: &Arc<Source>, test: &Check, page: &Source) -> Problem {
    let title = format!("`{}` checks a challenge that the lesson does not have", test.name);
    Problem::new(file, test.span.clone(), title, "no such challenge").with_help(format!(
        "add the item to the list under Challenge in `{}`, or correct the number",
        page.path()
    ))
}
