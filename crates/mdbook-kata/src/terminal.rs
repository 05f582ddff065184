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
    let lines: Vec<_> =
        recorded.iter().map(|line| pieces(line).iter().map(piece).collect::<String>()).collect();
    let count = lines.len();
    let noun = if count == 1 { "line" } else { "lines" };
    let (claim, lines) = (text(claim), block(&lines));
    format!(
        "<details class=\"elided\"><summary><code>{claim}</code> \
         <span>{count} {noun}</span></summary>{lines}</details>"
    )
}

/// A recorded line that no claim names. All that the evidence has replaced in it are the ports of
/// this machine's addresses.
fn pieces(recorded: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for part in recorded.split_inclusive(PORT) {
        let literal = part.strip_suffix(PORT).filter(|before| before.ends_with(':'));
        pieces.push(Piece::Text(literal.unwrap_or(part).to_owned()));
        if literal.is_some() {
            pieces.push(Piece::Placeholder { shown: PORT.to_owned(), kind: Some(PORT_FORM) });
        }
    }
    pieces
}

const PORT: &str = "<port>";

const PORT_FORM: &str = "a port that the system chose";

fn block(lines: &[String]) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let lines = one_line(&lines.join("\n"));
    // A language keeps mdBook's highlighter from guessing one.
    format!("<pre><code class=\"language-text expected-output\">{lines}</code></pre>")
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
    let mut bound = bound.iter();
    let (mut items, mut seen) = (String::new(), BTreeSet::new());
    for (piece, is_claimed) in lines.iter().flat_map(pieces_of) {
        let Piece::Placeholder { shown, kind } = piece else { continue };
        let text_then = if is_claimed { bound.next() } else { None };
        let form = kind.unwrap_or("any text, the same wherever the name is the same");
        if seen.insert(shown.clone()) {
            items += &item(&shown, form, text_then);
        }
    }
    if items.is_empty() {
        return String::new();
    }
    format!("<details class=\"legend\"><summary>What varies</summary><ul>{items}</ul></details>")
}

/// The parts of a line, or of those that it leaves out, and whether they are claimed.
fn pieces_of(line: &Line) -> Vec<(Piece, bool)> {
    match line {
        Line::Claimed(pieces) => pieces.iter().map(|piece| (piece.clone(), true)).collect(),
        Line::Elided { recorded, .. } => {
            recorded.iter().flat_map(|line| pieces(line)).map(|piece| (piece, false)).collect()
        }
    }
}

fn item(shown: &str, form: &str, text_then: Option<&String>) -> String {
    let then = text_then.map(|then| format!("; when it was recorded, <code>{}</code>", text(then)));
    let (shown, form) = (text(shown), with_code(form));
    format!("<li><mark>{shown}</mark>: {form}{}</li>", then.unwrap_or_default())
}

/// Text in which code stands between backticks, as in Markdown.
fn with_code(form: &str) -> String {
    let part = |(index, part): (usize, &str)| match index % 2 {
        0 => text(part),
        _ => format!("<code>{}</code>", text(part)),
    };
    form.split('`').enumerate().map(part).collect()
}

fn checked(lesson: &Lesson, lines: &[Line], path: &str, with_files: bool) -> String {
    let left_out = |line: &Line| match line {
        Line::Claimed(_) => 0,
        Line::Elided { recorded, .. } => recorded.len(),
    };
    let elided: usize = lines.iter().map(left_out).sum();
    let claimed = lines.iter().filter(|line| matches!(line, Line::Claimed(_))).count();
    let mut transcript = "the recorded transcript".to_owned();
    if let Some(page) = source_file::page_of(path).filter(|_| with_files) {
        transcript = file_link(lesson.path(), &page, &transcript);
    }
    let all = claimed + elided;
    match elided {
        0 => format!("Checked: all {all} lines, against the program and {transcript}."),
        _ => format!(
            "Checked: {claimed} lines against the program, and all {all} against {transcript}."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(recorded: &str, expected: &str) {
        let shown = |piece: &Piece| match piece {
            Piece::Text(plain) => plain.clone(),
            Piece::Placeholder { shown, .. } => format!("[{shown}]"),
        };
        assert_eq!(pieces(recorded).iter().map(shown).collect::<String>(), expected);
    }

    #[test]
    fn a_port_that_was_replaced_is_a_placeholder() {
        check("", "");
        check("at 127.0.0.1:<port>", "at 127.0.0.1:[<port>]");
        check("[::1]:<port> and localhost:<port>.", "[::1]:[<port>] and localhost:[<port>].");
        check("usage: a <port>", "usage: a <port>");
        check("<ms> ms", "<ms> ms");
    }

    #[test]
    fn code_in_a_form_is_code() {
        assert_eq!(
            with_code("digits and `+/` or `<`"),
            "digits and <code>+/</code> or <code>&lt;</code>"
        );
    }
}
