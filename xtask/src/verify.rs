//! `cargo xtask verify`: every kata against its lesson.

pub mod bless;
mod blesser;
mod board;
mod both_ways;
mod builder;
mod cache;
pub mod evidence;
mod session;
pub mod verdict;

use crate::interrupt::{INTERRUPTED, Interrupts};
use crate::lookup::no_lesson;
use crate::report::{self, Detail, Event, Format, Reporter};
use ::watch::Changes;
use anyhow::bail;
use blesser::Blesser;
use builder::Builder;
use cache::Cache;
use course::{Course, Lesson, Problems};
use kata_runner::{Limits, built};
use session::Session;
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;
use std::{env, mem, thread};
use tokio::runtime::{self, Runtime};
use tokio::select;
use verdict::Verdict;

#[derive(clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub struct Args {
    /// Only these katas, by id; all of them if none is named
    ids: Vec<String>,
    /// How many katas run at once [default: one for each core]
    #[arg(long, short)]
    jobs: Option<NonZeroUsize>,
    /// How long a kata may run
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = seconds)]
    timeout: Duration,
    /// Run each kata N times and fail on the first run that is not like the others
    #[arg(long, value_name = "N", default_value = "1")]
    repeat: NonZeroUsize,
    /// Run also what passed before and has not changed since [default in CI]
    #[arg(long)]
    fresh: bool,
    /// Leave out the challenges: that each check fails as shipped, passes solved, and finds its bugs
    #[arg(long)]
    no_challenges: bool,
    /// Verify again after every change
    #[arg(long, conflicts_with = "bless")]
    watch: bool,
    /// Make what is printed the claim and the evidence of lessons that do not hold
    #[arg(long, conflicts_with = "repeat")]
    bless: bool,
    /// How to report
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Say only what failed
    #[arg(long, short, conflicts_with = "verbose")]
    quiet: bool,
    /// Show what each placeholder stood for, and the transcript
    #[arg(long, short)]
    verbose: bool,
}

pub fn verify(root: &Path, args: &Args) -> anyhow::Result<ExitCode> {
    if args.watch && args.format == Format::Junit {
        bail!("`--format junit` is one document, and `--watch` has no end; take `--format json`");
    }
    let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
    let mut interrupts = runtime.block_on(async { Interrupts::listen() })?;
    let code = if args.watch {
        watch(root, args, &runtime, &mut interrupts)
    } else {
        verify_once(root, args, &runtime, &mut interrupts)
    };
    runtime.shutdown_background(); // a thread may be waiting for changes, for ever
    code.map(ExitCode::from)
}

/// Verifies again after every change, until Ctrl-C. What the change did not touch is cached.
fn watch(
    root: &Path,
    args: &Args,
    runtime: &Runtime,
    interrupts: &mut Interrupts,
) -> anyhow::Result<u8> {
    let mut changes = Changes::below(root)?;
    loop {
        match verify_once(root, args, runtime, interrupts) {
            Ok(INTERRUPTED) => return Ok(INTERRUPTED),
            Ok(_) => {}
            Err(error) if crate::nobody_reads(&error) => return Err(error),
            // A kata that does not build, say: the next save may mend it.
            Err(error) => report::error(&error),
        }
        report::waiting()?;
        let next = runtime.spawn_blocking(move || changes.wait().map(|()| changes));
        let next = runtime.block_on(async {
            select! {
                next = next => next,
                () = interrupts.next() => Ok(None),
            }
        });
        let Some(next) = next? else { return Ok(INTERRUPTED) };
        changes = next;
    }
}

/// Verifies, and has the reporter tell also why it could not.
fn verify_once(
    root: &Path,
    args: &Args,
    runtime: &Runtime,
    interrupts: &mut Interrupts,
) -> anyhow::Result<u8> {
    let mut reporter = args.format.reporter(args.detail());
    let code = try_verify(root, args, runtime, interrupts, reporter.as_mut());
    if let Err(error) = &code {
        reporter.tell(&Event::Failed { why: &format!("{error:#}") })?;
    }
    code
}

/// Checks the course, builds the katas, runs them and reports. Gives the exit status.
fn try_verify(
    root: &Path,
    args: &Args,
    runtime: &Runtime,
    interrupts: &mut Interrupts,
    reporter: &mut dyn Reporter,
) -> anyhow::Result<u8> {
    let (course, known) = load(root, args);
    let course = match course {
        Ok(course) => course,
        Err(problems) => {
            reporter.tell(&Event::Problems(&problems))?;
            return Ok(crate::WRONG);
        }
    };
    let lessons = choose(&course, &args.ids)?;
    let mut builder = Builder { root, runtime, interrupts };
    let Some(programs) = builder.programs(&lessons, known)? else {
        return interrupted(reporter);
    };
    let mut session = args.session(root, lessons, programs);
    // The lock is held until all has been run.
    let Some((ways, _lock)) = builder.ways(&session.challenged())? else {
        return interrupted(reporter);
    };
    session.ways = ways;
    let Some(verdicts) = session.run(runtime, interrupts, reporter)? else {
        return interrupted(reporter);
    };
    let mut held = verdicts.iter().all(Verdict::holds);
    if args.bless {
        let mut blesser = Blesser { session: &session, runtime, interrupts, reporter };
        let Some(all) = blesser.bless(&course, &verdicts)? else { return interrupted(reporter) };
        held = all;
    }
    if !args.watch {
        // The process ends, and to give all of it back bit by bit takes longer.
        mem::forget((course, verdicts));
    }
    Ok(u8::from(!held))
}

fn interrupted(reporter: &mut dyn Reporter) -> anyhow::Result<u8> {
    reporter.tell(&Event::Interrupted)?;
    Ok(INTERRUPTED)
}

/// The course, and those of its katas' executables that Cargo need not be asked for.
fn load(root: &Path, args: &Args) -> (Result<Course, Problems>, BTreeMap<String, PathBuf>) {
    let is_wanted = |id: &str| args.ids.is_empty() || args.ids.iter().any(|wanted| wanted == id);
    thread::scope(|scope| {
        let known = scope.spawn(|| if in_ci() { BTreeMap::new() } else { built(root, is_wanted) });
        (Course::load(root), known.join().unwrap_or_default())
    })
}

impl Args {
    fn session<'a>(
        &self,
        root: &'a Path,
        lessons: Vec<&'a Lesson>,
        programs: BTreeMap<String, PathBuf>,
    ) -> Session<'a> {
        Session {
            root,
            lessons,
            programs,
            ways: BTreeMap::new(),
            limits: self.limits(),
            jobs: self.jobs.or(thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get),
            repeat: self.repeat.get(),
            cache: (!self.fresh()).then(|| Cache::read(root, &self.options())),
            challenges: !self.no_challenges,
            inputs: BTreeMap::new(),
        }
    }

    fn fresh(&self) -> bool {
        // Who asks for a transcript or for many runs wants to see them.
        self.fresh || self.verbose || self.repeat.get() > 1 || in_ci()
    }

    fn limits(&self) -> Limits {
        Limits { time: self.timeout, ..Limits::default() }
    }

    /// Those that a verdict depends on.
    fn options(&self) -> String {
        format!("{:?} {}", self.limits(), self.no_challenges)
    }

    fn detail(&self) -> Detail {
        match (self.quiet, self.verbose) {
            (true, _) => Detail::Quiet,
            (_, true) => Detail::Verbose,
            _ => Detail::Normal,
        }
    }
}

/// What runs longer does not end, and no clock overflows.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// Where nobody looks at files that are left for review, and nothing of an earlier run is believed.
fn in_ci() -> bool {
    env::var("CI").is_ok_and(|ci| !ci.is_empty() && ci != "false")
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().unwrap_or(f64::NAN);
    match Duration::try_from_secs_f64(seconds) {
        _ if seconds.is_nan() => Err("expected a number of seconds".to_owned()),
        Ok(time) if !time.is_zero() && time <= LONGEST => Ok(time),
        _ if seconds < 1.0 => Err("expected more than 0 seconds".to_owned()),
        _ => Err(format!("expected at most {} seconds, which is a day", LONGEST.as_secs())),
    }
}

fn choose<'a>(course: &'a Course, ids: &[String]) -> anyhow::Result<Vec<&'a Lesson>> {
    if ids.is_empty() {
        return Ok(course.lessons().iter().collect());
    }
    let unknown: Vec<_> = ids.iter().filter(|id| course.lesson(id).is_none()).collect();
    if !unknown.is_empty() {
        let messages: Vec<_> = unknown.iter().map(|id| no_lesson(course, id)).collect();
        bail!(messages.join("\n       "));
    }
    Ok(course.lessons().iter().filter(|lesson| ids.iter().any(|id| id == lesson.id())).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_a_time_that_comes() {
        let check = |text, expected: Result<f64, &str>| {
            let expected = expected.map(Duration::from_secs_f64).map_err(str::to_owned);
            assert_eq!(seconds(text), expected, "{text}");
        };
        check("2", Ok(2.0));
        check("0.5", Ok(0.5));
        check("86400", Ok(86400.0));
        let least = "expected more than 0 seconds";
        for text in ["0", "-0", "-1", "-inf"] {
            check(text, Err(least));
        }
        let most = "expected at most 86400 seconds, which is a day";
        for text in ["86401", "1e20", "1e300", "inf"] {
            check(text, Err(most));
        }
        for text in ["two", "", "nan"] {
            check(text, Err("expected a number of seconds"));
        }
    }
}
