//! What is to be said of one run of one kata.

use crate::evidence::{self, Difference};
use course::Lesson;
use expected_output::{Claim, Mismatch};
use kata_runner::{End, Run};
use std::path::Path;
use std::time::Duration;

/// One kata, run and judged.
pub struct Verdict {
    pub id: String,
    pub elapsed: Duration,
    /// Of the printed lines: those that the claim stands for, and all. Unknown on a mismatch.
    pub claimed: Option<(usize, usize)>,
    /// Everything that is wrong; nothing if the lesson tells the truth.
    pub faults: Vec<Fault>,
}

impl Verdict {
    pub fn holds(&self) -> bool {
        self.faults.is_empty()
    }
}

/// One way in which a kata does not do what its lesson says.
pub enum Fault {
    /// It did not end by itself with status 0.
    End(End),
    /// It wrote this to stderr.
    Stderr(String),
    /// Its output is not UTF-8 from this byte on.
    NotText(usize),
    /// Its output does not fit the claim; the diagnostic, in colour.
    Mismatch(String),
    /// Its output fits the claim, but is not what the evidence recorded.
    Evidence(Difference),
}

/// Holds a run against the lesson and the evidence. Whatever the claim says, the kata must end well
/// and write nothing to stderr: no `...` hides a crash.
pub fn judge(root: &Path, lesson: &Lesson, run: Run) -> Verdict {
    let mut verdict =
        Verdict { id: lesson.id().to_owned(), elapsed: run.elapsed, claimed: None, faults: vec![] };
    if !run.end.is_success() {
        verdict.faults.push(Fault::End(run.end));
    }
    if !run.stderr.is_empty() {
        verdict.faults.push(Fault::Stderr(String::from_utf8_lossy(&run.stderr).into_owned()));
    }
    match String::from_utf8(run.stdout) {
        Err(error) => verdict.faults.push(Fault::NotText(error.utf8_error().valid_up_to())),
        Ok(output) => judge_output(&mut verdict, root, lesson, &output),
    }
    verdict
}

fn judge_output(verdict: &mut Verdict, root: &Path, lesson: &Lesson, output: &str) {
    let found = match lesson.claim.pattern.find_match(output) {
        Ok(found) => found,
        Err(mismatch) => {
            verdict.faults.push(Fault::Mismatch(explain(lesson, &mismatch, output)));
            return;
        }
    };
    verdict.claimed = Some((found.claimed(), found.claimed() + found.elided()));
    // A run that failed is no evidence of anything.
    if verdict.holds() {
        let transcript = expected_output::evidence(output, &found);
        verdict
            .faults
            .extend(evidence::compare(root, lesson, &transcript).err().map(Fault::Evidence));
    }
}

fn explain(lesson: &Lesson, mismatch: &Mismatch, output: &str) -> String {
    let file = lesson.source.text();
    let claim = Claim { path: lesson.path(), file, start: lesson.claim.block.start };
    mismatch.explain(&claim, output, true)
}

#[cfg(test)]
mod tests;
