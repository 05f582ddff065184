//! Text that was meant as something else.

use std::ops::Range;

use mdbook_markdown::pulldown_cmark::{Event, Tag, TagEnd};

use super::{Finding, Page};

pub(super) fn findings(page: &Page<'_>) -> Vec<Finding> {
    let mut findings: Vec<_> =
        runs(page).into_iter().flat_map(|run| leftovers(page.text, run)).collect();
    findings.extend(options(page));
    findings
}

/// Where text stands that Markdown has made nothing of, as long as nothing interrupts it.
fn runs(page: &Page<'_>) -> Vec<Range<usize>> {
    let (mut runs, mut in_code) = (Vec::<Range<usize>>::new(), false);
    for (event, span) in &page.events {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(text) if !in_code && **text == page.text[span.clone()] => {
                match runs.last_mut() {
                    Some(run) if run.end == span.start => run.end = span.end,
                    _ => runs.push(span.clone()),
                }
            }
            _ => {}
        }
    }
    runs
}

/// Signs of a link, a footnote, a note and a character that are none.
fn leftovers(page: &str, run: Range<usize>) -> Vec<Finding> {
    let text = &page[run.clone()];
    let mut findings = Vec::new();
    for (at, _) in text.match_indices(['[', ']', '&']) {
        // What a backslash stands before is meant as it is.
        let is_escaped = |at: usize| page[..run.start + at].ends_with('\\');
        let opening = text[..at].rfind('[').unwrap_or(at);
        if is_escaped(at) || is_escaped(opening) {
            continue;
        }
        let (rest, start) = (&text[at..], run.start + at);
        if let Some(name) = enclosed(rest, "[^", ']') {
            findings.push(no_footnote(start..start + name.len() + 3, name));
        } else if enclosed(rest, "[!", ']').is_some_and(is_word) {
            findings.push(no_note(start..run.end));
        } else if rest.starts_with("](") || rest.starts_with("][") {
            findings.push(no_link(run.start + opening..run.end));
        } else if let Some(name) = enclosed(rest, "&", ';').filter(|name| is_word(name)) {
            findings.push(no_character(start..start + name.len() + 2, name));
        }
    }
    findings
}

fn enclosed<'a>(text: &'a str, opening: &str, closing: char) -> Option<&'a str> {
    let inside = text.strip_prefix(opening)?.split_once(closing)?.0;
    (!inside.is_empty()).then_some(inside)
}

fn is_word(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_alphanumeric())
}

/// `--` in front of a word, of which typography makes a dash.
fn options(page: &Page<'_>) -> Vec<Finding> {
    let option = |(event, span): &(Event<'_>, Range<usize>)| {
        let Event::Text(text) = event else { return None };
        let (before, after) = (&page.text[..span.start], &page.text[span.end..]);
        let is_dash = &page.text[span.clone()] == "--" && **text != *"--";
        let begins = before.is_empty() || before.ends_with(|c: char| !c.is_alphanumeric());
        let word = after.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(after.len());
        let is_option = is_dash && begins && after.starts_with(|c: char| c.is_alphabetic());
        let help = "put the option into backticks: in prose, `--` is shown as a dash";
        let title = "a dash where an option was meant";
        is_option.then(|| Finding::new(span.start..span.end + word, title, help))
    };
    page.events.iter().filter_map(option).collect()
}

fn no_footnote(span: Range<usize>, name: &str) -> Finding {
    let help =
        format!("add a line `[^{name}]: …`, or put it into backticks if no footnote is meant");
    Finding::new(span, format!("there is no footnote `{name}`"), help)
}

fn no_note(span: Range<usize>) -> Finding {
    let help =
        "write `> [!NOTE]`, `TIP`, `IMPORTANT`, `WARNING` or `CAUTION`, on a line of its own";
    Finding::new(span, "no kind of note", help)
}

fn no_link(span: Range<usize>) -> Finding {
    let help = "a target with blanks stands in `<…>`, one by name needs a line `[name]: target`; if no \
                link is meant, put it into backticks";
    Finding::new(span, "looks like a link and is none", help)
}

fn no_character(span: Range<usize>, name: &str) -> Finding {
    let help = "write the character itself, or put the text into backticks";
    Finding::new(span, format!("unknown character `&{name};`"), help)
}
