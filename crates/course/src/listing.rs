//! What a lesson shows of other files.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::anchor::{self, Anchors};
use crate::directive::directives;
use crate::files::Files;
use crate::include::Include;
use crate::problem::{Problem, Problems, nearest};
use crate::source::Source;
use crate::summary::is_page;

/// Lines of a file that a lesson shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// The include directive, as a byte range in the lesson's source.
    pub span: Range<usize>,
    /// The file that is shown, relative to the course root.
    pub path: String,
    /// The anchor; `None` for the whole file.
    pub anchor: Option<String>,
    /// The lines that are shown, from 1. Anchor lines within are left out, as mdBook does.
    pub lines: Vec<usize>,
}

/// The files that a page shows. Each is read once, however much of it is shown.
pub(crate) struct ListedFiles<'a> {
    pub(crate) files: &'a Files,
    read: BTreeMap<String, Option<(Arc<Source>, Anchors)>>,
}

impl<'a> ListedFiles<'a> {
    pub(crate) fn new(files: &'a Files) -> ListedFiles<'a> {
        ListedFiles { files, read: BTreeMap::new() }
    }

    /// Reads a file for the sake of its anchors' faults.
    pub(crate) fn open(
        &mut self,
        path: &str,
        problems: &mut Problems,
    ) -> Option<&(Arc<Source>, Anchors)> {
        let files = self.files;
        let read = self.read.entry(path.to_owned());
        read.or_insert_with(|| {
            let source = files.read(path).map_err(|problem| problems.push(problem)).ok()?;
            let (anchors, faults) = Anchors::parse(&source);
            problems.extend(faults);
            Some((source, anchors))
        })
        .as_ref()
    }

    /// The innermost anchor around a line (from 1) of a file that has been opened.
    pub(crate) fn anchor_around(&self, path: &str, line: usize) -> Option<&str> {
        let (_, anchors) = self.read.get(path)?.as_ref()?;
        anchors.around(line - 1)
    }

    /// What `include` of `page` shows.
    pub(crate) fn listing(
        &mut self,
        page: &Arc<Source>,
        include: Include,
        problems: &mut Problems,
    ) -> Option<Listing> {
        if !self.read.contains_key(&include.path) && !self.files.is_file(&include.path) {
            problems.push(no_file(page, &include, self.files));
            return None;
        }
        if is_page(&include.path) {
            problems.push(a_page(page, &include));
            return None;
        }
        let (source, anchors) = self.open(&include.path, problems)?;
        if include.anchor.as_ref().is_some_and(|anchor| anchors.is_unopened(anchor)) {
            return None;
        }
        let lines = match &include.anchor {
            Some(anchor) => anchors
                .lines(anchor)
                .map(<[usize]>::to_vec)
                .ok_or_else(|| no_anchor(page, &include, anchor, anchors)),
            None => whole(source).ok_or_else(|| whole_with_anchors(page, &include)),
        };
        let lines = lines.map_err(|problem| problems.push(problem)).ok()?;
        problems.extend(obeyed(source, &lines));
        Some(Listing {
            span: include.span,
            path: include.path,
            anchor: include.anchor,
            lines: lines.into_iter().map(|line| line + 1).collect(),
        })
    }
}

/// All lines; `None` if there are anchors among them, which mdBook would publish.
fn whole(source: &Source) -> Option<Vec<usize>> {
    let has_anchors = source.lines().any(|(_, line)| anchor::is_marker(line));
    (!has_anchors).then(|| (0..source.lines().count()).collect())
}

/// What mdBook would obey in these lines (from 0), or take a `\` from: it looks for directives in
/// what it has included as well.
fn obeyed(source: &Arc<Source>, lines: &[usize]) -> Option<Problem> {
    let text = source.text();
    text.contains("{{").then_some(())?; // seldom
    let escaped = text.match_indices("\\{{#").map(|(start, text)| start..start + text.len());
    let mut all = directives(text).map(|directive| directive.span).chain(escaped);
    let span = all.find(|span| lines.contains(&(source.line_column(span.start).0 - 1)))?;
    let title = "mdBook would not show this but obey it";
    let problem = Problem::new(source, source.first_line(&span), title, "shown in a lesson");
    Some(problem.with_help("take `{{` and `#` apart, or do not show this").caused_by_listing())
}

fn no_file(page: &Arc<Source>, include: &Include, files: &Files) -> Problem {
    let path = &include.path;
    let (title, label, help) = if files.is_folder(path) {
        let title = format!("included `{path}` is a folder");
        (title, "expected a file", "name one of its files")
    } else {
        let title = format!("included file `{path}` does not exist");
        (title, "no such file", "write the path as seen from this page's folder")
    };
    Problem::new(page, include.span.clone(), title, label).with_help(help).caused_by_listing()
}

/// mdBook would fill in its includes too, for ever if it brings itself, and no check sees the rest.
fn a_page(page: &Arc<Source>, include: &Include) -> Problem {
    let title = format!("`{}` is a page of the book", include.path);
    Problem::new(page, include.span.clone(), title, "expected a file that is no page")
        .with_help("link to it; what two pages are to show goes to a file outside of `book/src`")
}

fn no_anchor(page: &Arc<Source>, include: &Include, anchor: &str, anchors: &Anchors) -> Problem {
    let names = anchors.names();
    let help = match nearest(anchor, &names) {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None if names.is_empty() => {
            format!("mark the lines with `// ANCHOR: {anchor}` and `// ANCHOR_END: {anchor}`")
        }
        None => format!("its anchors are {}", names.join(", ")),
    };
    let title = format!("`{}` has no anchor `{anchor}`", include.path);
    Problem::new(page, include.span.clone(), title, "would be an empty listing")
        .with_help(help)
        .caused_by_listing()
}

fn whole_with_anchors(page: &Arc<Source>, include: &Include) -> Problem {
    let title = format!("`{}` is included whole, but has anchors", include.path);
    Problem::new(page, include.span.clone(), title, "would show the anchor comments too")
        .with_help("include it anchor by anchor, or remove the anchors from the file")
        .caused_by_listing()
}
