//! `cargo xtask challenge`: the learner's side of the challenges. It asks nothing of what a lesson
//! has to be: whoever solves a challenge has changed its kata.

mod check;
mod keys;
mod progress;
mod question;
mod watch;

use crate::difference::unified;
use crate::interrupt::Interrupts;
use crate::lookup::no_lesson;
use crate::report::{self, learner};
use anyhow::{Context, bail};
pub use check::Checked;
use check::Checker;
use course::{Challenge, ChallengeKind, Course, Lesson, without_anchors};
use progress::{Progress, State};
use std::fs;
use std::path::Path;
use std::process::ExitCode;

#[derive(clap::Args)]
pub struct Args {
    /// The lesson; without one, all challenges are listed
    id: Option<String>,
    /// The challenge; without one, all of the lesson
    #[arg(requires = "id")]
    number: Option<u64>,
    /// Show the next hint
    #[arg(long, requires = "id", conflicts_with_all = ["solution", "watch", "answer"])]
    hint: bool,
    /// Show how the solution differs from your file
    #[arg(long, requires = "id", conflicts_with_all = ["watch", "answer"])]
    solution: bool,
    /// Answer a question: the letter of a choice, or what you think
    #[arg(long, requires = "number", conflicts_with = "watch")]
    answer: Option<String>,
    /// Check again at every save; keys for hint, next, list and quit
    #[arg(long, requires = "id")]
    watch: bool,
}

pub fn challenge(root: &Path, args: &Args) -> anyhow::Result<ExitCode> {
    let course = match Course::load_for_learner(root) {
        Ok(course) => course,
        Err(problems) => {
            report::problems(&problems)?;
            return Ok(ExitCode::from(crate::WRONG));
        }
    };
    let (mut progress, warning) = Progress::read(root).context(".challenges.json")?;
    warn(warning)?;
    let Some(id) = &args.id else {
        learner::table(course.lessons(), |lesson, number| progress.of(lesson, number).solved)?;
        return Ok(ExitCode::SUCCESS);
    };
    let Some(lesson) = course.lesson(id) else { bail!(no_lesson(&course, id)) };
    let mut desk = Desk { root, lesson, progress: &mut progress };
    let one = args.number.map(|number| desk.challenge(number)).transpose()?;
    if args.solution {
        desk.show_solution(one)?;
    } else if args.hint {
        let one = one.or_else(|| desk.next_unsolved(0));
        desk.show_hint(one.with_context(|| no_hint(id))?)?;
    } else if args.watch {
        return watch::watch(&mut desk, args.number).map(ExitCode::from);
    } else if let Some((challenge, asked)) = one.and_then(asked) {
        return question::ask(&mut desk, challenge, asked, args.answer.as_deref());
    } else if args.answer.is_some() {
        bail!("that challenge is no question; without `--answer` it is checked");
    } else {
        return desk.check(one).map(ExitCode::from);
    }
    Ok(ExitCode::SUCCESS)
}

fn no_hint(id: &str) -> String {
    format!(
        "there is no hint to give: all challenges of `{id}` that are checked are solved, and \
         questions have none"
    )
}

fn asked(challenge: &Challenge) -> Option<(&Challenge, &course::Question)> {
    match &challenge.kind {
        ChallengeKind::Question(question) => Some((challenge, question)),
        ChallengeKind::Checked { .. } => None,
    }
}

fn warn(warning: Option<String>) -> anyhow::Result<()> {
    Ok(warning.map_or(Ok(()), |warning| learner::warning(&warning))?)
}

/// A lesson, and what its learner has done of it.
struct Desk<'a> {
    root: &'a Path,
    lesson: &'a Lesson,
    progress: &'a mut Progress,
}

impl<'a> Desk<'a> {
    fn challenge(&self, number: u64) -> anyhow::Result<&'a Challenge> {
        let challenges = &self.lesson.challenges;
        let found = challenges.iter().find(|challenge| challenge.number == number);
        found.with_context(|| {
            let (id, last) = (self.lesson.id(), challenges.len());
            format!("`{id}` has no challenge {number}; it has 1 to {last}")
        })
    }

    /// The first unsolved challenge after this one that tests check, or else the first of all.
    fn next_unsolved(&self, after: u64) -> Option<&'a Challenge> {
        let unsolved = self.lesson.checked().map(|(challenge, _)| challenge);
        let unsolved: Vec<_> = unsolved.filter(|one| !self.is_solved(one)).collect();
        let next = unsolved.iter().find(|one| one.number > after).or(unsolved.first());
        next.copied()
    }

    fn is_solved(&self, challenge: &Challenge) -> bool {
        self.progress.of(self.lesson.id(), challenge.number).solved
    }

    fn set_solved(&mut self, challenge: &Challenge, solved: bool) -> anyhow::Result<()> {
        self.remember(challenge, |state| state.solved = solved)
    }

    fn remember(
        &mut self,
        challenge: &Challenge,
        change: impl FnOnce(&mut State),
    ) -> anyhow::Result<()> {
        let changed = self.progress.change(self.lesson.id(), challenge.number, change);
        warn(changed.context("cannot write .challenges.json")?)
    }

    /// Looks at what another terminal may have done.
    fn refresh(&mut self) -> anyhow::Result<()> {
        warn(self.progress.refresh().context(".challenges.json")?)
    }

    /// Checks one challenge, or all that tests check. Gives the exit status.
    fn check(&mut self, one: Option<&Challenge>) -> anyhow::Result<u8> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let mut interrupts = runtime.block_on(async { Interrupts::listen() })?;
        Checker { runtime: &runtime, interrupts: &mut interrupts }.check(self, one)
    }

    fn show_hint(&mut self, challenge: &Challenge) -> anyhow::Result<()> {
        let ChallengeKind::Checked { hints, .. } = &challenge.kind else {
            bail!(self.only_asked(challenge, "has no hints"));
        };
        let seen = self.progress.of(self.lesson.id(), challenge.number).hints;
        let (shown, is_last) = match hints.get(seen) {
            Some(hint) => (vec![(seen + 1, hint)], seen + 1 == hints.len()),
            // Whoever asks again wants to read them again.
            None => ((1..).zip(hints).collect(), true),
        };
        learner::hints(self.lesson, challenge, &shown, hints.len())?;
        if is_last {
            learner::no_more_hints(self.lesson, challenge)?;
        }
        let seen = seen.saturating_add(1).min(hints.len());
        self.remember(challenge, |state| state.hints = seen)
    }

    /// What to say to who wants of a question what only others have.
    fn only_asked(&self, challenge: &Challenge, but: &str) -> String {
        let (number, command) = (challenge.number, learner::answer_command(self.lesson, challenge));
        format!(
            "challenge {number} is a question and {but}; answer it, and you are told what is right: `{command}`"
        )
    }

    /// Of one challenge, or of all.
    fn show_solution(&self, one: Option<&Challenge>) -> anyhow::Result<()> {
        if let Some((question, _)) = one.and_then(asked) {
            bail!(self.only_asked(question, "changes no file"));
        }
        let Some(solution) = &self.lesson.solution else {
            bail!("`{}` asks questions only; their answers say why", self.lesson.id());
        };
        self.require_files()?;
        let modules: Vec<_> = match one {
            Some(challenge) => solution.of(challenge).collect(),
            None => solution.modules.iter().collect(),
        };
        let mut difference = String::new();
        for module in modules {
            let paths = [&module.shipped, &module.solved];
            let paths = paths.map(|path| format!("{}/{path}", self.lesson.kata()));
            let (yours, solved) = (self.read(&paths[0])?, self.read(&paths[1])?);
            let yours = without_anchors(&yours);
            difference += &unified([&paths[0], &paths[1]], [&yours, &solved]);
        }
        learner::solution(&difference)?;
        Ok(())
    }

    /// Fails if a file has been removed that a challenge changes.
    fn require_files(&self) -> anyhow::Result<()> {
        let modules = self.lesson.solution.iter().flat_map(|solution| &solution.modules);
        let mut paths = modules.map(|module| format!("{}/{}", self.lesson.kata(), module.shipped));
        let Some(path) = paths.find(|path| !self.root.join(path).is_file()) else { return Ok(()) };
        let id = self.lesson.id();
        bail!(
            "`{path}` is not there, which the challenges of {id} change; `git restore {path}` brings \
             it back as it was last committed"
        )
    }

    fn read(&self, path: &str) -> anyhow::Result<String> {
        fs::read_to_string(self.root.join(path)).with_context(|| format!("cannot read {path}"))
    }
}
