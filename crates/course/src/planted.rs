//! Planted bugs, which show what the checks of a kata's challenges are worth.

use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::challenge::Challenge;
use crate::files::{Files, resolve};
use crate::manifest::{parse, spot};
use crate::problem::{Problem, nearest};
use crate::source::Source;

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

/// What a bug says.
const KEYS: [&str; 5] = ["challenge", "what", "file", "replace", "with"];

/// The bugs of the kata in `folder`; each challenge that is `checked` has to have one.
pub(crate) fn planted(
    files: &Files,
    folder: &str,
    checked: &[&Challenge],
) -> Result<Vec<Planted>, Vec<Problem>> {
    let source = files.read(&format!("{folder}/{}", Planted::PATH)).map_err(|fault| vec![fault])?;
    let document = parse(&source).map_err(|fault| vec![fault])?;
    let table = document.get_ref();
    let (mut planted, mut faults) = (Vec::new(), unknown_keys(&source, table, &["bug"]));
    let bugs = table.get_key_value("bug");
    let list = bugs.and_then(|(_, bugs)| bugs.get_ref().as_array());
    faults.extend(bugs.filter(|_| list.is_none()).map(|(key, _)| no_list(&source, key.span())));
    for bug in list.into_iter().flat_map(|list| list.iter()) {
        let checked_bug = read_bug(&source, bug).and_then(|(read, at)| {
            check(files, folder, &source, read, &at).map_err(|fault| vec![fault])
        });
        match checked_bug {
            Ok(bug) if checked.iter().any(|one| one.number == bug.challenge) => planted.push(bug),
            Ok(Planted { challenge, .. }) => {
                faults.push(no_challenge(&source, bug.span(), challenge));
            }
            Err(found) => faults.extend(found),
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
) -> Result<(Planted, Range<usize>), Vec<Problem>> {
    let empty = DeTable::new();
    let table = bug.get_ref().as_table().unwrap_or(&empty);
    let unknown = unknown_keys(source, table, &KEYS);
    if !unknown.is_empty() {
        // What such a key was to say would be missed as well.
        return Err(unknown);
    }
    let value = |key| table.get(key).ok_or_else(|| lacks(source, bug.span(), key));
    let text = |key| {
        let value = value(key)?;
        spot(value).ok_or_else(|| cannot_be(source, key, value.span(), "a text"))
    };
    let number = |key| {
        let value = value(key)?;
        let number = value.get_ref().as_integer().and_then(|number| number.as_str().parse().ok());
        number.ok_or_else(|| cannot_be(source, key, value.span(), "a whole number from 1"))
    };
    let read = || {
        let (replace, at) = text("replace")?;
        let line = source.line_column(bug.span().start).0;
        let (what, with, (file, span)) = (text("what")?.0, text("with")?.0, text("file")?);
        // As those call it that copy the kata.
        let file = resolve("", &file).ok_or_else(|| not_in_kata(source, &file, &span))?;
        Ok((Planted { challenge: number("challenge")?, what, file, replace, with, line }, at))
    };
    read().map_err(|fault| vec![fault])
}

/// The keys of a table that are none of these: a bug behind one would never be tried.
fn unknown_keys(source: &Arc<Source>, table: &DeTable<'_>, keys: &[&str]) -> Vec<Problem> {
    let unknown = table.keys().filter(|key| !keys.contains(&key.get_ref().as_ref()));
    let problem = |key: &Spanned<_>| {
        let name: &std::borrow::Cow<'_, str> = key.get_ref();
        let help = match nearest(name, keys) {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => HELP.to_owned(),
        };
        let title = format!("unknown key `{name}` among planted bugs");
        Problem::new(source, key.span(), title, "would not be looked at").with_help(help)
    };
    unknown.map(problem).collect()
}

const HELP: &str = "each bug is a `[[bug]]` with `challenge`, `what`, `file`, `replace` and `with`";

fn no_list(source: &Arc<Source>, key: Range<usize>) -> Problem {
    Problem::new(source, key, "`bug` is no list", "expected `[[bug]]`").with_help(HELP)
}

fn lacks(source: &Arc<Source>, bug: Range<usize>, key: &str) -> Problem {
    let title = format!("a planted bug without `{key}`");
    Problem::new(source, source.first_line(&bug), title, "this one").with_help(HELP)
}

fn cannot_be(source: &Arc<Source>, key: &str, value: Range<usize>, expected: &str) -> Problem {
    let line = source.first_line(&value);
    let title = format!("`{key}` cannot be `{}`", &source.text()[line.clone()]);
    Problem::new(source, line, title, format!("expected {expected}")).with_help(HELP)
}

fn not_in_kata(source: &Arc<Source>, file: &str, span: &Range<usize>) -> Problem {
    let title = format!("`{file}` is no file of this kata");
    let label = "expected a path from the kata's folder";
    Problem::new(source, source.first_line(span), title, label)
        .with_help("a planted bug changes a copy of the kata and nothing else")
}

fn check(
    files: &Files,
    folder: &str,
    source: &Arc<Source>,
    bug: Planted,
    at: &Range<usize>,
) -> Result<Planted, Problem> {
    let text = files.read(&format!("{folder}/{}", bug.file)).map_err(Problem::caused_by_listing)?;
    if bug.replace == bug.with {
        let title = "this edit changes nothing";
        return Err(Problem::new(source, source.first_line(at), title, "the same as `with`")
            .with_help("a planted bug is the solution with one edit that makes it wrong"));
    }
    let count = text.text().matches(&bug.replace).count();
    if count == 1 {
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
