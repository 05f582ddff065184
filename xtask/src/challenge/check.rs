//! The checks of a lesson's challenges, run against the learner's code.

use super::Desk;
use crate::interrupt::{INTERRUPTED, Interrupts};
use crate::report::{self, learner};
use course::Challenge;
use kata_runner::{BuildError, Check, Limits, Runner, build_checks};
use std::path::Path;
use tokio::runtime::Runtime;
use tokio::select;

/// How the checks of one challenge went.
pub struct Checked<'a> {
    pub challenge: &'a Challenge,
    pub checks: usize,
    pub passed: usize,
    /// The first check that did not pass, and what it said.
    pub failed: Option<(&'a str, String)>,
}

pub struct Checker<'a> {
    pub runtime: &'a Runtime,
    pub interrupts: &'a mut Interrupts,
}

impl Checker<'_> {
    /// Checks one challenge, or all, and remembers which are solved. Gives the exit status.
    pub fn check(&mut self, desk: &mut Desk<'_>, one: Option<&Challenge>) -> anyhow::Result<u8> {
        // Cargo would say of the file only that it cannot be read.
        if let Err(gone) = desk.require_files() {
            report::error(&gone);
            return Ok(1);
        }
        let program = match build_checks(desk.root, desk.lesson.id()) {
            Ok(program) => program,
            Err(_) if self.runtime.block_on(self.interrupts.came()) => return Ok(INTERRUPTED),
            Err(error @ BuildError::Failed { .. }) => {
                report::error(&error.into());
                return Ok(1);
            }
            Err(error) => return Err(error.into()),
        };
        let chosen: Vec<_> = desk
            .lesson
            .checked()
            .filter(|(challenge, _)| one.is_none_or(|one| one.number == challenge.number))
            .collect();
        let all = self.runtime.block_on(async {
            select! {
                all = run(&program, &chosen) => Some(all),
                () = self.interrupts.next() => None,
            }
        });
        let Some(all) = all.transpose()? else { return Ok(INTERRUPTED) };
        for checked in &all {
            desk.set_solved(checked.challenge, checked.failed.is_none())?;
        }
        let questions = desk.lesson.challenges.iter().filter(|_| one.is_none());
        let questions: Vec<_> = questions
            .filter_map(super::asked)
            .map(|(challenge, _)| (challenge, desk.is_solved(challenge)))
            .collect();
        let hints =
            |challenge: &Challenge| desk.progress.of(desk.lesson.id(), challenge.number).hints;
        learner::checked(desk.lesson, &all, &questions, hints)?;
        Ok(u8::from(all.iter().any(|checked| checked.failed.is_some())))
    }
}

/// One after the other: who reads wants the first that fails.
async fn run<'a>(
    program: &Path,
    chosen: &[(&'a Challenge, &'a [String])],
) -> anyhow::Result<Vec<Checked<'a>>> {
    let runner = Runner::new(Limits::default());
    let mut all = Vec::new();
    for (challenge, tests) in chosen {
        let (checks, passed) = (tests.len(), 0);
        let mut checked = Checked { challenge, checks, passed, failed: None };
        for test in *tests {
            match runner.check(program, test).await? {
                Check::Passed => checked.passed += 1,
                Check::Failed { said, .. } | Check::Broken(said) => {
                    checked.failed.get_or_insert((test, said));
                }
            }
        }
        all.push(checked);
    }
    Ok(all)
}
