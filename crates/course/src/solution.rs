//! The solved modules of a kata, and the planted bugs that show what its checks are worth.

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
    /// What challenges change: one module, or a few, in the order of their paths.
    pub modules: Vec<Module>,
    /// Wrong solutions, each of which a check has to find out.
    pub planted: Vec<Planted>,
}

impl Solution {
    /// The modules that a challenge changes, which are those that it names.
    pub fn of(&self, challenge: &Challenge) -> impl Iterator<Item = &Module> {
        let is_named = |module: &&Module| challenge.text.contains(&format!("`{}`", module.shipped));
        self.modules.iter().filter(is_named)
    }
}

/// A module that is there twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Module {
    /// As shipped, relative to the kata: `src/server.rs`.
    pub shipped: String,
    /// Solved, relative to the kata: `solutions/server.rs`.
    pub solved: String,
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
    checked.first()?;
    let modules = modules(files, folder, problems);
    let planted = match planted(files, folder, &checked) {
        Ok(planted) => planted,
        Err(faults) => {
            problems.extend(faults);
            Vec::new()
        }
    };
    let solution = Solution { modules, planted };
    for challenge in checked {
        if solution.of(challenge).next().is_none() {
            problems.push(names_no_module(page, challenge, folder, &solution));
        }
    }
    Some(solution)
}

/// The modules in `solutions`. Each has to solve one of `src`.
fn modules(files: &Files, folder: &str, problems: &mut Problems) -> Vec<Module> {
    let mut modules = Vec::new();
    for path in files.list(&format!("{folder}/solutions"), "rs") {
        let name = path.strip_prefix(&format!("{folder}/solutions/")).unwrap_or(&path);
        if !files.is_file(&format!("{folder}/src/{name}")) {
            // A learner may have removed it, and is told so by whoever looks for it.
            let problem = files.read(&path).map(|source| solves_nothing(&source, folder, name));
            problems.push(problem.unwrap_or_else(|fault| fault).caused_by_listing());
        }
        let (shipped, solved) = (format!("src/{name}"), format!("solutions/{name}"));
        modules.push(Module { shipped, solved });
    }
    modules
}

fn solves_nothing(source: &Arc<Source>, folder: &str, name: &str) -> Problem {
    let title = format!("`{}` solves no module", source.path());
    let label = format!("there is no `{folder}/src/{name}`");
    Problem::new(source, source.line_range(0), title, label)
        .with_help("a solution has the name of the module of `src` that it stands in for")
}

fn names_no_module(
    page: &Arc<Source>,
    challenge: &Challenge,
    folder: &str,
    solution: &Solution,
) -> Problem {
    let title = format!("challenge {} does not say what to change", challenge.number);
    let modules: Vec<_> = solution.modules.iter().map(|one| format!("`{}`", one.shipped)).collect();
    let help = if modules.is_empty() {
        format!(
            "what challenges change is a module of `src`; put it, solved, into `{folder}/solutions`"
        )
    } else {
        format!("name what it changes of what is solved: {}", modules.join(", "))
    };
    let label = "names no module that is solved";
    Problem::new(page, page.first_line(&challenge.span), title, label).with_help(help)
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
    let text = files.read(&format!("{folder}/{}", bug.file)).map_err(Problem::caused_by_listing)?;
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
