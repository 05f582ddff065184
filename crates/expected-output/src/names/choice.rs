//! Where the walk may go on in several ways, and which of them it has tried.

use super::{Origin, Point, Value, Walker};
use crate::budget::Exhausted;
use crate::line;
use crate::pattern::{Placeholder, Segment};

/// A choice on the way, and where its next alternative is found.
pub(super) struct Frame<'t> {
    point: Point,
    key: Key,
    choice: Choice<'t>,
}

enum Choice<'t> {
    /// An elision: the printed line after the last one tried, and the end of the margin's run.
    Lines { next: usize, run_end: usize },
    /// A placeholder: the columns at which it may end, the last to be tried first.
    Columns { ends: Vec<usize>, placeholder: &'t Placeholder },
}

/// A point and what the names that are still to come stand for there.
pub(super) type Key = (Point, Vec<Option<u32>>);

impl<'t> Walker<'_, 't> {
    /// Puts a choice on the stack, unless it is known to lead nowhere.
    pub(super) fn push(&mut self, point: Point) -> Result<(), Exhausted> {
        let key = self.key(point);
        self.budget.spend(key.1.len() / 4)?;
        if self.dead.contains(&key) {
            return Ok(());
        }
        let item = &self.board.items[point.item];
        let placeholder = item.segments().get(point.segment).and_then(Segment::placeholder);
        let choice = if let Some(placeholder) = placeholder {
            let columns = self.columns(point)?;
            let text = self.board.lines[point.line];
            let mut ends = Vec::new();
            for end in line::ends(placeholder, point.column, &columns[point.segment + 1], text) {
                // A type looks at each byte; other placeholders at none.
                self.budget.spend(placeholder.kind.map_or(1, |_| end - point.column))?;
                ends.push(end);
            }
            ends.reverse();
            Choice::Columns { ends, placeholder }
        } else {
            let run_end = self.board.margins[&point.item].run_end(point.line);
            Choice::Lines { next: point.line + 1, run_end }
        };
        self.stack.push(Frame { point, key, choice });
        Ok(())
    }

    fn key(&self, point: Point) -> Key {
        let place = (point.item, point.segment);
        let alive = self.values.iter().zip(&self.last).filter(|(_, last)| **last >= place);
        (point, alive.map(|(value, _)| value.as_ref().map(|value| value.id)).collect())
    }

    /// The next alternative of the last choice that has one.
    pub(super) fn next_alternative(&mut self) -> Result<Option<Point>, Exhausted> {
        while let Some(mut frame) = self.stack.pop() {
            self.budget.spend(1)?;
            let point = frame.point;
            self.starts.truncate(point.item + 1);
            let next = match &mut frame.choice {
                Choice::Lines { next, run_end } => {
                    let line = self.ways.of(point.item + 1).at_or_after(*next);
                    line.filter(|line| line <= run_end).map(|line| {
                        *next = line + 1;
                        Point { item: point.item + 1, line, ..Point::default() }
                    })
                }
                Choice::Columns { ends, placeholder } => {
                    let end = ends.pop();
                    if let Some(slot) = placeholder.slot {
                        self.values[slot] = end.map(|end| self.value(placeholder, point, end));
                    }
                    end.map(|column| Point { segment: point.segment + 1, column, ..point })
                }
            };
            if next.is_some() {
                self.stack.push(frame);
                return Ok(next);
            }
            self.dead.insert(frame.key);
        }
        Ok(None)
    }

    fn value(&mut self, placeholder: &'t Placeholder, point: Point, end: usize) -> Value<'t> {
        let text = &self.board.lines[point.line][point.column..end];
        let next = u32::try_from(self.ids.len()).unwrap_or(u32::MAX);
        let id = *self.ids.entry(text).or_insert(next);
        let Point { item, line, column, .. } = point;
        Value { text, id, origin: Origin { placeholder, item, line, range: column..end } }
    }
}
