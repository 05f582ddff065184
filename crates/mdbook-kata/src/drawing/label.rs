//! The words in a drawing.
//!
//! svgbob looks at single characters and would draw the `/` of a path, the `-` of a header's name
//! and the `o` of any word that a line comes near. So words are taken out before it looks:
//!
//! - What stands between double quotes is text, the quotes are not.
//! - Else a word is what blanks and bars `|` leave together, if a letter or a digit is in it. But
//!   `o--o` is a line between circles, and a lone `v` an arrowhead.
//! - Three or more line characters at a word's end are a line: in `--->GET`, only `GET` is text.

use std::iter;
use std::ops::Range;

use svgbob::fragment::CellText;

/// A piece of text, with the place of its first character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) column: usize,
    pub(super) row: usize,
    pub(super) text: String,
}

impl Label {
    /// Text that svgbob found where no shape was.
    pub(super) fn from_svgbob(text: &CellText) -> Option<Label> {
        let column = usize::try_from(text.start.x).ok()?;
        let row = usize::try_from(text.start.y).ok()?;
        Some(Label { column, row, text: text.content.clone() })
    }
}

/// Takes the words out of the lines and leaves blanks.
pub(super) fn take_labels(lines: &mut [Vec<char>]) -> Vec<Label> {
    let mut labels = Vec::new();
    for (row, line) in lines.iter_mut().enumerate() {
        let mut take = |line: &mut Vec<char>, span: Range<usize>| {
            let text = line[span.clone()].iter().collect();
            line[span.clone()].fill(' ');
            labels.push(Label { column: span.start, row, text });
        };
        while let Some((open, close)) = quotes(line) {
            take(line, open + 1..close);
            (line[open], line[close]) = (' ', ' ');
        }
        while let Some(span) = phrase(line) {
            take(line, span);
        }
    }
    labels
}

fn quotes(line: &[char]) -> Option<(usize, usize)> {
    let mut quotes = line.iter().enumerate().filter(|(_, char)| **char == '"');
    Some((quotes.next()?.0, quotes.next()?.0))
}

/// The first word, and those that follow with a blank between, or a sign between blanks as in
/// `a == b`.
fn phrase(line: &[char]) -> Option<Range<usize>> {
    let mut words = tokens(line).filter_map(|token| word(line, token));
    let Range { start, mut end } = words.next()?;
    for next in words {
        let is_joined = match &line[end..next.start] {
            [' '] => true,
            [' ', sign @ .., ' '] => {
                matches!(sign.len(), 1..=2) && !sign.iter().any(|char| is_between(*char))
            }
            _ => false,
        };
        if !is_joined {
            break;
        }
        end = next.end;
    }
    Some(start..end)
}

/// What blanks and bars leave.
fn tokens(line: &[char]) -> impl Iterator<Item = Range<usize>> {
    let mut end = 0;
    iter::from_fn(move || {
        let start = end + line[end..].iter().position(|char| !is_between(*char))?;
        let length = line[start..].iter().position(|char| is_between(*char));
        end = length.map_or(line.len(), |length| start + length);
        Some(start..end)
    })
}

fn is_between(char: char) -> bool {
    // The last are Unicode's own line characters.
    char.is_whitespace() || char == '|' || ('\u{2500}'..='\u{257f}').contains(&char)
}

/// The token without the lines at its ends, if a word is left.
fn word(line: &[char], token: Range<usize>) -> Option<Range<usize>> {
    let chars = &line[token.clone()];
    let start = token.start + line_length(chars.iter());
    let end = token.end - line_length(chars.iter().rev());
    let text = line.get(start..end)?;
    let is_shape = |char: &char| "oOvVxX".contains(*char) || is_line(*char);
    let is_drawn =
        text.iter().all(is_shape) && (text.len() == 1 || text.iter().any(|char| is_line(*char)));
    let has_letter = text.iter().any(|char| char.is_alphanumeric());
    (has_letter && !is_drawn).then_some(start..end)
}

/// How many line characters come first; 0 if too few to be a line, as in `--release` or `bg==`.
fn line_length<'a>(chars: impl Iterator<Item = &'a char>) -> usize {
    let run: Vec<_> = chars.take_while(|char| is_line(**char)).collect();
    if run.len() >= 3 && run.iter().any(|char| "-=~".contains(**char)) { run.len() } else { 0 }
}

fn is_line(char: char) -> bool {
    "-=~<>+.'*".contains(char)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The labels, then what is left for svgbob, with one blank for many.
    fn check<const N: usize>(line: &str, labels: [&str; N], rest: &str) {
        let mut lines = [line.chars().collect::<Vec<_>>()];
        let found: Vec<_> = take_labels(&mut lines).into_iter().map(|label| label.text).collect();
        let left: String = lines[0].iter().collect();
        let left = left.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!((found, left.as_str()), (labels.map(str::to_owned).to_vec(), rest), "{line}");
        assert_eq!(lines[0].len(), line.chars().count(), "{line}");
    }

    #[test]
    fn words_are_text() {
        check("GET /chat HTTP/1.1", ["GET /chat HTTP/1.1"], "");
        check("Sec-WebSocket-Key:  dGhlIG5vbmNl==", ["Sec-WebSocket-Key:", "dGhlIG5vbmNl=="], "");
        check("  |  a web socket  |", ["a web socket"], "| |");
        check("│ é │", ["é"], "│ │");
        check("|F|R|opcode|", ["F", "R", "opcode"], "| | | |");
        check("(4) if len == 126 & x", ["(4) if len == 126"], "& x");
    }

    #[test]
    fn lines_are_not() {
        check("--->GET--->", ["GET"], "---> --->");
        check("+--[a]--+", ["[a]"], "+-- --+");
        check(".--------.", [], ".--------.");
        check("--o  o--O  *-v-* <== V", [], "--o o--O *-v-* <== V");
        check("ox  B   o--o", ["ox", "B"], "o--o");
        check("a -> b  --> c", ["a -> b", "c"], "-->");
        check("+-GET-+", ["+-GET-+"], "");
    }

    #[test]
    fn quotes_are_text_and_gone() {
        check(r#"--"a  |--> o"--"#, ["a  |--> o"], "-- --");
        check(r#"-"x"- 12" |"#, ["x", r#"12""#], "- - |");
    }
}
