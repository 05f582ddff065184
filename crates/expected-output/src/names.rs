//! The walk through the places where a claim and an output may meet, in which the same name means
//! the same text.
//!
//! A search in depth with a stack of its own, since claims may have many lines. What has been found
//! to lead nowhere is remembered together with the names that mattered there.

mod choice;

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::rc::Rc;

use choice::{Frame, Key};

use crate::budget::{Budget, Exhausted};
use crate::line::{self, Columns};
use crate::matching::Board;
use crate::pattern::{Placeholder, Segment};
use crate::reach::Reach;

/// How a walk ended.
pub(crate) enum Walk<'t> {
    /// The printed line at which each item begins, and the goal's; what each slot stands for.
    Arrived { starts: Vec<usize>, values: Vec<Option<&'t str>> },
    /// Each way meets two texts for one name; this is the one that came furthest.
    Conflict(Box<Conflict<'t>>),
    /// The search was given up; this is the furthest item at which a name was in its way.
    Exhausted(usize),
}

/// A name that was bound to another text before.
pub(crate) struct Conflict<'t> {
    pub(crate) point: Point,
    pub(crate) starts: Vec<usize>,
    pub(crate) values: Vec<Option<&'t str>>,
    /// Where the name was bound before.
    pub(crate) first: Origin<'t>,
    /// The text that stands there now.
    pub(crate) range: Range<usize>,
}

/// A place in both: before a segment of an item, at a column of a printed line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Point {
    pub(crate) item: usize,
    pub(crate) segment: usize,
    pub(crate) line: usize,
    pub(crate) column: usize,
}

/// Where a name was bound.
#[derive(Clone)]
pub(crate) struct Origin<'t> {
    pub(crate) placeholder: &'t Placeholder,
    pub(crate) item: usize,
    pub(crate) line: usize,
    pub(crate) range: Range<usize>,
}

/// What a name stands for.
#[derive(Clone)]
struct Value<'t> {
    text: &'t str,
    /// Equal for equal texts.
    id: u32,
    origin: Origin<'t>,
}

pub(crate) fn walk<'t>(board: &Board<'t>, ways: &Reach) -> Walk<'t> {
    let mut walker = Walker::new(board, ways);
    let arrived = walker.run();
    match (arrived, walker.conflict.take()) {
        (Ok(true), _) => Walk::Arrived { values: walker.texts(), starts: walker.starts },
        (Ok(false), Some(conflict)) => Walk::Conflict(conflict),
        (_, conflict) => Walk::Exhausted(conflict.map_or(0, |conflict| conflict.point.item)),
    }
}

struct Walker<'w, 't> {
    board: &'w Board<'t>,
    /// For each item up to the goal, the printed lines at which it lies on a way there.
    ways: &'w Reach,
    /// Where each slot stands for the last time.
    last: Vec<(usize, usize)>,
    starts: Vec<usize>,
    values: Vec<Option<Value<'t>>>,
    stack: Vec<Frame<'t>>,
    dead: HashSet<Key>,
    ids: HashMap<&'t str, u32>,
    columns: HashMap<(usize, usize), Rc<Columns>>,
    conflict: Option<Box<Conflict<'t>>>,
    budget: Budget,
}

/// Where the way leads without a choice.
enum Ahead {
    Goal,
    Choice(Point),
    DeadEnd,
}

/// Whether a placeholder's name is bound already, and to the text that stands here.
enum Bound {
    Not,
    Same { end: usize },
    Another,
}

impl<'w, 't> Walker<'w, 't> {
    fn new(board: &'w Board<'t>, ways: &'w Reach) -> Self {
        let mut last = vec![(0, 0); board.slots];
        for (at, item) in board.items.iter().enumerate() {
            for (segment, content) in item.segments().iter().enumerate() {
                if let Some(slot) = content.placeholder().and_then(|p| p.slot) {
                    last[slot] = (at, segment);
                }
            }
        }
        Self {
            board,
            ways,
            last,
            starts: vec![0],
            values: vec![None; board.slots],
            stack: Vec::new(),
            dead: HashSet::new(),
            ids: HashMap::new(),
            columns: HashMap::new(),
            conflict: None,
            // Claims and outputs of any length get through; what runs out are the ways to read.
            budget: Budget::new(500_000 + 64 * (board.bytes + board.items.len())),
        }
    }

    fn texts(&self) -> Vec<Option<&'t str>> {
        self.values.iter().map(|value| value.as_ref().map(|value| value.text)).collect()
    }

    fn run(&mut self) -> Result<bool, Exhausted> {
        let mut point = Point::default();
        loop {
            match self.ahead(point)? {
                Ahead::Goal => return Ok(true),
                Ahead::Choice(choice) => self.push(choice)?,
                Ahead::DeadEnd => {}
            }
            match self.next_alternative()? {
                Some(next) => point = next,
                None => return Ok(false),
            }
        }
    }

    /// Follows the way to where there is a choice.
    fn ahead(&mut self, mut point: Point) -> Result<Ahead, Exhausted> {
        loop {
            self.budget.spend(1)?;
            if point.segment == 0 {
                self.starts.truncate(point.item);
                self.starts.push(point.line);
            }
            if point.item + 1 == self.ways.len() {
                return Ok(Ahead::Goal);
            }
            let item = &self.board.items[point.item];
            if item.is_elision() {
                return Ok(Ahead::Choice(point));
            }
            let tied = item.placeholders().any(|placeholder| placeholder.slot.is_some());
            let Some(segment) = item.segments().get(point.segment).filter(|_| tied) else {
                // Any line that is on a way to the goal fits if nothing ties it to others.
                point = Point { item: point.item + 1, line: point.line + 1, ..Point::default() };
                continue;
            };
            let end = match segment {
                Segment::Literal(literal) => point.column + literal.text.len(),
                Segment::Placeholder(placeholder) => match self.bound(placeholder, point)? {
                    Bound::Same { end } => end,
                    Bound::Another => return Ok(Ahead::DeadEnd),
                    Bound::Not => return Ok(Ahead::Choice(point)),
                },
            };
            point = Point { segment: point.segment + 1, column: end, ..point };
        }
    }

    fn bound(&mut self, placeholder: &Placeholder, point: Point) -> Result<Bound, Exhausted> {
        let value = placeholder.slot.and_then(|slot| self.values[slot].clone());
        let Some(value) = value else { return Ok(Bound::Not) };
        let columns = self.columns(point)?;
        let next = &columns[point.segment + 1];
        let text = self.board.lines[point.line];
        let end = point.column + value.text.len();
        let same = text[point.column..].starts_with(value.text);
        // The name may have had other bounds where it was bound.
        if same && next.binary_search(&end).is_ok() && placeholder.accepts(value.text) {
            return Ok(Bound::Same { end });
        }
        let stands = line::ends(placeholder, point.column, next, text).next();
        let end = stands.unwrap_or(text.len());
        self.note(point, &value, end);
        Ok(Bound::Another)
    }

    /// Remembers the conflict that came furthest.
    fn note(&mut self, point: Point, value: &Value<'t>, end: usize) {
        let place = |point: Point| (point.item, point.segment);
        if self.conflict.as_ref().is_some_and(|other| place(other.point) >= place(point)) {
            return;
        }
        self.conflict = Some(Box::new(Conflict {
            point,
            starts: self.starts.clone(),
            values: self.texts(),
            first: value.origin.clone(),
            range: point.column..end,
        }));
    }

    /// The columns of a line that has repeated names, as far as they are not regarded.
    fn columns(&mut self, point: Point) -> Result<Rc<Columns>, Exhausted> {
        let place = (point.item, point.line);
        if let Some(columns) = self.columns.get(&place) {
            return Ok(Rc::clone(columns));
        }
        let (item, text) = (&self.board.items[point.item], self.board.lines[point.line]);
        self.budget.spend(text.len())?;
        let columns = line::fit(item.segments(), text, &[], &mut self.budget)?;
        let columns =
            Rc::new(columns.unwrap_or_else(|| vec![Vec::new(); item.segments().len() + 1]));
        self.columns.insert(place, Rc::clone(&columns));
        Ok(columns)
    }
}
