//! Lines that a `...` would swallow although a claim line once stood there.
//!
//! Where a claim line beside a `...` no longer holds, the `...` could take in whatever is printed in
//! its place, and the claim would say less than before without anyone having chosen so.

use std::ops::Range;

use super::step::Step;
use crate::budget::Budget;
use crate::differ;
use crate::pattern::Item;

/// How many bytes of printed lines are looked at for likeness.
const LOOK: usize = 20_000_000;

/// Gives each lost line of text the printed line that is most like it, out of the `...` beside it.
/// If none is alike and there is a `...` on one side only, the nearest line.
pub(super) fn give_back(steps: &[Step], items: &[Item], lines: &[&str]) -> Vec<Step> {
    let mut look = Budget::new(LOOK);
    let mut given: Vec<Step> = Vec::with_capacity(steps.len());
    let mut rest = steps;
    while let Some(step) = rest.first() {
        let lost = rest.iter().map_while(Step::lost).count();
        let gap = Gap::new(items, given.last(), &rest[..lost], rest.get(lost));
        let chosen = gap.as_ref().map(|gap| gap.choose(lines, &mut look)).unwrap_or_default();
        if let Some(gap) = gap.filter(|_| !chosen.is_empty()) {
            given.truncate(given.len() - usize::from(gap.left.is_some()));
            rest = &rest[lost + usize::from(gap.right.is_some())..];
            gap.share(&chosen, &mut given);
        } else if lost > 0 {
            given.extend_from_slice(&rest[..lost]);
            rest = &rest[lost..];
        } else {
            given.push(step.clone());
            rest = &rest[1..];
        }
    }
    given
}

/// Lost claim lines with no new line beside them, and the `...` on either side.
struct Gap<'a> {
    items: &'a [Item],
    lost: Vec<usize>,
    left: Option<Elision>,
    right: Option<Elision>,
}

/// A `...` and the printed lines that it holds of.
#[derive(Clone)]
struct Elision {
    item: usize,
    lines: Range<usize>,
    /// Whether it stands already.
    again: bool,
}

impl<'a> Gap<'a> {
    /// The gap between two steps, if there is a `...` beside it and no new line.
    fn new(
        items: &'a [Item],
        before: Option<&Step>,
        lost: &[Step],
        after: Option<&Step>,
    ) -> Option<Self> {
        let is_new = |step: Option<&Step>| step.is_some_and(|step| step.new_line().is_some());
        let elision = |step| Elision::new(step, items);
        let (left, right) = (before.and_then(elision), after.and_then(elision));
        let none = lost.is_empty() || (left.is_none() && right.is_none());
        let lost = lost.iter().filter_map(Step::lost).collect();
        (!none && !is_new(before) && !is_new(after)).then_some(Self { items, lost, left, right })
    }

    /// All printed lines of the gap, and where in them the right `...` begins.
    fn lines(&self) -> (Range<usize>, usize) {
        let left = self.left.as_ref().map(|left| left.lines.clone());
        let right = self.right.as_ref().map(|right| right.lines.clone());
        match (left, right) {
            (Some(left), Some(right)) => (left.start..right.end, right.start),
            (Some(left), None) => (left.clone(), left.end),
            (None, Some(right)) => (right.clone(), right.start),
            (None, None) => (0..0, 0),
        }
    }

    /// Lost lines and the printed lines to be given to them, both ascending. Each `...` keeps one.
    fn choose(&self, lines: &[&str], look: &mut Budget) -> Vec<(usize, usize)> {
        let (all, _) = self.lines();
        let start = all.start + usize::from(self.left.is_some());
        let end = all.end - usize::from(self.right.is_some());
        let lost = self.lost.iter().copied().filter(|item| self.items[*item].claims_text());
        let mut from = start;
        let mut chosen = Vec::new();
        for item in lost.clone() {
            if let Some(line) = differ::nearest(&self.items[item], from..end, lines, look) {
                chosen.push((item, line));
                from = line + 1;
            }
        }
        if chosen.is_empty() && self.left.is_some() != self.right.is_some() {
            let count = end.saturating_sub(start).min(lost.clone().count());
            let first = if self.left.is_some() { end - count } else { start };
            chosen = lost.zip(first..first + count).collect();
        }
        chosen
    }

    /// The steps of the gap and of the `...` beside it, with the chosen lines made new ones.
    fn share(mut self, chosen: &[(usize, usize)], steps: &mut Vec<Step>) {
        let (all, _) = self.lines();
        let mut from = all.start;
        let mut chosen = chosen.iter().peekable();
        for item in std::mem::take(&mut self.lost) {
            let line = chosen.next_if(|(chosen, _)| *chosen == item).map(|(_, line)| *line);
            if let Some(line) = line {
                self.cover(from..line, false, steps);
                from = line + 1;
            }
            steps.push(Step::Lose { item });
            steps.extend(line.map(|line| Step::Insert { line }));
        }
        self.cover(from..all.end, true, steps);
    }

    /// Lines that stay left out.
    fn cover(&mut self, lines: Range<usize>, last: bool, steps: &mut Vec<Step>) {
        let margin = |elision: &Option<Elision>| {
            elision.as_ref().and_then(|elision| self.items[elision.item].margin())
        };
        let middle = match margin(&self.left) == margin(&self.right) {
            // Either may hold of any of them.
            true if last => lines.start,
            true => lines.end,
            false => self.lines().1.clamp(lines.start, lines.end),
        };
        steps.extend(self.left.as_mut().and_then(|left| left.step(lines.start..middle)));
        steps.extend(self.right.as_mut().and_then(|right| right.step(middle..lines.end)));
    }
}

impl Elision {
    fn new(step: &Step, items: &[Item]) -> Option<Self> {
        let (item, lines, again) = match step {
            Step::Keep { item, lines } => (*item, lines.clone(), false),
            Step::Again { item, lines } => (*item, lines.clone(), true),
            Step::Lose { .. } | Step::Insert { .. } => return None,
        };
        items[item].is_elision().then_some(Self { item, lines, again })
    }

    fn step(&mut self, lines: Range<usize>) -> Option<Step> {
        let item = self.item;
        let again = self.again;
        if lines.is_empty() {
            return None;
        }
        self.again = true;
        Some(if again { Step::Again { item, lines } } else { Step::Keep { item, lines } })
    }
}
