//! From a match that failed to the place and the cause that help most.

use std::collections::HashSet;
use std::ops::Range;

use crate::budget::Budget;
use crate::differ::{self, Difference, What};
use crate::found::{self, Binding, Match};
use crate::line::Values;
use crate::matching::{Board, has_margin};
use crate::names::{Conflict, Origin, Walk};
use crate::pattern::{Item, Segment};
use crate::ranges::Ranges;
use crate::{Cause, Mismatch, line};

/// The claim's end cannot be reached, whatever the names stand for.
pub(crate) fn unreached(board: &Board<'_>) -> Box<Mismatch> {
    let item = board.reach.len() - 1;
    let item = idle_elision(board, item).unwrap_or(item);
    let stop = stop(board, item);
    // The names may disagree on the way there: then that is the first fault.
    let goals = [Ranges::single(stop.line), board.reach.of(item).into_owned()];
    let mut walk = Walk::Exhausted(item);
    for goal in goals {
        walk = board.walk(item, goal);
        if matches!(walk, Walk::Arrived { .. }) {
            break;
        }
    }
    match walk {
        Walk::Arrived { starts, values } => {
            let found = found::bindings(board, &starts, &values);
            stopped(board, item, &stop.at(starts[item], board, item), &values, found)
        }
        Walk::Conflict(found) => conflict(board, &found),
        // Not all is known of the way there, but that it ends here is.
        Walk::Exhausted(_) => stopped(board, item, &stop, &vec![None; board.slots], Vec::new()),
    }
}

/// Where an item that cannot be told is reported.
struct Stop {
    line: usize,
    /// `None` if it is within the line.
    cause: Option<Cause>,
}

impl Stop {
    /// The same at the line that the names let through, if it is told by a line at all.
    fn at(self, line: usize, board: &Board<'_>, item: usize) -> Self {
        let end = board.lines.len();
        match self.cause {
            Some(_) => self,
            None if line < end => Self { line, cause: None },
            None => Self { line, cause: Some(ended(board, item)) },
        }
    }
}

fn ended(board: &Board<'_>, item: usize) -> Cause {
    Cause::Ended { missing: board.items.len() - item, printed: board.lines.len() }
}

/// The `...` before a claim line that never comes, if that line fits where the `...` has to begin:
/// then there was nothing to leave out.
fn idle_elision(board: &Board<'_>, item: usize) -> Option<usize> {
    /// Steps for one line, which no claim line that people write needs.
    const STEPS: usize = 1_000_000;
    let content = board.items.get(item).filter(|content| !content.is_elision())?;
    let elision = item.checked_sub(1).filter(|before| board.items[*before].is_elision())?;
    let line = board.lines.get(board.reach.of(elision).first()?)?;
    let fits = line::fits(content.segments(), line, &mut Budget::new(STEPS));
    fits.unwrap_or(false).then_some(elision)
}

fn stop(board: &Board<'_>, item: usize) -> Stop {
    let (reach, end) = (board.reach.of(item), board.lines.len());
    let (first, last) = (reach.first().unwrap_or(0), reach.last().unwrap_or(0));
    let at = |line, cause| Stop { line, cause };
    let Some(content) = board.items.get(item) else {
        let margin = board.items.last().and_then(Item::margin).map(str::to_owned);
        return at(last, Some(Cause::WentOn { extra: end - last, margin }));
    };
    if let Some(margin) = content.margin() {
        let is_there = board.lines.get(first).is_some_and(|line| has_margin(margin, line));
        let margin = (!is_there).then(|| margin.to_owned());
        return at(first, Some(Cause::NothingElided { margin }));
    }
    let after_elision = item > 0 && board.items[item - 1].is_elision();
    match (last < end, after_elision) {
        (false, true) => {
            let since = board.reach.of(item - 1).first().unwrap_or(0) + 1;
            at(end, Some(Cause::NeverCame { elision_line: item, since }))
        }
        (false, false) if first == end => at(end, Some(ended(board, item))),
        _ if first == last => at(first, None),
        // What follows a margin's run is the natural place for the line after it.
        (true, true) => at(nearest(content, board, reach.iter()).unwrap_or(last), None),
        _ => at(nearest(content, board, reach.iter()).unwrap_or(first), None),
    }
}

/// Of these printed lines the one to show beside the claim line.
fn nearest(item: &Item, board: &Board<'_>, lines: impl Iterator<Item = usize>) -> Option<usize> {
    /// How many bytes are looked at: in a longer run, one line that is like it says little.
    const LOOK: usize = 40_000;
    differ::nearest(item, lines, &board.lines, &mut Budget::new(LOOK))
}

fn stopped(
    board: &Board<'_>,
    item: usize,
    stop: &Stop,
    values: &Values<'_>,
    bindings: Vec<Binding>,
) -> Box<Mismatch> {
    let filled = board.items.get(item).and_then(|item| filled(item, values));
    let found = Found { bindings, filled };
    let Some(cause) = stop.cause.clone() else {
        return within(board, item, stop.line, values, found);
    };
    if let (Cause::NeverCame { since, .. }, Some(content)) = (&cause, board.items.get(item))
        && let Some(line) = nearest(content, board, since - 1..board.lines.len())
    {
        let near = differ::differ(content, board.lines[line], values);
        let place = Place { item, claim: near.claim, line: Some(line), range: near.printed };
        return mismatch(board, place, cause, found);
    }
    mismatch(board, Place::lines(board, item, stop.line), cause, found)
}

/// What a claim line differs in from the printed line that it meets.
fn within(
    board: &Board<'_>,
    item: usize,
    line: usize,
    values: &Values<'_>,
    found: Found,
) -> Box<Mismatch> {
    let (content, text) = (&board.items[item], board.lines[line]);
    let Difference { claim, printed, what } = differ::differ(content, text, values);
    let here = text[printed.clone()].to_owned();
    let cause = match what {
        What::Text { expected } => {
            Cause::TextDiffers { expected, printed: here, later: later(board, content, line) }
        }
        What::Refused(placeholder) => Cause::Refused {
            placeholder: placeholder.spelling.to_string(),
            why: placeholder.refusal(&here),
            text: here,
        },
        What::Tied { name, value } => {
            match found.bindings.iter().find(|b| b.name.as_deref() == Some(&*name)) {
                Some(first) => {
                    Cause::BoundDifferently { text: here, first: Box::new(first.clone()) }
                }
                None => Cause::TextDiffers { expected: value, printed: here, later: None },
            }
        }
    };
    mismatch(board, Place { item, claim, line: Some(line), range: printed }, cause, found)
}

/// The next printed line that a claim line fits, if it says enough to be recognised. Those before
/// are told already.
fn later(board: &Board<'_>, item: &Item, line: usize) -> Option<usize> {
    let mut budget = Budget::new(10_000_000);
    let mut fits =
        |at: &usize| line::fits(item.segments(), board.lines[*at], &mut budget).unwrap_or(false);
    let at = (line + 1..board.lines.len()).find(|at| item.claims_text() && fits(at))?;
    Some(at + 1)
}

/// Each way through meets a name that stands for another text.
pub(crate) fn conflict(board: &Board<'_>, conflict: &Conflict<'_>) -> Box<Mismatch> {
    let point = conflict.point;
    let (item, line) = (&board.items[point.item], point.line);
    let found = Found {
        bindings: found::bindings(board, &conflict.starts, &conflict.values),
        filled: filled(item, &conflict.values),
    };
    let claim = item.segments()[point.segment].span();
    let place = Place { item: point.item, claim, line: Some(line), range: conflict.range.clone() };
    let text = board.lines[line][conflict.range.clone()].to_owned();
    let Origin { placeholder, item, line, range } = conflict.first.clone();
    let first = Box::new(Binding::new(placeholder, item, line, board.lines[line], range));
    mismatch(board, place, Cause::BoundDifferently { text, first }, found)
}

/// The search was given up at this item.
pub(crate) fn too_many_ways(board: &Board<'_>, item: usize) -> Box<Mismatch> {
    let all = || board.items.iter().flat_map(Item::placeholders);
    let mut placeholders: Vec<String> =
        all().filter(|p| p.slot.is_some()).map(|p| p.spelling.to_string()).collect();
    if placeholders.is_empty() {
        let here = board.items.get(item).into_iter().flat_map(Item::placeholders);
        placeholders = here.map(|placeholder| placeholder.spelling.to_string()).collect();
    }
    let mut seen = HashSet::new();
    placeholders.retain(|spelling| seen.insert(spelling.clone()));
    let place = Place::lines(board, item, board.lines.len());
    mismatch(board, place, Cause::TooManyWays { placeholders }, Found::default())
}

/// A match in which a placeholder only ever stands for its own spelling.
pub(crate) fn binds_itself(board: &Board<'_>, found: &Match) -> Option<Box<Mismatch>> {
    let bindings = &found.bindings;
    if bindings.iter().all(|binding| *binding.text != *binding.spelling) {
        return None;
    }
    let others: HashSet<_> =
        bindings.iter().filter(|b| *b.text != *b.spelling).map(|b| &b.spelling).collect();
    let binding = bindings.iter().find(|binding| !others.contains(&binding.spelling))?;
    let place = Place {
        item: binding.claim_line - 1,
        claim: binding.claim_span.clone(),
        line: Some(binding.output_line - 1),
        range: binding.range.clone(),
    };
    let cause = Cause::BindsItself { placeholder: binding.spelling.to_string() };
    Some(mismatch(board, place, cause, Found { bindings: bindings.clone(), filled: None }))
}

/// The claim line with the texts of the names that are bound.
fn filled(item: &Item, values: &Values<'_>) -> Option<String> {
    let value = |segment: &Segment| values[segment.placeholder()?.slot?];
    item.segments().iter().find_map(value)?;
    let shown = item.segments().iter().map(|segment| match segment {
        Segment::Literal(literal) => &*literal.text,
        Segment::Placeholder(placeholder) => value(segment).unwrap_or(&placeholder.spelling),
    });
    Some(shown.collect())
}

/// What to mark in both.
struct Place {
    item: usize,
    claim: Range<usize>,
    line: Option<usize>,
    range: Range<usize>,
}

impl Place {
    /// The whole of both lines, as far as there are such lines.
    fn lines(board: &Board<'_>, item: usize, line: usize) -> Self {
        let item = item.min(board.items.len() - 1);
        let text = board.lines.get(line);
        Self {
            item,
            claim: board.items[item].span.clone(),
            line: text.map(|_| line),
            range: text.map_or(0..0, |text| text.len() - text.trim_start().len()..text.len()),
        }
    }
}

/// What was found before the fault.
#[derive(Default)]
struct Found {
    bindings: Vec<Binding>,
    filled: Option<String>,
}

fn mismatch(board: &Board<'_>, place: Place, cause: Cause, found: Found) -> Box<Mismatch> {
    let before = place.line.map_or("", |line| &board.lines[line][..place.range.start]);
    Box::new(Mismatch {
        claim_line: place.item + 1,
        claim_span: place.claim,
        printed_line: place.line.map(|line| line + 1),
        column: before.chars().count() + 1,
        printed_range: place.range,
        searched: searched(board, place.item, place.line, &cause),
        cause,
        bindings: found.bindings,
        filled: found.filled,
    })
}

/// The printed lines at which an item was tried; 1 is the output's first.
fn searched(board: &Board<'_>, item: usize, line: Option<usize>, cause: &Cause) -> Range<usize> {
    let end = board.lines.len();
    let tried = match cause {
        Cause::TextDiffers { .. }
        | Cause::Refused { .. }
        | Cause::BoundDifferently { .. }
        | Cause::NeverCame { .. } => board.reach.get(item),
        _ => None,
    };
    let lines = match tried.and_then(|tried| Some((tried.first()?, tried.last()?))) {
        Some((first, last)) => first..end.min(last + 1),
        None => line.unwrap_or(end)..line.map_or(end, |line| line + 1),
    };
    lines.start + 1..lines.end + 1
}
