//! What a claim block says, once it is parsed.

use std::ops::Range;
use std::sync::Arc;

use crate::kind::{Bounds, Kind};
use crate::{Match, Mismatch, ParseError};

/// A claim block that was read and found to be worth matching.
///
/// # Example
///
/// ```
/// let claim = "Listening on <port>\n...\nBye.\n";
/// let pattern = expected_output::Pattern::parse(claim).unwrap();
///
/// let found = pattern.find_match("Listening on 8080\none\ntwo\nBye.\n").unwrap();
/// assert_eq!(found.bindings()[0].text, "8080");
/// assert_eq!((found.claimed(), found.elided()), (2, 2));
/// ```
#[derive(Clone, Debug)]
pub struct Pattern {
    /// One for each line of the block, blank lines at its end left off.
    pub(crate) items: Vec<Item>,
    /// How many names stand more than once; `Placeholder::slot` counts up to it.
    pub(crate) slots: usize,
    /// How many there are.
    pub(crate) placeholders: usize,
}

impl Pattern {
    /// Reads the text of a fenced block, as it stands in the file.
    ///
    /// # Errors
    ///
    /// All faults of the block, in the order of their position: bounds that mean nothing, and a
    /// block that would claim nothing.
    pub fn parse(block: &str) -> Result<Self, Vec<ParseError>> {
        crate::parse::parse(block)
    }

    /// Matches the whole of a program's output against the whole claim.
    ///
    /// If there is any way to fit the two together, one is found. Of several, the one in which
    /// each `...` covers as few lines as it can, each placeholder as few characters as it can, and
    /// each typed placeholder as many.
    ///
    /// # Errors
    ///
    /// The first claim line that cannot be told from the output, and why.
    pub fn find_match(&self, output: &str) -> Result<Match, Box<Mismatch>> {
        crate::matching::find_match(self, output)
    }

    /// How many printed lines it stands for, once it fits, besides those that it leaves out: each
    /// of its own lines for one.
    ///
    /// ```
    /// let claim = expected_output::Pattern::parse("Listening on <port>\n...\nBye.\n").unwrap();
    /// assert_eq!(claim.claimed(), 2);
    /// ```
    pub fn claimed(&self) -> usize {
        self.items.iter().filter(|item| matches!(item.content, Content::Text(_))).count()
    }
}

/// One line of the claim.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    /// Bytes of the block, without blanks at the end and the line break.
    pub(crate) span: Range<usize>,
    pub(crate) content: Content,
    /// Whether it has a placeholder: most lines have none, and nothing more is asked of them.
    pub(crate) is_open: bool,
}

#[derive(Clone, Debug)]
pub(crate) enum Content {
    /// Matched by one printed line.
    Text(Vec<Segment>),
    /// Matched by one or more printed lines that have this margin.
    Elision { margin: String },
}

#[derive(Clone, Debug)]
pub(crate) enum Segment {
    Literal(Literal),
    Placeholder(Placeholder),
}

/// Text that must be printed as it stands.
#[derive(Clone, Debug, Default)]
pub(crate) struct Literal {
    /// Without its escapes. Never empty.
    pub(crate) text: String,
    /// The bytes of `text` that have a `\` before them in the block.
    pub(crate) escaped: Vec<usize>,
    /// Where it begins in the block.
    pub(crate) start: usize,
}

#[derive(Clone, Debug)]
pub(crate) struct Placeholder {
    /// As it stands in the block: `<ms wait 0..50>`.
    pub(crate) spelling: Arc<str>,
    /// What stands between the brackets, less the bounds: `ms wait`.
    pub(crate) label: Arc<str>,
    /// What stands for the text in messages and in the evidence: the spelling less the bounds.
    pub(crate) shown: Arc<str>,
    pub(crate) anonymous: bool,
    pub(crate) kind: Option<&'static Kind>,
    pub(crate) bounds: Option<Bounds>,
    /// Given only to names that stand more than once: others cannot disagree with anything.
    pub(crate) slot: Option<usize>,
    pub(crate) span: Range<usize>,
}

impl Content {
    fn segments(&self) -> &[Segment] {
        match self {
            Content::Text(segments) => segments,
            Content::Elision { .. } => &[],
        }
    }

    pub(crate) fn placeholders(&self) -> impl Iterator<Item = &Placeholder> {
        self.segments().iter().filter_map(Segment::placeholder)
    }
}

impl Item {
    pub(crate) fn segments(&self) -> &[Segment] {
        self.content.segments()
    }

    pub(crate) fn placeholders(&self) -> impl Iterator<Item = &Placeholder> {
        self.content.placeholders()
    }

    pub(crate) fn margin(&self) -> Option<&str> {
        match &self.content {
            Content::Text(_) => None,
            Content::Elision { margin } => Some(margin),
        }
    }

    pub(crate) fn is_elision(&self) -> bool {
        self.margin().is_some()
    }

    /// Whether it holds literal text.
    pub(crate) fn claims_text(&self) -> bool {
        self.segments().iter().any(|segment| match segment {
            Segment::Literal(literal) => !literal.text.trim().is_empty(),
            Segment::Placeholder(_) => false,
        })
    }
}

impl Segment {
    pub(crate) fn placeholder(&self) -> Option<&Placeholder> {
        match self {
            Self::Placeholder(placeholder) => Some(placeholder),
            Self::Literal(_) => None,
        }
    }

    /// Bytes of the block.
    pub(crate) fn span(&self) -> Range<usize> {
        match self {
            Self::Literal(literal) => literal.span(0..literal.text.len()),
            Self::Placeholder(placeholder) => placeholder.span.clone(),
        }
    }
}

impl Literal {
    /// Where a part of the text stands in the block.
    pub(crate) fn span(&self, part: Range<usize>) -> Range<usize> {
        let escapes = |end: usize| self.escaped.iter().filter(|at| **at < end).count();
        // An escaped character is marked together with its escape.
        let start = self.start + part.start + escapes(part.start);
        start..(self.start + part.end + escapes(part.end)).max(start)
    }
}

impl Placeholder {
    /// Whether the text has the form that the type asks for and is within the bounds.
    pub(crate) fn accepts(&self, text: &str) -> bool {
        self.kind.is_none_or(|kind| kind.accepts(text))
            && self.bounds.as_ref().is_none_or(|bounds| bounds.hold(text))
    }

    /// Why a text is refused, in a sentence.
    pub(crate) fn refusal(&self, text: &str) -> String {
        match (self.kind, &self.bounds) {
            (Some(kind), _) if !kind.accepts(text) => kind.refusal(text),
            (_, Some(bounds)) => format!("`{text}` is outside {bounds}"),
            _ => format!("`{text}` does not fit {}", self.spelling),
        }
    }
}
