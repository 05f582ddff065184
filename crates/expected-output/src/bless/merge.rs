//! A changed line that keeps its placeholders.

use std::ops::Range;

use crate::budget::Budget;
use crate::escape;
use crate::line::{self, Values};
use crate::pattern::{Item, Literal, Pattern, Placeholder, Segment};

/// A claim line made to hold of a printed line.
pub(super) struct Merged<'t> {
    pub(super) line: String,
    /// What its names stand for, by slot.
    pub(super) names: Vec<(usize, &'t str)>,
}

/// A claim line changed in one place between its placeholders, so that it holds of a printed line.
///
/// Only if each placeholder plainly still stands where it stood: what is next to it on either side
/// is still there, be it the line's edge or text with a whole word in it. Beside a type and beside
/// a name that is known from another line, any text at all is enough.
pub(super) fn merge<'t>(
    block: &str,
    item: &Item,
    text: &'t str,
    values: &Values<'t>,
    budget: &mut Budget,
) -> Option<Merged<'t>> {
    item.placeholders().next()?;
    let literals = item.segments().iter().enumerate().filter_map(|(at, segment)| match segment {
        Segment::Literal(literal) => Some(Change { item, text, values, at, literal }),
        Segment::Placeholder(_) => None,
    });
    let mut cuts: Vec<_> = literals
        .flat_map(|change| change.cuts().into_iter().map(move |cut| (change, cut)))
        .collect();
    cuts.sort_by_key(|(_, cut)| cut.len());
    cuts.into_iter().find_map(|(change, cut)| {
        budget.spend(item.span.len() + text.len()).ok()?;
        change.merged(&cut, block)
    })
}

/// Another text in the place of a part of one literal.
#[derive(Clone, Copy)]
struct Change<'a, 't> {
    item: &'a Item,
    text: &'t str,
    values: &'a Values<'t>,
    /// The literal's segment.
    at: usize,
    literal: &'a Literal,
}

impl<'t> Change<'_, 't> {
    /// The parts that may be replaced, in whole words.
    fn cuts(&self) -> Vec<Range<usize>> {
        /// More places to cut at are more than a line that people write has.
        const MOST: usize = 60;
        let text = &*self.literal.text;
        let bounds = word_bounds(text);
        if bounds.len() > MOST {
            return Vec::new();
        }
        let before = self.at.checked_sub(1).and_then(|at| self.item.segments()[at].placeholder());
        let after = self.item.segments().get(self.at + 1).and_then(Segment::placeholder);
        let holds = |beside: Option<&Placeholder>, left: &str| {
            beside.is_none_or(|placeholder| self.holds(placeholder, left))
        };
        let mut cuts = Vec::new();
        for (index, start) in bounds.iter().enumerate() {
            let ends = bounds[index..].iter().filter(|end| holds(after, &text[**end..]));
            cuts.extend(ends.map(|end| *start..*end).filter(|_| holds(before, &text[..*start])));
        }
        cuts
    }

    /// Whether a placeholder plainly still stands where it stood if this is left of what is beside
    /// it.
    fn holds(&self, placeholder: &Placeholder, left: &str) -> bool {
        let known = placeholder.slot.is_some_and(|slot| self.values[slot].is_some());
        let sure = known || placeholder.kind.is_some();
        if sure { !left.is_empty() } else { left.contains(char::is_alphanumeric) }
    }

    /// The changed line, if it holds.
    fn merged(&self, cut: &Range<usize>, block: &str) -> Option<Merged<'t>> {
        let (segments, text) = (self.item.segments(), &*self.literal.text);
        let (head, tail) = (&segments[..self.at], &segments[self.at + 1..]);
        let new = [part(&text[..cut.start]), Some(anything()), part(&text[cut.end..])];
        let with: Vec<_> = head
            .iter()
            .cloned()
            .chain(new.into_iter().flatten())
            .chain(tail.iter().cloned())
            .collect();
        let new = [part(&text[..cut.start]), part(&text[cut.end..])];
        let without: Vec<_> = head
            .iter()
            .cloned()
            .chain(new.into_iter().flatten())
            .chain(tail.iter().cloned())
            .collect();
        let before = head.iter().filter_map(Segment::placeholder).count();
        let (mut bound, here) = match (self.bind(&with), self.bind(&without)) {
            (Some(mut bound), _) => {
                let here = bound.remove(before);
                (bound, &self.text[here])
            }
            (None, bound) => (bound?, ""),
        };
        let line = self.written(cut, here, block)?;
        let slots = self.item.placeholders().map(|placeholder| placeholder.slot);
        let names = slots.zip(bound.drain(..));
        let names = names.filter_map(|(slot, range)| Some((slot?, &self.text[range]))).collect();
        Some(Merged { line, names })
    }

    fn bind(&self, segments: &[Segment]) -> Option<Vec<Range<usize>>> {
        line::fit(segments, self.text, self.values, &mut Budget::new(100_000)).ok()??;
        let mut bound = Vec::new();
        line::bind(segments, self.text, self.values, &mut bound).then_some(bound)
    }

    /// The line as the claim writes it, if it then reads as it is meant.
    fn written(&self, cut: &Range<usize>, here: &str, block: &str) -> Option<String> {
        let (span, cut) = (&self.item.span, self.literal.span(cut.clone()));
        let (before, after) = (&block[span.start..cut.start], &block[cut.end..span.end]);
        let spellings = |item: &Item| -> Vec<String> {
            item.placeholders().map(|placeholder| placeholder.spelling.to_string()).collect()
        };
        [escape::part(here), escape::all(here)].into_iter().find_map(|here| {
            let line = format!("{before}{here}{after}");
            let pattern = Pattern::parse(&line).ok()?;
            let same = spellings(pattern.items.first()?) == spellings(self.item);
            (same && pattern.find_match(self.text).is_ok()).then_some(line)
        })
    }
}

fn part(text: &str) -> Option<Segment> {
    let literal = Literal { text: text.to_owned(), ..Literal::default() };
    (!text.is_empty()).then_some(Segment::Literal(literal))
}

fn anything() -> Segment {
    Segment::Placeholder(Placeholder {
        spelling: "<_>".into(),
        label: "_".into(),
        shown: "<_>".into(),
        anonymous: true,
        kind: None,
        bounds: None,
        slot: None,
        span: 0..0,
    })
}

/// Where a text can be cut without cutting a word.
fn word_bounds(text: &str) -> Vec<usize> {
    let within = |at: usize| {
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        word(text[..at].chars().next_back()) && word(text[at..].chars().next())
    };
    let all = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    all.filter(|at| !within(*at)).collect()
}
