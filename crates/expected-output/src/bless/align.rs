//! Which claim lines still hold, and of which printed lines.
//!
//! The cheapest way through a claim and an output side by side, where a claim line that holds costs
//! nothing. Without `...` and repeated names that is a longest common subsequence, in which "this
//! claim line matches that printed line" stands for equality. Where a `...` is open, it takes in any
//! lines with its margin for nothing; what a name stands for is part of the place.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::rc::Rc;

use super::names::{Names, Slots};
use super::step::Step;
use crate::budget::{Budget, Exhausted};
use crate::matching::has_margin;
use crate::ranges::Ranges;

/// A line of text is lost. Dearer than a new line and a `...` that is taken up again together, so
/// that a line more never costs another its place; with a new line less than two lost lines, so
/// that a changed line never costs two.
const LOSE: usize = 8;
/// A `...` is lost: rather that than text, which it could take in.
const LOSE_ELISION: usize = 7;
/// A printed line becomes a new claim line.
const INSERT: usize = 4;
/// After new lines, a `...` stands a second time.
const RESUME: usize = 2;

/// What has been lost and added, then how far from the claim's end: of several ways the one that
/// keeps what stands first.
type Cost = (usize, usize);

/// The part of a claim and the part of an output that belong together.
#[derive(Clone, Debug)]
pub(super) struct Area {
    pub(super) items: Range<usize>,
    pub(super) lines: Range<usize>,
}

/// The steps through an area, and what the names stand for that are used after it.
pub(super) fn align<'t>(
    slots: &mut Slots<'_, 't>,
    lines: &[&'t str],
    area: &Area,
    names: &Names<'t>,
    budget: &mut Budget,
) -> Result<(Vec<Step>, Names<'t>), Exhausted> {
    let mut search = Search {
        slots,
        lines,
        area,
        margins: HashMap::new(),
        nodes: Vec::new(),
        queue: BTreeMap::new(),
        seen: HashMap::new(),
        budget,
    };
    search.run(names)
}

/// Before a claim line and a printed line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Place {
    item: usize,
    line: usize,
    before: Before,
}

/// What the next printed line may belong to, besides the next claim line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Before {
    Text,
    /// This `...` is open.
    Open(usize),
    /// This `...` would be, but for new lines after it.
    Shut(usize),
}

struct Node<'t> {
    place: Place,
    /// Where the lines end that all hold from here on, one by one.
    slid: Place,
    names: Names<'t>,
    parent: Option<(usize, Move)>,
}

/// How a node was reached from where its parent had slid to.
#[derive(Clone, Copy)]
enum Move {
    /// With the next claim line held of this printed line; those before belong to the open `...`.
    Keep(usize),
    Lose,
    /// With this printed line made a claim line; those before belong to the open `...`.
    Insert(usize),
    Resume(usize),
}

struct Search<'s, 'p, 't> {
    slots: &'s mut Slots<'p, 't>,
    lines: &'s [&'t str],
    area: &'s Area,
    /// By item, the printed lines that have the margin of a `...`.
    margins: HashMap<usize, Ranges>,
    nodes: Vec<Node<'t>>,
    /// Nodes by cost; of equal cost, the last is regarded first.
    queue: BTreeMap<Cost, Vec<usize>>,
    /// The first printed line at which a place was regarded. Before an open `...`, all places in a
    /// run of its margin are one, named by the run's end: from the first, the others can be had.
    seen: HashMap<(Place, Names<'t>), usize>,
    budget: &'s mut Budget,
}

impl<'t> Search<'_, '_, 't> {
    fn run(&mut self, names: &Names<'t>) -> Result<(Vec<Step>, Names<'t>), Exhausted> {
        let Area { items, lines } = self.area;
        let start = Place { item: items.start, line: lines.start, before: Before::Text };
        self.push((0, 0), start, Rc::clone(names), None)?;
        while let Some((cost, node)) = self.pop() {
            let open_to = self.open_to(self.nodes[node].place)?;
            if self.is_seen(node, open_to) {
                continue;
            }
            self.slide(node)?;
            let place = self.nodes[node].slid;
            // Only before text is there something to slide over.
            let open_to = open_to.max(place.line);
            if place.item == items.end && open_to == lines.end {
                return Ok((self.steps(node), Rc::clone(&self.nodes[node].names)));
            }
            self.expand(cost, node, open_to)?;
        }
        Err(Exhausted)
    }

    fn push(
        &mut self,
        cost: Cost,
        place: Place,
        names: Names<'t>,
        parent: Option<(usize, Move)>,
    ) -> Result<(), Exhausted> {
        // What the nodes take in memory is what bounds the search.
        self.budget.spend(128 + 16 * names.len())?;
        self.queue.entry(cost).or_default().push(self.nodes.len());
        self.nodes.push(Node { place, slid: place, names, parent });
        Ok(())
    }

    fn pop(&mut self) -> Option<(Cost, usize)> {
        let mut cheapest = self.queue.first_entry()?;
        let (cost, node) = (*cheapest.key(), cheapest.get_mut().pop()?);
        if cheapest.get().is_empty() {
            cheapest.remove();
        }
        Some((cost, node))
    }

    fn is_seen(&mut self, node: usize, open_to: usize) -> bool {
        let Node { place, names, .. } = &self.nodes[node];
        let key = (Place { line: open_to, ..*place }, Rc::clone(names));
        let first = self.seen.entry(key).or_insert(usize::MAX);
        let seen = *first <= place.line;
        *first = place.line.min(*first);
        seen
    }

    /// The printed line up to which the open `...` may reach.
    fn open_to(&mut self, place: Place) -> Result<usize, Exhausted> {
        let Before::Open(item) = place.before else { return Ok(place.line) };
        if !self.margins.contains_key(&item) {
            self.budget.spend(self.area.lines.len())?;
            let having = self.area.lines.clone().filter(|line| self.has_margin(item, *line));
            self.margins.insert(item, having.collect());
        }
        Ok(self.margins[&item].run_end(place.line))
    }

    fn has_margin(&self, item: usize, line: usize) -> bool {
        self.slots.items[item].margin().is_some_and(|margin| has_margin(margin, self.lines[line]))
    }

    /// Passes lines of text that hold and bind no name. Nothing is gained by not keeping them: were
    /// another one kept in the place of either, this one could be kept instead.
    fn slide(&mut self, node: usize) -> Result<(), Exhausted> {
        let mut place = self.nodes[node].slid;
        let Area { items, lines } = self.area;
        while place.before == Before::Text && place.item < items.end && place.line < lines.end {
            let names = &self.nodes[node].names;
            if self.slots.items[place.item].is_elision() || self.slots.binds(place.item, names) {
                break;
            }
            let text = self.lines[place.line];
            let Some(names) = self.slots.ways(place.item, text, names, self.budget)?.pop() else {
                break;
            };
            self.nodes[node].names = names;
            place = Place { item: place.item + 1, line: place.line + 1, ..place };
        }
        self.nodes[node].slid = place;
        Ok(())
    }

    /// All that may come next.
    fn expand(&mut self, cost: Cost, node: usize, open_to: usize) -> Result<(), Exhausted> {
        let place = self.nodes[node].slid;
        let names = Rc::clone(&self.nodes[node].names);
        if place.item < self.area.items.end {
            self.keep(cost, node, open_to)?;
            let next = Place { item: place.item + 1, ..place };
            let names = self.slots.after(&names, place.item);
            let lost = if self.slots.items[place.item].is_elision() { LOSE_ELISION } else { LOSE };
            let cost = (cost.0 + lost, cost.1 + self.area.items.end - place.item);
            self.push(cost, next, names, Some((node, Move::Lose)))?;
        }
        if open_to == self.area.lines.end {
            return Ok(());
        }
        let before = match place.before {
            Before::Text => Before::Text,
            Before::Open(item) | Before::Shut(item) => Before::Shut(item),
        };
        let next = Place { line: open_to + 1, before, ..place };
        let dearer = |by: usize| (cost.0 + by, cost.1);
        self.push(dearer(INSERT), next, Rc::clone(&names), Some((node, Move::Insert(open_to))))?;
        match place.before {
            Before::Shut(item) if self.has_margin(item, open_to) => {
                let next = Place { before: Before::Open(item), ..next };
                self.push(dearer(RESUME), next, names, Some((node, Move::Resume(open_to))))
            }
            _ => Ok(()),
        }
    }

    /// The next claim line, held of each printed line that can be had for nothing.
    fn keep(&mut self, cost: Cost, node: usize, open_to: usize) -> Result<(), Exhausted> {
        let Place { item, line, .. } = self.nodes[node].slid;
        let names = Rc::clone(&self.nodes[node].names);
        let is_elision = self.slots.items[item].is_elision();
        // The nearest last, to be regarded first.
        for at in (line..self.area.lines.end.min(open_to + 1)).rev() {
            let (ways, before) = if is_elision {
                // In a run of the margin, all that can be had from a later line can from the first.
                let first = at == line || !self.has_margin(item, at - 1);
                self.budget.spend(1)?;
                let ways =
                    (first && self.has_margin(item, at)).then(|| self.slots.after(&names, item));
                (ways.into_iter().collect(), Before::Open(item))
            } else {
                (self.slots.ways(item, self.lines[at], &names, self.budget)?, Before::Text)
            };
            for names in ways.into_iter().rev() {
                let next = Place { item: item + 1, line: at + 1, before };
                self.push(cost, next, names, Some((node, Move::Keep(at))))?;
            }
        }
        Ok(())
    }

    /// The way to a node and to the end from there.
    fn steps(&self, goal: usize) -> Vec<Step> {
        let mut way = vec![goal];
        while let Some((parent, _)) = self.nodes[way[way.len() - 1]].parent {
            way.push(parent);
        }
        let mut steps = Vec::new();
        for (at, node) in way.iter().enumerate().rev() {
            let Node { place, slid, .. } = self.nodes[*node];
            let slide = (place.item..slid.item).zip(place.line..);
            steps.extend(slide.map(|(item, line)| Step::Keep { item, lines: line..line + 1 }));
            let next = at.checked_sub(1).and_then(|at| self.nodes[way[at]].parent);
            step(slid, next.map(|(_, next)| next), self.area.lines.end, &mut steps);
        }
        steps
    }
}

fn step(place: Place, next: Option<Move>, end: usize, steps: &mut Vec<Step>) {
    let (open_to, step) = match next {
        None => (end, None),
        Some(Move::Lose) => (place.line, Some(Step::Lose { item: place.item })),
        Some(Move::Insert(line)) => (line, Some(Step::Insert { line })),
        Some(Move::Keep(line)) => {
            (line, Some(Step::Keep { item: place.item, lines: line..line + 1 }))
        }
        Some(Move::Resume(line)) => {
            let lines = line..line + 1;
            let again = |item| Step::Again { item, lines };
            (line, place.before.shut().map(again))
        }
    };
    // A lost line takes none of what is open.
    let grows = matches!(place.before, Before::Open(_)) && !matches!(next, Some(Move::Lose));
    if grows && let Some(lines) = steps.iter_mut().rev().find_map(Step::lines) {
        lines.end = open_to;
    }
    steps.extend(step);
}

impl Before {
    fn shut(self) -> Option<usize> {
        match self {
            Self::Shut(item) => Some(item),
            Self::Text | Self::Open(_) => None,
        }
    }
}
