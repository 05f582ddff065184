//! The solved module of a kata, and the planted bugs that show what its checks are worth.

use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::challenge::{Challenge, ChallengeKind};
use crate::files::Files;
use crate::manifest::{parse, spot};
use crate::problem::{Problem, Problems};
use crate::source::Source;

/// What a learner changes, and what it is changed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Solution {
    /// The module as shipped, relative to the kata: `src/server.rs`.
    pub module: String,
    /// The module solved, relative to the kata: `solutions/server.rs`.
    pub solved: String,
    /// Wrong solutions, each of which a check has to find out.
    pub planted: Vec<Planted>,
}

/// A wrong solution: the right one with one edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planted {
    /// The challenge whose checks have to find it.
    pub challenge: u64,
    /// What it does wrong, in a few words.
    pub what: String,
    /// The file that is edited, relative to the kata.
    pub file: String,
    /// What stands there once.
    pub replace: String,
    /// What is put in its place.
    pub with: String,
    /// Where it is planted, in [`Planted::PATH`].
    pub line: usize,
}

impl Planted {
    /// The file that lists them, relative to the kata.
    pub const PATH: &str = "tests/planted.toml";
}

/// The solution of the kata in `folder`, if any of its challenges is checked.
pub(crate) fn solution(
    page: &Arc<Source>,
    files: &Files,
    folder: &str,
    challenges: &[Challenge],
    problems: &mut Problems,
) -> Option<Solution> {
    let is_checked = |one: &&Challenge| matches!(one.kind, ChallengeKind::Checked { .. });
    let checked: Vec<&Challenge> = challenges.iter().filter(is_checked).collect();
    let first = checked.first()?;
    let solved = files.list(&format!("{folder}/solutions"), "rs");
    let module = match &solved[..] {
        [one] => one.strip_prefix(&format!("{folder}/solutions/")),
        _ => None,
    };
    let module = module.filter(|module| files.is_file(&format!("{folder}/src/{module}")));
    let Some(module) = module else {
        problems.push(not_one_module(page, first, folder, solved.len()));
        return None;
    };
    let planted = match planted(files, folder, &checked) {
        Ok(planted) => planted,
        Err(faults) => {
            problems.extend(faults);
            Vec::new()
        }
    };
    let (module, solved) = (format!("src/{module}"), format!("solutions/{module}"));
    Some(Solution { module, solved, planted })
}

fn not_one_module(page: &Arc<Source>, first: &Challenge, folder: &str, found: usize) -> Problem {
    let title = format!("`{folder}/solutions` holds no solution");
    let label = match found {
        0 => "is checked, but solved nowhere".to_owned(),
        1 => "is solved in a file that has no counterpart in `src`".to_owned(),
        more => format!("is solved in {more} files"),
    };
    Problem::new(page, page.first_line(&first.span), title, label).with_help(
        "what challenges change is one module of `src`; put it, solved, into `solutions`, under \
         the same name",
    )
}

fn planted(
    files: &Files,
    folder: &str,
    checked: &[&Challenge],
) -> Result<Vec<Planted>, Vec<Problem>> {
    let source = files.read(&format!("{folder}/{}", Planted::PATH)).map_err(|fault| vec![fault])?;
    let document = parse(&source).map_err(|fault| vec![fault])?;
    let bugs = document.get_ref().get("bug").and_then(|bugs| bugs.get_ref().as_array());
    let (mut planted, mut faults) = (Vec::new(), Vec::new());
    for bug in bugs.into_iter().flat_map(|bugs| bugs.iter()) {
        match read_bug(&source, bug).and_then(|(bug, at)| check(files, folder, &source, bug, &at)) {
            Ok(bug) if checked.iter().any(|one| one.number == bug.challenge) => planted.push(bug),
            Ok(Planted { challenge, .. }) => {
                faults.push(no_challenge(&source, bug.span(), challenge));
            }
            Err(fault) => faults.push(fault),
        }
    }
    let is_tried = |one: &&&Challenge| planted.iter().any(|bug| bug.challenge == one.number);
    if faults.is_empty() {
        faults.extend(checked.iter().filter(|one| !is_tried(one)).map(|one| untried(&source, one)));
    }
    if faults.is_empty() { Ok(planted) } else { Err(faults) }
}

/// A bug, and where its `replace` stands.
fn read_bug(
    source: &Arc<Source>,
    bug: &Spanned<DeValue<'_>>,
) -> Result<(Planted, Range<usize>), Problem> {
    let empty = DeTable::new();
    let table = bug.get_ref().as_table().unwrap_or(&empty);
    let text = |key: &'static str| table.get(key).and_then(spot).ok_or(key);
    let number = table.get("challenge").and_then(|value| value.get_ref().as_integer());
    let number = number.and_then(|number| number.as_str().parse().ok()).ok_or("challenge");
    let read = || {
        let (replace, at) = text("replace")?;
        let line = source.line_column(bug.span().start).0;
        let (what, file, with) = (text("what")?.0, text("file")?.0, text("with")?.0);
        Ok((Planted { challenge: number?, what, file, replace, with, line }, at))
    };
    read().map_err(|key: &'static str| {
        let title = format!("a planted bug without `{key}`");
        let span = source.first_line(&bug.span());
        Problem::new(source, span, title, "this one")
            .with_help("a bug has `challenge`, `what`, `file`, `replace` and `with`")
    })
}

fn check(
    files: &Files,
    folder: &str,
    source: &Arc<Source>,
    bug: Planted,
    at: &Range<usize>,
) -> Result<Planted, Problem> {
    let text = files.read(&format!("{folder}/{}", bug.file))?;
    let count = text.text().matches(&bug.replace).count();
    if count == 1 && bug.replace != bug.with {
        return Ok(bug);
    }
    let title = format!("`{}` has this text {count} times", text.path());
    Err(Problem::new(source, source.first_line(at), title, "expected to stand there once")
        .with_help(
            "a planted bug is the solution with one edit; make the text longer or correct it",
        )
        .caused_by_listing())
}

fn no_challenge(source: &Arc<Source>, bug: Range<usize>, number: u64) -> Problem {
    let title = format!("a bug is planted for challenge {number}, which nothing checks");
    Problem::new(source, source.first_line(&bug), title, "this one")
        .with_help("correct the number, or write a test for the challenge in tests/challenges.rs")
}

fn untried(source: &Arc<Source>, challenge: &Challenge) -> Problem {
    let title = format!("no bug is planted for challenge {}", challenge.number);
    Problem::new(source, source.line_range(0), title, "none in this file").with_help(
        "checks are worth what they find out: plant a wrong solution or two, of those that people \
         will write",
    )
}
