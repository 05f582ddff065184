//! The claim: the first fenced block under Expected Output.

use std::ops::Range;
use std::sync::Arc;

use expected_output::{ParseError, Pattern};

use crate::markdown::Markdown;
use crate::problem::{Problem, Problems};
use crate::section::Section;
use crate::source::Source;

/// What the lesson promises that its kata prints.
#[derive(Debug, Clone)]
pub struct Claim {
    /// The block, ready to be matched.
    pub pattern: Pattern,
    /// The block's content as a byte range in the lesson's source, without the fences.
    pub block: Range<usize>,
}

impl Claim {
    pub(crate) fn parse(
        source: &Arc<Source>,
        markdown: &Markdown,
        section: &Section,
        problems: &mut Problems,
    ) -> Option<Claim> {
        let text = source.text();
        let in_section = |span: &Range<usize>| section.body.contains(&span.start);
        let Some(fence) = markdown.fences.iter().find(|fence| in_section(&fence.span)) else {
            problems.push(missing(source, section));
            return None;
        };
        let line_start = text[..fence.span.start].rfind('\n').map_or(0, |newline| newline + 1);
        if line_start != fence.span.start || text[line_start..].starts_with(' ') {
            problems.push(indented(source, line_start..fence.span.start + 3));
            return None;
        }
        let block = fence.body.clone();
        match Pattern::parse(&text[block.clone()]) {
            Ok(pattern) => Some(Claim { pattern, block }),
            Err(errors) => {
                let problem = |error| invalid(source, block.start, error);
                problems.extend(errors.into_iter().map(problem));
                None
            }
        }
    }
}

fn missing(source: &Arc<Source>, section: &Section) -> Problem {
    let title = "nothing is claimed under Expected Output";
    Problem::new(
        source,
        source.first_line(&section.heading),
        title,
        "expected a fenced block below",
    )
    .with_help("put what the kata prints between two lines of three backticks")
}

/// An error in the language of claims, whose span counts from the block's start.
fn invalid(source: &Arc<Source>, start: usize, error: ParseError) -> Problem {
    let span = start + error.span.start..start + error.span.end;
    Problem::new(source, span, error.message, error.label).with_help(error.help)
}

fn indented(source: &Arc<Source>, span: Range<usize>) -> Problem {
    let title = "the claim is indented or stands inside something else";
    Problem::new(source, span, title, "expected the fence at the line's start")
        .with_help("move the block to the left margin: its indentation is part of the claim")
}
