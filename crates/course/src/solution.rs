//! The solved modules of a kata.

use std::sync::Arc;

use crate::challenge::{Challenge, ChallengeKind};
use crate::files::Files;
use crate::planted::{Planted, planted};
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
