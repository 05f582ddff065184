//! Many runs at once.

use super::board::{Board, News};
use super::both_ways::{self, Ways};
use super::cache::Inputs;
use super::evidence::Review;
use super::verdict::{Verdict, judge};
use crate::interrupt::Interrupts;
use crate::report::{Event, Reporter};
use course::Lesson;
use kata_runner::{Limits, Runner};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
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
    /// Whether to run also what passed before and has not changed.
    pub fresh: bool,
    /// Whether challenges are checked as well.
    pub challenges: bool,
}

impl Session<'_> {
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
        reporter.tell(&match &verdicts {
            Some(verdicts) => Event::Ended { verdicts, elapsed: started.elapsed() },
            None => Event::Interrupted,
        })?;
        Ok(verdicts)
    }

    /// The lessons whose challenges have to be built and checked.
    pub fn challenged(&self) -> Vec<&Lesson> {
        let solved = self.lessons.iter().filter(|lesson| lesson.solution.is_some());
        let is_new = |lesson: &&&Lesson| self.inputs(lesson).is_none_or(|i| i.recall().is_none());
        solved.filter(|_| self.challenges).filter(is_new).copied().collect()
    }

    /// By what an earlier verdict may be known to hold still; `None` if none is believed.
    fn inputs(&self, lesson: &Lesson) -> Option<Inputs> {
        let options = format!("{:?} {}", self.limits, self.challenges);
        let program = &self.programs[lesson.id()];
        (!self.fresh).then(|| Inputs::new(self.root, lesson, program, &options))
    }

    /// A thread for each job: to start a program takes its caller's time, which one thread for all
    /// would not have.
    fn judge_all(
        &self,
        runtime: &Runtime,
        interrupts: &mut Interrupts,
        reporter: &mut dyn Reporter,
    ) -> anyhow::Result<Option<Vec<Verdict>>> {
        let queue = Queue::new(self.lessons.len(), self.repeat);
        let (go_on, stop) = watch::channel(());
        let (tell, mut news) = mpsc::unbounded_channel();
        thread::scope(|scope| {
            for _ in 0..self.jobs.min(queue.len()) {
                let worker = Worker { session: self, queue: &queue, tell: tell.clone() };
                let stop = stop.clone();
                scope.spawn(move || worker.work(stop));
            }
            drop((tell, stop));
            let mut board = Board::new(&self.lessons, self.repeat, reporter);
            runtime.block_on(async {
                // Dropped at the end, whatever it is, and with it goes whatever still runs.
                let _go_on = go_on;
                loop {
                    select! {
                        next = news.recv() => match next {
                            Some(news) => board.take(news?)?,
                            None => return Ok(Some(board.verdicts())),
                        },
                        () = interrupts.next() => return Ok(None),
                    }
                }
            })
        })
    }
}

/// Which run is next: all of the first kata, all of the second, and so on.
struct Queue {
    next: AtomicUsize,
    repeat: usize,
    /// For each kata whether a run of it failed: that is the one to look at, and the last.
    failed: Vec<AtomicBool>,
}

impl Queue {
    fn new(katas: usize, repeat: usize) -> Self {
        let failed = (0..katas).map(|_| AtomicBool::new(false)).collect();
        Self { next: AtomicUsize::new(0), repeat, failed }
    }

    fn len(&self) -> usize {
        self.failed.len().saturating_mul(self.repeat)
    }

    /// The kata, and the number of its run, from 1.
    fn next(&self) -> Option<(usize, usize)> {
        loop {
            let next = self.next.fetch_add(1, Ordering::Relaxed);
            if next >= self.len() {
                return None;
            }
            let (kata, number) = (next / self.repeat, next % self.repeat + 1);
            if !self.failed[kata].load(Ordering::Relaxed) {
                return Some((kata, number));
            }
        }
    }
}

struct Worker<'a> {
    session: &'a Session<'a>,
    queue: &'a Queue,
    tell: mpsc::UnboundedSender<anyhow::Result<News>>,
}

impl Worker<'_> {
    /// Runs one after another until there are no more, or until the other end of `stop` is gone.
    fn work(&self, mut stop: watch::Receiver<()>) {
        let done = runtime::Builder::new_current_thread().enable_all().build().map(|runtime| {
            runtime.block_on(async {
                select! {
                    done = self.work_through() => done,
                    _ = stop.changed() => Ok(()),
                }
            })
        });
        if let Err(error) = done.map_err(anyhow::Error::from).and_then(|done| done) {
            let _ = self.tell.send(Err(error));
        }
    }

    async fn work_through(&self) -> anyhow::Result<()> {
        let mut runner = Runner::new(self.session.limits);
        while let Some((kata, number)) = self.queue.next() {
            let verdict = self.judge_one(&mut runner, kata, number).await?;
            if !verdict.holds() {
                self.queue.failed[kata].store(true, Ordering::Relaxed);
            }
            let _ = self.tell.send(Ok(News::Ended { kata, number, verdict: Box::new(verdict) }));
        }
        Ok(())
    }

    async fn judge_one(
        &self,
        runner: &mut Runner,
        kata: usize,
        number: usize,
    ) -> anyhow::Result<Verdict> {
        let Session { root, programs, ways, .. } = self.session;
        let lesson = self.session.lessons[kata];
        let inputs = self.session.inputs(lesson);
        if let Some(coverage) = inputs.as_ref().and_then(Inputs::recall) {
            let challenges = self.session.challenges.then(|| lesson.checked().count());
            return Ok(Verdict { challenges, ..Verdict::cached(lesson, coverage) });
        }
        let _ = self.tell.send(Ok(News::Begun { kata }));
        let run = runner.run(&programs[lesson.id()], &[]).await?;
        let mut verdict = judge(root, lesson, run, Review::Keep);
        // A kata that does not hold as it stands has another thing to be looked at first.
        let ways = ways.get(lesson.id()).filter(|_| number == 1 && verdict.holds());
        if let Some(ways) = ways {
            verdict.faults = both_ways::faults(runner, root, lesson, ways).await?;
            verdict.challenges = Some(lesson.checked().count());
        }
        if let Some((inputs, coverage)) = inputs.zip(verdict.coverage.filter(|_| verdict.holds())) {
            inputs.remember(coverage);
        }
        Ok(verdict)
    }
}
