//! The evidence: the whole transcript of a kata as somebody last looked at it, kept beside the kata
//! as an `insta` snapshot, so that `cargo insta review` works on it.

use std::ops::Range;

use crate::yaml::{self, Value};

/// The text of a snapshot's file, and where it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence<'a> {
    /// What was recorded, without blank lines at its end.
    pub text: &'a str,
    /// How many lines of the file come before.
    pub head: usize,
    /// What the placeholders stood for in the run that was recorded, in their order: the snapshot's
    /// `info`. Empty if it was recorded without.
    pub bound: Vec<String>,
}

impl<'a> Evidence<'a> {
    /// The name of the file in a kata's folder.
    pub const FILE: &'static str = "evidence.snap";

    /// Reads the text of a snapshot's file. Its head begins and ends with a line `---`; `None` if
    /// there is no such head, or nothing behind it.
    ///
    /// ```
    /// use course::Evidence;
    ///
    /// let evidence = Evidence::parse("---\ninfo: [you]\n---\nHello <name>\n").unwrap();
    /// assert_eq!((evidence.text, evidence.head), ("Hello <name>", 3));
    /// assert_eq!(evidence.bound, ["you"]);
    /// ```
    pub fn parse(file: &'a str) -> Option<Self> {
        let mut lines = file.split_inclusive('\n');
        let is_mark = |line: &str| line.trim_end() == "---";
        lines.next().filter(|line| is_mark(line))?;
        let head = lines.by_ref().take_while(|line| !is_mark(line)).count();
        let text = lines.next()?;
        let start = text.as_ptr() as usize - file.as_ptr() as usize;
        let bound = bound(file, file[..start].find('\n')? + 1..start);
        Some(Self { text: file[start..].trim_end(), head: head + 2, bound })
    }
}

/// The scalars of `info`. Whatever else somebody has written there is no text that was bound.
fn bound(file: &str, head: Range<usize>) -> Vec<String> {
    let yaml = file[head.clone()].trim_end().trim_end_matches("---").len();
    let entries = yaml::entries(file, head.start..head.start + yaml).unwrap_or_default();
    let info = entries.into_iter().find(|(key, _)| key.text == "info");
    let Some((_, Value::List(items, _))) = info else { return Vec::new() };
    let texts = items.iter().filter_map(Value::as_scalar).map(|scalar| scalar.text.clone());
    texts.collect()
}
