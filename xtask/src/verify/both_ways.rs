//! Challenges, both ways: as shipped each check fails, solved each passes, and a planted bug is
//! found out.

use super::evidence::Review;
use super::verdict::{Fault, Kind, judge};
use crate::report::error_title;
use course::{Challenge, Lesson, Planted};
use expected_output::visible;
use kata_runner::{
    BuildError, Check, Edit, Lock, Programs, RunError, Runner, Variant, build_variants,
};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What is built of one kata.
#[derive(Default)]
pub struct Ways {
    shipped: Programs,
    solved: Programs,
    /// One for each bug, in their order.
    planted: Vec<Programs>,
}

/// Builds all that it takes for these lessons; gives it under their ids. It stays what it is while
/// the lock is held.
pub fn build(
    root: &Path,
    lessons: &[&Lesson],
    lock: &Lock,
) -> Result<BTreeMap<String, Ways>, BuildError> {
    let variants: Vec<_> = lessons.iter().flat_map(|lesson| variants(lesson)).collect();
    let mut programs = build_variants(root, &variants, lock)?;
    let mut take = |name: &str| programs.remove(name).unwrap_or_default();
    let ways = lessons.iter().map(|lesson| {
        let (id, bugs) = (lesson.id(), bugs(lesson).len());
        let planted = (1..=bugs).map(|number| take(&planted(id, number))).collect();
        let (shipped, solved) = (take(&format!("{id}--shipped")), take(&format!("{id}--solved")));
        (id.to_owned(), Ways { shipped, solved, planted })
    });
    Ok(ways.collect())
}

fn planted(id: &str, number: usize) -> String {
    format!("{id}--planted-{number}")
}

fn bugs(lesson: &Lesson) -> &[Planted] {
    lesson.solution.as_ref().map_or(&[], |solution| &solution.planted)
}

fn variants(lesson: &Lesson) -> Vec<Variant> {
    let variant = |name, solved, edit| Variant { name, kata: lesson.kata(), solved, edit };
    let id = lesson.id();
    let mut variants = vec![
        variant(format!("{id}--shipped"), false, None),
        variant(format!("{id}--solved"), true, None),
    ];
    for (number, bug) in (1..).zip(bugs(lesson)) {
        let Planted { file, replace, with, .. } = bug.clone();
        let edit = Edit { file, replace, with };
        variants.push(variant(planted(id, number), true, Some(edit)));
    }
    variants
}

/// All that is wrong with the challenges of one lesson.
pub async fn faults(
    runner: &Runner,
    root: &Path,
    lesson: &Lesson,
    ways: &Ways,
) -> Result<Vec<Fault>, RunError> {
    let mut faults = Vec::new();
    let Some(solved) = &ways.solved.checks else {
        return Ok(vec![no_checks(lesson, SOLVED)]);
    };
    let Some(shipped) = &ways.shipped.checks else {
        return Ok(vec![no_checks(lesson, "as shipped")]);
    };
    let mut unsound = BTreeSet::new();
    for (challenge, test) in checks(lesson) {
        faults.extend(as_shipped(lesson, challenge, test, runner.check(shipped, test).await?));
        if let Some(fault) = as_solved(lesson, challenge, test, runner.check(solved, test).await?) {
            faults.push(fault);
            unsound.insert(test);
        }
    }
    for (bug, programs) in bugs(lesson).iter().zip(&ways.planted) {
        faults.extend(found_out(runner, lesson, bug, programs, &unsound).await?);
    }
    faults.extend(program_solved(runner, root, lesson, ways.solved.program.as_deref()).await?);
    Ok(faults)
}

/// The program prints what it prints as shipped. Checks can be built where it cannot.
async fn program_solved(
    runner: &Runner,
    root: &Path,
    lesson: &Lesson,
    program: Option<&Path>,
) -> Result<Vec<Fault>, RunError> {
    let Some(program) = program else {
        let title = format!("{} does not build {SOLVED}", lesson.id());
        return Ok(vec![no_program(lesson, "src/main.rs", title)]);
    };
    let verdict = judge(root, lesson, runner.run(program, &[]).await?, Review::Variant);
    let faults = verdict.faults.into_iter().map(|fault| Fault {
        kind: Kind::Challenge,
        title: format!("with the challenges solved, {}", fault.title),
        diagnostic: format!("{}\n  = note: with the challenges solved", fault.diagnostic),
        ..fault
    });
    Ok(faults.collect())
}

fn checks(lesson: &Lesson) -> impl Iterator<Item = (&Challenge, &str)> {
    let checked = lesson.checked();
    checked.flat_map(|(challenge, tests)| tests.iter().map(move |test| (challenge, test.as_str())))
}

/// What a learner is to be told by the check, and not by whoever runs it.
const DEADLINE: &str = "what waits needs a deadline, and nothing in it may end the program";

const SOLVED: &str = "with the feature `solutions`";

const UNBUILT: &str = "what Cargo says of it stands above";

fn as_shipped(lesson: &Lesson, challenge: &Challenge, test: &str, check: Check) -> Option<Fault> {
    let number = challenge.number;
    let (title, said, help) = match check {
        // A check that has something to complain of says so in this one way.
        Check::Failed { own, .. } if own.lines().any(|line| line.starts_with("expected")) => {
            return None;
        }
        Check::Passed => (
            format!("challenge {number} is not as shipped: `{test}` passes"),
            String::new(),
            "as shipped each check fails; if you are solving the challenge, this is good news, and \
             `cargo xtask challenge` tells you the rest",
        ),
        Check::Failed { said, .. } => (
            format!("`{test}` fails as shipped, but not as a check does"),
            said,
            "what a check itself says, in its own thread, begins with `expected`: else it might be a \
             refused connection, or a bug of the check's",
        ),
        Check::Broken(said) => (format!("`{test}` has no outcome as shipped"), said, DEADLINE),
    };
    Some(fault(lesson, challenge, title, &said, help))
}

fn as_solved(lesson: &Lesson, challenge: &Challenge, test: &str, check: Check) -> Option<Fault> {
    let (Check::Failed { said, .. } | Check::Broken(said)) = check else { return None };
    let title = format!("`{test}` fails with the feature `solutions`");
    let help = "the solution is wrong, or the check is, or no `#[cfg_attr(feature = \"solutions\", …)]` puts \
                the solution in its module's place";
    Some(fault(lesson, challenge, title, &said, help))
}

/// Checks that are `unsound` fail with the solution, and what they say of a bug is no news.
async fn found_out(
    runner: &Runner,
    lesson: &Lesson,
    bug: &Planted,
    programs: &Programs,
    unsound: &BTreeSet<&str>,
) -> Result<Option<Fault>, RunError> {
    let wrong =
        |title, said: &str, help: &str| Ok(Some(planted_fault(lesson, bug, title, said, help)));
    let Some(program) = &programs.checks else {
        return wrong(format!("the bug \"{}\" does not build", bug.what), "", UNBUILT);
    };
    let mut broken = None;
    let of_its_challenge = checks(lesson).filter(|(one, _)| one.number == bug.challenge);
    let (left_out, tried): (Vec<_>, Vec<_>) =
        of_its_challenge.map(|(_, test)| test).partition(|test| unsound.contains(test));
    for test in tried {
        match runner.check(program, test).await? {
            Check::Passed => {}
            Check::Failed { .. } => return Ok(None),
            Check::Broken(said) => broken = Some((test, said)),
        }
    }
    if let Some((test, said)) = broken {
        let title = format!("`{test}` has no outcome for a solution that {}", bug.what);
        return wrong(title, &said, DEADLINE);
    }
    if !left_out.is_empty() {
        return Ok(None); // they may find it once they are mended
    }
    let title = format!("no check finds out a solution that {}", bug.what);
    wrong(title, "", &format!("make one of `challenge_{}_…` fail for it", bug.challenge))
}

fn planted_fault(lesson: &Lesson, bug: &Planted, title: String, said: &str, help: &str) -> Fault {
    let place = (format!("{}/{}", lesson.kata(), Planted::PATH), bug.line);
    look(place, title, said, help)
}

fn fault(lesson: &Lesson, challenge: &Challenge, title: String, said: &str, help: &str) -> Fault {
    let line = lesson.source.line_column(challenge.span.start).0;
    look((lesson.path().to_owned(), line), title, said, help)
}

fn no_checks(lesson: &Lesson, how: &str) -> Fault {
    let title = format!("the challenges of {} do not build {how}", lesson.id());
    no_program(lesson, "tests/challenges.rs", title)
}

fn no_program(lesson: &Lesson, file: &str, title: String) -> Fault {
    look((format!("{}/{file}", lesson.kata()), 1), title, "", UNBUILT)
}

fn look(place: (String, usize), title: String, said: &str, help: &str) -> Fault {
    let mut lines = vec![error_title(&title), format!(" --> {}:{}", place.0, place.1)];
    lines.extend(visible(said).lines().map(|line| format!("  | {line}").trim_end().to_owned()));
    lines.push(format!("  = help: {help}"));
    Fault { kind: Kind::Challenge, place, title, diagnostic: lines.join("\n") }
}
