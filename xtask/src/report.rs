//! All that the commands print. What happens is told as events; a reporter decides how it looks.

mod github;
mod human;
mod json;
mod junit;
pub mod learner;
mod progress;

use crate::verify::bless::Blessing;
use crate::verify::verdict::Verdict;
use anstyle::{AnsiColor, Style};
use course::{Cause, Problems};
use expected_output::counted;
use std::env;
use std::io::{self, Write};
use std::time::Duration;

/// What happens while katas are verified, in the order in which it does.
pub enum Event<'a> {
    /// The course itself is wrong; nothing else will happen.
    Problems(&'a Problems),
    /// There is nothing to run, a kata that does not build say; nothing else will happen.
    Failed { why: &'a str },
    /// These katas are about to run.
    Started { ids: &'a [&'a str] },
    /// A kata's first run has begun.
    Running { id: &'a str },
    /// A kata is done, as the `position`th.
    Judged { verdict: &'a Verdict, position: usize },
    /// Somebody has stopped it.
    Interrupted,
    /// After the end: a lesson that did not hold has been rewritten, or not.
    Blessed { id: &'a str, blessing: &'a Blessing },
    /// All are done; verdicts in the order of the course.
    Ended { verdicts: &'a [Verdict], elapsed: Duration },
}

/// One way to tell it.
pub trait Reporter: Send {
    fn tell(&mut self, event: &Event<'_>) -> io::Result<()>;
}

/// How `verify` reports.
#[derive(Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people
    #[default]
    Human,
    /// One JSON object a line, as xtask/README.md describes
    Json,
    /// One JUnit XML document
    Junit,
    /// For people, with annotations for GitHub
    Github,
}

/// How much `human` and `github` say.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum Detail {
    /// Only what failed.
    Quiet,
    #[default]
    Normal,
    /// Also what each placeholder stood for, and the transcript.
    Verbose,
}

impl Format {
    pub fn reporter(self, detail: Detail) -> Box<dyn Reporter> {
        match self {
            Self::Human => Box::new(human::Human::new(detail)),
            Self::Json => Box::new(json::Json),
            Self::Junit => Box::new(junit::Junit),
            Self::Github => Box::new(github::Github::new(human::Human::new(detail))),
        }
    }
}

const GOOD: Style = AnsiColor::Green.on_default().bold();
const BAD: Style = AnsiColor::Red.on_default().bold();
const BOLD: Style = Style::new().bold();

/// The first line of a diagnostic.
pub fn error_title(title: &str) -> String {
    format!("{BAD}error{BAD:#}{BOLD}: {title}{BOLD:#}")
}

/// An error that kept a command from doing anything, with all that led to it.
pub fn error(error: &anyhow::Error) {
    // Where not even this can be written there is nobody to tell.
    let _ = writeln!(anstream::stderr(), "{BAD}error{BAD:#}: {error:#}");
}

/// What is wrong in the course itself.
pub fn problems(problems: &Problems) -> io::Result<()> {
    let mut stderr = anstream::stderr().lock();
    for problem in problems {
        writeln!(stderr, "{}\n", problem.render(true))?;
    }
    if problems.iter().any(|problem| problem.cause() == Cause::Listing) {
        let help = "if you changed a kata to solve a challenge, nothing is wrong: `cargo xtask challenge` checks it";
        writeln!(stderr, "{BOLD}help{BOLD:#}: {help}\n")?;
    }
    let count = counted(problems.len(), "problem");
    writeln!(stderr, "{BAD}error{BAD:#}: the course has {count}; nothing was run")
}

/// Nothing more happens before the next change.
pub fn waiting() -> io::Result<()> {
    writeln!(anstream::stderr(), "{BOLD} Waiting{BOLD:#} for changes; Ctrl-C ends it")
}

/// Another process has what is needed next. Stands among what Cargo says while it builds, and not
/// where Cargo is told to be quiet.
pub fn blocked() -> io::Result<()> {
    if env::var("CARGO_TERM_QUIET").is_ok_and(|quiet| quiet == "true") {
        return Ok(());
    }
    writeln!(anstream::stderr(), "{BOLD} Waiting{BOLD:#} for another `verify` to end")
}

/// Without colour, for what is read by programs.
fn plain(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}
