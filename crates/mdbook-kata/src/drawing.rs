//! A text drawing as inline SVG.
//!
//! svgbob finds the shapes. What is a word is decided before ([`label`]), and how shapes become SVG
//! afterwards ([`path`]): svgbob's own SVG takes the `o` of `socket` for a circle, brings a style
//! sheet in black and white, and gives its arrowheads an `id`, of which a page may have but one.

mod label;
mod path;

use std::fmt::Write;
use std::panic;

use svgbob::buffer::{Cell, CellBuffer, Contacts, Fragment};

use label::{Label, take_labels};
use path::Paths;

use crate::markup;

/// svgbob gave up on a drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CannotDraw;

/// A `<figure>` on a single line, so that no blank line ends it for Markdown.
///
/// The SVG is one image with `caption` as its name, since its words make no sense when read out one
/// by one. It takes the colour of the text around it; the theme may say otherwise.
pub(crate) fn figure(drawing: &str, caption: &str) -> Result<String, CannotDraw> {
    let mut lines: Vec<Vec<char>> = drawing.lines().map(|line| line.chars().collect()).collect();
    let columns = lines.iter().map(Vec::len).max().unwrap_or(0) + 1;
    let mut labels = take_labels(&mut lines);
    let shapes = shapes(&lines, &mut labels)?;
    Ok(frame((columns * 8, lines.len() * 16), &(shapes + &texts(&labels)), caption))
}

/// A character is 8 units wide and 16 high.
fn frame((width, height): (usize, usize), svg: &str, caption: &str) -> String {
    // Smaller than this a drawing is not read but guessed at: then the figure scrolls instead.
    let legible = width * 3 / 4;
    let name = markup::attribute(caption);
    // Who hears the name need not hear it again.
    let shown = markup::text(caption);
    format!(
        "<figure class=\"drawing\"><div><svg role=\"img\" aria-label=\"{name}\" width=\"{width}\" \
         height=\"{height}\" viewBox=\"0 0 {width} {height}\" style=\"min-width:{legible}px\" \
         fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\">{svg}</svg></div>\
         <figcaption aria-hidden=\"true\">{shown}</figcaption></figure>"
    )
}

/// `textLength` makes a label as wide as it was typed, whatever font it meets.
fn texts(labels: &[Label]) -> String {
    let mut svg = "<g fill=\"currentColor\" stroke=\"none\" font-family=\"monospace\" \
                   font-size=\"13.3\">"
        .to_owned();
    for Label { column, row, text } in labels {
        let (x, y, length) = (column * 8, row * 16 + 12, text.chars().count() * 8);
        let text = markup::text(text);
        let _ = write!(svg, "<text x=\"{x}\" y=\"{y}\" textLength=\"{length}\">{text}</text>");
    }
    svg + "</g>"
}

/// What svgbob sees in the rest. Characters that it sees nothing in are labels too.
fn shapes(lines: &[Vec<char>], labels: &mut Vec<Label>) -> Result<String, CannotDraw> {
    let fragments = panic::catch_unwind(|| fragments(lines)).map_err(|_| CannotDraw)?;
    let mut paths = Paths::default();
    for fragment in &fragments {
        match fragment {
            Fragment::CellText(text) => labels.extend(Label::from_svgbob(text)),
            shape => paths.add(&shape.scale(8.0)),
        }
    }
    Ok(paths.into_svg())
}

fn fragments(lines: &[Vec<char>]) -> Vec<Fragment> {
    let mut cells = CellBuffer::new();
    for (y, line) in (0..).zip(lines) {
        let drawn = (0..).zip(line).filter(|(_, char)| !char.is_whitespace());
        cells.extend(drawn.map(|(x, char)| (Cell::new(x, y), *char)));
    }
    let (whole, parts) = cells.get_fragment_spans();
    let parts = parts.into_iter().flat_map(<Vec<Contacts>>::from).flat_map(|contacts| contacts.0);
    whole.into_iter().chain(parts).map(|span| span.fragment).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// One element a line.
    fn shown(drawing: &str) -> String {
        let figure = figure(drawing, "A \"caption\" & more").map_err(|error| format!("{error:?}"));
        figure.unwrap_or_else(|error| error).replace("><", ">\n<")
    }

    #[test]
    fn a_drawing() {
        insta::assert_snapshot!(shown("  .---. GET /o\n  | a |------>\n  '---'\n"), @r#"
        <figure class="drawing">
        <div>
        <svg role="img" aria-label="A &quot;caption&quot; &amp; more" width="120" height="48" viewBox="0 0 120 48" style="min-width:90px" fill="none" stroke="currentColor" stroke-width="1.5">
        <path d="M24 8A4 4 0 0 0 20 12 M20 12L20 36 M24 8L48 8 M48 8A4 4 0 0 1 52 12 M52 12L52 36 M52 24L104 24 M20 36A4 4 0 0 0 24 40 M24 40L48 40 M52 36A4 4 0 0 1 48 40"/>
        <path d="M104 20L112 24L104 28Z" fill="currentColor"/>
        <g fill="currentColor" stroke="none" font-family="monospace" font-size="13.3">
        <text x="64" y="12" textLength="48">GET /o</text>
        <text x="32" y="28" textLength="8">a</text>
        </g>
        </svg>
        </div>
        <figcaption aria-hidden="true">A "caption" &amp; more</figcaption>
        </figure>
        "#);
    }

    #[test]
    fn every_kind_of_stroke() {
        insta::assert_snapshot!(shown("+--+ o--* O-- #-- ~~~\n+--+  ) ^ <-- \\\n"), @r#"
        <figure class="drawing">
        <div>
        <svg role="img" aria-label="A &quot;caption&quot; &amp; more" width="176" height="32" viewBox="0 0 176 32" style="min-width:132px" fill="none" stroke="currentColor" stroke-width="1.5">
        <path d="M4 8L28 8L28 24L4 24L4 8Z M40.5 8A3.5 3.5 0 1 0 47.5 8A3.5 3.5 0 1 0 40.5 8Z M56 8L47.5 8 M56 8L64.5 8 M64 8L68 8 M48 16A16 16 0 0 1 48 32 M68 16L64 32 M68 16L72 32 M79 8A5 5 0 1 0 89 8A5 5 0 1 0 79 8Z M96 8L89 8 M96 8L104 8 M88 24L104 24 M112 4L120 4L120 12L112 12L112 4Z M120 8L136 8 M112 16L120 32"/>
        <path d="M144 8L168 8" stroke-dasharray="6 4"/>
        <path d="M64.5 8A3.5 3.5 0 1 0 71.5 8A3.5 3.5 0 1 0 64.5 8Z M88 20L80 24L88 28Z" fill="currentColor"/>
        <g fill="currentColor" stroke="none" font-family="monospace" font-size="13.3">
        </g>
        </svg>
        </div>
        <figcaption aria-hidden="true">A "caption" &amp; more</figcaption>
        </figure>
        "#);
    }

    #[test]
    fn ends_and_corners() {
        insta::assert_snapshot!(shown(".--.  o-->  &\n'--'  <--*\n o   \\    o\n  \\   \\  /\n   v   #o\n"), @r#"
        <figure class="drawing">
        <div>
        <svg role="img" aria-label="A &quot;caption&quot; &amp; more" width="112" height="80" viewBox="0 0 112 80" style="min-width:84px" fill="none" stroke="currentColor" stroke-width="1.5">
        <path d="M8 8L24 8A4 4 0 0 1 28 12L28 20A4 4 0 0 1 24 24L8 24A4 4 0 0 1 4 20L4 12A4 4 0 0 1 8 8Z M8.5 40A3.5 3.5 0 1 0 15.5 40A3.5 3.5 0 1 0 8.5 40Z M14 44L13.6 43.1 M16 48L26 68 M48.5 8A3.5 3.5 0 1 0 55.5 8A3.5 3.5 0 1 0 48.5 8Z M64 8L55.5 8 M64 8L72 8 M56 24L72.5 24 M72 24L76 24 M40 32L56 64 M80.5 40A3.5 3.5 0 1 0 87.5 40A3.5 3.5 0 1 0 80.5 40Z M82 44L82.4 43.1 M80 48L72 64"/>
        <path d="M23 68L30 76L30 65Z M72 4L80 8L72 12Z M56 20L48 24L56 28Z M72.5 24A3.5 3.5 0 1 0 79.5 24A3.5 3.5 0 1 0 72.5 24Z" fill="currentColor"/>
        <g fill="currentColor" stroke="none" font-family="monospace" font-size="13.3">
        <text x="56" y="76" textLength="16">#o</text>
        <text x="96" y="12" textLength="8">&amp;</text>
        </g>
        </svg>
        </div>
        <figcaption aria-hidden="true">A "caption" &amp; more</figcaption>
        </figure>
        "#);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// Whatever is drawn: one line, in which every tag is closed, and no id.
        #[test]
        fn anything_is_one_line_of_html(
            lines in prop::collection::vec("[-=~_+|/\\\\.,'`*#oOvV^<>()&:\"{} a1\u{250c}\u{2500}é]{0,24}", 1..8)
        ) {
            let figure = figure(&lines.join("\n"), "<&\"").map_err(|error| format!("{error:?}"));
            let figure = figure.map_err(TestCaseError::fail)?;
            prop_assert!(!figure.contains('\n') && !figure.contains(" id="), "{}", figure);
            prop_assert_eq!(figure.matches('<').count(), 2 * figure.matches("</").count() + figure.matches("/>").count());
        }
    }
}
