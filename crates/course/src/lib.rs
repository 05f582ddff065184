//! Lessons and katas as data, and the checks that book and katas agree.
//!
//! Parse, don't validate: [`Course::load`] hands out a [`Course`] in which every include exists,
//! every line of a kata is on its page and every prerequisite comes first, or all the [`Problems`]
//! that stand in the way.
//!
//! It knows nothing of running programs, and it never prints.
//!
//! # Layout
//!
//! - [`course`](Course): finds, loads and puts together all below.
//! - `source`, `files`, `problem`: a text, where texts come from, and what is wrong in one.
//! - `summary`: which pages there are.
//! - `lesson`: one page, made of `front_matter` (by way of `yaml` and `fields`), `section`,
//!   `claim`, `mistake` and `challenge` (by way of `markdown`, `fold` and `question`); `solution`
//!   solves these, and `planted` solves them wrongly.
//! - `include`, `anchor`, `listing`: what a page shows of other files, as mdBook sees it.
//! - `own_source`, `woven`: whether that is the whole kata, once.
//! - `agreement`: whether lessons say the same of what they share.
//! - `manifest`, `kata`, `prerequisite`: names, and the graph that front matter and Cargo tell.
#![warn(missing_docs, clippy::missing_errors_doc)]
#![deny(clippy::print_stdout, clippy::print_stderr)]

mod agreement;
mod anchor;
mod challenge;
mod check;
mod claim;
mod course;
mod difficulty;
mod directive;
mod evidence;
mod fields;
mod files;
mod fold;
pub mod front_matter;
mod include;
mod kata;
mod lesson;
mod listing;
mod manifest;
mod markdown;
mod mistake;
mod own_source;
mod page;
mod phase;
mod planted;
mod prerequisite;
mod problem;
mod question;
mod section;
mod solution;
mod source;
mod summary;
mod unclosed;
mod woven;
mod yaml;

pub use anchor::without_anchors;
pub use challenge::{Challenge, ChallengeKind};
pub use claim::Claim;
pub use course::{Course, RootNotFound};
pub use difficulty::Difficulty;
pub use evidence::Evidence;
pub use front_matter::FrontMatter;
pub use lesson::Lesson;
pub use listing::Listing;
pub use phase::Phase;
pub use planted::Planted;
pub use problem::{Cause, Problem, Problems, nearest};
pub use question::{Choice, Question};
pub use section::{Section, SectionKind};
pub use solution::{Module, Solution};
pub use source::Source;
