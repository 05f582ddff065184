//! One line of a claim block.

use std::ops::Range;

use crate::ParseError;
use crate::kind::{BadBounds, Bounds, KINDS, Kind};
use crate::pattern::{Content, Literal, Placeholder, Segment};

/// Reads one line of the block.
pub(super) struct LineParser<'a> {
    /// Where the line begins in the block.
    start: usize,
    line: &'a str,
    at: usize,
    literal: Literal,
    segments: Vec<Segment>,
    errors: &'a mut Vec<ParseError>,
}

impl<'a> LineParser<'a> {
    pub(super) fn new(start: usize, line: &'a str, errors: &'a mut Vec<ParseError>) -> Self {
        let literal = Literal { start, ..Literal::default() };
        Self { start, line, at: 0, literal, segments: Vec::new(), errors }
    }

    pub(super) fn content(mut self) -> Content {
        while let Some(next) = self.rest().chars().next() {
            if self.at_elision() {
                return Content::Elision { margin: self.literal.text };
            }
            match (self.bracketed(), self.escaped()) {
                (Some(body), _) => self.take_placeholder(body),
                (None, Some(len)) => self.take_escaped(len),
                (None, None) => self.take_literal(next.len_utf8()),
            }
        }
        self.end_literal();
        Content::Text(self.segments)
    }

    fn rest(&self) -> &'a str {
        &self.line[self.at..]
    }

    /// Whether the rest of the line is `...`, or words between two of them, after a margin.
    fn at_elision(&self) -> bool {
        let Some(after) = self.rest().strip_prefix("...") else { return false };
        let margin = &self.literal.text;
        let is_margin = self.segments.is_empty()
            && !margin.ends_with('.')
            && !margin.contains(char::is_alphanumeric)
            // The first `...` of a line ends the margin or is part of the text.
            && !margin.contains("...");
        is_margin && (after.is_empty() || after.strip_suffix("...").is_some_and(are_words))
    }

    /// How many bytes the `\` here makes literal.
    fn escaped(&self) -> Option<usize> {
        let next = self.rest().strip_prefix('\\')?;
        // The dots together, so that no three of them are left to be read as an elision.
        let dots = next.starts_with("...").then_some(3);
        dots.or_else(|| next.starts_with(['<', '\\']).then_some(1))
    }

    /// What stands between the `<` here and the next `>`, if that is a placeholder.
    fn bracketed(&self) -> Option<&'a str> {
        let body = self.rest().strip_prefix('<')?.split_once('>')?.0;
        let name = split_bounds(body).map_or(body, |(name, _)| name);
        is_name(name).then_some(body)
    }

    fn take_literal(&mut self, len: usize) {
        self.literal.text.push_str(&self.rest()[..len]);
        self.at += len;
    }

    fn take_escaped(&mut self, len: usize) {
        self.literal.escaped.push(self.literal.text.len());
        self.at += 1;
        self.take_literal(len);
    }

    fn end_literal(&mut self) {
        let literal = std::mem::take(&mut self.literal);
        if !literal.text.is_empty() {
            self.segments.push(Segment::Literal(literal));
        }
        self.literal.start = self.start + self.at;
    }

    fn take_placeholder(&mut self, body: &str) {
        self.end_literal();
        let begin = self.start + self.at;
        self.at += body.len() + 2;
        let span = begin..self.start + self.at;
        let (label, bounds) = split_bounds(body).map_or((body, None), |(name, b)| (name, Some(b)));
        let (first, others) = label.split_once(' ').unwrap_or((label, ""));
        let kind = Kind::named(first);
        let bounds = bounds.and_then(|bounds| self.bounds(kind, bounds, body, &span));
        self.segments.push(Segment::Placeholder(Placeholder {
            spelling: format!("<{body}>"),
            label: label.to_owned(),
            anonymous: label == "_" || (kind.is_some() && others == "_"),
            kind,
            bounds,
            slot: None,
            span,
        }));
        self.literal.start = self.start + self.at;
    }

    /// The bounds, or an error put with the others.
    fn bounds(
        &mut self,
        kind: Option<&Kind>,
        bounds: &str,
        body: &str,
        span: &Range<usize>,
    ) -> Option<Bounds> {
        let numeric = kind.is_some_and(|kind| kind.numeric);
        let fault = match Bounds::parse(bounds) {
            _ if !numeric => unbounded(kind, body),
            Ok(bounds) => return Some(bounds),
            Err(BadBounds::NotANumber(end)) => (
                format!("`{bounds}` are not bounds"),
                format!("`{end}` is not a number"),
                "write `0..50`, `1..` or `..50`; both ends are included".to_owned(),
            ),
            Err(BadBounds::Reversed) => (
                format!("the bounds `{bounds}` hold no number"),
                "the first is greater than the second".to_owned(),
                "write the smaller one first".to_owned(),
            ),
        };
        let (message, label, help) = fault;
        self.errors.push(ParseError { span: span.clone(), message, label, help });
        None
    }
}

/// Bounds on what has no value.
fn unbounded(kind: Option<&Kind>, body: &str) -> (String, String, String) {
    let numeric: Vec<_> = KINDS.iter().filter(|kind| kind.numeric).map(|kind| kind.name).collect();
    let label = match kind {
        Some(kind) => format!("`{}` is not a numeric type", kind.name),
        None => "no type, so nothing to compare".to_owned(),
    };
    let help = format!(
        "the numeric types are {}; if the program prints this as it stands, write `\\<{body}>`",
        numeric.join(", ")
    );
    ("only a numeric type can be bounded".to_owned(), label, help)
}

/// The last word, if it looks like bounds. `<loading ...>` does not: programs print that.
fn split_bounds(body: &str) -> Option<(&str, &str)> {
    let (name, last) = body.rsplit_once(' ')?;
    (last.contains("..") && last.contains(|c: char| c.is_ascii_digit())).then_some((name, last))
}

fn is_name(text: &str) -> bool {
    let part = |c: char| c.is_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    text.starts_with(|c: char| c.is_lowercase() || c == '_')
        && text.split(' ').all(|word| !word.is_empty() && word.chars().all(part))
}

/// What may stand between two `...` to name what is left out.
fn are_words(text: &str) -> bool {
    !text.starts_with('.') && !text.ends_with(['.', '\\']) && text.contains(char::is_alphanumeric)
}
