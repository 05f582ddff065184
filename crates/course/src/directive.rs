//! `{{#kind argument}}`, found where mdBook finds it.
//!
//! mdBook looks for directives with a regular expression (`links.rs`, 0.5.4), over the raw text: one
//! inside a code block or a comment is one as well. To build that expression takes as long as to
//! read ten lessons, so that this says the same by hand; the tests hold it against mdBook's.

use std::iter;
use std::ops::Range;

/// What mdBook takes for a directive, known to it or not.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Directive<'a> {
    /// Braces and all.
    pub(crate) span: Range<usize>,
    pub(crate) kind: &'a str,
    /// What follows the kind, path and properties.
    pub(crate) rest: &'a str,
}

/// The directives of a text in order, without the escaped ones.
pub(crate) fn directives(text: &str) -> impl Iterator<Item = Directive<'_>> {
    let mut from = 0;
    iter::from_fn(move || {
        loop {
            let braces = from + text[from..].find("{{")?;
            if let Some(end) = escaped(text, braces) {
                from = end;
            } else if let Some(directive) = directive(text, braces) {
                from = directive.span.end;
                return Some(directive);
            } else {
                from = braces + 1;
            }
        }
    })
}

/// Whether `text` is one directive and nothing more, be it one we allow or not.
pub(crate) fn is_directive(text: &str) -> bool {
    directive(text, 0).is_some_and(|directive| directive.span.end == text.len())
}

/// Where a directive ends that a `\` before its braces makes text: at the last `}}` of its line.
fn escaped(text: &str, braces: usize) -> Option<usize> {
    text[..braces].strip_suffix('\\')?;
    let line = text[braces..].strip_prefix("{{#")?.split('\n').next()?;
    Some(braces + "{{#".len() + line.rfind("}}")? + "}}".len())
}

fn directive(text: &str, braces: usize) -> Option<Directive<'_>> {
    let (inside, after) = text[braces..].strip_prefix("{{")?.split_once('}')?;
    let named = inside.trim_start().strip_prefix('#')?;
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let (kind, rest) = named.split_at(named.find(|c| !is_name(c))?);
    // A blank, and at least one character more, be it another.
    let mut chars = rest.chars();
    let is_blank = chars.next().is_some_and(char::is_whitespace);
    let is_one = after.starts_with('}') && is_blank && chars.next().is_some() && !kind.is_empty();
    let span = braces..braces + "{{".len() + inside.len() + "}}".len();
    is_one.then_some(Directive { span, kind, rest })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use regex::Regex;
    use std::sync::LazyLock;

    /// mdBook's own expression, word for word.
    static MDBOOK: LazyLock<Regex> = LazyLock::new(|| {
        let expression = r"(?x)
            \\\{\{\#.*\}\}      # match escaped link
            |                   # or
            \{\{\s*             # link opening parens and whitespace
            \#([a-zA-Z0-9_]+)   # link type
            \s+                 # separating whitespace
            ([^}]+)             # link target path and space separated properties
            \}\}                # link closing parens";
        Regex::new(expression).expect("it is mdBook's")
    });

    fn mdbooks(text: &str) -> Vec<(Range<usize>, &str, Vec<&str>)> {
        let found = MDBOOK.captures_iter(text);
        let found = found.filter_map(|found| Some((found.get(0)?, found.get(1)?, found.get(2)?)));
        found.map(|(all, kind, rest)| (all.range(), kind.as_str(), words(rest.as_str()))).collect()
    }

    fn ours(text: &str) -> Vec<(Range<usize>, &str, Vec<&str>)> {
        directives(text).map(|found| (found.span, found.kind, words(found.rest))).collect()
    }

    fn words(text: &str) -> Vec<&str> {
        text.split_whitespace().collect()
    }

    const PIECES: [&str; 18] = [
        "{{",
        "}}",
        "{{#",
        "{",
        "}",
        "#",
        "\\",
        "include",
        "_",
        "9",
        " ",
        "\n",
        "\r",
        "\u{a0}",
        "é",
        "{{#include a.rs:b}}",
        "{{ #a ",
        ":",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]
        #[test]
        fn directives_are_where_mdbook_finds_them(
            pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..14)
        ) {
            let text = pieces.concat();
            prop_assert_eq!(ours(&text), mdbooks(&text));
            let whole = mdbooks(&text).first().is_some_and(|(span, ..)| *span == (0..text.len()));
            prop_assert_eq!(is_directive(&text), whole);
        }
    }
}
