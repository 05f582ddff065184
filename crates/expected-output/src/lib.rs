#![doc = include_str!("../README.md")]
//!
#![doc = include_str!("language.md")]
//!
//! # Layout
//!
//! It reads and writes nothing, and knows neither Markdown nor how programs are run.
//!
//! - `parse` turns a block into a [`Pattern`]; `kind` is the table of types.
//! - `line` matches one claim line with one printed line, `matching` the lines with each other by
//!   what they `reach`, `names` sees to it that the same name means the same text; `budget` bounds
//!   all three. `found` is what comes of it.
//! - `bless` changes a claim so that it holds of another output; `escape` writes what was printed as
//!   a claim has to.
//! - `beside` sets a claim beside its evidence, for readers.
//! - `diagnose` and `differ` turn a failed match into a [`Mismatch`], `explain` puts it in words.

#![warn(missing_docs, clippy::missing_errors_doc)]
#![deny(clippy::print_stdout, clippy::print_stderr)]

mod beside;
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
mod visible;

pub use beside::{Line, Piece};
pub use bless::{BlessError, bless};
pub use evidence::evidence;
pub use explain::Claim;
pub use found::{Binding, Fate, Match};
pub use mismatch::{Cause, Mismatch};
pub use parse::ParseError;
pub use pattern::Pattern;
pub use text::counted;
pub use visible::visible;
