//! How far all katas are. The workers tell it, each from its own thread, and it tells the reporter.

use super::verdict::{Fault, Verdict};
use crate::difference::unified;
use crate::report::{Event, Reporter};
use course::Lesson;
use std::mem;

pub struct Board<'a> {
    lessons: &'a [&'a Lesson],
    /// How often each kata is run.
    repeat: usize,
    reporter: &'a mut dyn Reporter,
    katas: Vec<Kata>,
    judged: usize,
}

/// All of them are on the board from the beginning: what one run leaves is kept elsewhere.
#[derive(Default)]
struct Kata {
    has_begun: bool,
    ended: usize,
    failures: usize,
    /// The first run that passed, and its number.
    passed: Option<(usize, Box<Verdict>)>,
    /// The first run that failed, and its number.
    failed: Option<(usize, Box<Verdict>)>,
    /// How many challenges were checked, and what is wrong with them.
    challenges: Option<(usize, Vec<Fault>)>,
    verdict: Option<Box<Verdict>>,
}

impl<'a> Board<'a> {
    pub fn new(lessons: &'a [&'a Lesson], repeat: usize, reporter: &'a mut dyn Reporter) -> Self {
        let katas = lessons.iter().map(|_| Kata::default()).collect();
        Self { lessons, repeat, reporter, katas, judged: 0 }
    }

    /// In the order of the course.
    pub fn verdicts(self) -> Vec<Verdict> {
        self.katas.into_iter().filter_map(|kata| kata.verdict).map(|verdict| *verdict).collect()
    }

    /// A run has begun of the kata at this place in the course.
    pub fn begin(&mut self, index: usize) -> anyhow::Result<()> {
        if !mem::replace(&mut self.katas[index].has_begun, true) {
            self.reporter.tell(&Event::Running { id: self.lessons[index].id() })?;
        }
        Ok(())
    }

    /// A run of this kata has ended, its `number`th, from 1. Whether nothing is to be learnt from more.
    pub fn end(
        &mut self,
        index: usize,
        number: usize,
        mut verdict: Verdict,
    ) -> anyhow::Result<bool> {
        let kata = &mut self.katas[index];
        // They are checked after one of the runs, which is not the one to blame.
        if let Some(count) = verdict.challenges.take() {
            kata.challenges = Some((count, mem::take(&mut verdict.faults)));
        }
        kata.ended += 1;
        kata.failures += usize::from(!verdict.holds());
        let first = if verdict.holds() { &mut kata.passed } else { &mut kata.failed };
        first.get_or_insert_with(|| (number, Box::new(verdict)));
        if kata.verdict.is_some() || !kata.is_done(self.repeat) {
            return Ok(kata.verdict.is_some());
        }
        let Some(verdict) = kata.judge(self.repeat) else { return Ok(false) };
        self.judged += 1;
        self.reporter.tell(&Event::Judged { verdict, position: self.judged })?;
        verdict.forget();
        Ok(true)
    }
}

impl Kata {
    /// Whether nothing more is to be learnt. After a failure another run tells what the kata prints
    /// else; if that fails as well, the kata is not flaky but wrong.
    fn is_done(&self, repeat: usize) -> bool {
        let told_apart = self.passed.is_some() || self.failures > 1;
        self.ended == repeat || (self.failed.is_some() && told_apart)
    }

    fn judge(&mut self, repeat: usize) -> Option<&mut Box<Verdict>> {
        let passed = self.passed.take();
        let mut verdict = match (self.failed.take(), passed) {
            (Some((number, mut failed)), passed) if repeat > 1 => {
                failed.name_run(number, repeat);
                if let Some((other, passed)) = passed {
                    let runs = [format!("run {other}"), format!("run {number}")];
                    let difference = unified([&runs[0], &runs[1]], failed.beside(&passed));
                    failed.append(&difference);
                }
                failed
            }
            (failed, passed) => failed.or(passed)?.1,
        };
        if let Some((count, faults)) = self.challenges.take() {
            verdict.challenges = Some(count);
            verdict.faults.extend(faults);
        }
        Some(self.verdict.insert(verdict))
    }
}
