//! Many runs at once.

use super::board::Board;
use super::both_ways::{self, Ways};
use super::cache::{Cache, Inputs};
use super::evidence::{self, Review};
use super::verdict::{Coverage, Verdict, judge};
use crate::interrupt::Interrupts;
use crate::report::{Event, Reporter};
use anyhow::Context;
use course::Lesson;
use kata_runner::{Limits, RunError, Runner, Strays};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Instant;
use tokio::runtime::{self, Runtime};
use tokio::select;
use tokio::sync::{mpsc, watch};

/// What is to be run, and how.
pub struct Session<'a> {
    pub root: &'a Path,
    pub lessons: Vec<&'a Lesson>,
    /// Each kata's executable, by its id.
    pub programs: BTreeMap<String, PathBuf>,
    /// What the challenges of a kata were built to, by its id.
    pub ways: BTreeMap<String, Ways>,
    pub limits: Limits,
    /// How many runs there are at once.
    pub jobs: usize,
    /// How often each kata is run.
    pub repeat: usize,
    /// What passed before and need not run again unless it has changed; `None` to run all.
    pub cache: Option<Cache<'a>>,
    /// Whether challenges are checked as well.
    pub challenges: bool,
    /// What the verdicts on katas whose challenges are checked depend on, by id: looked at before
    /// copies are made of it.
    pub inputs: BTreeMap<String, Inputs>,
}

impl<'a> Session<'a> {
    /// Runs all katas and gives their verdicts in the order of the course; `None` if an interrupt
    /// came first. All that was started has ended by then.
    pub fn run(
        &self,
        runtime: &Runtime,
        interrupts: &mut Interrupts,
        reporter: &mut dyn Reporter,
    ) -> anyhow::Result<Option<Vec<Verdict>>> {
        let started = Instant::now();
        let ids: Vec<_> = self.lessons.iter().map(|lesson| lesson.id()).collect();
        reporter.tell(&Event::Started { ids: &ids })?;
        let verdicts = self.judge_all(runtime, interrupts, reporter)?;
        if let Some(verdicts) = &verdicts {
            reporter.tell(&Event::Ended { verdicts, elapsed: started.elapsed() })?;
        }
        Ok(verdicts)
    }

    /// The lessons whose challenges have to be built and checked.
    pub fn challenged(&mut self) -> Vec<&'a Lesson> {
        let solved = self.lessons.iter().filter(|lesson| lesson.solution.is_some());
        let solved: Vec<_> = solved.filter(|_| self.challenges).copied().collect();
        if let Some(cache) = &self.cache {
            let inputs = |lesson: &&Lesson| {
                let inputs = cache.inputs(lesson, &self.programs[lesson.id()]);
                (lesson.id().to_owned(), inputs)
            };
            self.inputs = solved.iter().map(inputs).collect();
        }
        let is_new = |lesson: &&Lesson| !matches!(self.recall(lesson), Some((_, Some(_))));
        solved.into_iter().filter(is_new).collect()
    }

    /// What a verdict is known by, and how much was claimed if it is known already. Nobody can tell
    /// what a kata depends on that finds files as it runs.
    fn recall(&self, lesson: &Lesson) -> Option<(Inputs, Option<Coverage>)> {
        let cache = self.cache.as_ref().filter(|_| !lesson.finds_files)?;
        let inputs = self.inputs.get(lesson.id()).cloned();
        let inputs = inputs.unwrap_or_else(|| cache.inputs(lesson, &self.programs[lesson.id()]));
        let coverage = cache.recall(&inputs);
        Some((inputs, coverage))
    }

    /// A thread for each job, this one among them: to start a program takes its caller's time, which
    /// one thread for all would not have.
    fn judge_all(
        &self,
        runtime: &Runtime,
        interrupts: &mut Interrupts,
        reporter: &mut dyn Reporter,
    ) -> anyhow::Result<Option<Vec<Verdict>>> {
        let _strays = Strays::adopt(); // dropped last: nothing that a kata started outlives it
        let queue = Queue::new(self.lessons.len(), self.repeat);
        let board = Mutex::new(Board::new(&self.lessons, self.repeat, reporter));
        let (go_on, stop) = watch::channel(());
        let (fail, mut failures) = mpsc::unbounded_channel();
        let interrupted = thread::scope(|scope| {
            let worker = Worker { session: self, queue: &queue, board: &board };
            for _ in 1..self.jobs.min(queue.len()) {
                let (stop, fail) = (stop.clone(), fail.clone());
                scope.spawn(move || worker.work(stop).map_err(|error| fail.send(error)));
            }
            drop((stop, fail));
            runtime.block_on(async {
                // Dropped at the end, whatever it is, and with it goes whatever still runs.
                let _go_on = go_on;
                let all = async {
                    worker.work_through().await?;
                    // The last of the others to end closes it.
                    failures.recv().await.map_or(Ok(()), Err)
                };
                select! {
                    done = all => done.map(|()| false),
                    () = interrupts.next() => Ok(true),
                }
            })
        });
        if let Some(cache) = &self.cache {
            cache.write();
        }
        let interrupted = interrupted?;
        let board = board.into_inner().unwrap_or_else(PoisonError::into_inner);
        Ok((!interrupted).then(|| board.verdicts()))
    }
}

/// Which run is next: all of the first kata, all of the second, and so on.
struct Queue {
    /// The kata of the last one, and its number, from 1.
    last: Mutex<(usize, usize)>,
    repeat: usize,
    /// For each kata whether nothing is to be learnt from more runs.
    done: Vec<AtomicBool>,
}

impl Queue {
    fn new(katas: usize, repeat: usize) -> Self {
        let done = (0..katas).map(|_| AtomicBool::new(false)).collect();
        Self { last: Mutex::default(), repeat, done }
    }

    fn len(&self) -> usize {
        self.done.len().saturating_mul(self.repeat)
    }

    /// The kata, and the number of its run, from 1.
    fn next(&self) -> Option<(usize, usize)> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let (kata, number) = &mut *last;
        while let Some(done) = self.done.get(*kata) {
            if *number < self.repeat && !done.load(Ordering::Relaxed) {
                *number += 1;
                return Some((*kata, *number));
            }
            (*kata, *number) = (*kata + 1, 0);
        }
        None
    }
}

#[derive(Clone, Copy)]
struct Worker<'a, 'b> {
    session: &'a Session<'a>,
    queue: &'a Queue,
    board: &'a Mutex<Board<'b>>,
}

impl<'b> Worker<'_, 'b> {
    /// Runs one after another until there are no more, or until the other end of `stop` is gone.
    fn work(&self, mut stop: watch::Receiver<()>) -> anyhow::Result<()> {
        let runtime = runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.context("cannot start as many jobs (`--jobs` sets their number)")?;
        runtime.block_on(async {
            select! {
                done = self.work_through() => done,
                _ = stop.changed() => Ok(()),
            }
        })
    }

    async fn work_through(&self) -> anyhow::Result<()> {
        let runner = Runner::new(self.session.limits);
        while let Some((kata, number)) = self.queue.next() {
            let verdict = self.judge_one(&runner, kata, number).await?;
            if self.board().end(kata, number, verdict)? {
                self.queue.done[kata].store(true, Ordering::Relaxed);
            }
        }
        Ok(())
    }

    fn board(&self) -> MutexGuard<'_, Board<'b>> {
        self.board.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn judge_one(
        &self,
        runner: &Runner,
        kata: usize,
        number: usize,
    ) -> anyhow::Result<Verdict> {
        let judged = self.try_judge(runner, kata, number).await;
        judged.or_else(|error| match error.downcast_ref() {
            // Whatever has become of this program, the others can be run.
            Some(RunError::Program { .. }) => {
                Ok(Verdict::not_run(self.session.lessons[kata], &error))
            }
            _ => Err(error),
        })
    }

    async fn try_judge(
        &self,
        runner: &Runner,
        kata: usize,
        number: usize,
    ) -> anyhow::Result<Verdict> {
        let Session { root, programs, .. } = self.session;
        let lesson = self.session.lessons[kata];
        let (inputs, coverage) = self.session.recall(lesson).unzip();
        if let Some(coverage) = coverage.flatten() {
            evidence::settle(root, lesson);
            let challenges = self.session.challenges.then(|| lesson.checked().count());
            return Ok(Verdict { challenges, ..Verdict::cached(lesson, coverage) });
        }
        self.board().begin(kata)?;
        let run = runner.run(&programs[lesson.id()], &[]).await?;
        let review = if self.session.repeat > 1 { Review::Repeated } else { Review::Keep };
        let mut verdict = judge(root, lesson, run, review);
        // A kata that does not hold as it stands has another thing to be looked at first.
        if number == 1 && verdict.holds() {
            self.try_challenges(runner, lesson, &mut verdict).await?;
        }
        let passed = inputs.zip(verdict.coverage.filter(|_| verdict.holds()));
        if let Some((cache, (inputs, coverage))) = self.session.cache.as_ref().zip(passed) {
            cache.remember(inputs, coverage);
        }
        Ok(verdict)
    }

    async fn try_challenges(
        &self,
        runner: &Runner,
        lesson: &Lesson,
        verdict: &mut Verdict,
    ) -> Result<(), RunError> {
        let Session { root, ways, challenges, .. } = self.session;
        match ways.get(lesson.id()) {
            _ if !challenges => {}
            Some(ways) => {
                verdict.faults = both_ways::faults(runner, root, lesson, ways).await?;
                verdict.challenges = Some(lesson.checked().count());
            }
            None if lesson.solution.is_none() => verdict.challenges = Some(0),
            // Known to pass before the build, and another program since: they were not tried.
            None => {}
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_which_nothing_is_to_be_learnt_are_passed_over_at_once() {
        let queue = Queue::new(2, usize::MAX / 2);
        assert_eq!(queue.next(), Some((0, 1)));
        queue.done[0].store(true, Ordering::Relaxed);
        assert_eq!(queue.next(), Some((1, 1)));
        assert_eq!(queue.next(), Some((1, 2)));
        queue.done[1].store(true, Ordering::Relaxed);
        assert_eq!([queue.next(), queue.next()], [None; 2]);
    }
}
