//! `ANCHOR: name` and `ANCHOR_END: name`, as mdBook's `links` preprocessor reads them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::problem::{Problem, Problems};
use crate::source::Source;

/// An anchor comment.
enum Marker {
    Start(String),
    End(String),
}

/// Whether mdBook takes the line for an anchor.
pub(crate) fn is_marker(line: &str) -> bool {
    marker(line).is_some()
}

/// A source without its anchors, which are for the book: what a reader sees of the whole file.
///
/// ```
/// let text = "// ANCHOR: a\nfn a() {}\n// ANCHOR_END: a\n";
/// assert_eq!(course::without_anchors(text), "fn a() {}\n");
/// ```
pub fn without_anchors(text: &str) -> String {
    text.split_inclusive('\n').filter(|line| !is_marker(line)).collect()
}

/// Where mdBook sees one (`links/take_lines.rs`, 0.5.4), by expressions that the tests hold this
/// against. A line with a marker is never part of a listing.
fn marker(line: &str) -> Option<Marker> {
    // Nearly all lines are none.
    if !line.contains("ANCHOR") {
        return None;
    }
    let end = name_after(line, "ANCHOR_END:").map(Marker::End);
    end.or_else(|| name_after(line, "ANCHOR:").map(Marker::Start))
}

/// The first name that follows such a word.
fn name_after(line: &str, word: &str) -> Option<String> {
    let is_name = |c: &char| c.is_alphanumeric() || matches!(c, '_' | '-');
    let mut names = line.match_indices(word).map(|(at, word)| {
        line[at + word.len()..].trim_start().chars().take_while(is_name).collect::<String>()
    });
    names.find(|name| !name.is_empty())
}

/// The anchors of a file, each with the lines (from 0) that an include of it shows.
#[derive(Default)]
pub(crate) struct Anchors {
    named: BTreeMap<String, Anchor>,
    /// Those that are closed but were never opened.
    unopened: BTreeSet<String>,
}

struct Anchor {
    opened: Range<usize>,
    is_open: bool,
    lines: Vec<usize>,
}

impl Anchors {
    pub(crate) fn parse(source: &Arc<Source>) -> (Anchors, Problems) {
        let mut anchors = Anchors::default();
        let mut problems = Problems::default();
        for (line, (range, text)) in source.lines().enumerate() {
            match marker(text) {
                Some(Marker::Start(name)) => problems.extend(anchors.open(source, range, name)),
                Some(Marker::End(name)) => problems.extend(anchors.close(source, range, &name)),
                None => {
                    let open = anchors.named.values_mut().filter(|anchor| anchor.is_open);
                    open.for_each(|anchor| anchor.lines.push(line));
                }
            }
        }
        problems.extend(anchors.unclosed(source));
        (anchors, problems)
    }

    pub(crate) fn lines(&self, name: &str) -> Option<&[usize]> {
        self.named.get(name).map(|anchor| anchor.lines.as_slice())
    }

    /// The innermost anchor around a line (from 0).
    pub(crate) fn around(&self, line: usize) -> Option<&str> {
        let around = self.named.iter().filter(|(_, anchor)| anchor.lines.contains(&line));
        around.min_by_key(|(_, anchor)| anchor.lines.len()).map(|(name, _)| name.as_str())
    }

    /// Whether only the opening of this anchor is wanting, which has been told.
    pub(crate) fn is_unopened(&self, name: &str) -> bool {
        self.unopened.contains(name)
    }

    pub(crate) fn names(&self) -> Vec<&str> {
        self.named.keys().map(String::as_str).collect()
    }

    fn open(&mut self, source: &Arc<Source>, at: Range<usize>, name: String) -> Option<Problem> {
        if let Some(first) = self.named.get(&name) {
            let title = format!("anchor `{name}` is opened twice");
            let problem = Problem::new(source, at, title, "opened again here")
                .with_other(source, &first.opened, "first opened here")
                .with_help("mdBook shows the first only; give the second another name");
            return Some(problem.caused_by_listing());
        }
        let anchor = Anchor { opened: at, is_open: true, lines: Vec::new() };
        self.named.insert(name, anchor);
        None
    }

    fn close(&mut self, source: &Arc<Source>, at: Range<usize>, name: &str) -> Option<Problem> {
        match self.named.get_mut(name) {
            Some(anchor) if anchor.is_open => {
                anchor.is_open = false;
                None
            }
            _ => {
                self.unopened.insert(name.to_owned());
                let title = format!("anchor `{name}` is closed but not open");
                let help = format!("open it above with `// ANCHOR: {name}`, or remove this line");
                Some(
                    Problem::new(source, at, title, "closed here")
                        .with_help(help)
                        .caused_by_listing(),
                )
            }
        }
    }

    fn unclosed(&mut self, source: &Arc<Source>) -> Vec<Problem> {
        let open = self.named.iter_mut().filter(|(_, anchor)| anchor.is_open);
        open.map(|(name, anchor)| {
            // Where it was to end is not known: lines of another are not to be blamed on it.
            anchor.lines.clear();
            let title = format!("anchor `{name}` is not closed");
            let help = format!("add `// ANCHOR_END: {name}` where its listing ends");
            Problem::new(source, anchor.opened.clone(), title, "opened here")
                .with_help(help)
                .caused_by_listing()
        })
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use regex::Regex;
    use std::sync::LazyLock;

    // mdBook's own expressions, word for word.
    static START: LazyLock<Regex> =
        LazyLock::new(|| expression(r"ANCHOR:\s*(?P<anchor_name>[\w_-]+)"));
    static END: LazyLock<Regex> =
        LazyLock::new(|| expression(r"ANCHOR_END:\s*(?P<anchor_name>[\w_-]+)"));

    fn expression(text: &str) -> Regex {
        Regex::new(text).expect("it is mdBook's")
    }

    const PIECES: [&str; 12] = [
        "ANCHOR: a",
        "ANCHOR:",
        "ANCHOR_END:",
        "ANCHOR",
        "_END",
        ":",
        " ",
        "\u{a0}",
        "é",
        "_-9",
        "//",
        ".",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]
        #[test]
        fn markers_are_where_mdbook_finds_them(
            pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..8)
        ) {
            let line = pieces.concat();
            let name = |expression: &Regex| Some(expression.captures(&line)?[1].to_owned());
            prop_assert_eq!(name_after(&line, "ANCHOR:"), name(&START));
            prop_assert_eq!(name_after(&line, "ANCHOR_END:"), name(&END));
        }
    }
}
