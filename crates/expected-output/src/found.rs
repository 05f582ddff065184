//! What a match found: which line was claimed by what, and what each placeholder stands for.

use std::iter;
use std::ops::Range;
use std::sync::Arc;

use crate::line;
use crate::matching::Board;
use crate::pattern::{Item, Placeholder};

/// How an output fits a claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Match {
    pub(crate) fates: Vec<Fate>,
    pub(crate) bindings: Vec<Binding>,
}

impl Match {
    /// How many printed lines a line of text in the claim stands for: those that were checked.
    pub fn claimed(&self) -> usize {
        self.fates.iter().filter(|fate| matches!(fate, Fate::Claimed { .. })).count()
    }

    /// How many printed lines a `...` stands for: those that nothing was said about.
    pub fn elided(&self) -> usize {
        self.fates.len() - self.claimed()
    }

    /// One for each printed line, in order. Blank lines at the output's end have none.
    pub fn fates(&self) -> &[Fate] {
        &self.fates
    }

    /// One for each time a placeholder stood for a text, in the order of the output.
    pub fn bindings(&self) -> &[Binding] {
        &self.bindings
    }
}

/// What became of a printed line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// A line of text in the claim stands for it.
    Claimed {
        /// 1 is the block's first line.
        claim_line: usize,
    },
    /// A `...` stands for it.
    Elided {
        /// 1 is the block's first line.
        claim_line: usize,
    },
}

/// A text that a placeholder stands for, at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Binding {
    /// As it stands in the claim: `<ms wait 0..50>`.
    pub spelling: Arc<str>,
    /// The spelling without bounds, which is what the evidence shows: `<ms wait>`.
    pub shown: Arc<str>,
    /// What stands between the brackets, less the bounds: `ms wait`. `None` for an anonymous one.
    pub name: Option<Arc<str>>,
    /// The type: `ms`.
    pub kind: Option<&'static str>,
    /// The text it stands for.
    pub text: String,
    /// 1 is the block's first line.
    pub claim_line: usize,
    /// The placeholder's bytes in the block.
    pub claim_span: Range<usize>,
    /// 1 is the output's first line.
    pub output_line: usize,
    /// The text's bytes in that printed line.
    pub range: Range<usize>,
}

impl Binding {
    pub(crate) fn new(
        placeholder: &Placeholder,
        item: usize,
        line: usize,
        text: &str,
        range: Range<usize>,
    ) -> Self {
        Self {
            spelling: placeholder.spelling.clone(),
            shown: placeholder.shown.clone(),
            name: (!placeholder.anonymous).then(|| placeholder.label.clone()),
            kind: placeholder.kind.map(|kind| kind.name),
            text: text[range.clone()].to_owned(),
            claim_line: item + 1,
            claim_span: placeholder.span.clone(),
            output_line: line + 1,
            range,
        }
    }
}

/// What the items that begin at these printed lines found; the last of `starts` is where they end.
pub(crate) fn collect(board: &Board<'_>, starts: &[usize], values: &line::Values<'_>) -> Match {
    let mut fates = Vec::with_capacity(board.lines.len());
    for (item, pair) in starts.windows(2).enumerate() {
        let fate = fate(&board.items[item], item + 1);
        fates.extend(iter::repeat_n(fate, pair[1] - pair[0]));
    }
    Match { fates, bindings: bindings(board, starts, values) }
}

/// What the placeholders of those items stand for.
pub(crate) fn bindings(
    board: &Board<'_>,
    starts: &[usize],
    values: &line::Values<'_>,
) -> Vec<Binding> {
    let mut bindings = Vec::with_capacity(board.placeholders);
    let mut ranges = Vec::new();
    let lines = board.items.iter().zip(&starts[..starts.len() - 1]).enumerate();
    for (item, (content, line)) in lines.filter(|(_, (content, _))| content.is_open) {
        let text = board.lines[*line];
        if line::bind(content.segments(), text, values, &mut ranges) {
            let bound = content.placeholders().zip(ranges.drain(..));
            bindings.extend(bound.map(|(p, range)| Binding::new(p, item, *line, text, range)));
        }
    }
    bindings
}

fn fate(item: &Item, claim_line: usize) -> Fate {
    if item.is_elision() { Fate::Elided { claim_line } } else { Fate::Claimed { claim_line } }
}
