//! One line of a claim block.

use std::ops::Range;

use super::Fault;
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
    errors: &'a mut Vec<Fault>,
}

impl<'a> LineParser<'a> {
    pub(super) fn new(start: usize, line: &'a str, errors: &'a mut Vec<Fault>) -> Self {
        let literal = Literal { start, ..Literal::default() };
        Self { start, line, at: 0, literal, segments: Vec::new(), errors }
    }

    pub(super) fn content(mut self) -> Content {
        while let Some(next) = self.rest().chars().next() {
            if self.at_elision() {
                return Content::Elision { margin: self.literal.text };
            }
            match (bracketed(self.rest()), self.escaped()) {
                (Some(body), _) => self.take_placeholder(body),
                (None, Some(len)) => self.take_escaped(len),
                (None, None) => self.take_literal(next.len_utf8()),
            }
        }
        self.end_literal();
        self.segments.shrink_to_fit(); // of many claims each is kept until the last has been held
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
            spelling: format!("<{body}>").into(),
            label: label.into(),
            shown: format!("<{}>", if bounds.is_some() { label } else { body }).into(),
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
            _ if body == bounds || body.starts_with(' ') => unnamed(bounds, body),
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
        self.errors.push(Fault { span: span.clone(), message, label, help });
        None
    }
}

/// Bounds and nothing that they bound.
fn unnamed(bounds: &str, body: &str) -> (String, String, String) {
    (
        "this placeholder has no name".to_owned(),
        "bounds, but no type before them".to_owned(),
        format!(
            "write `<number {bounds}>`; if the program prints this as it stands, write `\\<{body}>`"
        ),
    )
}

/// Bounds on what has no value.
fn unbounded(kind: Option<&Kind>, body: &str) -> (String, String, String) {
    let numeric: Vec<_> = KINDS.iter().filter(|kind| kind.numeric).map(|kind| kind.name).collect();
    let first = body.split(' ').next().unwrap_or(body);
    let label = if kind.is_some() {
        format!("`{first}` is not a numeric type")
    } else {
        format!("`{first}` is not a type, so there is nothing to compare")
    };
    let help = format!(
        "the numeric types are {}; if the program prints this as it stands, write `\\<{body}>`",
        numeric.join(", ")
    );
    ("only a numeric type can be bounded".to_owned(), label, help)
}

/// What stands between the `<` that a text begins with and the next `>`, if that is a placeholder.
pub(super) fn bracketed(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('<')?;
    // Not beyond another `<`: a line of many would take the square of its length.
    let (body, end) = rest.split_at(rest.find(['<', '>'])?);
    let bounded = split_bounds(body);
    let name = bounded.map_or(body, |(name, _)| name);
    (end.starts_with('>') && (is_name(name) || (name.is_empty() && bounded.is_some())))
        .then_some(body)
}

/// The last word, if it looks like bounds. `<loading ...>` does not: programs print that. Where
/// nothing precedes it, it has to be bounds to the last character.
fn split_bounds(body: &str) -> Option<(&str, &str)> {
    let (name, last) = body.rsplit_once(' ').unwrap_or(("", body));
    let looks = last.contains("..") && last.contains(|c: char| c.is_ascii_digit());
    let is = || !matches!(Bounds::parse(last), Err(BadBounds::NotANumber(_)));
    (looks && (!name.is_empty() || is())).then_some((name, last))
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
