//! Many runs at once.

use super::cache::Inputs;
use super::interrupt::Interrupts;
use super::verdict::{Verdict, judge};
use crate::report::{Event, Reporter};
use course::Lesson;
use futures_util::{StreamExt, stream};
use kata_runner::{Limits, run};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;
use tokio::select;

/// What is to be run, and how.
pub struct Session<'a> {
    pub root: &'a Path,
    pub lessons: Vec<&'a Lesson>,
    /// Each kata's executable, by its id.
    pub programs: BTreeMap<String, PathBuf>,
    pub limits: Limits,
    /// How many runs there are at once.
    pub jobs: usize,
    /// How often each kata is run.
    pub repeat: usize,
    /// Whether to run also what passed before and has not changed.
    pub fresh: bool,
}

impl Session<'_> {
    /// Runs all katas and gives their verdicts in the order of the course; `None` if an interrupt
    /// came first. All that was started has ended by then.
    pub async fn run(
        &self,
        interrupts: &mut Interrupts,
        reporter: &mut dyn Reporter,
    ) -> anyhow::Result<Option<Vec<Verdict>>> {
        let started = Instant::now();
        let ids: Vec<_> = self.lessons.iter().map(|lesson| lesson.id()).collect();
        reporter.tell(&Event::Started { ids: &ids })?;
        let verdicts = select! {
            verdicts = self.judge_all(reporter) => Some(verdicts?),
            // What runs is dropped, and its process groups end with it.
            () = interrupts.next() => None,
        };
        reporter.tell(&match &verdicts {
            Some(verdicts) => Event::Ended { verdicts, elapsed: started.elapsed() },
            None => Event::Interrupted,
        })?;
        Ok(verdicts)
    }

    async fn judge_all(&self, reporter: &mut dyn Reporter) -> anyhow::Result<Vec<Verdict>> {
        let board = RefCell::new(Board { reporter, katas: BTreeMap::new(), judged: 0 });
        let runs =
            self.lessons.iter().flat_map(|lesson| (1..=self.repeat).map(move |n| (*lesson, n)));
        let runs = runs.map(|(lesson, number)| self.judge_one(&board, lesson, number));
        let mut runs = stream::iter(runs).buffer_unordered(self.jobs);
        while let Some(result) = runs.next().await {
            result?;
        }
        drop(runs);
        let mut katas = board.into_inner().katas;
        let verdicts = self.lessons.iter().filter_map(|lesson| katas.remove(lesson.id())?.verdict);
        Ok(verdicts.collect())
    }

    /// One run of one kata, unless an earlier one has failed: that is the one to look at.
    async fn judge_one(
        &self,
        board: &RefCell<Board<'_>>,
        lesson: &Lesson,
        number: usize,
    ) -> anyhow::Result<()> {
        let program = &self.programs[lesson.id()];
        let inputs = (!self.fresh)
            .then(|| Inputs::new(self.root, lesson, program, &format!("{:?}", self.limits)));
        if let Some(coverage) = inputs.as_ref().and_then(Inputs::recall) {
            return board.borrow_mut().end(Verdict::cached(lesson, coverage), 1);
        }
        if !board.borrow_mut().begin(lesson.id())? {
            return Ok(());
        }
        let mut verdict = judge(self.root, lesson, run(program, self.limits).await?);
        if let Some((inputs, coverage)) = inputs.zip(verdict.coverage.filter(|_| verdict.holds())) {
            inputs.remember(coverage);
        }
        if self.repeat > 1 {
            verdict.name_run(number, self.repeat);
        }
        board.borrow_mut().end(verdict, self.repeat)
    }
}

/// How far all katas are. Borrowed only between two awaits.
struct Board<'a> {
    reporter: &'a mut dyn Reporter,
    katas: BTreeMap<String, Kata>,
    judged: usize,
}

#[derive(Default)]
struct Kata {
    begun: usize,
    ended: usize,
    /// That of the first run that failed, or of the last.
    verdict: Option<Verdict>,
}

impl Board<'_> {
    /// Whether the kata is to be run (again).
    fn begin(&mut self, id: &str) -> anyhow::Result<bool> {
        let kata = self.katas.entry(id.to_owned()).or_default();
        if kata.verdict.as_ref().is_some_and(|verdict| !verdict.holds()) {
            return Ok(false);
        }
        kata.begun += 1;
        if kata.begun == 1 {
            self.reporter.tell(&Event::Running { id })?;
        }
        Ok(true)
    }

    fn end(&mut self, verdict: Verdict, repeat: usize) -> anyhow::Result<()> {
        let kata = self.katas.entry(verdict.id.clone()).or_default();
        kata.ended += 1;
        if kata.verdict.as_ref().is_some_and(|earlier| !earlier.holds()) {
            return Ok(()); // this one was under way when the first one failed
        }
        let is_last = kata.ended == repeat || !verdict.holds();
        let verdict = kata.verdict.insert(verdict);
        if is_last {
            self.judged += 1;
            self.reporter.tell(&Event::Judged { verdict, position: self.judged })?;
        }
        Ok(())
    }
}
