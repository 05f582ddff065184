//! The checks of a kata's challenges: tests in its `tests/challenges.rs`.
//!
//! rustfmt guarantees how they are written, so no Rust parser is needed.

use std::ops::Range;
use std::sync::Arc;

use crate::files::Files;
use crate::problem::{Problem, Problems};
use crate::source::Source;

/// A test whose name says which challenge it checks.
pub(crate) struct Check {
    pub(crate) name: String,
    /// `None` if it does not fit.
    pub(crate) number: Option<u64>,
    pub(crate) span: Range<usize>,
}

/// The file of the kata in `folder` that checks its challenges, if it has any.
pub(crate) fn tests_file(
    files: &Files,
    folder: &str,
    problems: &mut Problems,
) -> Option<Arc<Source>> {
    let path = format!("{folder}/tests/challenges.rs");
    files.read_if_there(&path).map_err(|problem| problems.push(problem)).ok()?
}

/// The functions of the file whose names begin as a check's does. One that cannot be run by its name,
/// or that a fresh checkout would run, is a problem too.
pub(crate) fn checks(file: &Arc<Source>, problems: &mut Problems) -> Vec<Check> {
    let (mut checks, mut above) = (Vec::new(), Vec::<&str>::new());
    for (range, line) in file.lines() {
        if let Some(check) = check(range, line) {
            problems.extend(faults(file, &check, line, &above));
            checks.push(check);
        }
        // Attributes may take several lines; what ends so, and is no comment, is none of them.
        let line = line.trim();
        let is_other = line.is_empty() || line.ends_with([';', '{', '}']);
        if is_other && !line.starts_with("//") {
            above.clear();
        } else {
            above.push(line);
        }
    }
    checks
}

/// What is wrong with a check in this `line`; its attributes are `above`.
fn faults(
    file: &Arc<Source>,
    check: &Check,
    line: &str,
    above: &[&str],
) -> impl Iterator<Item = Problem> + use<> {
    let is_outside = !line.starts_with(char::is_whitespace);
    let is_test = above.iter().any(|line| is_test(line));
    let is_ignored = above.iter().any(|line| line.starts_with("#[ignore"));
    let faults = [
        (!is_outside).then(|| in_module(file, check)),
        (!is_test).then(|| no_test(file, check)),
        (!is_ignored).then(|| not_ignored(file, check)),
    ];
    faults.into_iter().flatten()
}

fn check(range: Range<usize>, line: &str) -> Option<Check> {
    let line = line.trim_start();
    let line = line.strip_prefix("pub ").unwrap_or(line);
    let line = line.strip_prefix("async ").unwrap_or(line);
    let (name, rest) = line.strip_prefix("fn ")?.split_once('(')?;
    let (number, what) = name.strip_prefix("challenge_")?.split_once('_')?;
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let end = range.end - rest.len() - "(".len();
    (is_number && !what.is_empty()).then(|| Check {
        name: name.to_owned(),
        number: number.parse().ok(),
        span: end - name.len()..end,
    })
}

/// Whether the line makes a test of a function: `#[test]`, `#[tokio::test(…)]` and the like.
fn is_test(line: &str) -> bool {
    let path = line.strip_prefix("#[").and_then(|rest| rest.split(['(', ']', ' ']).next());
    path.is_some_and(|path| path.ends_with("test"))
}

fn in_module(file: &Arc<Source>, check: &Check) -> Problem {
    let title = format!("`{}` stands in a module", check.name);
    Problem::new(file, check.span.clone(), title, "is called by another name there")
        .with_help("move it out: each check is run by itself, by this name alone")
}

fn no_test(file: &Arc<Source>, check: &Check) -> Problem {
    let title = format!("`{}` is no test", check.name);
    Problem::new(file, check.span.clone(), title, "nothing runs it")
        .with_help("write `#[test]` above it, or give what is no check another name")
}

fn not_ignored(file: &Arc<Source>, check: &Check) -> Problem {
    let number = check.number.map_or_else(String::new, |number| format!(" {number}"));
    let title = format!("`{}` is not ignored", check.name);
    let problem = Problem::new(file, check.span.clone(), title, "fails in a fresh checkout");
    let help = format!(
        "write `#[ignore = \"challenge{number}\"]` above it: as shipped each check fails, and \
         `cargo test` is to pass"
    );
    // A learner may let `cargo test` run it.
    problem.with_help(help).caused_by_listing()
}
