//! Tables.

use std::ops::Range;

use mdbook_markdown::pulldown_cmark::{Event, Tag};

use super::{Finding, Page, rest_of_line};

pub(super) fn findings(page: &Page<'_>) -> Vec<Finding> {
    let (mut findings, mut columns) = (Vec::new(), 0);
    for (event, span) in &page.events {
        match event {
            Event::Start(Tag::Table(alignments)) => columns = alignments.len(),
            Event::Start(Tag::TableRow) => {
                let row = rest_of_line(page.text, span.start);
                let cells = cells(&page.text[row.clone()]);
                if cells != columns {
                    let title = format!("a row of {cells} cells in a table of {columns}");
                    let help = "write as many as the head has; a `|` within a cell, be it in backticks, is `\\|`";
                    findings.push(Finding::new(row, title, help));
                }
            }
            Event::Start(Tag::Paragraph) => findings.extend(no_table(page.text, span)),
            _ => {}
        }
    }
    findings
}

fn cells(row: &str) -> usize {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let is_bar = |at: &usize| !row[..*at].ends_with('\\');
    let bars: Vec<_> = row.match_indices('|').map(|(at, _)| at).filter(is_bar).collect();
    let last = bars.last().is_some_and(|last| last + 1 == row.len());
    bars.len() + usize::from(!last)
}

/// The line between head and rows, in what has become a paragraph.
fn no_table(page: &str, paragraph: &Range<usize>) -> Option<Finding> {
    let mut at = paragraph.start;
    for line in page[paragraph.clone()].split_inclusive('\n') {
        let rule = line.trim();
        let is_rule = rule.contains('|') && rule.contains('-');
        if is_rule && rule.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '>')) {
            let title = "looks like a table and is none";
            let help = "this line and the one above it need the same number of cells";
            return Some(Finding::new(rest_of_line(page, at), title, help));
        }
        at += line.len();
    }
    None
}
