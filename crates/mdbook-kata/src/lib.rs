//! Makes the book of the course: pages of lessons, by way of mdBook, and a place to read them.
//!
//! It runs no kata and verifies no claim. It never prints: [`Error::details`] and [`serve`]'s events
//! are for the binary to tell.
//!
//! ```no_run
//! use course::Course;
//!
//! let root = Course::find_root(".".as_ref())?;
//! let folder = mdbook_kata::build(&Course::load(&root)?, None)?;
//! assert!(folder.join("index.html").exists());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Layout
//!
//! - [`preprocessor`](Kata): mdBook's way in; hands each page to `page`.
//! - `page`: one page, made of `fence` (where code blocks are), `head` (a lesson's front matter for
//!   readers), `listing` (where code comes from, and that it is shown as it is), `terminal` (what is
//!   printed), `challenge`, `neighbours`, `drawing` (text to SVG) and `problem` (what is wrong with a
//!   drawing), by way of `markup` (text and links).
//! - `written`: what is wrong in a page as its author wrote it, though mdBook would build
//!   it; `scan` finds the tags in it.
//! - `number`: whether a lesson has the number of its place.
//! - `source_file`: the katas' files, for those who want to see the whole.
//! - `part`: what a page shows of the course as a whole, such as the map of lessons.
//! - [`build`](fn@build): the book as files, refused for a `complaint` of mdBook's or one of the
//!   `links` that, says `html`, leads nowhere; `place` says where its author wrote it. `repair` mends what mdBook's
//!   template gets wrong, by way of `style`.
//! - [`serve`](fn@serve): the book over HTTP, renewed when `watch` sees a change.
#![warn(missing_docs, clippy::missing_errors_doc)]
#![deny(clippy::print_stdout, clippy::print_stderr)]

mod build;
mod challenge;
mod complaint;
mod drawing;
mod error;
mod fence;
mod head;
mod html;
mod links;
mod listing;
mod markup;
mod neighbours;
mod number;
mod page;
mod part;
mod place;
mod preprocessor;
mod problem;
mod repair;
mod scan;
mod serve;
mod source_file;
mod style;
mod terminal;
mod written;

pub use build::build;
pub use error::Error;
pub use links::BrokenLink;
pub use preprocessor::{Kata, RENDERER};
pub use problem::{PageProblem, PageProblems};
pub use serve::{Event, serve};

/// Where `course` looks for pages.
const PAGES: &str = "book/src/";
