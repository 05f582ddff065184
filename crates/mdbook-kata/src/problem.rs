//! What is wrong with a page, said so that the author can go and mend it.

use std::fmt;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::written::Finding;

/// Why a drawing, or a part of the course, cannot be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    NoCaption,
    NothingDrawn,
    CannotDraw,
    UnknownPart,
    PartInText,
}

impl Fault {
    fn title(self) -> &'static str {
        match self {
            Fault::NoCaption => "a drawing has no caption",
            Fault::NothingDrawn => "a drawing is empty",
            Fault::CannotDraw => "svgbob gives up on this drawing",
            Fault::UnknownPart => "unknown part of the course",
            Fault::PartInText => "a part of the course cannot stand within a line",
        }
    }

    pub(crate) fn help(self) -> &'static str {
        match self {
            Fault::NoCaption => {
                "write it behind `svgbob`: who does not see the drawing hears its caption instead"
            }
            Fault::NothingDrawn => "draw something between the fences, or remove them",
            Fault::CannotDraw => {
                "take lines out until it draws again, and quote the words beside them"
            }
            Fault::UnknownPart => "write `totals`, `map`, `lessons`, `progress` or `tags`",
            Fault::PartInText => "put the comment on a line of its own",
        }
    }
}

/// Something in a page that cannot be shown, or would be shown otherwise than it was meant.
///
/// `Display` looks like rustc's errors, without colour; [`PageProblem::render`] is the same with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageProblem {
    path: String,
    source: String,
    span: Range<usize>,
    title: String,
    help: String,
}

impl PageProblem {
    /// `part` is the fence or the comment; it is looked up in `source`, the page at `path` as it was written.
    /// The text in which it was found has other offsets, since includes were filled in.
    pub(crate) fn new(path: String, source: String, part: &str, fault: Fault) -> PageProblem {
        // What was itself included is not there, and shown alone.
        let (source, start) = match source.find(part) {
            Some(start) => (source, start),
            None => (part.to_owned(), 0),
        };
        let line = part.lines().next().unwrap_or_default();
        let span = start..start + line.len();
        let (title, help) = (fault.title().to_owned(), fault.help().to_owned());
        PageProblem { path, source, span, title, help }
    }

    /// What was found in the page at `path` as it was written, which is `source`.
    pub(crate) fn found(path: String, source: String, finding: Finding) -> PageProblem {
        let Finding { span, title, help } = finding;
        PageProblem { path, source, span, title, help }
    }

    /// The problem in rustc's look, with ANSI colours if `colour`.
    pub fn render(&self, colour: bool) -> String {
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        let here = AnnotationKind::Primary.span(self.span.clone());
        let snippet = Snippet::source(self.source.as_str()).path(&self.path).annotation(here);
        let group = Group::with_title(Level::ERROR.primary_title(self.title.as_str()))
            .element(snippet)
            .element(Level::HELP.message(self.help.as_str()));
        renderer.render(&[group])
    }
}

impl fmt::Display for PageProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

/// All pages' problems, in the order of the book. Never empty where it is returned as an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageProblems(pub Vec<PageProblem>);

impl fmt::Display for PageProblems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let problems: Vec<_> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&problems.join("\n\n"))
    }
}

impl std::error::Error for PageProblems {}
