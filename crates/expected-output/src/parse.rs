//! From the text of a claim block to a [`Pattern`].

mod line;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use line::LineParser;

use crate::pattern::{Content, Item, Pattern, Segment};
use crate::text;

/// A fault of a claim block, found before anything was run.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {message}: {label}")]
#[non_exhaustive]
pub struct ParseError {
    /// The bytes of the block that it is about.
    pub span: Range<usize>,
    /// The line of the block in which they begin; 1 is the first.
    pub line: usize,
    /// The character of that line with which they begin; 1 is the first.
    pub column: usize,
    /// What is wrong, without the place: a diagnostic's title.
    pub message: String,
    /// What is wrong with the marked bytes.
    pub label: String,
    /// What to write instead.
    pub help: String,
}

pub(crate) fn parse(block: &str) -> Result<Pattern, Vec<ParseError>> {
    let mut errors = Vec::new();
    let mut items: Vec<Item> = text::lines(block)
        .map(|(start, line)| {
            let content = LineParser::new(start, line, &mut errors).content();
            let is_open = content.placeholders().next().is_some();
            Item { span: start..start + line.len(), content, is_open }
        })
        .collect();
    if errors.is_empty() && !items.iter().any(Item::claims_text) {
        errors.push(claims_nothing(block));
    }
    if errors.is_empty() {
        let slots = give_slots(&mut items);
        let placeholders = items.iter().map(|item| item.placeholders().count()).sum();
        Ok(Pattern { items, slots, placeholders })
    } else {
        Err(errors.into_iter().map(|fault| fault.at(block)).collect())
    }
}

/// A fault before it is known on which line it is.
struct Fault {
    span: Range<usize>,
    message: String,
    label: String,
    help: String,
}

impl Fault {
    fn at(self, block: &str) -> ParseError {
        let Self { span, message, label, help } = self;
        let before = &block[..span.start];
        let line_start = before.rfind('\n').map_or(0, |end| end + 1);
        let line = before.matches('\n').count() + 1;
        let column = before[line_start..].chars().count() + 1;
        ParseError { span, line, column, message, label, help }
    }
}

/// The text of a claim line that is nothing but literal.
pub(crate) fn literal_line(line: &str) -> Option<String> {
    match LineParser::new(0, line, &mut Vec::new()).content() {
        Content::Text(segments) => match <[Segment; 1]>::try_from(segments) {
            Ok([Segment::Literal(literal)]) => Some(literal.text),
            Ok(_) => None,
            Err(segments) => segments.is_empty().then(String::new),
        },
        Content::Elision { .. } => None,
    }
}

/// Whether a text begins with what is read as a placeholder, be it a faulty one.
pub(crate) fn is_placeholder(text: &str) -> bool {
    line::bracketed(text).is_some()
}

fn claims_nothing(block: &str) -> Fault {
    Fault {
        span: 0..block.trim_end().len(),
        message: "this block claims nothing".into(),
        label: "no literal text: any program's output would do".into(),
        help: "write at least one line, or a part of one, as the program prints it".into(),
    }
}

/// Numbers the names that stand more than once.
fn give_slots(items: &mut [Item]) -> usize {
    let mut count: HashMap<Arc<str>, usize> = HashMap::new();
    for placeholder in items.iter().flat_map(Item::placeholders).filter(|p| !p.anonymous) {
        *count.entry(placeholder.label.clone()).or_default() += 1;
    }
    let mut slots = HashMap::new();
    for item in items {
        let Content::Text(segments) = &mut item.content else { continue };
        for segment in segments {
            let Segment::Placeholder(placeholder) = segment else { continue };
            if !placeholder.anonymous && count[&placeholder.label] > 1 {
                let next = slots.len();
                placeholder.slot = Some(*slots.entry(placeholder.label.clone()).or_insert(next));
            }
        }
    }
    slots.len()
}

#[cfg(test)]
mod tests;
