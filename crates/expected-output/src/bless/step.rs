//! How a new claim comes from an old one, line by line.

use std::ops::Range;

/// What becomes of the next claim line, or where the next printed line comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The claim line holds of these printed lines.
    Keep { item: usize, lines: Range<usize> },
    /// A `...` that stands already holds of these too, after a new line.
    Again { item: usize, lines: Range<usize> },
    /// The claim line holds of nothing.
    Lose { item: usize },
    /// No claim line holds of the printed line.
    Insert { line: usize },
}

impl Step {
    /// The claim line that stays.
    pub(super) fn held(&self) -> Option<usize> {
        match self {
            Self::Keep { item, .. } | Self::Again { item, .. } => Some(*item),
            Self::Lose { .. } | Self::Insert { .. } => None,
        }
    }

    /// The claim line that goes.
    pub(super) fn lost(&self) -> Option<usize> {
        match self {
            Self::Lose { item } => Some(*item),
            _ => None,
        }
    }

    /// The printed line that comes.
    pub(super) fn new_line(&self) -> Option<usize> {
        match self {
            Self::Insert { line } => Some(*line),
            _ => None,
        }
    }

    /// The printed lines that a claim line holds of.
    pub(super) fn lines(&mut self) -> Option<&mut Range<usize>> {
        match self {
            Self::Keep { lines, .. } | Self::Again { lines, .. } => Some(lines),
            Self::Lose { .. } | Self::Insert { .. } => None,
        }
    }
}
