//! Large claims and outputs in parts, so that no search takes more than its share.

use std::collections::HashMap;
use std::hash::Hash;
use std::rc::Rc;

use super::align::{Area, align};
use super::names::{Names, Slots};
use super::step::Step;
use crate::budget::Budget;
use crate::pattern::{Pattern, Segment};

/// For the search through the whole. Enough for some hundred lines of which none holds, and for
/// any number of lines with some dozen changes.
const WHOLE: usize = 20_000_000;
/// For each part of a whole that was too much: as much as the whole had, shared out, but enough for
/// a few lines that have changed.
const PART: std::ops::RangeInclusive<usize> = 4_000..=3_000_000;

/// What becomes of each claim line and each printed line.
///
/// If the exact search is too much, lines that stand once in both, in the same order, are taken to
/// hold, and what lies between is searched part by part. A part that is still too much is replaced.
pub(super) fn steps(pattern: &Pattern, lines: &[&str]) -> Vec<Step> {
    let mut slots = Slots::new(pattern);
    let whole = Area { items: 0..pattern.items.len(), lines: 0..lines.len() };
    let mut names: Names<'_> = Rc::default();
    let mut budget = Budget::new(WHOLE + 20 * whole.size(lines));
    if let Ok((steps, _)) = align(&mut slots, lines, &whole, &names, &mut budget) {
        return steps;
    }
    let mut steps = Vec::new();
    let areas = areas(pattern, lines, &whole);
    let share = (WHOLE / areas.len()).clamp(*PART.start(), *PART.end());
    for area in areas {
        let mut budget = Budget::new(share + 10 * area.size(lines));
        if let Ok((part, after)) = align(&mut slots, lines, &area, &names, &mut budget) {
            steps.extend(part);
            names = after;
        } else {
            steps.extend(area.items.map(|item| Step::Lose { item }));
            steps.extend(area.lines.map(|line| Step::Insert { line }));
        }
    }
    steps
}

impl Area {
    fn size(&self, lines: &[&str]) -> usize {
        let bytes: usize = lines[self.lines.clone()].iter().map(|line| line.len() + 1).sum();
        self.items.len() + bytes
    }
}

/// The parts of a whole; each but the first begins with lines that surely belong together.
fn areas(pattern: &Pattern, lines: &[&str], whole: &Area) -> Vec<Area> {
    let mut areas = Vec::new();
    let mut rest = whole.clone();
    for (item, line) in ascending(&pairs(pattern, lines)) {
        areas.push(Area { items: rest.items.start..item, lines: rest.lines.start..line });
        rest = Area { items: item..whole.items.end, lines: line..whole.lines.end };
    }
    areas.push(rest);
    areas
}

/// Claim lines without placeholders that stand once in the claim and once in the output, with
/// their printed lines.
fn pairs(pattern: &Pattern, lines: &[&str]) -> Vec<(usize, usize)> {
    let literals = pattern.items.iter().map(|item| match item.segments() {
        [Segment::Literal(literal)] => Some(&*literal.text),
        _ => None,
    });
    let claimed = once(literals);
    let printed = once(lines.iter().map(|line| Some(*line)));
    let mut pairs: Vec<_> =
        claimed.iter().filter_map(|(text, item)| Some((*item, *printed.get(text)?))).collect();
    pairs.sort_unstable();
    pairs
}

/// The keys that come once, and where.
fn once<K: Hash + Eq>(keys: impl Iterator<Item = Option<K>>) -> HashMap<K, usize> {
    let mut places = HashMap::new();
    for (at, key) in keys.enumerate() {
        if let Some(key) = key {
            places.entry(key).and_modify(|place| *place = None).or_insert(Some(at));
        }
    }
    places.into_iter().filter_map(|(key, place)| Some((key, place?))).collect()
}

/// The longest selection of pairs, which ascend by the first, in which the second ascends too.
fn ascending(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // For each length, the selection whose last pair is least, and what comes before each pair.
    let mut last: Vec<usize> = Vec::new();
    let mut before = vec![None; pairs.len()];
    for (at, (_, line)) in pairs.iter().enumerate() {
        let length = last.partition_point(|other| pairs[*other].1 < *line);
        before[at] = length.checked_sub(1).map(|shorter| last[shorter]);
        last.truncate(last.len().max(length));
        match last.get_mut(length) {
            Some(other) => *other = at,
            None => last.push(at),
        }
    }
    let mut chosen: Vec<_> =
        std::iter::successors(last.last().copied(), |at| before[*at]).map(|at| pairs[at]).collect();
    chosen.reverse();
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_ascending_selection() {
        #[track_caller]
        fn check(lines: &[usize], expected: &[usize]) {
            let pairs: Vec<_> = lines.iter().copied().enumerate().collect();
            let chosen: Vec<_> = ascending(&pairs).into_iter().map(|(_, line)| line).collect();
            assert_eq!(chosen, expected);
        }
        check(&[], &[]);
        check(&[3], &[3]);
        check(&[5, 0, 1, 2, 3], &[0, 1, 2, 3]);
        check(&[0, 8, 4, 12, 2, 10, 6, 14], &[0, 2, 6, 14]);
    }
}
