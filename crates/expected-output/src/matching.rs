//! The lines of a claim against the lines of an output.
//!
//! First without regard to names: for each claim line the printed lines at which it may begin,
//! forward, then backward from the goal. Of the ways that are left, the preferred one is right
//! unless a name stands for two texts there; only then does `names` look for another.

use std::collections::HashMap;
use std::iter;
use std::ops::Range;

use crate::budget::{Budget, Exhausted};
use crate::found::{self, Match};
use crate::names::{self, Walk};
use crate::pattern::{Content, Item, Pattern};
use crate::ranges::Ranges;
use crate::reach::Reach;
use crate::{Mismatch, diagnose, line, text};

/// A claim and an output, and where they may meet.
pub(crate) struct Board<'a> {
    pub(crate) items: &'a [Item],
    pub(crate) slots: usize,
    /// How many there are.
    pub(crate) placeholders: usize,
    pub(crate) lines: Vec<&'a str>,
    /// How long the output is.
    pub(crate) bytes: usize,
    /// For each item, and for the claim's end, the printed lines at which it may begin, as far as
    /// any may.
    pub(crate) reach: Reach,
    /// For each elision that can be reached, by item, the printed lines that have its margin.
    pub(crate) margins: HashMap<usize, Ranges>,
}

pub(crate) fn find_match(pattern: &Pattern, output: &str) -> Result<Match, Box<Mismatch>> {
    let mut board = Board::new(pattern, output);
    let mut budget = Budget::new(board.typed_steps());
    if board.fill(&mut budget).is_err() {
        return Err(diagnose::too_many_ways(&board, board.reach.len() - 1));
    }
    let end = board.lines.len();
    if !board.reach.of(board.items.len()).contains(end) {
        return Err(diagnose::unreached(&board));
    }
    match board.walk(board.items.len(), Ranges::single(end)) {
        Walk::Arrived { starts, values } => {
            let found = found::collect(&board, &starts, &values);
            diagnose::binds_itself(&board, &found).map_or(Ok(found), Err)
        }
        Walk::Conflict(conflict) => Err(diagnose::conflict(&board, &conflict)),
        Walk::Exhausted(item) => Err(diagnose::too_many_ways(&board, item)),
    }
}

impl<'a> Board<'a> {
    fn new(pattern: &'a Pattern, output: &'a str) -> Self {
        Self {
            items: &pattern.items,
            slots: pattern.slots,
            placeholders: pattern.placeholders,
            lines: text::printed(output),
            bytes: output.len(),
            reach: Reach::new(0, Vec::new()),
            margins: HashMap::new(),
        }
    }

    /// How many bytes the types may look at. Generous to any claim that people write; a bound for
    /// a type between two free placeholders on a very long line, which is cubic.
    fn typed_steps(&self) -> usize {
        let pairs = self.items.len().saturating_mul(self.bytes);
        pairs.saturating_mul(64).saturating_add(10_000_000)
    }

    /// Fills `reach` and `margins` from the claim's first line on, as far as it goes.
    fn fill(&mut self, budget: &mut Budget) -> Result<(), Exhausted> {
        let straight = self.straight(budget);
        self.reach = Reach::new(straight, vec![Ranges::single(straight)]);
        for (at, item) in self.items.iter().enumerate().skip(straight) {
            let from = self.reach.of(at);
            let next = match &item.content {
                Content::Text(_) => self.after_text(item, &from, budget)?,
                Content::Elision { margin } => {
                    let lines = self.having(margin, from.first().unwrap_or(0));
                    let next = after_elision(&lines, &from);
                    self.margins.insert(at, lines);
                    next
                }
            };
            if next.is_empty() {
                break;
            }
            self.reach.push(next);
        }
        Ok(())
    }

    /// How many lines of text at the beginning fit the printed lines of the same number.
    fn straight(&self, budget: &mut Budget) -> usize {
        let mut pairs = self.items.iter().zip(&self.lines);
        // One that takes too long is met again.
        let mut fits = |(item, line): (&Item, &&str)| {
            !item.is_elision() && line::fits(item.segments(), line, budget).unwrap_or(false)
        };
        pairs.position(|pair| !fits(pair)).unwrap_or(self.items.len().min(self.lines.len()))
    }

    fn after_text(
        &self,
        item: &Item,
        from: &Ranges,
        budget: &mut Budget,
    ) -> Result<Ranges, Exhausted> {
        let mut next = Ranges::default();
        for range in from.ranges() {
            for at in range.start..range.end.min(self.lines.len()) {
                if line::fits(item.segments(), self.lines[at], budget)? {
                    next.push(at + 1..at + 2);
                }
            }
        }
        Ok(next)
    }

    /// The printed lines from one on that have a margin.
    fn having(&self, margin: &str, from: usize) -> Ranges {
        let lines = from..self.lines.len();
        if margin.is_empty() {
            return iter::once(lines).collect();
        }
        lines.filter(|at| has_margin(margin, self.lines[*at])).collect()
    }

    /// A walk from the claim's beginning to where `item` begins at one of the lines of `goal`.
    pub(crate) fn walk(&self, item: usize, goal: Ranges) -> Walk<'a> {
        let straight = self.reach.straight();
        let mut ways = vec![goal];
        for at in (straight..item).rev() {
            let before = self.before(at, &ways[ways.len() - 1]);
            ways.push(before);
        }
        ways.reverse();
        let ways = Reach::new(straight, ways);
        let starts = self.follow(&ways);
        match self.agreed(&starts) {
            Some(values) => Walk::Arrived { starts, values },
            None => names::walk(self, &ways),
        }
    }

    /// The preferred walk without regard to names.
    fn follow(&self, ways: &Reach) -> Vec<usize> {
        let mut starts: Vec<usize> = (0..ways.straight()).collect();
        let mut line = ways.straight();
        for item in ways.straight()..ways.len() - 1 {
            starts.push(line);
            let next = ways.of(item + 1);
            let after = self.items[item].is_elision().then(|| next.at_or_after(line + 1)).flatten();
            line = after.unwrap_or(line + 1);
        }
        starts.push(line);
        starts
    }

    /// What the names stand for in the preferred walk, if that is the same everywhere: then it is
    /// the preferred one with regard to names too.
    fn agreed(&self, starts: &[usize]) -> Option<Vec<Option<&'a str>>> {
        let mut values: Vec<Option<&'a str>> = vec![None; self.slots];
        if self.slots == 0 {
            return Some(values);
        }
        let mut bound = Vec::new();
        for (item, line) in self.items.iter().zip(&starts[..starts.len() - 1]) {
            if item.placeholders().all(|placeholder| placeholder.slot.is_none()) {
                continue;
            }
            let text = self.lines[*line];
            if !line::bind(item.segments(), text, &[], &mut bound) {
                return None;
            }
            for (placeholder, range) in item.placeholders().zip(bound.drain(..)) {
                let Some(slot) = placeholder.slot else { continue };
                let here = &text[range];
                if *values[slot].get_or_insert(here) != here {
                    return None;
                }
            }
        }
        Some(values)
    }

    /// The printed lines at which an item may begin if the next begins at one of `after`.
    fn before(&self, item: usize, after: &Ranges) -> Ranges {
        let reach = self.reach.of(item);
        if !self.items[item].is_elision() {
            return reach.meet(after.ranges().map(|range| range.start.max(1) - 1..range.end - 1));
        }
        // In a run of the margin, up to the last line with which the elision may end.
        let open = |run: Range<usize>| {
            let ends = after.meet(iter::once(run.start + 1..run.end + 1));
            Some(run.start..ends.last()?)
        };
        reach.meet(self.margins[&item].ranges().filter_map(open))
    }
}

/// In each run of the margin, from the first line at which the elision may begin on.
fn after_elision(having: &Ranges, from: &Ranges) -> Ranges {
    let open = |run: Range<usize>| {
        let begin = from.at_or_after(run.start).filter(|begin| run.contains(begin))?;
        Some(begin + 1..run.end + 1)
    };
    having.ranges().filter_map(open).collect()
}

/// Blanks at a line's end do not count, so a line may lack those at the margin's end: a blank line
/// has any indent, and `>` has the margin `> `.
pub(crate) fn has_margin(margin: &str, line: &str) -> bool {
    line.starts_with(margin) || line == margin.trim_end_matches([' ', '\t'])
}
