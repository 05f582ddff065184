//! What is wrong in a course, said so that the author can go and mend it.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::source::Source;

/// One fault in the course: where it is, what is wrong, and what to do about it.
///
/// `Display` looks like rustc's errors, without colour; [`Problem::render`] is the same with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    place: Place,
    title: String,
    help: String,
    /// Another place that takes part, as the first of two.
    other: Option<Box<Place>>,
    cause: Cause,
}

/// Where a fault may come from, which decides whom it concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// The author's files are wrong.
    Course,
    /// The page shows other lines than the kata has, or files that it lacks; or a check is no longer
    /// ignored. Whoever changes a kata, as a learner is asked to, causes it too.
    Listing,
}

/// A span of a source and what is to be said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    source: Arc<Source>,
    span: Range<usize>,
    label: String,
}

impl Place {
    fn new(source: &Arc<Source>, span: &Range<usize>, label: impl Into<String>) -> Place {
        Place { source: Arc::clone(source), span: source.clamp(span), label: label.into() }
    }

    fn annotation(&self, kind: AnnotationKind) -> Annotation<'_> {
        kind.span(self.span.clone()).label(self.label.as_str())
    }

    fn snippet(&self) -> Snippet<'_, Annotation<'_>> {
        Snippet::source(self.source.text()).path(self.source.path())
    }
}

impl Problem {
    /// A problem at `span` of `source`: `title` says what is wrong, `label` stands at the span.
    pub(crate) fn new(
        source: &Arc<Source>,
        span: Range<usize>,
        title: impl Into<String>,
        label: impl Into<String>,
    ) -> Problem {
        Problem {
            place: Place::new(source, &span, label),
            title: title.into(),
            help: String::new(),
            other: None,
            cause: Cause::Course,
        }
    }

    /// What to do next.
    pub(crate) fn with_help(mut self, help: impl Into<String>) -> Problem {
        self.help = help.into();
        self
    }

    /// A second place that takes part.
    pub(crate) fn with_other(
        mut self,
        source: &Arc<Source>,
        span: &Range<usize>,
        label: impl Into<String>,
    ) -> Problem {
        self.other = Some(Box::new(Place::new(source, span, label)));
        self
    }

    /// Says that a changed kata is enough to cause this.
    pub(crate) fn caused_by_listing(mut self) -> Problem {
        self.cause = Cause::Listing;
        self
    }

    /// Path of the file, relative to the course root, with `/`.
    pub fn path(&self) -> &str {
        self.place.source.path()
    }

    /// Line, from 1.
    pub fn line(&self) -> usize {
        self.place.source.line_column(self.place.span.start).0
    }

    /// Column in characters, from 1.
    pub fn column(&self) -> usize {
        self.place.source.line_column(self.place.span.start).1
    }

    /// What is wrong, in one line.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// What to do next.
    pub fn help(&self) -> &str {
        &self.help
    }

    /// Whether the course is wrong in itself, or a listing no longer fits its kata.
    pub fn cause(&self) -> Cause {
        self.cause
    }

    /// The problem in rustc's look, with ANSI colours if `colour`.
    pub fn render(&self, colour: bool) -> String {
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        let mut group = Group::with_title(Level::ERROR.primary_title(self.title.as_str()));
        let place = self.place.annotation(AnnotationKind::Primary);
        let other = self.other.as_ref();
        let other = other.map(|other| (other, other.annotation(AnnotationKind::Context)));
        group = match other {
            // A file that is empty, or could not be read, has no text to show: it is named only.
            _ if self.place.source.text().is_empty() => group
                .element(Origin::path(self.path()).line(1).char_column(1))
                .element(Level::NOTE.message(self.place.label.as_str())),
            None => group.element(self.place.snippet().annotation(place)),
            Some((other, annotation)) if other.source.path() == self.path() => {
                group.element(self.place.snippet().annotations([place, annotation]))
            }
            Some((other, annotation)) => group
                .element(self.place.snippet().annotation(place))
                .element(other.snippet().annotation(annotation)),
        };
        if !self.help.is_empty() {
            group = group.element(Level::HELP.message(self.help.as_str()));
        }
        renderer.render(&[group])
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

/// All faults found, sorted by path, line and column. Never empty where it is returned as an error.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// The problems in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.0.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn push(&mut self, problem: Problem) {
        self.0.push(problem);
    }

    /// Drops what only a changed kata causes.
    pub(crate) fn without_listings(mut self) -> Problems {
        self.0.retain(|problem| problem.cause != Cause::Listing);
        self
    }

    /// `value` if nothing is wrong, else what is, in the order an author walks through files.
    pub(crate) fn none_or<T>(mut self, value: T) -> Result<T, Problems> {
        if self.0.is_empty() {
            return Ok(value);
        }
        self.0.sort_by(|a, b| {
            let key = |problem: &Problem| (problem.place.span.start, problem.place.span.end);
            (a.path(), key(a), &a.title).cmp(&(b.path(), key(b), &b.title))
        });
        // A file that two checks could not read is one problem.
        self.0.dedup();
        Err(self)
    }
}

impl Extend<Problem> for Problems {
    fn extend<I: IntoIterator<Item = Problem>>(&mut self, problems: I) {
        self.0.extend(problems);
    }
}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = std::slice::Iter<'a, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Problems {
    type Item = Problem;
    type IntoIter = std::vec::IntoIter<Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("\n\n")?;
            }
            problem.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

/// The candidate that `word` is most likely a slip of, if any comes near.
///
/// ```
/// assert_eq!(course::nearest("rsut", &["text", "rust"]), Some("rust"));
/// assert_eq!(course::nearest("mermaid", &["text", "rust"]), None);
/// ```
pub fn nearest<'a>(word: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let distance = |candidate: &&str| strsim::damerau_levenshtein(candidate, word);
    let nearest = candidates.iter().copied().min_by_key(distance)?;
    (distance(&nearest) <= 1 + word.chars().count() / 4).then_some(nearest)
}
