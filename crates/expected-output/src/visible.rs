//! Printed text as it may be shown.

use std::borrow::Cow;

/// A text with a sign in place of each control character but tabs and line breaks: what a program
/// printed is to be read, and not obeyed by a terminal. A carriage return before a line break stays.
///
/// ```
/// assert_eq!(expected_output::visible("\u{1b}[2J\tclear\n"), "␛[2J\tclear\n");
/// ```
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|char| sign(char).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        let is_break = char == '\r' && chars.peek() == Some(&'\n');
        shown.push(sign(char).filter(|_| !is_break).unwrap_or(char));
    }
    Cow::Owned(shown)
}

/// The signs that Unicode has for this purpose, as far as it has them. As dangerous is what makes a
/// line run the other way.
fn sign(char: char) -> Option<char> {
    match char {
        '\t' | '\n' => None,
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(char)),
        '\x7f' => Some('\u{2421}'),
        '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Some('\u{fffd}'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn a_terminal_has_nothing_to_obey() {
        #[track_caller]
        fn check(text: &str, shown: &str) {
            assert_eq!(visible(text), shown);
        }
        check("", "");
        check("Grüße, 世界 🦀\n\tend\r\n", "Grüße, 世界 🦀\n\tend\r\n");
        check("\x1b[?25l", "␛[?25l");
        check("50 %\r100 %\x07", "50 %␍100 %␇");
        check("\0\x7f\u{9b}2J\u{202e}abc", "␀␡\u{fffd}2J\u{fffd}abc");
    }
}
