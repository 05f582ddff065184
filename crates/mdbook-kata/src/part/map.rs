//! The map of lessons as inline SVG.
//!
//! An SVG does not flow. So that its words keep their size from a phone to a desk, it is drawn for
//! the narrowest screen, and a second time for wide ones if there is anything to put side by side;
//! the style sheet shows one of the two, and with it nobody hears both.

use std::collections::BTreeMap;
use std::fmt::Write;

use course::{Course, Lesson};

use super::layout::{Layout, Line, layout, width};
use crate::markup::{attribute, href, text};

/// The SVGs for this course.
pub(super) fn map(course: &Course, from: &str) -> String {
    let lessons = course.lessons();
    let numbers: BTreeMap<_, _> = lessons.iter().enumerate().map(|(n, l)| (l.id(), n)).collect();
    let prerequisites: Vec<Vec<usize>> = lessons
        .iter()
        .map(|lesson| &lesson.front_matter.prerequisites)
        .map(|ids| ids.iter().filter_map(|id| numbers.get(id.as_str()).copied()).collect())
        .collect();
    let widest = width(&prerequisites);
    let mut svg = draw(NARROW, lessons, &prerequisites, widest, from);
    if widest > NARROW.columns {
        svg += &draw(WIDE, lessons, &prerequisites, widest, from);
    }
    format!("<div class=\"course-map\">{svg}</div>")
}

/// What a map is drawn for. The style sheet knows the widths too.
#[derive(Clone, Copy)]
struct Paper {
    class: &'static str,
    width: usize,
    columns: usize,
}

/// What mdBook leaves of 360 px.
const NARROW: Paper = Paper { class: "narrow", width: 320, columns: 2 };
const WIDE: Paper = Paper { class: "wide", width: 720, columns: 4 };

/// Between rows, where lines run.
const GAP: usize = 36;
/// Between lessons of a row.
const GUTTER: usize = 12;
/// No lesson of its own is wider.
const WIDEST: usize = 280;
/// Height of a line of text.
const LEADING: usize = 18;
/// Within a lesson's box.
const PADDING: usize = 10;
/// How many letters of a title 100 units hold, if they are not the narrowest.
const LETTERS: usize = 13;
/// The margin for lanes never takes more than this; many have to stand closer together.
const MARGIN: usize = 40;

/// Where a lesson's box is.
#[derive(Clone, Copy, Default)]
struct Place {
    x: usize,
    y: usize,
    width: usize,
    height: usize,
}

fn draw(
    paper: Paper,
    lessons: &[Lesson],
    prerequisites: &[Vec<usize>],
    widest: usize,
    from: &str,
) -> String {
    let columns = paper.columns.min(widest).max(1);
    let layout = layout(prerequisites, columns);
    let margin = MARGIN.min(layout.lanes * 10);
    let free = paper.width - margin - 2 - (columns - 1) * GUTTER;
    let width = WIDEST.min(free / columns);
    let titles: Vec<_> = lessons
        .iter()
        .map(|lesson| {
            textwrap::wrap(&lesson.front_matter.title, (width - 2 * PADDING) * LETTERS / 100)
        })
        .collect();
    // No wider than its widest row, which then begins where the text around it does.
    let widest_row = layout.rows.iter().map(Vec::len).max().unwrap_or(1);
    let whole = (margin + 2 + widest_row * (width + GUTTER) - GUTTER).min(paper.width);
    let (places, height) = places(&layout, &titles, whole, margin, width);
    let mut svg = format!(
        "<svg class=\"{}\" role=\"group\" aria-label=\"Map of the lessons\" width=\"{whole}\" \
         height=\"{height}\" viewBox=\"0 0 {whole} {height}\" fill=\"none\">",
        paper.class
    );
    for line in &layout.lines {
        svg.push_str(&arrow(*line, &layout, &places, margin));
    }
    for ((lesson, place), title) in lessons.iter().zip(&places).zip(&titles) {
        svg.push_str(&node(lesson, *place, title, from));
    }
    svg + "</svg>"
}

/// Where each lesson stands, and how high that makes the map. A row is as high as its longest title
/// needs, and stands in the middle.
fn places<T>(
    layout: &Layout,
    titles: &[Vec<T>],
    paper: usize,
    margin: usize,
    width: usize,
) -> (Vec<Place>, usize) {
    let mut places = vec![Place::default(); titles.len()];
    let mut y = 1;
    for row in &layout.rows {
        let lines = row.iter().map(|&lesson| titles[lesson].len()).max().unwrap_or(0);
        let height = 2 * PADDING + (lines + 1) * LEADING;
        let taken = row.len() * (width + GUTTER) - GUTTER;
        let left = margin + (paper - margin).saturating_sub(taken) / 2;
        for (column, &lesson) in row.iter().enumerate() {
            let x = left + column * (width + GUTTER);
            places[lesson] = Place { x, y, width, height };
        }
        y += height + GAP;
    }
    (places, (y + 1).saturating_sub(GAP).max(1))
}

/// From the bottom of one lesson to the top of another, with an arrowhead. It bends between rows
/// only, and so passes behind no lesson.
fn arrow(line: Line, layout: &Layout, places: &[Place], margin: usize) -> String {
    let (from, to) = (places[line.from], places[line.to]);
    let (x, y) = (from.x + from.width / 2, from.y + from.height);
    let (end_x, end_y) = (to.x + to.width / 2, to.y);
    let bend =
        |x, y, to_x| format!("C{x} {} {to_x} {} {to_x} {}", y + GAP / 2, y + GAP / 2, y + GAP);
    let turn = end_y - GAP;
    let way = if let Some(lane) = line.lane {
        let lane_x = margin - margin * (lane + 1) / (layout.lanes + 1);
        format!("{}V{turn}{}", bend(x, y, lane_x), bend(lane_x, turn, end_x))
    } else {
        bend(x, turn, end_x)
    };
    format!(
        "<path d=\"M{x} {y}{way}m-4 -7l4 7l4 -7\" stroke=\"currentColor\" stroke-width=\"1.5\"/>"
    )
}

fn node<T: AsRef<str>>(lesson: &Lesson, place: Place, title: &[T], from: &str) -> String {
    let front_matter = &lesson.front_matter;
    let facts = format!("Phase {}, {} min", front_matter.phase, front_matter.estimated_minutes);
    let Place { x, y, width, height } = place;
    let mut svg = format!(
        "<a href=\"{}\" data-lesson=\"{}\" aria-label=\"{}, {facts}\">\
         <rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"6\"/>",
        href(from, lesson),
        lesson.id(),
        attribute(&front_matter.title)
    );
    let x = x + PADDING;
    for (number, line) in title.iter().enumerate() {
        let y = y + PADDING + LEADING * number + 14;
        // Writing to a string cannot fail.
        // The blank keeps the words of two lines apart for those who hear them.
        let _ = write!(svg, "<text x=\"{x}\" y=\"{y}\">{}</text> ", text(line.as_ref()));
    }
    let y = y + height - PADDING - 4;
    svg + &format!("<text class=\"facts\" x=\"{x}\" y=\"{y}\">{facts}</text></a>")
}
