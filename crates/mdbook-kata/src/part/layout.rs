//! Where lessons stand on the map, and which way the lines between them go.
//!
//! A lesson's layer is the length of the longest way to it, so that every line leads down. A layer
//! that is wider than the map is broken into rows. A line to the next row goes straight; one that
//! would have to pass through rows takes a *lane* in the margin. The lines of one lesson share their
//! lane; two lessons never share one over the same rows.

use std::collections::BTreeSet;

/// A map of lessons that are numbered in the book's order.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Layout {
    /// From the top; lessons from the left. No row is empty, and none wider than was asked for.
    pub(super) rows: Vec<Vec<usize>>,
    pub(super) lines: Vec<Line>,
    /// How many lanes the margin needs.
    pub(super) lanes: usize,
}

/// From a lesson to one that builds on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) from: usize,
    pub(super) to: usize,
    /// Which lane it takes, if it takes one; 0 is the nearest to the lessons.
    pub(super) lane: Option<usize>,
}

/// `prerequisites` has for each lesson those that it builds on. They come before it in the book, as
/// `course` has checked; any other is left out.
pub(super) fn layout(prerequisites: &[Vec<usize>], columns: usize) -> Layout {
    let prerequisites = needed(prerequisites);
    let rows = rows(&layers(&prerequisites), columns.max(1));
    let mut row_of = vec![0; prerequisites.len()];
    for (row, lessons) in rows.iter().enumerate() {
        for &lesson in lessons {
            row_of[lesson] = row;
        }
    }
    let (lane_of, count) = lanes(&prerequisites, &row_of);
    let mut lines = Vec::new();
    for (to, needed) in prerequisites.iter().enumerate() {
        for &from in needed {
            let lane = if row_of[to] == row_of[from] + 1 { None } else { lane_of[from] };
            lines.push(Line { from, to, lane });
        }
    }
    Layout { rows, lines, lanes: count }
}

/// The widest layer.
pub(super) fn width(prerequisites: &[Vec<usize>]) -> usize {
    rows(&layers(&needed(prerequisites)), usize::MAX).iter().map(Vec::len).max().unwrap_or(0)
}

/// Without those that another one builds on: who takes the longer way passes them anyway.
fn needed(prerequisites: &[Vec<usize>]) -> Vec<BTreeSet<usize>> {
    let mut needed = Vec::new();
    let mut before: Vec<BTreeSet<usize>> = Vec::new();
    for (lesson, of_lesson) in prerequisites.iter().enumerate() {
        let direct: BTreeSet<_> =
            of_lesson.iter().copied().filter(|&other| other < lesson).collect();
        let indirect: BTreeSet<_> =
            direct.iter().flat_map(|&other| &before[other]).copied().collect();
        needed.push(&direct - &indirect);
        before.push(&direct | &indirect);
    }
    needed
}

fn layers(prerequisites: &[BTreeSet<usize>]) -> Vec<usize> {
    let mut layers: Vec<usize> = Vec::new();
    for of_lesson in prerequisites {
        let above = of_lesson.iter().map(|&other| layers[other] + 1).max();
        layers.push(above.unwrap_or(0));
    }
    layers
}

fn rows(layers: &[usize], columns: usize) -> Vec<Vec<usize>> {
    let mut by_layer = vec![Vec::new(); layers.iter().max().map_or(0, |last| last + 1)];
    for (lesson, &layer) in layers.iter().enumerate() {
        by_layer[layer].push(lesson);
    }
    let broken = by_layer.iter().flat_map(|layer| layer.chunks(columns.min(layer.len().max(1))));
    broken.map(<[usize]>::to_vec).collect()
}

/// Each lesson's lane, if a line from it needs one, and how many there are.
fn lanes(prerequisites: &[BTreeSet<usize>], row_of: &[usize]) -> (Vec<Option<usize>>, usize) {
    let mut ends = row_of.to_vec();
    for (to, of_lesson) in prerequisites.iter().enumerate() {
        for &from in of_lesson {
            ends[from] = ends[from].max(row_of[to]);
        }
    }
    let mut long: Vec<_> = (0..ends.len()).filter(|&from| ends[from] > row_of[from] + 1).collect();
    // A short line in an outer lane would be crossed by a long one.
    long.sort_by_key(|&from| (ends[from] - row_of[from], from));
    let mut lane_of = vec![None; ends.len()];
    let mut taken: Vec<Vec<usize>> = Vec::new();
    for from in long {
        let meets = |&other: &usize| row_of[from] < ends[other] && row_of[other] < ends[from];
        let free = taken.iter().position(|lane| !lane.iter().any(meets));
        let lane = free.unwrap_or(taken.len());
        if lane == taken.len() {
            taken.push(Vec::new());
        }
        taken[lane].push(from);
        lane_of[from] = Some(lane);
    }
    (lane_of, taken.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Rows as `0 1/2`, and lines as `0>2`, with `@` and their lane if they take one.
    fn check(prerequisites: &[&[usize]], columns: usize, expected: &str) {
        let prerequisites: Vec<_> = prerequisites.iter().map(|of| of.to_vec()).collect();
        let Layout { rows, lines, .. } = layout(&prerequisites, columns);
        let row =
            |row: &Vec<usize>| row.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        let rows: Vec<_> = rows.iter().map(row).collect();
        let line = |Line { from, to, lane }: &Line| {
            format!(" {from}>{to}{}", lane.map_or(String::new(), |lane| format!("@{lane}")))
        };
        let lines: String = lines.iter().map(line).collect();
        assert_eq!(rows.join("/") + &lines, expected, "{prerequisites:?}");
    }

    #[test]
    fn a_lesson_stands_below_what_it_builds_on() {
        check(&[], 2, "");
        check(&[&[]], 2, "0");
        check(&[&[], &[0], &[1]], 2, "0/1/2 0>1 1>2");
        check(&[&[], &[], &[0, 1]], 2, "0 1/2 0>2 1>2");
        check(&[&[], &[0], &[0], &[1, 2]], 2, "0/1 2/3 0>1 0>2 1>3 2>3");
    }

    #[test]
    fn what_another_prerequisite_implies_has_no_line() {
        check(&[&[], &[0], &[0, 1]], 2, "0/1/2 0>1 1>2");
        check(&[&[], &[0, 0], &[1], &[2, 1, 0]], 2, "0/1/2/3 0>1 1>2 2>3");
    }

    #[test]
    fn a_wide_layer_is_broken_and_long_lines_take_lanes() {
        check(&[&[], &[], &[]], 2, "0 1/2");
        check(&[&[], &[], &[], &[]], 1, "0/1/2/3");
        check(&[&[], &[0], &[0], &[0]], 2, "0/1 2/3 0>1 0>2 0>3@0");
        check(&[&[], &[], &[0], &[2], &[3, 1]], 2, "0 1/2/3/4 0>2 2>3 1>4@0 3>4");
        check(&[&[], &[], &[], &[0, 1, 2]], 1, "0/1/2/3 0>3@1 1>3@0 2>3");
    }

    #[test]
    fn what_comes_later_or_is_nowhere_is_left_out() {
        check(&[&[1, 7], &[0], &[2]], 0, "0/2/1 0>1@0");
    }

    proptest! {
        /// Holds for one lesson and for a hundred, in maps of any width.
        #[test]
        fn every_lesson_has_its_place_and_every_line_its_way(
            wanted in prop::collection::vec(prop::collection::vec(0_usize..100, 0..4), 1..101),
            columns in 1_usize..6,
        ) {
            let Layout { rows, lines, lanes } = layout(&wanted, columns);
            let mut all: Vec<_> = rows.concat();
            all.sort_unstable();
            prop_assert_eq!(all, (0..wanted.len()).collect::<Vec<_>>());
            prop_assert!(rows.iter().all(|row| (1..=columns).contains(&row.len())));
            let row_of = |lesson| rows.iter().position(|row| row.contains(&lesson)).unwrap();
            for line in &lines {
                let (from, to) = (row_of(line.from), row_of(line.to));
                prop_assert!(from < to && wanted[line.to].contains(&line.from));
                prop_assert!(line.lane.map_or(to == from + 1, |lane| lane < lanes && to > from + 1));
            }
            for (a, b) in lines.iter().flat_map(|a| lines.iter().map(move |b| (a, b))) {
                if a.from != b.from && a.lane.is_some() && a.lane == b.lane {
                    let apart = row_of(a.to) <= row_of(b.from) || row_of(b.to) <= row_of(a.from);
                    prop_assert!(apart, "{a:?} and {b:?} share a lane");
                }
            }
        }

        /// Whoever follows the lines passes all that a lesson builds on.
        #[test]
        fn no_prerequisite_is_lost(
            wanted in prop::collection::vec(prop::collection::vec(0_usize..30, 0..4), 1..30),
        ) {
            let lines = layout(&wanted, 3).lines;
            for (lesson, of_lesson) in wanted.iter().enumerate() {
                let mut reached = BTreeSet::from([lesson]);
                for to in (0..=lesson).rev().filter(|&to| to <= lesson) {
                    if reached.contains(&to) {
                        reached.extend(lines.iter().filter(|line| line.to == to).map(|line| line.from));
                    }
                }
                let of_lesson = of_lesson.iter().filter(|&&other| other < lesson);
                prop_assert!(of_lesson.into_iter().all(|other| reached.contains(other)));
            }
        }
    }
}
