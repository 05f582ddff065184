//! Whether a program printed what a page says.
//!
//! A page shows the output of a program in a block. This crate reads that block as a **claim**,
//! matches it with what the program printed, and says in people's words where the two part.
//! A claim is written for readers first: most of it is the output as it stands, and what varies from
//! run to run, or is beside the point, is marked in a way that reads well.
//!
//! ```
//! use expected_output::{Claim, Pattern, evidence};
//!
//! let claim = "\
//! Listening on 127.0.0.1:<port>
//! Sent:     <hash>
//! Received: <hash>
//!   ...log...
//! Done in <ms 0..50>ms
//! ";
//! let output = "\
//! Listening on 127.0.0.1:40123
//! Sent:     9f86d081
//! Received: 9f86d081
//!   closing
//!   closed
//! Done in 12ms
//! ";
//! let pattern = Pattern::parse(claim).unwrap();
//! let found = pattern.find_match(output).unwrap();
//! assert_eq!((found.claimed(), found.elided()), (4, 2));
//! assert!(evidence(output, &found).ends_with("  closing\n  closed\nDone in <ms>ms\n"));
//!
//! // The same page as a file, and a run in which something went wrong.
//! let wrong = output.replace("Received: 9f86d081", "Received: 00000000");
//! let mismatch = pattern.find_match(&wrong).unwrap_err();
//! let page = Claim { path: "page.md", file: claim, start: 0 };
//! let message = mismatch.explain(&page, &wrong, false);
//! assert!(message.starts_with("error: <hash> stands for two different texts\n --> page.md:3:11\n"));
//! ```
//!
//! It reads and writes nothing, and knows neither Markdown nor how programs are run.
//!
#![doc = include_str!("language.md")]
//!
//! # Layout
//!
//! - `parse` turns a block into a [`Pattern`]; `kind` is the table of types.
//! - `line` matches one claim line with one printed line, `matching` the lines with each other,
//!   `names` sees to it that the same name means the same text; `budget` bounds all three.
//! - `bless` changes a claim so that it holds of another output; `escape` writes what was printed as
//!   a claim has to.
//! - `diagnose` and `differ` turn a failed match into a [`Mismatch`], `explain` puts it in words.

#![warn(missing_docs, clippy::missing_errors_doc)]
#![deny(clippy::print_stdout, clippy::print_stderr)]

mod bless;
mod budget;
mod diagnose;
mod differ;
mod escape;
mod evidence;
mod explain;
mod found;
mod kind;
mod line;
mod matching;
mod mismatch;
mod names;
mod parse;
mod pattern;
mod ranges;
mod reach;
mod text;

pub use bless::{BlessError, bless};
pub use evidence::evidence;
pub use explain::Claim;
pub use found::{Binding, Fate, Match};
pub use mismatch::{Cause, Mismatch};
pub use parse::ParseError;
pub use pattern::Pattern;
