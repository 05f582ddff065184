//! What a claim line and a printed line that do not fit differ in.

use std::ops::Range;

use crate::budget::Budget;
use crate::line::{self, Ask, Values};
use crate::pattern::{Item, Placeholder, Segment};
use crate::text::{common_prefix, common_suffix, floor};

/// The least that differs.
pub(crate) struct Difference<'a> {
    /// Bytes of the block.
    pub(crate) claim: Range<usize>,
    /// Bytes of the printed line.
    pub(crate) printed: Range<usize>,
    pub(crate) what: What<'a>,
}

pub(crate) enum What<'a> {
    /// This part of a literal was not printed there.
    Text { expected: String },
    /// The text is not of the placeholder's type.
    Refused(&'a Placeholder),
    /// The name stands for another text already.
    Tied { name: String, value: String },
}

pub(crate) fn differ<'a>(item: &'a Item, text: &str, values: &Values<'a>) -> Difference<'a> {
    let segments = item.segments();
    // What most lines are, and what needs no table to be told.
    if let [Segment::Literal(literal)] = segments
        && !text.starts_with(&literal.text)
    {
        return literal_differs(segments, 0, &literal.text, &[0], text);
    }
    let mut budget = Budget::new(10_000_000);
    let columns =
        line::reach(segments, text, values, &mut budget).unwrap_or_else(|_| vec![vec![0]]);
    let at = columns.len() - 1;
    let starts = &columns[at];
    let first = starts.first().copied().unwrap_or(0);
    let Some(segment) = segments.get(at) else {
        let from = starts.last().copied().unwrap_or(0);
        return Difference::text(item.span.end..item.span.end, from..text.len(), "");
    };
    match line::ask(segment, values) {
        Ask::Text(literal) => literal_differs(segments, at, literal, starts, text),
        Ask::Any(placeholder) => {
            placeholder_differs(segments, at, placeholder, first, text, values)
        }
    }
}

impl Difference<'_> {
    fn text(claim: Range<usize>, printed: Range<usize>, expected: &str) -> Self {
        Self { claim, printed, what: What::Text { expected: expected.to_owned() } }
    }

    /// Where the line ends, a placeholder was still to come.
    fn ended(placeholder: &Placeholder, text: &str) -> Self {
        Self::text(placeholder.span.clone(), text.len()..text.len(), &placeholder.spelling)
    }
}

/// A segment whose text is known begins at none of these columns.
fn literal_differs<'a>(
    segments: &'a [Segment],
    at: usize,
    literal: &str,
    starts: &[usize],
    text: &str,
) -> Difference<'a> {
    let common = |start: &usize| common_prefix(literal, &text[*start..]);
    // The first of the best: `max_by_key` would take the last.
    let start = starts.iter().rev().max_by_key(|start| common(start)).copied().unwrap_or(0);
    let (expected, printed) = least(literal, &text[start..], at + 1 == segments.len());
    let printed = start + printed.start..start + printed.end;
    if printed.start == text.len()
        && literal[expected.start..].trim().is_empty()
        && let Some(next) = segments.get(at + 1).and_then(Segment::placeholder)
    {
        // The program may well print the blank: at the line's end it does not count.
        return Difference::ended(next, text);
    }
    match &segments[at] {
        Segment::Literal(segment) => {
            Difference::text(segment.span(expected.clone()), printed, &literal[expected])
        }
        Segment::Placeholder(placeholder) => Difference {
            claim: placeholder.span.clone(),
            printed: start..printed.end,
            what: What::Tied { name: placeholder.label.to_string(), value: literal.to_owned() },
        },
    }
}

/// The parts of an expected and a printed text that are left when what they have in common at
/// both ends is taken off. Unless the expected text is the line's last, only as much of the printed
/// one is regarded as the expected is long.
///
/// Where that cuts a word, it does so only if more of the word is common than differs: that `two`
/// and `three` begin alike, or `time` and `late` end alike, is chance.
fn least(expected: &str, printed: &str, last: bool) -> (Range<usize>, Range<usize>) {
    let window = if last { printed.len() } else { floor(printed, expected.len()) };
    let printed = &printed[..window];
    let mut start = common_prefix(expected, printed);
    let mut end = common_suffix(&expected[start..], &printed[start..]);
    let chars = |text: &str| text.chars().count();
    let differing = chars(&expected[start..expected.len() - end])
        .max(chars(&printed[start..printed.len() - end]));
    let word_before =
        &expected[expected[..start].trim_end_matches(char::is_alphanumeric).len()..start];
    let tail = &expected[expected.len() - end..];
    let word_after = &tail[..tail.len() - tail.trim_start_matches(char::is_alphanumeric).len()];
    if chars(word_before) < differing {
        start -= word_before.len();
    }
    if chars(word_after) < differing {
        end -= word_after.len();
    }
    (start..expected.len() - end, start..printed.len() - end)
}

/// A placeholder with no known text finds no text here.
fn placeholder_differs<'a>(
    segments: &'a [Segment],
    at: usize,
    placeholder: &'a Placeholder,
    start: usize,
    text: &str,
    values: &Values<'a>,
) -> Difference<'a> {
    if start == text.len() {
        return Difference::ended(placeholder, text);
    }
    let next = segments.get(at + 1);
    let end = line::begins(next, text, values).into_iter().find(|end| *end > start);
    match (end, next.map(|next| line::ask(next, values))) {
        (Some(end), after) => {
            // Before another placeholder, any column would be an end: show a whole word.
            let word = text[start..].find(' ').map_or(text.len(), |blank| start + blank);
            let end = if matches!(after, Some(Ask::Any(_))) { word.max(end) } else { end };
            Difference {
                claim: placeholder.span.clone(),
                printed: start..end,
                what: What::Refused(placeholder),
            }
        }
        (None, Some(Ask::Text(literal))) => {
            let later = text.char_indices().map(|(at, _)| at).filter(|at| *at > start);
            let starts: Vec<usize> = later.chain([text.len()]).collect();
            literal_differs(segments, at + 1, literal, &starts, text)
        }
        (None, Some(Ask::Any(next))) => Difference::ended(next, text),
        (None, None) => Difference::ended(placeholder, text),
    }
}

/// Of these printed lines the first that is most like the claim line, if any is like it at all. The
/// budget is of bytes to look at; when it is spent, the best until then is taken.
pub(crate) fn nearest(
    item: &Item,
    within: impl Iterator<Item = usize>,
    lines: &[&str],
    budget: &mut Budget,
) -> Option<usize> {
    /// From this on, in tenths of the claim line's literal text, a printed line is like it.
    const ALIKE: usize = 5;
    let mut best = None;
    for at in within.filter(|at| *at < lines.len()) {
        if budget.spend(lines[at].len() + 1).is_err() {
            break;
        }
        let like = likeness(item.segments(), lines[at]);
        if like >= ALIKE && best.is_none_or(|(other, _)| like > other) {
            best = Some((like, at));
        }
    }
    best.map(|(_, at)| at)
}

/// How much of a claim line's literal text, blanks left out, stands in a printed line, in tenths.
fn likeness(segments: &[Segment], text: &str) -> usize {
    let solid = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    let (mut all, mut found, mut at) = (0, 0, 0);
    for (index, segment) in segments.iter().enumerate() {
        let Segment::Literal(literal) = segment else { continue };
        let (literal, rest) = (&*literal.text, &text[at..]);
        all += solid(literal);
        if let Some(here) = rest.find(literal).filter(|here| index > 0 || *here == 0) {
            found += solid(literal);
            at += here + literal.len();
            continue;
        }
        let start = common_prefix(literal, rest);
        let end = common_suffix(&literal[start..], &rest[start..]);
        found += solid(&literal[..start]) + solid(&literal[literal.len() - end..]);
        at += start;
    }
    (found * 10).checked_div(all).unwrap_or(0)
}
