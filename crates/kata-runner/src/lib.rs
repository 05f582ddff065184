//! Builds kata binaries, runs one under limits, and hands back what it did.
//!
//! A kata is run the way nobody's machine is set up: in a directory made for
//! it, with no environment and nothing on stdin. Whatever it prints then came
//! from its own source. It runs in a process group of its own, which ends with
//! it: no run leaves a process or a port behind. What leaves its group on
//! purpose, on Linux [`Strays`] ends.
//!
//! Knows nothing of lessons or claims, and prints nothing but Cargo's own words
//! while it builds.

#![warn(missing_docs, clippy::missing_errors_doc)]
#![deny(clippy::print_stdout, clippy::print_stderr)]

mod build;
mod built;
mod check;
mod files;
mod fresh;
mod lock;
mod manifest;
mod record;
mod run;
mod stamp;
mod strays;
mod variables;
mod variant;

pub use build::{BuildError, build, build_checks};
pub use built::built;
pub use check::Check;
pub use files::files;
pub use lock::Lock;
pub use manifest::local_packages;
pub use record::{read_record, write_record};
pub use run::{End, Limits, Run, RunError, Runner, Stream};
pub use stamp::Stamp;
pub use strays::Strays;
pub use variant::{Edit, Programs, Variant, build_variants};
