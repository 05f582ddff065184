//! Sets of printed lines, kept as ranges: what an elision reaches is a long run.

use std::ops::Range;

/// Ascending ranges that neither overlap nor touch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ranges {
    /// Empty only if there is none. Apart, since most sets are one line, and there is a set for
    /// each claim line: no memory is asked for then.
    first: Range<usize>,
    others: Vec<Range<usize>>,
}

impl Ranges {
    pub(crate) fn single(value: usize) -> Self {
        Self { first: value..value + 1, others: Vec::new() }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.first.is_empty()
    }

    pub(crate) fn first(&self) -> Option<usize> {
        self.ranges().next().map(|range| range.start)
    }

    pub(crate) fn last(&self) -> Option<usize> {
        self.ranges().next_back().map(|range| range.end - 1)
    }

    pub(crate) fn contains(&self, value: usize) -> bool {
        self.at_or_after(value) == Some(value)
    }

    /// The least value that is not less than this one.
    pub(crate) fn at_or_after(&self, value: usize) -> Option<usize> {
        self.range_from(value).map(|range| range.start.max(value))
    }

    /// The end of the run that holds this value, or the value itself if none does.
    pub(crate) fn run_end(&self, value: usize) -> usize {
        self.range_from(value).filter(|range| range.start <= value).map_or(value, |range| range.end)
    }

    /// The first range that does not end before this value.
    fn range_from(&self, value: usize) -> Option<&Range<usize>> {
        if value < self.first.end {
            return Some(&self.first);
        }
        self.others.get(self.others.partition_point(|range| range.end <= value))
    }

    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = usize> {
        self.ranges().flatten()
    }

    pub(crate) fn ranges(&self) -> impl DoubleEndedIterator<Item = Range<usize>> {
        let first = Some(self.first.clone()).filter(|first| !first.is_empty());
        first.into_iter().chain(self.others.iter().cloned())
    }

    /// Adds a range that begins after all others.
    pub(crate) fn push(&mut self, range: Range<usize>) {
        let none = self.is_empty();
        let last = self.others.last_mut().unwrap_or(&mut self.first);
        if range.is_empty() {
        } else if none {
            *last = range;
        } else if last.end == range.start {
            last.end = range.end;
        } else {
            self.others.push(range);
        }
    }

    /// The values that are in both.
    pub(crate) fn meet(&self, others: impl Iterator<Item = Range<usize>>) -> Self {
        let mut both = Self::default();
        let mut mine = self.ranges().peekable();
        for other in others {
            while let Some(range) = mine.peek() {
                both.push(range.start.max(other.start)..range.end.min(other.end));
                if range.end > other.end {
                    break;
                }
                mine.next();
            }
        }
        both
    }
}

/// From values in ascending order.
impl FromIterator<usize> for Ranges {
    fn from_iter<I: IntoIterator<Item = usize>>(values: I) -> Self {
        let mut ranges = Self::default();
        values.into_iter().for_each(|value| ranges.push(value..value + 1));
        ranges
    }
}

/// From ranges in ascending order.
impl FromIterator<Range<usize>> for Ranges {
    fn from_iter<I: IntoIterator<Item = Range<usize>>>(values: I) -> Self {
        let mut ranges = Self::default();
        values.into_iter().for_each(|range| ranges.push(range));
        ranges
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_the_set_of_their_values() {
        let values = [1, 2, 3, 7, 9, 10];
        let ranges: Ranges = values.into_iter().collect();
        assert_eq!(ranges.ranges().collect::<Vec<_>>(), [1..4, 7..8, 9..11]);
        assert_eq!(ranges.iter().collect::<Vec<_>>(), values);
        for value in 0..12 {
            assert_eq!(ranges.contains(value), values.contains(&value), "{value}");
            assert_eq!(ranges.at_or_after(value), values.into_iter().find(|v| *v >= value));
        }
        assert_eq!((ranges.run_end(2), ranges.run_end(8)), (4, 8));
        assert_eq!((ranges.first(), ranges.last()), (Some(1), Some(10)));
        assert!(Ranges::default().is_empty() && Ranges::default().first().is_none());
    }

    /// All subsets of eight values, in pairs.
    #[test]
    fn what_is_in_both() {
        let set = |bits: u16| (0..8).filter(move |at| bits >> at & 1 == 1).collect::<Ranges>();
        for (a, b) in (0..256).flat_map(|a| (0..256).map(move |b| (a, b))) {
            assert_eq!(set(a).meet(set(b).ranges()), set(a & b), "{a:b} {b:b}");
        }
    }
}
