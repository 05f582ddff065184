//! The parts of a page that are made from the course as a whole.
//!
//! A page asks for one by a comment on a line of its own, such as `<!-- course: map -->`. Plain
//! mdBook shows nothing there.

mod layout;
mod lessons;
mod map;
mod tags;

use std::fmt::Write;
use std::ops::Range;

use course::{Course, Lesson};
use mdbook_markdown::pulldown_cmark::Event;
use mdbook_markdown::{MarkdownOptions, new_cmark_parser};

use crate::problem::Fault;
pub(crate) use tags::id as tag_id;

/// What a page can ask for. Each is one line of HTML, so that no blank line ends it for Markdown;
/// links are those of the page at this path.
type Part = fn(&Course, &str) -> String;

/// By the word that stands in the comment; [`Fault::UnknownPart`]'s help names them all.
const PARTS: [(&str, Part); 5] = [
    ("totals", lessons::totals),
    ("map", map::map),
    ("lessons", lessons::lessons),
    ("progress", |_, _| "<div class=\"course-progress\"></div>".to_owned()),
    ("tags", tags::tags),
];

/// The page with what it asks for filled in, and at a lesson's end the place where the reader's
/// browser may put its mark. All else stays byte for byte.
///
/// # Errors
///
/// All comments that ask for nothing there is, with their span in `page`.
pub(crate) fn fill(
    page: &str,
    path: &str,
    lesson: Option<&Lesson>,
    course: &Course,
) -> Result<String, Vec<(Range<usize>, Fault)>> {
    let (mut out, mut done, mut faults) = (String::new(), 0, Vec::new());
    for Marker { span, name, alone } in markers(page) {
        let part = PARTS.iter().find(|part| part.0 == name);
        match part {
            Some((_, part)) if alone => {
                out.push_str(&page[done..span.start]);
                out.push_str(&part(course, path));
                // HTML lasts until a blank line.
                out.push('\n');
                done = span.end;
            }
            Some(_) => faults.push((span, Fault::PartInText)),
            None => faults.push((span, Fault::UnknownPart)),
        }
    }
    out.push_str(&page[done..]);
    if let Some(lesson) = lesson {
        // Writing to a string cannot fail.
        let _ = write!(
            out,
            "\n\n<div class=\"lesson-progress\" data-lesson=\"{}\"></div>\n",
            lesson.id()
        );
    }
    if faults.is_empty() { Ok(out) } else { Err(faults) }
}

/// Whether a page asks for this.
pub(crate) fn asks_for(page: &str, what: &str) -> bool {
    markers(page).iter().any(|marker| marker.name == what)
}

struct Marker<'a> {
    /// The comment.
    span: Range<usize>,
    /// What it asks for.
    name: &'a str,
    /// Whether nothing else stands in its line, so that a block may take its place.
    alone: bool,
}

/// The comments that ask for something, as mdBook sees them: none in code.
fn markers(page: &str) -> Vec<Marker<'_>> {
    let mut markers = Vec::new();
    for (event, span) in new_cmark_parser(page, &MarkdownOptions::default()).into_offset_iter() {
        let is_block = matches!(event, Event::Html(_));
        if !is_block && !matches!(event, Event::InlineHtml(_)) {
            continue;
        }
        for (start, end) in comments(&page[span.clone()]) {
            let html = &page[span.clone()];
            let inner = html[start..end].trim_start_matches("<!--").trim_end_matches("-->");
            let Some(name) = inner.trim().strip_prefix("course:") else { continue };
            let alone =
                is_block && html[..start].trim().is_empty() && html[end..].trim().is_empty();
            let span = span.start + start..span.start + end;
            markers.push(Marker { span, name: name.trim(), alone });
        }
    }
    markers
}

fn comments(html: &str) -> impl Iterator<Item = (usize, usize)> {
    html.match_indices("<!--").filter_map(|(start, _)| {
        let end = html[start..].find("-->")?;
        Some((start, start + end + "-->".len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The comments that are found in a page: what they ask for, `!` if they do not stand alone.
    fn check(page: &str, expected: &[&str]) {
        let found: Vec<_> = markers(page)
            .into_iter()
            .map(|marker| {
                assert!(page[marker.span].starts_with("<!--"));
                format!("{}{}", marker.name, if marker.alone { "" } else { "!" })
            })
            .collect();
        assert_eq!(found, expected, "{page}");
    }

    #[test]
    fn a_comment_on_a_line_of_its_own_asks() {
        check("<!-- course: map -->", &["map"]);
        check("a\n\n<!--course:map-->\n<!-- course: tags -->\r\n\nb", &["map", "tags"]);
        check("- <!-- course: map -->\n", &["map"]);
        check("<div>\n<!-- course: x y -->\n</div>", &["x y"]);
        check("<!-- course: -->", &[""]);
    }

    #[test]
    fn within_a_line_it_is_told() {
        check("a <!-- course: map -->", &["map!"]);
        check("<!-- course: map --> a", &["map!"]);
        check("<!-- course: map --><!-- course: tags -->", &["map!", "tags!"]);
    }

    #[test]
    fn what_does_not_ask_is_left_alone() {
        for page in [
            "<!-- of course: map -->",
            "<!-- map -->",
            "`<!-- course: map -->`",
            "```\n<!-- course: map -->\n```",
            "    <!-- course: map -->",
            "\\<!-- course: map -->",
            "<!-- course: map",
        ] {
            check(page, &[]);
        }
    }

    #[test]
    fn the_help_names_every_part() {
        for (name, _) in PARTS {
            assert!(Fault::UnknownPart.help().contains(&format!("`{name}`")), "{name}");
        }
    }
}
