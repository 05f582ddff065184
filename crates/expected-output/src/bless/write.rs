//! A new claim block, line by line.

use super::merge::merge;
use super::step::Step;
use crate::budget::Budget;
use crate::escape;
use crate::pattern::Pattern;

/// How long all tries to keep placeholders in changed lines may take, in bytes of the lines.
const TRIES: usize = 50_000_000;

/// How many lost lines are tried for each new one.
const LOOK_BACK: usize = 4;

/// The parts of which a new block is made.
pub(super) struct Writer<'a> {
    pub(super) block: &'a str,
    pub(super) pattern: &'a Pattern,
    pub(super) lines: &'a [&'a str],
}

impl<'a> Writer<'a> {
    /// The block in which new lines say what was printed and nothing else.
    pub(super) fn literal(&self, steps: &[Step]) -> String {
        let line = |step: &Step| match step {
            Step::Keep { item, .. } | Step::Again { item, .. } => Some(Line::Old(*item)),
            Step::Insert { line } => Some(Line::New(escape::line(self.lines[*line]))),
            Step::Lose { .. } => None,
        };
        self.join(steps.iter().filter_map(line))
    }

    /// The block in which new lines keep the placeholders of the lines that they replace, as far
    /// as they plainly still hold; `None` if none does.
    pub(super) fn merged(
        &self,
        steps: &[Step],
        mut values: Vec<Option<&'a str>>,
    ) -> Option<String> {
        let mut budget = Budget::new(TRIES);
        let mut lines = Vec::new();
        let mut any = false;
        let gaps = steps.chunk_by(|a, b| a.held().is_none() && b.held().is_none());
        for gap in gaps {
            let mut lost: Vec<usize> = gap.iter().filter_map(Step::lost).collect();
            lines.extend(gap.iter().filter_map(Step::held).map(Line::Old));
            for line in gap.iter().filter_map(Step::new_line) {
                let merged = self.merge_one(&mut lost, line, &mut values, &mut budget);
                any |= merged.is_some();
                lines.push(Line::New(merged.unwrap_or_else(|| escape::line(self.lines[line]))));
            }
        }
        any.then(|| self.join(lines.into_iter()))
    }

    /// A printed line merged with the first of the lost lines that can be; those before it are out
    /// of its way for good.
    fn merge_one(
        &self,
        lost: &mut Vec<usize>,
        line: usize,
        values: &mut Vec<Option<&'a str>>,
        budget: &mut Budget,
    ) -> Option<String> {
        let (at, merged) = lost.iter().take(LOOK_BACK).enumerate().find_map(|(at, item)| {
            let item = &self.pattern.items[*item];
            Some((at, merge(self.block, item, self.lines[line], values, budget)?))
        })?;
        lost.drain(..=at);
        for (slot, text) in merged.names {
            values[slot] = Some(text);
        }
        Some(merged.line)
    }

    /// Old lines as they stand, with the line break that the block uses, and the block's own end.
    fn join(&self, lines: impl Iterator<Item = Line>) -> String {
        let items = &self.pattern.items;
        let end = items.last().map_or(0, |item| item.span.end);
        let first = self.block.find('\n');
        let crlf = first.is_some_and(|at| self.block[..at].ends_with('\r'));
        let line_break = if crlf { "\r\n" } else { "\n" };
        let mut text = String::new();
        let mut open = "";
        for line in lines {
            text.push_str(open);
            open = line_break;
            match line {
                Line::New(line) => text.push_str(&line),
                Line::Old(item) => {
                    let next = items.get(item + 1).map_or(end, |next| next.span.start);
                    let whole = &self.block[items[item].span.start..next];
                    let content = whole.strip_suffix('\n').unwrap_or(whole);
                    // What breaks the line belongs to it, blanks before it included.
                    open = if content.len() < whole.len() {
                        &whole[items[item].span.len()..]
                    } else {
                        line_break
                    };
                    text.push_str(&self.block[items[item].span.clone()]);
                }
            }
        }
        let tail = &self.block[end..];
        text.push_str(if items.is_empty() && tail.is_empty() { line_break } else { tail });
        text
    }
}

enum Line {
    Old(usize),
    New(String),
}
