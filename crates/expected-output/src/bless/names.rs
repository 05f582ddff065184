//! What names stand for while claim lines are held against printed ones.

use std::collections::HashSet;
use std::rc::Rc;

use crate::budget::{Budget, Exhausted};
use crate::line;
use crate::pattern::{Item, Pattern, Placeholder, Segment};

/// What the names stand for that stand again later: by slot, ascending.
pub(super) type Names<'t> = Rc<[(usize, &'t str)]>;

/// The claim lines and where their names stand.
pub(super) struct Slots<'p, 't> {
    pub(super) items: &'p [Item],
    /// The last item in which each slot stands.
    last: Vec<usize>,
    /// By slot, set only while a line is looked at: `line` asks for it in this form.
    values: Vec<Option<&'t str>>,
}

impl<'p, 't> Slots<'p, 't> {
    pub(super) fn new(pattern: &'p Pattern) -> Self {
        let mut last = vec![0; pattern.slots];
        for (at, item) in pattern.items.iter().enumerate() {
            for slot in slots(item) {
                last[slot] = at;
            }
        }
        Self { items: &pattern.items, last, values: vec![None; pattern.slots] }
    }

    /// Whether a claim line has a name that stands for nothing yet.
    pub(super) fn binds(&self, item: usize, names: &Names<'t>) -> bool {
        slots(&self.items[item]).any(|slot| value(names, slot).is_none())
    }

    /// Without the names that do not stand after this item.
    pub(super) fn after(&self, names: &Names<'t>, item: usize) -> Names<'t> {
        let lives = |(slot, _): &&(usize, &str)| self.last[*slot] > item;
        if names.iter().all(|name| lives(&name)) {
            return Rc::clone(names);
        }
        names.iter().filter(lives).copied().collect()
    }

    /// What the names may stand for after a claim line that holds of a printed line; nothing if it
    /// does not hold.
    pub(super) fn ways(
        &mut self,
        item: usize,
        text: &'t str,
        names: &Names<'t>,
        budget: &mut Budget,
    ) -> Result<Vec<Names<'t>>, Exhausted> {
        let segments = self.items[item].segments();
        budget.spend(1 + names.len())?;
        if slots(&self.items[item]).next().is_none() {
            budget.spend(if segments.len() > 1 { text.len() } else { 0 })?;
            let fits = line::fits(segments, text, budget)?;
            return Ok(fits.then(|| self.after(names, item)).into_iter().collect());
        }
        budget.spend(text.len())?;
        self.set(names, true);
        let columns = line::fit(segments, text, &self.values, budget);
        self.set(names, false);
        let Some(columns) = columns? else { return Ok(Vec::new()) };
        let found = readings(segments, text, &columns, names, budget)?;
        Ok(found.iter().map(|names| self.after(names, item)).collect())
    }

    fn set(&mut self, names: &Names<'t>, known: bool) {
        for (slot, text) in names.iter() {
            self.values[*slot] = known.then_some(*text);
        }
    }
}

/// What the names may stand for in a line that fits, the preferred first.
fn readings<'t>(
    segments: &[Segment],
    text: &'t str,
    columns: &line::Columns,
    names: &Names<'t>,
    budget: &mut Budget,
) -> Result<Vec<Names<'t>>, Exhausted> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    let mut stack = vec![(0, 0, Rc::clone(names))];
    while let Some(point) = stack.pop() {
        budget.spend(1 + names.len())?;
        if !seen.insert(point.clone()) {
            continue;
        }
        let (at, column, names) = point;
        let next = columns.get(at + 1).map_or(&[][..], |next| next);
        match segments.get(at) {
            None => found.push(names),
            Some(Segment::Literal(literal)) => {
                stack.push((at + 1, column + literal.text.len(), names));
            }
            Some(Segment::Placeholder(placeholder)) => {
                let known = placeholder.slot.and_then(|slot| value(&names, slot));
                let ends = ends(placeholder, known, column, next, text);
                for end in ends.into_iter().rev() {
                    budget.spend(1 + placeholder.kind.map_or(0, |_| end - column))?;
                    let names = with(&names, placeholder.slot, &text[column..end]);
                    stack.push((at + 1, end, names));
                }
            }
        }
    }
    Ok(found)
}

fn ends(
    placeholder: &Placeholder,
    known: Option<&str>,
    start: usize,
    next: &[usize],
    text: &str,
) -> Vec<usize> {
    let Some(known) = known else { return line::ends(placeholder, start, next, text).collect() };
    let end = start + known.len();
    // The name may have had other bounds where it was bound.
    let same = text[start..].starts_with(known) && placeholder.accepts(known);
    Some(end).filter(|end| same && next.binary_search(end).is_ok()).into_iter().collect()
}

fn slots(item: &Item) -> impl Iterator<Item = usize> {
    item.placeholders().filter_map(|placeholder| placeholder.slot)
}

fn value<'t>(names: &Names<'t>, slot: usize) -> Option<&'t str> {
    names.binary_search_by_key(&slot, |(slot, _)| *slot).ok().map(|at| names[at].1)
}

fn with<'t>(names: &Names<'t>, slot: Option<usize>, text: &'t str) -> Names<'t> {
    let Some(slot) = slot else { return Rc::clone(names) };
    match names.binary_search_by_key(&slot, |(slot, _)| *slot) {
        Ok(_) => Rc::clone(names),
        Err(at) => names[..at].iter().chain([&(slot, text)]).chain(&names[at..]).copied().collect(),
    }
}
