//! svgbob's shapes as SVG paths.

use std::fmt::{self, Write};

use svgbob::Point;
use svgbob::buffer::Fragment;
use svgbob::fragment::{Arc, Line, Marker, MarkerLine, Rect};

/// All strokes of a kind make one path: a drawing is three elements and not fifty.
#[derive(Default)]
pub(super) struct Paths {
    solid: String,
    broken: String,
    filled: String,
}

impl Paths {
    pub(super) fn into_svg(self) -> String {
        let path = |d: String, attributes| {
            if d.is_empty() { d } else { format!("<path d=\"{}\"{attributes}/>", d.trim_end()) }
        };
        path(self.solid, "")
            + &path(self.broken, " stroke-dasharray=\"6 4\"")
            + &path(self.filled, " fill=\"currentColor\"")
    }

    /// Adds a shape in SVG units.
    pub(super) fn add(&mut self, shape: &Fragment) {
        // Writing to a string cannot fail.
        let _ = match shape {
            Fragment::Line(line) => line_between(self.stroke(line.is_broken), line),
            Fragment::MarkerLine(line) => self.marker_line(line),
            Fragment::Circle(circle) => {
                circle_around(self.area(circle.is_filled), At::from(circle.center), circle.radius)
            }
            Fragment::Arc(arc) => arc_between(&mut self.solid, arc),
            Fragment::Polygon(polygon) => {
                let points = polygon.points.iter().copied().map(At::from);
                closed(self.area(polygon.is_filled), points)
            }
            Fragment::Rect(rect) => rectangle(self.stroke(rect.is_broken), rect),
            // Labels are no paths.
            Fragment::CellText(_) | Fragment::Text(_) => Ok(()),
        };
    }

    fn stroke(&mut self, is_broken: bool) -> &mut String {
        if is_broken { &mut self.broken } else { &mut self.solid }
    }

    fn area(&mut self, is_filled: bool) -> &mut String {
        if is_filled { &mut self.filled } else { &mut self.solid }
    }

    fn marker_line(&mut self, line: &MarkerLine) -> fmt::Result {
        let MarkerLine { line, start_marker, end_marker } = line;
        let (mut start, mut end) = (At::from(line.start), At::from(line.end));
        if let Some(marker) = start_marker {
            start = self.marker(marker, start, end)?;
        }
        if let Some(marker) = end_marker {
            end = self.marker(marker, end, start)?;
        }
        write!(self.stroke(line.is_broken), "M{start}L{end} ")
    }

    /// Draws a line's end, and says where the line is to stop so that it does not show within.
    fn marker(&mut self, marker: &Marker, tip: At, from: At) -> Result<At, fmt::Error> {
        let (radius, is_filled) = match marker {
            Marker::Circle => (3.5, true),
            Marker::OpenCircle => (3.5, false),
            Marker::BigOpenCircle => (5.0, false),
            // svgbob 0.7 makes polygons of these, and no markers.
            Marker::Arrow | Marker::ClearArrow | Marker::Square | Marker::Diamond => {
                return Ok(tip);
            }
        };
        circle_around(self.area(is_filled), tip, radius)?;
        Ok(tip.towards(from, radius))
    }
}

fn line_between(d: &mut String, line: &Line) -> fmt::Result {
    write!(d, "M{}L{} ", At::from(line.start), At::from(line.end))
}

fn arc_between(d: &mut String, arc: &Arc) -> fmt::Result {
    let (start, end, radius) = (At::from(arc.start), At::from(arc.end), Number(arc.radius));
    let (major, sweep) = (u8::from(arc.major_flag), u8::from(arc.sweep_flag));
    write!(d, "M{start}A{radius} {radius} 0 {major} {sweep} {end} ")
}

fn circle_around(d: &mut String, center: At, radius: f32) -> fmt::Result {
    let (left, right) = (At(center.0 - radius, center.1), At(center.0 + radius, center.1));
    let r = Number(radius);
    write!(d, "M{left}A{r} {r} 0 1 0 {right}A{r} {r} 0 1 0 {left}Z ")
}

fn closed(d: &mut String, points: impl IntoIterator<Item = At>) -> fmt::Result {
    let mut command = 'M';
    for point in points {
        write!(d, "{command}{point}")?;
        command = 'L';
    }
    d.write_str("Z ")
}

fn rectangle(d: &mut String, rect: &Rect) -> fmt::Result {
    let (At(left, top), At(right, bottom)) = (At::from(rect.start), At::from(rect.end));
    let r = rect.radius.unwrap_or(0.0);
    let corner = |d: &mut String, to: At| match rect.radius {
        Some(r) => write!(d, "A{0} {0} 0 0 1 {to}", Number(r)),
        None => Ok(()),
    };
    write!(d, "M{}L{}", At(left + r, top), At(right - r, top))?;
    corner(d, At(right, top + r))?;
    write!(d, "L{}", At(right, bottom - r))?;
    corner(d, At(right - r, bottom))?;
    write!(d, "L{}", At(left + r, bottom))?;
    corner(d, At(left, bottom - r))?;
    write!(d, "L{}", At(left, top + r))?;
    corner(d, At(left + r, top))?;
    d.write_str("Z ")
}

/// A point.
#[derive(Debug, Clone, Copy, PartialEq)]
struct At(f32, f32);

impl At {
    /// The point that is `by` nearer to `other`.
    fn towards(self, other: At, by: f32) -> At {
        let (x, y) = (other.0 - self.0, other.1 - self.1);
        let distance = x.hypot(y);
        // Of two points in one place neither lies in any direction.
        let share = if distance > 0.0 { by / distance } else { 0.0 };
        At(self.0 + x * share, self.1 + y * share)
    }
}

impl From<Point> for At {
    fn from(point: Point) -> At {
        At(point.x, point.y)
    }
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", Number(self.0), Number(self.1))
    }
}

/// A coordinate. A tenth of a pixel is as fine as anybody can see.
struct Number(f32);

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", (self.0 * 10.0).round() / 10.0)
    }
}
