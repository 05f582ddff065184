//! The Expected Output as a terminal: what is claimed, what was left out, and that it was checked.

use std::collections::BTreeSet;
use std::fs;

use course::{Course, Evidence, Lesson};
use expected_output::{Line, Piece};

use crate::markup::{attribute, file_link, one_line, text};
use crate::source_file;

/// The claim as a figure. `None` if there is no evidence that it can be set beside: then the claim
/// stands as it was written.
pub(crate) fn terminal(lesson: &Lesson, course: &Course, with_files: bool) -> Option<String> {
    let path = format!("{}/{}", lesson.kata(), Evidence::FILE);
    let file = fs::read_to_string(course.root().join(&path)).ok()?;
    let evidence = Evidence::parse(&file)?;
    let block = &lesson.source.text()[lesson.claim.block.clone()];
    let lines = lesson.claim.pattern.beside(block, evidence.text)?;
    let id = lesson.id();
    Some(format!(
        "<figure class=\"terminal\"><figcaption><code>cargo run -p {id}</code></figcaption>\
         {}{}<p class=\"checked\">{}</p></figure>",
        screen(&lines),
        legend(&lines, &evidence.bound()),
        checked(lesson, &lines, &path, with_files)
    ))
}

/// The lines, one block after the other: those that are left out open on demand.
fn screen(lines: &[Line]) -> String {
    let (mut html, mut claimed) = (String::new(), Vec::new());
    for line in lines {
        match line {
            Line::Claimed(pieces) => claimed.push(pieces.iter().map(piece).collect::<String>()),
            Line::Elided { claim, recorded } => {
                html += &block(&claimed);
                claimed.clear();
                html += &elided(claim, recorded);
            }
        }
    }
    html + &block(&claimed)
}

fn elided(claim: &str, recorded: &[String]) -> String {
    let lines: Vec<_> = recorded.iter().map(|line| text(line)).collect();
    let count = lines.len();
    let noun = if count == 1 { "line" } else { "lines" };
    let (claim, lines) = (text(claim), block(&lines));
    format!(
        "<details class=\"elided\"><summary><code>{claim}</code> \
         <span>{count} {noun}</span></summary>{lines}</details>"
    )
}

fn block(lines: &[String]) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let lines = one_line(&lines.join("\n"));
    // A language keeps mdBook's highlighter from guessing one.
    format!(
        "<pre tabindex=\"0\"><code class=\"language-text expected-output\">{lines}</code></pre>"
    )
}

fn piece(piece: &Piece) -> String {
    match piece {
        Piece::Text(plain) => text(plain),
        Piece::Placeholder { shown, kind } => {
            let form = kind.unwrap_or("any text");
            format!("<mark title=\"{}\">{}</mark>", attribute(form), text(shown))
        }
    }
}

/// What varies: each placeholder once, with its form and what it stood for when it was recorded.
fn legend(lines: &[Line], bound: &[String]) -> String {
    let pieces = lines.iter().flat_map(|line| match line {
        Line::Claimed(pieces) => &pieces[..],
        Line::Elided { .. } => &[],
    });
    let placeholders = pieces.filter_map(|piece| match piece {
        Piece::Placeholder { shown, kind } => Some((shown, kind)),
        Piece::Text(_) => None,
    });
    let mut bound = bound.iter();
    let (mut items, mut seen) = (String::new(), BTreeSet::new());
    for (shown, kind) in placeholders {
        let text_then = bound.next();
        if !seen.insert(shown) {
            continue;
        }
        let form = kind.unwrap_or("any text, the same wherever the name is the same");
        items += &item(shown, form, text_then);
    }
    if items.is_empty() {
        return String::new();
    }
    format!("<details class=\"legend\"><summary>What varies</summary><ul>{items}</ul></details>")
}

fn item(shown: &str, form: &str, text_then: Option<&String>) -> String {
    let then = text_then.map(|then| format!("; when it was recorded, <code>{}</code>", text(then)));
    let (shown, form) = (text(shown), text(form).replace('`', ""));
    format!("<li><mark>{shown}</mark> {form}{}</li>", then.unwrap_or_default())
}

fn checked(lesson: &Lesson, lines: &[Line], path: &str, with_files: bool) -> String {
    let left_out = |line: &Line| match line {
        Line::Claimed(_) => 0,
        Line::Elided { recorded, .. } => recorded.len(),
    };
    let elided: usize = lines.iter().map(left_out).sum();
    let claimed = lines.iter().filter(|line| matches!(line, Line::Claimed(_))).count();
    let mut transcript = "the recorded transcript".to_owned();
    if with_files {
        transcript = file_link(lesson.path(), &source_file::page_of(path), &transcript);
    }
    let all = claimed + elided;
    match elided {
        0 => format!("Checked: all {all} lines, against the program and {transcript}."),
        _ => format!(
            "Checked: {claimed} lines against the program, and all {all} against {transcript}."
        ),
    }
}
