//! A mismatch as people read it.

mod words;

pub(crate) use words::title;

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use crate::text::{self, floor};
use crate::{Cause, Mismatch};

/// Where a claim stands, so that a message can point there.
#[derive(Clone, Copy, Debug)]
pub struct Claim<'a> {
    /// The file's path, as it should be shown.
    pub path: &'a str,
    /// The whole text of the file.
    pub file: &'a str,
    /// The byte of the file at which the block begins.
    pub start: usize,
}

impl Mismatch {
    /// A diagnostic that looks like one of rustc's: the claim line in its file, the printed line,
    /// what was expected and what to do next. With or without colour; without a line break at its
    /// end.
    ///
    /// # Example
    ///
    /// ```
    /// use expected_output::{Claim, Pattern};
    ///
    /// let file = "# Lesson\n\n```\nHello, world!\n```\n";
    /// let block = "Hello, world!\n";
    /// let output = "Hello, moon!\n";
    /// let mismatch = Pattern::parse(block).unwrap().find_match(output).unwrap_err();
    /// let claim = Claim { path: "lesson.md", file, start: file.find(block).unwrap() };
    /// assert_eq!(
    ///     mismatch.explain(&claim, output, false),
    ///     "\
    /// error: the printed text differs from the claim
    ///  --> lesson.md:4:8
    ///   |
    /// 4 | Hello, world!
    ///   |        ^^^^^ expected `world`
    ///   |
    ///  ::: stdout:1:8
    ///   |
    /// 1 | Hello, moon!
    ///   |        ---- printed `moon`
    ///   |
    ///   = help: correct the one that is wrong; for what varies from run to run write a placeholder, `<name>`"
    /// );
    /// ```
    pub fn explain(&self, claim: &Claim<'_>, output: &str, colour: bool) -> String {
        let lines = text::printed(output);
        let title = Level::ERROR.primary_title(title(&self.cause));
        let mut group = Group::with_title(title).element(self.claim_snippet(claim));
        if let Some(snippet) = self.printed_snippet(&lines) {
            group = group.element(snippet);
        }
        group =
            group.elements(words::notes(self).into_iter().map(|note| Level::NOTE.message(note)));
        group =
            group.element(Level::HELP.message(words::help(&self.cause, self.claim_text(claim))));
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        renderer.decor_style(DecorStyle::Ascii).render(&[group])
    }

    /// The claim line as it stands in its file.
    fn claim_text<'a>(&self, claim: &Claim<'a>) -> &'a str {
        let (before, after) =
            claim.file.split_at(floor(claim.file, claim.start + self.claim_span.start));
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let end = before.len() + after.find('\n').unwrap_or(after.len());
        &claim.file[start..end]
    }

    fn claim_snippet<'a>(&self, claim: &Claim<'a>) -> Snippet<'a, Annotation<'a>> {
        let in_file = |span: &Range<usize>| {
            let at = |byte| floor(claim.file, claim.start + byte);
            at(span.start)..at(span.end)
        };
        let primary = AnnotationKind::Primary.span(in_file(&self.claim_span));
        let snippet = Snippet::source(claim.file).path(claim.path);
        let snippet = snippet.annotation(primary.label(words::claim_label(&self.cause)));
        match &self.cause {
            Cause::BoundDifferently { first, .. } => snippet.annotation(
                AnnotationKind::Context.span(in_file(&first.claim_span)).label("first stands here"),
            ),
            _ => snippet,
        }
    }

    fn printed_snippet<'a>(&self, lines: &[&str]) -> Option<Snippet<'a, Annotation<'a>>> {
        let line = self.printed_line?;
        let label = words::printed_label(&self.cause);
        let mut marks = vec![Mark { line, range: self.printed_range.clone(), label }];
        match &self.cause {
            Cause::BoundDifferently { first, .. } => marks.push(Mark {
                line: first.output_line,
                range: first.range.clone(),
                label: words::stood_for(first),
            }),
            Cause::WentOn { extra, .. } => {
                marks.extend((line + 1..line + extra.min(&3)).map(|line| {
                    let range = 0..lines.get(line - 1).map_or(0, |line| line.len());
                    Mark { line, range, label: String::new() }
                }));
            }
            _ => {}
        }
        printed(lines, marks)
    }
}

/// A mark on a printed line.
struct Mark {
    /// 1 is the output's first line.
    line: usize,
    range: Range<usize>,
    label: String,
}

/// The printed lines from the first marked one to the last.
fn printed<'a>(lines: &[&str], marks: Vec<Mark>) -> Option<Snippet<'a, Annotation<'a>>> {
    let first = marks.iter().map(|mark| mark.line).min()?;
    let last = marks.iter().map(|mark| mark.line).max()?;
    let shown = lines.get(first.checked_sub(1)?..last)?;
    let source = shown.join("\n");
    let annotations: Vec<_> = marks
        .into_iter()
        .map(|Mark { line, range, label }| {
            let begin: usize = shown[..line - first].iter().map(|line| line.len() + 1).sum();
            let end = begin + shown[line - first].len();
            let at = |byte: usize| floor(&source, (begin + byte).min(end));
            let span = AnnotationKind::Context.span(at(range.start)..at(range.end));
            span.label(Some(label).filter(|label| !label.is_empty()))
        })
        .collect();
    let snippet = Snippet::source(source).path("stdout").line_start(first);
    Some(snippet.annotations(annotations))
}
