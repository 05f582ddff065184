//! One claim line against one printed line.
//!
//! A table of columns instead of a search: for each segment the columns at which it may begin,
//! so that no line takes longer than its length times the length of the claim line.

mod glob;

use std::ops::Range;

use memchr::memmem;

use crate::budget::{Budget, Exhausted};
use crate::pattern::{Placeholder, Segment};

/// What the names that stand more than once are known to stand for, by slot.
pub(crate) type Values<'t> = [Option<&'t str>];

/// For each segment, and for the end of the line after the last, the columns (in bytes, ascending)
/// at which it may begin.
pub(crate) type Columns = Vec<Vec<usize>>;

/// What a segment asks for.
pub(crate) enum Ask<'a> {
    Text(&'a str),
    Any(&'a Placeholder),
}

pub(crate) fn ask<'a>(segment: &'a Segment, values: &Values<'a>) -> Ask<'a> {
    match segment {
        Segment::Literal(literal) => Ask::Text(&literal.text),
        Segment::Placeholder(placeholder) => {
            let value = placeholder.slot.and_then(|slot| *values.get(slot)?);
            value.map_or(Ask::Any(placeholder), Ask::Text)
        }
    }
}

/// Whether a claim line fits a printed line, whatever its names stand for elsewhere.
pub(crate) fn fits(
    segments: &[Segment],
    text: &str,
    budget: &mut Budget,
) -> Result<bool, Exhausted> {
    match segments {
        [Segment::Literal(literal)] => Ok(literal.text == text),
        _ if begins_otherwise(segments, text) => Ok(false),
        _ if glob::is_glob(segments) => Ok(glob::fit(segments, text, |_| {})),
        _ => Ok(fit(segments, text, &[], budget)?.is_some()),
    }
}

/// The columns that lie on a way through the whole line, or `None` if there is no way. Names
/// without a value are free: one that stands twice may stand for two texts here.
pub(crate) fn fit<'a>(
    segments: &'a [Segment],
    text: &str,
    values: &Values<'a>,
    budget: &mut Budget,
) -> Result<Option<Columns>, Exhausted> {
    if begins_otherwise(segments, text) {
        return Ok(None);
    }
    let mut columns = reach(segments, text, values, budget)?;
    let whole = columns.len() > segments.len() && columns[segments.len()].contains(&text.len());
    if !whole {
        return Ok(None);
    }
    columns[segments.len()] = vec![text.len()];
    for (at, segment) in segments.iter().enumerate().rev() {
        let (before, after) = columns.split_at_mut(at + 1);
        let ask = ask(segment, values);
        retain_leading(&mut before[at], &after[0], &ask, text, budget)?;
    }
    Ok(Some(columns))
}

/// A look at the first segment only: most pairs of lines that an elision tries part here.
fn begins_otherwise(segments: &[Segment], text: &str) -> bool {
    match segments.first() {
        Some(Segment::Literal(literal)) => !text.starts_with(&literal.text),
        Some(Segment::Placeholder(_)) => text.is_empty(),
        None => !text.is_empty(),
    }
}

/// The columns that can be reached from the line's beginning; fewer sets than segments if none can
/// be after the last.
pub(crate) fn reach<'a>(
    segments: &'a [Segment],
    text: &str,
    values: &Values<'a>,
    budget: &mut Budget,
) -> Result<Columns, Exhausted> {
    let mut columns = vec![vec![0]];
    for (at, segment) in segments.iter().enumerate() {
        let from = &columns[at];
        let next = match ask(segment, values) {
            Ask::Text(literal) => after_text(from, literal, text),
            Ask::Any(placeholder) => {
                let ends = begins(segments.get(at + 1), text, values);
                after_any(from, ends, placeholder, text, budget)?
            }
        };
        if next.is_empty() {
            break;
        }
        columns.push(next);
    }
    Ok(columns)
}

fn after_text(from: &[usize], literal: &str, text: &str) -> Vec<usize> {
    let here = from.iter().filter(|at| text[**at..].starts_with(literal));
    here.map(|at| at + literal.len()).collect()
}

/// The columns at which the next segment, or the end of the line, could begin by its own text.
pub(crate) fn begins<'a>(next: Option<&'a Segment>, text: &str, values: &Values<'a>) -> Vec<usize> {
    let all = || text.char_indices().map(|(at, _)| at);
    match next.map(|segment| ask(segment, values)) {
        None => vec![text.len()],
        Some(Ask::Any(_)) => all().collect(),
        Some(Ask::Text(literal)) => occurrences(literal, text),
    }
}

/// All, those that overlap included.
fn occurrences(literal: &str, text: &str) -> Vec<usize> {
    let finder = memmem::Finder::new(literal);
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| finder.find(rest.as_bytes())) {
        found.push(from + at);
        // To the next character: the literal begins with a whole one.
        from += at + literal.chars().next().map_or(1, char::len_utf8);
    }
    found
}

fn after_any(
    from: &[usize],
    mut ends: Vec<usize>,
    placeholder: &Placeholder,
    text: &str,
    budget: &mut Budget,
) -> Result<Vec<usize>, Exhausted> {
    let Some(first) = from.first() else { return Ok(Vec::new()) };
    ends.retain(|end| end > first);
    if placeholder.kind.is_none() {
        return Ok(ends);
    }
    let mut reached = Vec::new();
    for end in ends {
        let before = &from[..from.partition_point(|start| *start < end)];
        if some_accepted(before.iter().map(|start| *start..end), placeholder, text, budget)? {
            reached.push(end);
        }
    }
    Ok(reached)
}

/// Keeps the columns from which one of the next is a step away.
fn retain_leading(
    columns: &mut Vec<usize>,
    next: &[usize],
    ask: &Ask<'_>,
    text: &str,
    budget: &mut Budget,
) -> Result<(), Exhausted> {
    let last = next.last().copied().unwrap_or(0);
    match ask {
        Ask::Text(literal) => {
            columns.retain(|at| next.binary_search(&(at + literal.len())).is_ok());
        }
        Ask::Any(placeholder) if placeholder.kind.is_none() => columns.retain(|at| *at < last),
        Ask::Any(placeholder) => {
            let mut kept = Vec::new();
            for start in columns.drain(..) {
                let later = &next[next.partition_point(|end| *end <= start)..];
                if some_accepted(later.iter().map(|end| start..*end), placeholder, text, budget)? {
                    kept.push(start);
                }
            }
            *columns = kept;
        }
    }
    Ok(())
}

fn some_accepted(
    ranges: impl Iterator<Item = Range<usize>>,
    placeholder: &Placeholder,
    text: &str,
    budget: &mut Budget,
) -> Result<bool, Exhausted> {
    for range in ranges {
        budget.spend(range.len())?;
        if placeholder.accepts(&text[range]) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The columns at which a placeholder that begins at `start` may end, the preferred ones first:
/// its own spelling, so that a forgotten `\` is noticed, then the longest text for a type and the
/// shortest for any other.
pub(crate) fn ends<'a>(
    placeholder: &'a Placeholder,
    start: usize,
    next: &'a [usize],
    text: &'a str,
) -> impl Iterator<Item = usize> + 'a {
    let later = &next[next.partition_point(|end| *end <= start)..];
    let spelt = text[start..].starts_with(&*placeholder.spelling);
    let itself = Some(start + placeholder.spelling.len())
        .filter(|end| spelt && later.binary_search(end).is_ok());
    let count = if placeholder.kind.is_some() { (later.len(), 0) } else { (0, later.len()) };
    let longest = later[..count.0].iter().rev();
    let shortest = later[..count.1].iter();
    let others = longest.chain(shortest).copied().filter(move |end| Some(*end) != itself);
    itself.into_iter().chain(others).filter(move |end| placeholder.accepts(&text[start..*end]))
}

/// What each placeholder of a line stands for, in order; `false` if the line does not fit. Into a
/// list that the caller keeps: asking for a new one takes longer than most lines.
pub(crate) fn bind<'a>(
    segments: &'a [Segment],
    text: &str,
    values: &Values<'a>,
    bound: &mut Vec<Range<usize>>,
) -> bool {
    bound.clear();
    if bind_glob(segments, text, values, bound) {
        return true;
    }
    bound.clear();
    let columns = fit(segments, text, values, &mut Budget::new(usize::MAX));
    let Ok(Some(columns)) = columns else { return false };
    let mut at = 0;
    for (index, segment) in segments.iter().enumerate() {
        let end = match ask(segment, values) {
            Ask::Text(literal) => Some(at + literal.len()),
            Ask::Any(placeholder) => ends(placeholder, at, &columns[index + 1], text).next(),
        };
        let Some(end) = end else { return false };
        if segment.placeholder().is_some() {
            bound.push(at..end);
        }
        at = end;
    }
    true
}

/// The same without a table of columns, if the shortest text for each placeholder is right.
fn bind_glob(
    segments: &[Segment],
    text: &str,
    values: &Values<'_>,
    bound: &mut Vec<Range<usize>>,
) -> bool {
    if !glob::is_glob(segments) || !glob::fit(segments, text, |range| bound.push(range)) {
        return false;
    }
    let mut placeholders = segments.iter().filter_map(Segment::placeholder).zip(bound.iter());
    placeholders.all(|(placeholder, range)| {
        let known = placeholder.slot.and_then(|slot| *values.get(slot)?);
        // Its own spelling goes before the shortest text.
        !text[range.start..].starts_with(&*placeholder.spelling)
            && known.is_none_or(|known| known == &text[range.clone()])
    })
}
