//! The command line of the course. Each command is a module that puts crates
//! together; what takes thought lives in the crates.

mod atomic;
mod book;
mod challenge;
mod difference;
mod interrupt;
mod list;
mod lookup;
mod new;
mod report;
mod verify;

use clap::Parser;
use course::Course;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

/// The course's own tools.
///
/// Exit status: 0 all is true, 1 a claim or a check failed, 2 the command or the course itself is wrong.
#[derive(Parser)]
#[command(name = "xtask", bin_name = "cargo xtask")]
enum Command {
    /// Run the katas and hold what they print against their lessons
    Verify(verify::Args),
    /// Check your answers to the challenges, and get hints
    Challenge(challenge::Args),
    /// Make a lesson and its kata, ready to be filled in
    New(new::Args),
    /// Show the course as a table
    List,
    /// Write the book as static files, into book/book
    Book,
    /// Serve the book on this machine and rebuild it on every change
    Serve(book::ServeArgs),
}

fn main() -> ExitCode {
    match Command::parse().run() {
        Ok(code) => code,
        Err(error) if nobody_reads(&error) => ExitCode::from(UNREAD),
        Err(error) => {
            report::error(&error);
            ExitCode::from(WRONG)
        }
    }
}

/// Whether what was to be told could not be, since whoever read it has gone, as `head` does.
fn nobody_reads(error: &anyhow::Error) -> bool {
    let mut causes = error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>());
    causes.any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

/// What shells give a command that ends for that reason: 128 and the number of SIGPIPE.
const UNREAD: u8 = 141;

/// The exit status when the command or the course itself is wrong.
const WRONG: u8 = 2;

impl Command {
    fn run(self) -> anyhow::Result<ExitCode> {
        let root = root()?;
        match self {
            Self::Verify(args) => verify::verify(&root, &args),
            Self::Challenge(args) => challenge::challenge(&root, &args),
            Self::New(args) => new::new(&root, &args),
            Self::List => list::list(&root),
            Self::Book => book::build(&root),
            Self::Serve(args) => book::serve(&root, &args),
        }
    }
}

/// The course that the command was given in: this folder, or the nearest above it.
fn root() -> anyhow::Result<PathBuf> {
    Ok(Course::find_root(&std::env::current_dir()?)?)
}
