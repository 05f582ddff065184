//! For each claim line, the printed lines at which it may begin.

use std::borrow::Cow;

use crate::ranges::Ranges;

/// Sets of printed lines by claim line. Up to the first `...`, a claim line can only begin at the
/// printed line of its own number, so that long claims need no set for most of their lines.
pub(crate) struct Reach {
    /// How many claim lines there are at the beginning that begin at their own number.
    straight: usize,
    /// From the claim line after those on.
    sets: Vec<Ranges>,
}

impl Reach {
    pub(crate) fn new(straight: usize, sets: Vec<Ranges>) -> Self {
        Self { straight, sets }
    }

    pub(crate) fn len(&self) -> usize {
        self.straight + self.sets.len()
    }

    pub(crate) fn straight(&self) -> usize {
        self.straight
    }

    pub(crate) fn push(&mut self, set: Ranges) {
        self.sets.push(set);
    }

    pub(crate) fn get(&self, item: usize) -> Option<Cow<'_, Ranges>> {
        match item.checked_sub(self.straight) {
            Some(at) => self.sets.get(at).map(Cow::Borrowed),
            None => Some(Cow::Owned(Ranges::single(item))),
        }
    }

    /// None of a claim line that is not reached.
    pub(crate) fn of(&self, item: usize) -> Cow<'_, Ranges> {
        self.get(item).unwrap_or_default()
    }
}
