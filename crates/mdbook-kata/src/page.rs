//! One page on its way into the book.

use std::ops::Range;

use course::{Course, Lesson, Listing, SectionKind, front_matter};

use crate::challenge;
use crate::drawing;
use crate::fence::{Fence, fences};
use crate::head::head;
use crate::listing::{label, listings};
use crate::neighbours::neighbours;
use crate::problem::Fault;
use crate::terminal::terminal;

/// What else there is, for a page to lead to.
pub(crate) struct Context<'a> {
    pub(crate) course: &'a Course,
    /// Whether the katas' files are in the book.
    pub(crate) with_files: bool,
    /// The page with the index by tag, if there is one.
    pub(crate) tags: Option<&'a str>,
}

/// What the book shows for `text`: a lesson's front matter has become a head, listings say where
/// they come from and keep the lines that mdBook would hide, the claim is a terminal, challenges have
/// their solutions, and drawings have been drawn. All else stays byte for byte.
///
/// # Errors
///
/// All drawings that cannot be shown, with their span in `text`.
pub(crate) fn page(
    text: &str,
    lesson: Option<&Lesson>,
    context: &Context<'_>,
) -> Result<String, Vec<(Range<usize>, Fault)>> {
    let &Context { course, with_files, .. } = context;
    let mut edits = Edits::default();
    let split = lesson.and_then(|_| front_matter::split(text));
    let body = split.map_or(0, |split| split.body);
    let mut faults = Vec::new();
    let mut fences = fences(&text[body..]);
    for fence in &mut fences {
        fence.span = body + fence.span.start..body + fence.span.end;
        if let Some(caption) = caption(fence) {
            match figure(text, fence, caption) {
                Ok(figure) => edits.replace(fence.span.clone(), figure),
                Err(fault) => faults.push((fence.span.clone(), fault)),
            }
        }
    }
    if let Some(lesson) = lesson.filter(|_| body > 0) {
        edits.replace(0..body, head(lesson, context));
        let listings = listings(lesson, course, &fences);
        label_listings(&mut edits, text, fences.iter().zip(&listings), lesson, with_files);
        set_terminal(&mut edits, text, &fences, terminal(lesson, course, with_files));
        edits.0.extend(challenge::additions(text, lesson, course));
        edits.replace(text.len()..text.len(), neighbours(lesson, course));
    }
    if faults.is_empty() { Ok(edits.apply(text)) } else { Err(faults) }
}

fn label_listings<'a>(
    edits: &mut Edits,
    text: &str,
    blocks: impl Iterator<Item = (&'a Fence, &'a Vec<&'a Listing>)>,
    lesson: &Lesson,
    with_files: bool,
) {
    for (fence, listings) in blocks {
        if !listings.is_empty() {
            edits.0.extend(kept_lines(text, fence));
        }
        // In a list or a quote, HTML around it would end what it stands in.
        let is_on_its_own = text[..fence.span.start].ends_with('\n');
        if !listings.is_empty() && is_on_its_own {
            let label = label(lesson, listings, with_files);
            let opening = format!("<figure class=\"listing\"><figcaption>{label}</figcaption>\n\n");
            edits.replace(fence.span.start..fence.span.start, opening);
            let closing = format!("\n\n</figure>{}", end_of_html(text, fence));
            edits.replace(fence.span.end..fence.span.end, closing);
        }
    }
}

/// A `#` for each line of Rust that mdBook would hide, as rustdoc does, or take one from.
fn kept_lines(text: &str, fence: &Fence) -> Vec<(Range<usize>, String)> {
    let (mut kept, mut at) = (Vec::new(), fence.span.start);
    let is_rust = fence.info.split([' ', ',']).next() == Some("rust");
    for line in text[fence.span.clone()].split_inclusive('\n').filter(|_| is_rust) {
        let sign = at + line.len() - line.trim_start().len();
        let is_taken = |rest: &str| rest.trim_end().is_empty() || rest.starts_with([' ', '#']);
        if line.trim_start().strip_prefix('#').is_some_and(is_taken) {
            kept.push((sign..sign, "#".to_owned()));
        }
        at += line.len();
    }
    kept
}

/// Sets the claim, which is the first block of its section.
fn set_terminal(edits: &mut Edits, text: &str, fences: &[Fence], terminal: Option<String>) {
    let is_claim = |fence: &&Fence| fence.section == SectionKind::ExpectedOutput.heading();
    let Some(claim) = fences.iter().find(is_claim) else { return };
    match terminal {
        Some(terminal) => edits.replace(claim.span.clone(), terminal + &end_of_html(text, claim)),
        None => edits.insert_class(text, claim, "expected-output"),
    }
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
    let figure = drawing::figure(&fence.content, caption).map_err(|_| Fault::CannotDraw)?;
    Ok(figure + &end_of_html(text, fence))
}

/// HTML lasts until a blank line. Where none follows the block whose place it takes, this is one, in the
/// same quote or list.
fn end_of_html(text: &str, fence: &Fence) -> String {
    let next_line = text[fence.span.end..].lines().nth(1).unwrap_or_default();
    if next_line.trim_matches(is_margin).is_empty() {
        return String::new();
    }
    let before = &text[..fence.span.start];
    let margin = before[before.rfind('\n').map_or(0, |newline| newline + 1)..].trim_end();
    format!("\n{}", if margin.chars().all(is_margin) { margin } else { "" })
}

fn is_margin(char: char) -> bool {
    char == '>' || char.is_whitespace()
}

/// Replacements, which do not overlap.
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

    fn apply(mut self, text: &str) -> String {
        self.0.sort_by_key(|(span, _)| (span.start, span.end));
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
