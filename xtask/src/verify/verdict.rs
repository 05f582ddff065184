//! What is to be said of one run of one kata.

use super::evidence::{self, Difference, Review};
use course::Lesson;
use expected_output::{Binding, Claim, Mismatch, visible};
use kata_runner::Run;
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::time::Duration;

/// One kata, run and judged.
pub struct Verdict {
    pub id: String,
    /// The lesson's file, relative to the course.
    pub lesson: String,
    /// Zero if it was not run.
    pub elapsed: Duration,
    /// It was not run, since it passed before and nothing has changed.
    pub cached: bool,
    /// How much of the output the claim stands for. Unknown on a mismatch.
    pub coverage: Option<Coverage>,
    /// How many challenges were checked both ways; `None` if that was left out.
    pub challenges: Option<usize>,
    /// What was printed, as text. A lesson that holds keeps it only until it has been reported.
    pub transcript: String,
    /// The same with the names of what varies, as the evidence has it; unknown on a mismatch.
    pub named: Option<String>,
    /// What the placeholders stood for.
    pub bindings: Vec<Binding>,
    /// Everything that is wrong; nothing if the lesson tells the truth.
    pub faults: Vec<Fault>,
}

/// Printed lines: those that a line of the claim stands for, and all.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub struct Coverage {
    pub claimed: usize,
    pub printed: usize,
}

/// One way in which a kata does not do what its lesson says.
pub struct Fault {
    pub kind: Kind,
    /// The file to look at, relative to the course, and its line from 1.
    pub place: (String, usize),
    /// In one line.
    pub title: String,
    /// In rustc's look, in colour.
    pub diagnostic: String,
}

impl Fault {
    /// Whether the kata did well, only not what its lesson says.
    pub fn is_difference(&self) -> bool {
        matches!(self.kind, Kind::Claim | Kind::Evidence)
    }
}

/// What sort of fault it is. Part of the schema of `--format json`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// It did not end by itself with status 0, or could not be run at all.
    End,
    /// It wrote to stderr.
    Stderr,
    /// Its output is no text: not UTF-8, or with control characters in it.
    Encoding,
    /// Its output does not fit the claim.
    Claim,
    /// Its output fits the claim, but is not what the evidence recorded.
    Evidence,
    /// A check of a challenge passes where it has to fail, or the other way round.
    Challenge,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Self::End => "end",
            Self::Stderr => "stderr",
            Self::Encoding => "encoding",
            Self::Claim => "claim",
            Self::Evidence => "evidence",
            Self::Challenge => "challenge",
        }
    }
}

impl Verdict {
    /// A lesson of which nothing wrong is known yet.
    fn new(lesson: &Lesson) -> Self {
        Self {
            id: lesson.id().to_owned(),
            lesson: lesson.path().to_owned(),
            elapsed: Duration::ZERO,
            cached: false,
            coverage: None,
            challenges: None,
            transcript: String::new(),
            named: None,
            bindings: Vec::new(),
            faults: Vec::new(),
        }
    }

    /// That of an earlier run, when nothing has changed since.
    pub fn cached(lesson: &Lesson, coverage: Coverage) -> Self {
        Self { cached: true, coverage: Some(coverage), ..Self::new(lesson) }
    }

    /// Of a kata that could not be run, and why.
    pub fn not_run(lesson: &Lesson, why: &anyhow::Error) -> Self {
        let fault = plain(lesson, Kind::End, format!("{why:#}"), &[]);
        Self { faults: vec![fault], ..Self::new(lesson) }
    }

    pub fn holds(&self) -> bool {
        self.faults.is_empty()
    }

    /// What was printed by the other run and by this one; with the names of what varies, if both
    /// fit the claim.
    pub fn beside<'a>(&'a self, other: &'a Self) -> [&'a str; 2] {
        match (&other.named, &self.named) {
            (Some(other), Some(own)) => [other, own],
            _ => [&other.transcript, &self.transcript],
        }
    }

    /// Adds something to see to what is said of the faults.
    pub fn append(&mut self, text: &str) {
        if let Some(fault) = self.faults.last_mut() {
            fault.diagnostic = format!("{}\n{}", fault.diagnostic, text.trim_end());
        }
    }

    /// Keeps of a lesson that holds only what the summary needs: the memory that a course takes is
    /// not to grow with all that its katas print.
    pub fn forget(&mut self) {
        self.named = None;
        if self.holds() {
            self.transcript = String::new();
            self.bindings = Vec::new();
        }
    }

    /// Says of each fault in which of several runs it was.
    pub fn name_run(&mut self, number: usize, of: usize) {
        for fault in &mut self.faults {
            fault.title = format!("{} (in run {number} of {of})", fault.title);
            fault.diagnostic = format!("{}\n  = note: in run {number} of {of}", fault.diagnostic);
        }
    }
}

/// Holds a run against the lesson and the evidence. Whatever the claim says, the kata must end well
/// and write nothing to stderr: no `...` hides a crash.
pub fn judge(root: &Path, lesson: &Lesson, run: Run, review: Review) -> Verdict {
    let mut verdict = Verdict {
        elapsed: run.elapsed,
        transcript: String::from_utf8_lossy(&run.stdout).into_owned(),
        ..Verdict::new(lesson)
    };
    let (stdout, stderr) = (&verdict.transcript, String::from_utf8_lossy(&run.stderr));
    if !run.end.is_success() {
        // What it printed is then of interest only in so far as it tells how far it came.
        let title = format!("{} {}", lesson.id(), run.end);
        let lines = [last_lines("stderr", &stderr), last_lines("stdout", stdout)].concat();
        verdict.faults.push(plain(lesson, Kind::End, title, &lines));
        return verdict;
    }
    if !run.stderr.is_empty() {
        let title = format!("{} wrote to stderr", lesson.id());
        verdict.faults.push(plain(lesson, Kind::Stderr, title, &last_lines("stderr", &stderr)));
    }
    match String::from_utf8(run.stdout) {
        Ok(output) => match control(lesson, &output) {
            Some(fault) => verdict.faults.push(fault),
            None => judge_output(&mut verdict, root, lesson, &output, review),
        },
        Err(error) => {
            let byte = error.utf8_error().valid_up_to();
            let title = format!("the output of {} is not UTF-8 from byte {byte} on", lesson.id());
            let lines = last_lines("stdout", &verdict.transcript);
            verdict.faults.push(plain(lesson, Kind::Encoding, title, &lines));
        }
    }
    verdict
}

/// What a terminal would obey and a page cannot show.
fn control(lesson: &Lesson, output: &str) -> Option<Fault> {
    let is_control = |char: &char| char.is_control() && *char != '\t';
    let lines = output.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line));
    let mut found = (1..).zip(lines).map(|(line, text)| (line, text.chars().find(is_control)));
    let (line, char) = found.find_map(|(line, char)| Some((line, u32::from(char?))))?;
    let title = format!("line {line} of the output of {} has a U+{char:04X} in it", lesson.id());
    let help = "  = help: that is a control character; a page shows text and nothing else";
    Some(plain(lesson, Kind::Encoding, title, &[help.to_owned()]))
}

/// The end of a stream, with its name.
fn last_lines(name: &str, text: &str) -> Vec<String> {
    const SHOWN: usize = 10;
    let count = text.lines().count();
    let mut lines = match count {
        0 => return Vec::new(),
        _ if count > SHOWN => vec![format!("{name}, its last {SHOWN} lines of {count}:")],
        _ => vec![format!("{name}:")],
    };
    lines.extend(
        text.lines().skip(count.saturating_sub(SHOWN)).map(|line| format!("  | {}", visible(line))),
    );
    lines
}

fn judge_output(verdict: &mut Verdict, root: &Path, lesson: &Lesson, output: &str, review: Review) {
    let found = match lesson.claim.pattern.find_match(output) {
        Ok(found) => found,
        Err(mismatch) => {
            verdict.faults.push(claim_fault(lesson, &mismatch, output));
            return;
        }
    };
    let (claimed, printed) = (found.claimed(), found.claimed() + found.elided());
    verdict.coverage = Some(Coverage { claimed, printed });
    verdict.bindings = found.bindings().to_vec();
    let named = expected_output::evidence(output, &found);
    let named = verdict.named.insert(named);
    // A run that failed is no evidence of anything.
    if verdict.faults.is_empty() {
        let difference = evidence::compare(root, lesson, named, found.bindings(), review).err();
        verdict.faults.extend(difference.map(|difference| evidence_fault(root, &difference)));
    }
}

fn claim_fault(lesson: &Lesson, mismatch: &Mismatch, output: &str) -> Fault {
    let (file, start) = (lesson.source.text(), lesson.claim.block.start);
    let claim = Claim { path: lesson.path(), file, start };
    Fault {
        kind: Kind::Claim,
        place: (lesson.path().to_owned(), first_line(lesson) + mismatch.claim_line - 1),
        title: mismatch.to_string(),
        diagnostic: mismatch.explain(&claim, output, true),
    }
}

fn evidence_fault(root: &Path, difference: &Difference) -> Fault {
    Fault {
        kind: Kind::Evidence,
        place: difference.place(root),
        title: difference.title(),
        diagnostic: difference.explain(root),
    }
}

/// A fault that points at no particular line: the claim as a whole is what does not come true.
fn plain(lesson: &Lesson, kind: Kind, title: String, lines: &[String]) -> Fault {
    let line = first_line(lesson);
    let head = crate::report::error_title(&title);
    let place = format!(" --> {}:{line}", lesson.path());
    let diagnostic = [&[head, place], lines].concat().join("\n");
    Fault { kind, place: (lesson.path().to_owned(), line), title, diagnostic }
}

/// The line of the lesson's file on which the claim begins.
fn first_line(lesson: &Lesson) -> usize {
    lesson.source.line_column(lesson.claim.block.start).0
}

#[cfg(test)]
mod tests;
