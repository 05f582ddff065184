//! Sets of printed lines, kept as ranges: what an elision reaches is a long run.

use std::iter;
use std::ops::Range;

/// Ascending ranges that neither overlap nor touch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ranges(Vec<Range<usize>>);

impl Ranges {
    pub(crate) fn single(value: usize) -> Self {
        iter::once(value).collect()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn first(&self) -> Option<usize> {
        self.0.first().map(|range| range.start)
    }

    pub(crate) fn last(&self) -> Option<usize> {
        self.0.last().map(|range| range.end - 1)
    }

    pub(crate) fn contains(&self, value: usize) -> bool {
        self.at_or_after(value) == Some(value)
    }

    /// The least value that is not less than this one.
    pub(crate) fn at_or_after(&self, value: usize) -> Option<usize> {
        let index = self.0.partition_point(|range| range.end <= value);
        self.0.get(index).map(|range| range.start.max(value))
    }

    /// The end of the run that holds this value, or the value itself if none does.
    pub(crate) fn run_end(&self, value: usize) -> usize {
        let index = self.0.partition_point(|range| range.end <= value);
        self.0.get(index).filter(|range| range.start <= value).map_or(value, |range| range.end)
    }

    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = usize> {
        self.0.iter().cloned().flatten()
    }
}

/// From values in ascending order.
impl FromIterator<usize> for Ranges {
    fn from_iter<I: IntoIterator<Item = usize>>(values: I) -> Self {
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for value in values {
            match ranges.last_mut() {
                Some(last) if last.end == value => last.end += 1,
                _ => ranges.push(value..value + 1),
            }
        }
        Self(ranges)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_the_set_of_their_values() {
        let values = [1, 2, 3, 7, 9, 10];
        let ranges: Ranges = values.into_iter().collect();
        assert_eq!(ranges.0, [1..4, 7..8, 9..11]);
        assert_eq!(ranges.iter().collect::<Vec<_>>(), values);
        for value in 0..12 {
            assert_eq!(ranges.contains(value), values.contains(&value), "{value}");
            assert_eq!(ranges.at_or_after(value), values.into_iter().find(|v| *v >= value));
        }
        assert_eq!((ranges.run_end(2), ranges.run_end(8)), (4, 8));
        assert_eq!((ranges.first(), ranges.last()), (Some(1), Some(10)));
    }
}
