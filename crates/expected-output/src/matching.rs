//! The lines of a claim against the lines of an output.
//!
//! First without regard to names: for each claim line the printed lines at which it may begin,
//! forward, then backward from the goal. That is linear in the output. Then `names` walks
//! the places that are left; without repeated names it never has to turn back.

use crate::budget::{Budget, Exhausted};
use crate::found::{self, Match};
use crate::names::{self, Walk};
use crate::pattern::{Content, Item, Pattern};
use crate::ranges::Ranges;
use crate::{Mismatch, diagnose, line, text};

/// A claim and an output, and where they may meet.
pub(crate) struct Board<'a> {
    pub(crate) items: &'a [Item],
    pub(crate) slots: usize,
    pub(crate) lines: Vec<&'a str>,
    /// For each item, and for the claim's end, the printed lines at which it may begin, as far as
    /// any may.
    pub(crate) reach: Vec<Ranges>,
    /// For each elision that can be reached, the printed lines that have its margin.
    pub(crate) margins: Vec<Ranges>,
}

pub(crate) fn find_match(pattern: &Pattern, output: &str) -> Result<Match, Box<Mismatch>> {
    let mut board = Board::new(pattern, output);
    let mut budget = Budget::new(board.typed_steps());
    if board.fill(&mut budget).is_err() {
        return Err(diagnose::too_many_ways(&board, board.reach.len() - 1));
    }
    let end = board.lines.len();
    if board.reach.len() <= board.items.len() || !board.reach[board.items.len()].contains(end) {
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
            lines: text::printed(output),
            reach: vec![Ranges::single(0)],
            margins: Vec::new(),
        }
    }

    /// How many bytes the types may look at. Generous to any claim that people write; a bound for
    /// a type between two free placeholders on a very long line, which is cubic.
    fn typed_steps(&self) -> usize {
        let pairs = self.items.len().saturating_mul(self.printed_bytes());
        pairs.saturating_mul(64).saturating_add(10_000_000)
    }

    pub(crate) fn printed_bytes(&self) -> usize {
        self.lines.iter().map(|line| line.len() + 1).sum()
    }

    /// Fills `reach` and `margins` from the claim's first line on, as far as it goes.
    fn fill(&mut self, budget: &mut Budget) -> Result<(), Exhausted> {
        for item in self.items {
            let from = &self.reach[self.reach.len() - 1];
            let (next, margin) = match &item.content {
                Content::Text(_) => (self.after_text(item, from, budget)?, Ranges::default()),
                Content::Elision { margin } => self.after_elision(margin, from),
            };
            self.margins.push(margin);
            if next.is_empty() {
                break;
            }
            self.reach.push(next);
        }
        Ok(())
    }

    fn after_text(
        &self,
        item: &Item,
        from: &Ranges,
        budget: &mut Budget,
    ) -> Result<Ranges, Exhausted> {
        let mut next = Vec::new();
        for at in from.iter().filter(|at| *at < self.lines.len()) {
            if line::fits(item.segments(), self.lines[at], budget)? {
                next.push(at + 1);
            }
        }
        Ok(next.into_iter().collect())
    }

    fn after_elision(&self, margin: &str, from: &Ranges) -> (Ranges, Ranges) {
        let first = from.first().unwrap_or(0);
        let margins: Ranges =
            (first..self.lines.len()).filter(|at| has_margin(margin, self.lines[*at])).collect();
        let mut open = false;
        let mut next = Vec::new();
        for at in margins.iter() {
            // A run that was interrupted is no longer open.
            let unbroken = next.last() == Some(&at);
            open = (open && unbroken) || from.contains(at);
            if open {
                next.push(at + 1);
            }
        }
        (next.into_iter().collect(), margins)
    }

    /// A walk from the claim's beginning to where `item` begins at one of the lines of `goal`.
    pub(crate) fn walk(&self, item: usize, goal: Ranges) -> Walk<'a> {
        let mut ways = vec![goal];
        for at in (0..item).rev() {
            let before = self.before(at, &ways[ways.len() - 1]);
            ways.push(before);
        }
        ways.reverse();
        names::walk(self, &ways)
    }

    /// The printed lines at which an item may begin if the next begins at one of `after`.
    fn before(&self, item: usize, after: &Ranges) -> Ranges {
        if !self.items[item].is_elision() {
            return self.reach[item].iter().filter(|at| after.contains(at + 1)).collect();
        }
        let mut alive_from = None;
        let mut before = Vec::new();
        for at in self.margins[item].iter().rev() {
            let alive = after.contains(at + 1) || alive_from == Some(at + 1);
            if alive {
                alive_from = Some(at);
                before.extend(Some(at).filter(|at| self.reach[item].contains(*at)));
            }
        }
        before.into_iter().rev().collect()
    }
}

/// Blanks at a line's end do not count, so a line may lack those at the margin's end: a blank line
/// has any indent, and `>` has the margin `> `.
pub(crate) fn has_margin(margin: &str, line: &str) -> bool {
    line.starts_with(margin) || line == margin.trim_end_matches([' ', '\t'])
}
