//! From the text of a claim block to a [`Pattern`].

mod line;

use std::collections::HashMap;
use std::ops::Range;

use line::LineParser;

use crate::pattern::{Content, Item, Pattern, Segment};
use crate::text;

/// A fault of a claim block, found before anything was run.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}: {label}")]
#[non_exhaustive]
pub struct ParseError {
    /// The bytes of the block that it is about.
    pub span: Range<usize>,
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
        .map(|(start, line)| Item {
            span: start..start + line.len(),
            content: LineParser::new(start, line, &mut errors).content(),
        })
        .collect();
    if errors.is_empty() && !items.iter().any(Item::claims_text) {
        errors.push(claims_nothing(block));
    }
    if errors.is_empty() {
        let slots = give_slots(&mut items);
        Ok(Pattern { items, slots })
    } else {
        Err(errors)
    }
}

fn claims_nothing(block: &str) -> ParseError {
    ParseError {
        span: 0..block.trim_end().len(),
        message: "this block claims nothing".into(),
        label: "no literal text: any program's output would do".into(),
        help: "write at least one line, or a part of one, as the program prints it".into(),
    }
}

/// Numbers the names that stand more than once.
fn give_slots(items: &mut [Item]) -> usize {
    let mut count: HashMap<String, usize> = HashMap::new();
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
