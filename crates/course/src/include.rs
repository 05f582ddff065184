//! `{{#include path:anchor}}`, as mdBook's `links` preprocessor reads it.

use std::ops::Range;
use std::sync::Arc;

use crate::directive::{Directive, directives};
use crate::files::{folder_of, resolve};
use crate::problem::{Problem, Problems, nearest};
use crate::source::Source;

/// An include directive of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Include {
    /// The directive, braces and all.
    pub(crate) span: Range<usize>,
    /// The file, relative to the course root.
    pub(crate) path: String,
    /// The anchor; `None` for the whole file.
    pub(crate) anchor: Option<String>,
}

/// The includes of a page in order. What is no include we allow is a problem.
pub(crate) fn includes(page: &Arc<Source>, problems: &mut Problems) -> Vec<Include> {
    let mut includes = Vec::new();
    for directive in directives(page.text()) {
        match include(page, directive) {
            Some(Ok(include)) => includes.push(include),
            Some(Err(problem)) => problems.push(problem),
            None => {}
        }
    }
    includes
}

/// `None` for what pulls in nothing.
fn include(page: &Arc<Source>, directive: Directive<'_>) -> Option<Result<Include, Problem>> {
    // mdBook sees no directive without an argument.
    let argument = directive.rest.split_whitespace().next()?;
    match directive.kind {
        "title" => None,
        "include" => Some(target(page, directive.span, argument)),
        kind => Some(Err(not_allowed(page, directive.span, kind))),
    }
}

fn target(page: &Arc<Source>, span: Range<usize>, argument: &str) -> Result<Include, Problem> {
    let (path, anchor) = match argument.split_once(':') {
        Some((path, anchor)) => (path, Some(anchor)),
        None => (argument, None),
    };
    if let Some(anchor) = anchor {
        check_anchor(page, &span, anchor)?;
    }
    match resolve(folder_of(page.path()), path) {
        Some(path) => Ok(Include { span, path, anchor: anchor.map(str::to_owned) }),
        None => Err(outside(page, span, path)),
    }
}

/// What follows the path has to be one name. mdBook takes a number, or nothing, for a line.
fn check_anchor(page: &Arc<Source>, span: &Range<usize>, anchor: &str) -> Result<(), Problem> {
    let is_line = |part: &str| part.is_empty() || part.parse::<usize>().is_ok();
    if anchor.split(':').next().is_none_or(is_line) {
        let title = "included by line number";
        let help = "put `// ANCHOR: name` and `// ANCHOR_END: name` in the file, and `:name` here";
        let problem = Problem::new(page, span.clone(), title, "line numbers move");
        return Err(problem.with_help(help));
    }
    if anchor.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-') {
        return Ok(());
    }
    let title = format!("`{anchor}` cannot be an anchor");
    let problem = Problem::new(page, span.clone(), title, "expected one name after the path");
    Err(problem.with_help("an anchor's name is letters, digits, `_` and `-`"))
}

fn not_allowed(page: &Arc<Source>, span: Range<usize>, kind: &str) -> Problem {
    // What mdBook knows, and what it calls the second of them by an older name.
    if ["rustdoc_include", "playground", "playpen"].contains(&kind) {
        let title = format!("`#{kind}` is not used in this course");
        let label = "pulls in code that the checks do not follow";
        let help = "use `#include path:anchor` inside a code block";
        return Problem::new(page, span, title, label).with_help(help);
    }
    let help = match nearest(kind, &["include", "title"]) {
        Some(nearest) => format!("did you mean `#{nearest}`?"),
        None => r"to show it as text, write `\` before it".to_owned(),
    };
    let title = format!("unknown directive `#{kind}`");
    Problem::new(page, span, title, "would be published as it stands").with_help(help)
}

fn outside(page: &Arc<Source>, span: Range<usize>, path: &str) -> Problem {
    let title = format!("`{path}` is not a path inside the course");
    let label = "leads out of the course, or is not relative with `/`";
    Problem::new(page, span, title, label)
        .with_help("write the path as seen from this page's folder")
}
