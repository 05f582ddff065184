//! All that is said about a mismatch, in one place.

use std::fmt::{self, Display};

use crate::parse::is_placeholder;
use crate::text::{common_prefix, counted};
use crate::{Binding, Cause, Mismatch, visible};

/// What went wrong, in a line.
pub(crate) fn title(cause: &Cause) -> String {
    match cause {
        Cause::TextDiffers { .. } => "the printed text differs from the claim".into(),
        Cause::Refused { placeholder, text, .. } => {
            format!("{} does not fit {placeholder}", Quoted(text))
        }
        Cause::BoundDifferently { first, .. } => {
            format!("{} stands for two different texts", first.shown)
        }
        Cause::NothingElided { .. } => "this `...` stands for no line".into(),
        Cause::Ended { .. } => "the output ended before the claim did".into(),
        Cause::WentOn { .. } => "the output goes on after the claim's end".into(),
        Cause::NeverCame { .. } => "the line after `...` was never printed".into(),
        Cause::TooManyWays { .. } => "there are too many ways to read this claim".into(),
        Cause::BindsItself { placeholder } => format!("{placeholder} only ever stands for itself"),
    }
}

/// What is said of the marked bytes of the claim.
pub(super) fn claim_label(cause: &Cause) -> String {
    match cause {
        Cause::TextDiffers { expected, .. } if expected.is_empty() => {
            "nothing more is expected here".into()
        }
        Cause::TextDiffers { expected, .. } => format!("expected {}", Quoted(expected)),
        Cause::Refused { placeholder, .. } => format!("expected {placeholder}"),
        Cause::BoundDifferently { first, .. } => {
            format!("has to stand for {} again", Quoted(&first.text))
        }
        Cause::NothingElided { .. } => "stands for one or more lines".into(),
        Cause::Ended { .. } => "expected next".into(),
        Cause::WentOn { .. } => "the claim ends here".into(),
        Cause::NeverCame { .. } => "never printed".into(),
        Cause::TooManyWays { .. } => "came this far".into(),
        Cause::BindsItself { .. } => "reads as a placeholder".into(),
    }
}

/// What is said of the marked bytes of the output.
pub(super) fn printed_label(cause: &Cause) -> String {
    match cause {
        Cause::TextDiffers { expected, printed, .. } if printed.is_empty() => {
            format!("{} is missing here", Quoted(expected))
        }
        Cause::TextDiffers { printed, .. } => format!("printed {}", Quoted(printed)),
        Cause::Refused { why, .. } => visible(why).into_owned(),
        Cause::BoundDifferently { text, .. } => format!("printed {}", Quoted(text)),
        Cause::NothingElided { margin: Some(margin) } => format!("does not begin with `{margin}`"),
        Cause::NothingElided { margin: None } => "claimed by the line after it".into(),
        Cause::WentOn { extra: 1, .. } => "printed after it".into(),
        Cause::WentOn { extra, .. } => format!("the first of {extra} lines printed after it"),
        Cause::NeverCame { .. } => "the nearest printed line".into(),
        Cause::BindsItself { .. } => "stands for itself".into(),
        Cause::Ended { .. } | Cause::TooManyWays { .. } => String::new(),
    }
}

/// What is said of the place where a name was bound before.
pub(super) fn stood_for(first: &Binding) -> String {
    format!("{} stood for {}", first.shown, Quoted(&first.text))
}

pub(super) fn notes(mismatch: &Mismatch) -> Vec<String> {
    let filled = mismatch.filled.as_ref();
    let filled = filled.map(|line| {
        format!("with what the names stand for, the claim line reads `{}`", visible(line))
    });
    filled.into_iter().chain(unseen(&mismatch.cause)).chain(note(mismatch)).collect()
}

/// Where two texts that may look the same begin to differ.
fn unseen(cause: &Cause) -> Option<String> {
    let Cause::TextDiffers { expected, printed, .. } = cause else { return None };
    let same = common_prefix(expected, printed);
    let (expected, printed) = (&expected[same..], &printed[same..]);
    let points = |text: &str| match &text.chars().take(2).collect::<Vec<_>>()[..] {
        [] => "nothing".to_owned(),
        [first, mark] if is_unseen(*mark) => {
            format!("U+{:04X} U+{:04X}", u32::from(*first), u32::from(*mark))
        }
        [first, ..] => format!("U+{:04X}", u32::from(*first)),
    };
    let mut first = expected.chars().take(2).chain(printed.chars().take(2));
    first.any(is_unseen).then(|| {
        format!(
            "where they differ, {} is expected and {} printed",
            points(expected),
            points(printed)
        )
    })
}

/// Blanks but for the usual one, what has no width, and what is set above another character.
fn is_unseen(char: char) -> bool {
    let is_blank = char.is_whitespace() && char != ' ';
    is_blank
        || matches!(
            char,
            '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
        )
}

fn note(mismatch: &Mismatch) -> Option<String> {
    match &mismatch.cause {
        Cause::TextDiffers { later: Some(line), .. } => {
            Some(format!("the claim line fits printed line {line}"))
        }
        Cause::NothingElided { .. } if mismatch.printed_line.is_none() => {
            Some("the output ends before it".into())
        }
        Cause::Ended { printed: 0, .. } => Some("the program printed nothing".into()),
        Cause::Ended { missing, printed } => Some(format!(
            "{} printed, {} of the claim left",
            counted(*printed, "line"),
            counted(*missing, "line")
        )),
        Cause::WentOn { margin: Some(margin), .. } => {
            Some(format!("the `...` stands only for lines that begin with `{margin}`"))
        }
        Cause::NeverCame { since, .. } => Some(format!(
            "the `...` before it stands for all from printed line {since} to the end of the output"
        )),
        Cause::TooManyWays { placeholders } => {
            Some(format!("hard to tell apart: {}", placeholders.join(", ")))
        }
        _ => None,
    }
}

/// What to do next, where `line` is the claim's.
pub(super) fn help(cause: &Cause, line: &str) -> String {
    match cause {
        Cause::TextDiffers { .. } if is_meant_to_elide(line) => {
            "if lines are to be left out here, write three dots, `...`".into()
        }
        Cause::TextDiffers { expected, .. } => match no_placeholder(expected) {
            Some(text) => format!(
                "if `{text}` is to be a placeholder, its name has to be lower-case words: letters, digits, `-` and `_`, a letter or `_` first, with single blanks between"
            ),
            None => "correct the one that is wrong; for what varies from run to run write a placeholder, `<name>`".into(),
        },
        Cause::Refused { placeholder, .. } => {
            format!("if the program is right, write another type or other bounds than {placeholder}")
        }
        Cause::BoundDifferently { first, .. } => {
            format!("if the two may differ, give one of them another name than {}", first.shown)
        }
        Cause::NothingElided { .. } => "remove the line if nothing is printed there".into(),
        Cause::Ended { .. } => "make the program print the rest, or end the claim before it".into(),
        Cause::WentOn { .. } => "claim these lines too, or end the claim with a line `...`".into(),
        Cause::NeverCame { .. } => "make the program print the line, or correct it in the claim".into(),
        Cause::TooManyWays { .. } => {
            "put literal text between the placeholders, or give them names of their own".into()
        }
        Cause::BindsItself { placeholder } => {
            format!("if the program prints it as it stands, write `\\{placeholder}`")
        }
    }
}

/// Whether the line is made of dots, but not of three: one `…`, as editors write them, too.
fn is_meant_to_elide(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && line.chars().all(|c| matches!(c, '.' | '…')) && line != "."
}

/// What looks like a placeholder in a text that has none.
fn no_placeholder(literal: &str) -> Option<&str> {
    let (start, _) = literal.match_indices('<').find(|(start, _)| {
        let body = literal[start + 1..].split(['<', '>']).next().unwrap_or_default();
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.');
        literal[start + 1 + body.len()..].starts_with('>')
            && body.chars().all(is_part)
            && body.contains(char::is_alphabetic)
            && !is_placeholder(&literal[*start..]) // or it was escaped on purpose
    })?;
    let end = literal[start..].find('>')?;
    Some(&literal[start..=start + end])
}

/// A text in backticks, with its controls made visible, cut if it would fill the screen.
struct Quoted<'a>(&'a str);

impl Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const LONGEST: usize = 60;
        match self.0.char_indices().nth(LONGEST) {
            Some((at, _)) => write!(f, "`{}…`", visible(&self.0[..at])),
            None => write!(f, "`{}`", visible(self.0)),
        }
    }
}
