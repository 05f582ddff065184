//! What counts as a line, the same for a claim and for an output.

/// The lines of a text with the byte at which each begins: CRLF reads as LF, and neither blanks at
/// a line's end nor blank lines at the text's end count.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let end = text.trim_end_matches([' ', '\t', '\r', '\n']).len();
    let mut start = 0;
    // An empty text has no line, where `split` would give one.
    let lines = (end > 0).then(|| text[..end].split('\n')).into_iter().flatten();
    lines.map(move |line| {
        let begin = start;
        start += line.len() + 1;
        (begin, line.trim_end_matches([' ', '\t', '\r']))
    })
}

/// The printed lines of an output.
pub(crate) fn printed(output: &str) -> Vec<&str> {
    lines(output).map(|(_, line)| line).collect()
}

/// How many bytes two texts have in common at their beginnings.
pub(crate) fn common_prefix(a: &str, b: &str) -> usize {
    a.char_indices()
        .zip(b.chars())
        .find(|((_, x), y)| x != y)
        .map_or(a.len().min(b.len()), |((at, _), _)| at)
}

/// How many bytes two texts have in common at their ends.
pub(crate) fn common_suffix(a: &str, b: &str) -> usize {
    a.chars()
        .rev()
        .zip(b.chars().rev())
        .take_while(|(x, y)| x == y)
        .map(|(x, _)| x.len_utf8())
        .sum()
}

/// The last byte, not after this one, at which a text can be cut.
pub(crate) fn floor(text: &str, byte: usize) -> usize {
    // Stands in the standard library from Rust 1.91 on.
    (0..=byte.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_the_same_with_any_line_break() {
        #[track_caller]
        fn check(text: &str, expected: &[(usize, &str)]) {
            assert_eq!(lines(text).collect::<Vec<_>>(), expected);
        }
        check("", &[]);
        check("\n \r\n", &[]);
        check("a", &[(0, "a")]);
        check("a \t\n b\n\n", &[(0, "a"), (4, " b")]);
        check("a\r\n\r\nb\r\n", &[(0, "a"), (3, ""), (5, "b")]);
        check("\na", &[(0, ""), (1, "a")]);
    }

    #[test]
    fn what_texts_have_in_common() {
        #[track_caller]
        fn check(a: &str, b: &str, prefix: usize, suffix: usize) {
            assert_eq!((common_prefix(a, b), common_suffix(a, b)), (prefix, suffix));
        }
        check("", "a", 0, 0);
        check("abc", "abd", 2, 0);
        check("é", "è", 0, 0);
        check("aé", "bé", 0, 2);
        check("ab", "abc", 2, 0);
    }
}
