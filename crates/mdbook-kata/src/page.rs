//! One page on its way into the book.

use std::ops::Range;

use course::{Course, Lesson, SectionKind, front_matter};

use crate::drawing;
use crate::fence::{Fence, fences};
use crate::head::head;
use crate::problem::Fault;

/// What the book shows for `text`: a lesson's front matter has become a head, drawings have been
/// drawn and the claim has its class. All else stays byte for byte.
///
/// # Errors
///
/// All drawings that cannot be shown, with their span in `text`.
pub(crate) fn page(
    text: &str,
    lesson: Option<&Lesson>,
    course: &Course,
) -> Result<String, Vec<(Range<usize>, Fault)>> {
    let mut edits = Edits::default();
    let mut body = 0;
    if let (Some(lesson), Some(split)) = (lesson, front_matter::split(text)) {
        body = split.body;
        edits.replace(0..body, head(lesson, course));
    }
    let mut claim = lesson.is_some();
    let mut faults = Vec::new();
    for mut fence in fences(&text[body..]) {
        fence.span = body + fence.span.start..body + fence.span.end;
        if let Some(caption) = caption(&fence) {
            match figure(text, &fence, caption) {
                Ok(figure) => edits.replace(fence.span, figure),
                Err(fault) => faults.push((fence.span, fault)),
            }
        } else if claim && fence.section == SectionKind::ExpectedOutput.heading() {
            claim = false;
            edits.insert_class(text, &fence, "expected-output");
        }
    }
    if faults.is_empty() { Ok(edits.apply(text)) } else { Err(faults) }
}

/// What stands behind `svgbob`, if the fence is a drawing.
fn caption(fence: &Fence) -> Option<&str> {
    let (language, caption) =
        fence.info.split_once(char::is_whitespace).unwrap_or((&fence.info, ""));
    (language == "svgbob").then(|| caption.trim())
}

fn figure(text: &str, fence: &Fence, caption: &str) -> Result<String, Fault> {
    if caption.is_empty() {
        return Err(Fault::NoCaption);
    }
    if fence.content.trim().is_empty() {
        return Err(Fault::NothingDrawn);
    }
    let mut figure = drawing::figure(&fence.content, caption).map_err(|_| Fault::CannotDraw)?;
    // HTML lasts until a blank line. Where none follows, one is added, in the same quote or list.
    let next_line = text[fence.span.end..].lines().nth(1);
    if next_line.is_some_and(|line| !line.trim_matches(is_margin).is_empty()) {
        let before = &text[..fence.span.start];
        let margin = before[before.rfind('\n').map_or(0, |newline| newline + 1)..].trim_end();
        figure.push('\n');
        figure.push_str(if margin.chars().all(is_margin) { margin } else { "" });
    }
    Ok(figure)
}

fn is_margin(char: char) -> bool {
    char == '>' || char.is_whitespace()
}

/// Replacements in the order of the text.
#[derive(Default)]
struct Edits(Vec<(Range<usize>, String)>);

impl Edits {
    fn replace(&mut self, span: Range<usize>, with: String) {
        self.0.push((span, with));
    }

    /// mdBook makes a class of each further word behind the language, which must come first.
    /// `text` keeps its highlighter from guessing one.
    fn insert_class(&mut self, text: &str, fence: &Fence, class: &str) {
        let line = text[fence.span.clone()].lines().next().unwrap_or_default();
        let at = fence.span.start + line.trim_end().len();
        let language = if fence.info.is_empty() { "text" } else { "" };
        self.replace(at..at, format!("{language},{class}"));
    }

    fn apply(self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        for (span, with) in self.0 {
            out.push_str(&text[done..span.start]);
            out.push_str(&with);
            done = span.end;
        }
        out + &text[done..]
    }
}
