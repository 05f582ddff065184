//! The lines that most claims are made of: literals, and placeholders without a type.
//!
//! There, the first place at which the next literal stands is as good as any later one, so that
//! nothing has to be remembered or tried again.

use std::ops::Range;

use memchr::memmem;

use crate::pattern::Segment;

pub(super) fn is_glob(segments: &[Segment]) -> bool {
    segments.iter().filter_map(Segment::placeholder).all(|placeholder| placeholder.kind.is_none())
}

/// Whether segments without types fit a printed line, each placeholder standing for as few
/// characters as it can; hands out what each stands for. Names are free.
pub(super) fn fit(segments: &[Segment], text: &str, mut bound: impl FnMut(Range<usize>)) -> bool {
    let mut at = 0;
    let mut open = 0;
    for (index, segment) in segments.iter().enumerate() {
        let Segment::Literal(literal) = segment else {
            open += 1;
            continue;
        };
        let literal = &*literal.text;
        let last = index + 1 == segments.len();
        let Some(start) = begin(literal, text, at, open, last) else { return false };
        bind(text, at..start, open, &mut bound);
        at = start + literal.len();
        open = 0;
    }
    let fits = if open == 0 { at == text.len() } else { skip(text, at, open).is_some() };
    if fits {
        bind(text, at..text.len(), open, &mut bound);
    }
    fits
}

/// Where the next literal begins, after as many open placeholders.
fn begin(literal: &str, text: &str, at: usize, open: usize, last: bool) -> Option<usize> {
    if open == 0 {
        return text[at..].starts_with(literal).then_some(at);
    }
    let from = skip(text, at, open)?;
    if last {
        let start = text.len().checked_sub(literal.len())?;
        return (start >= from && text.ends_with(literal)).then_some(start);
    }
    memmem::find(&text.as_bytes()[from..], literal.as_bytes()).map(|found| from + found)
}

/// The column after as many characters.
fn skip(text: &str, at: usize, count: usize) -> Option<usize> {
    let mut rest = text[at..].chars();
    (0..count).try_for_each(|_| rest.next().map(|_| ()))?;
    Some(text.len() - rest.as_str().len())
}

/// Of several open placeholders, all but the last stand for one character.
fn bind(text: &str, range: Range<usize>, open: usize, bound: &mut impl FnMut(Range<usize>)) {
    let mut start = range.start;
    for left in (0..open).rev() {
        let end = if left == 0 { range.end } else { skip(text, start, 1).unwrap_or(range.end) };
        bound(start..end);
        start = end;
    }
}
