//! The book's command line, and mdBook's preprocessor protocol when there is no command.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anstream::{eprintln, println};
use anyhow::Context as _;
use clap::{CommandFactory, Parser, Subcommand};
use course::Course;
use mdbook_kata::{Error, Event, Kata, RENDERER, build, serve};
use mdbook_preprocessor::Preprocessor;

/// Makes the course's book.
///
/// Without a command it is an mdBook preprocessor and reads the book from stdin.
///
/// Exit status: 0 all is well, 2 the command or the course is wrong.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Write the book as static files, into book/book
    Build {
        /// The course's folder, or one within
        #[arg(default_value = ".")]
        root: PathBuf,
    },
    /// Serve the book on this machine and rebuild it on every change
    Serve {
        /// The course's folder, or one within
        #[arg(default_value = ".")]
        root: PathBuf,
        /// Port on 127.0.0.1; 0 picks a free one
        #[arg(long, default_value_t = 3000)]
        port: u16,
    },
    /// Ask, as mdBook does, whether the preprocessor is for a renderer: 0 if so, 1 if not
    Supports {
        /// The renderer's name
        renderer: String,
    },
}

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        None if io::stdin().is_terminal() => return usage(),
        None => preprocess(),
        Some(Command::Supports { renderer }) => return supports(&renderer),
        Some(Command::Build { root }) => write_book(&root),
        Some(Command::Serve { root, port }) => serve_book(&root, port),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tell(&error);
            ExitCode::from(WRONG)
        }
    }
}

/// The exit status when the command or the course is wrong.
const WRONG: u8 = 2;

fn usage() -> ExitCode {
    eprintln!("{}", Arguments::command().render_help().ansi());
    ExitCode::from(WRONG)
}

/// mdBook asks before there is a course to load.
fn supports(renderer: &str) -> ExitCode {
    if renderer == RENDERER { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn preprocess() -> Result<(), Error> {
    let (context, book) = mdbook_preprocessor::parse_input(io::stdin())
        .context("there is no book on stdin; mdBook 0.5 writes it there")?;
    let book = Kata::new(load(&context.root)?).run(&context, book)?;
    serde_json::to_writer(io::stdout().lock(), &book).context("cannot hand the book back")?;
    Ok(())
}

fn write_book(root: &Path) -> Result<(), Error> {
    let folder = build(&load(root)?, None)?;
    println!("Wrote {}", folder.join("index.html").display());
    Ok(())
}

fn serve_book(root: &Path, port: u16) -> Result<(), Error> {
    serve(&Course::find_root(root)?, port, |event| match event {
        Event::Serving(address) => println!("The book is at http://{address}/ (Ctrl-C ends it)"),
        Event::Rebuilt => println!("Rebuilt"),
        Event::Failed(error) => {
            tell(error);
            eprintln!("The last good book is still served.");
        }
        Event::Unlike(problems) => {
            for problem in problems {
                eprintln!("{}\n", problem.render(true));
            }
            eprintln!("The book and its katas disagree. It is built all the same.");
        }
    })
}

fn load(root: &Path) -> Result<Course, Error> {
    Ok(Course::load(&Course::find_root(root)?)?)
}

/// `anstream` takes the colours out where nobody sees them.
fn tell(error: &Error) {
    for detail in error.details(true) {
        eprintln!("{detail}");
    }
    let red = anstyle::AnsiColor::Red.on_default().bold();
    eprintln!("{red}error{red:#}: {error}");
}
