//! What counts as a line, the same for a claim and for an output.

/// The lines of a text with the byte at which each begins: CRLF reads as LF, and neither blanks at
/// a line's end nor blank lines at the text's end count.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let end = content_end(text, b" \t\r\n");
    let mut start = 0;
    // An empty text has no line.
    let ends = memchr::memchr_iter(b'\n', &text.as_bytes()[..end]).chain((end > 0).then_some(end));
    ends.map(move |end| {
        let (begin, line) = (start, &text[start..end]);
        start = end + 1;
        (begin, &line[..content_end(line, b" \t\r")])
    })
}

/// Where a text ends when these bytes at its end, which are ASCII, do not count.
fn content_end(text: &str, blanks: &[u8]) -> usize {
    let bytes = text.as_bytes();
    let mut end = bytes.len();
    while end > 0 && bytes[end - 1] <= b' ' && blanks.contains(&bytes[end - 1]) {
        end -= 1;
    }
    end
}

/// The printed lines of an output.
pub(crate) fn printed(output: &str) -> Vec<&str> {
    const LONG: usize = 64 * 1024;
    // Of a long output, room for lines of usual length: what is not used of it costs nothing.
    let count = match output.len() {
        0..=LONG => memchr::memchr_iter(b'\n', output.as_bytes()).count() + 1,
        len => len / 32,
    };
    let mut printed = Vec::with_capacity(count);
    printed.extend(lines(output).map(|(_, line)| line));
    printed
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

/// A number of things, as messages say it.
///
/// ```
/// use expected_output::counted;
///
/// assert_eq!([counted(1, "kata"), counted(0, "kata")], ["1 kata", "0 katas"]);
/// ```
pub fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
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
