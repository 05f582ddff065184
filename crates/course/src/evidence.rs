//! The evidence: the whole transcript of a kata as somebody last looked at it, kept beside the kata
//! as an `insta` snapshot, so that `cargo insta review` works on it.

use std::ops::Range;

use crate::front_matter::{self, Split};
use crate::yaml::{self, Value};

/// The text of a snapshot's file, and where it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence<'a> {
    /// What was recorded, without blank lines at its end.
    pub text: &'a str,
    /// How many lines of the file come before.
    pub head: usize,
    /// The whole file, and where in it the head's YAML stands.
    file: &'a str,
    yaml: Range<usize>,
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
    /// assert_eq!(evidence.bound(), ["you"]);
    /// ```
    pub fn parse(file: &'a str) -> Option<Self> {
        let Split { yaml, body } = front_matter::split(file)?;
        let text = Some(&file[body..]).filter(|text| !text.is_empty())?.trim_end();
        Some(Self { text, head: file[..body].lines().count(), yaml, file })
    }

    /// What the placeholders stood for in the run that was recorded, in their order: the snapshot's
    /// `info`. Empty if it was recorded without. Whatever else somebody has written there is no text
    /// that was bound.
    pub fn bound(&self) -> Vec<String> {
        let entries = yaml::entries(self.file, self.yaml.clone()).unwrap_or_default();
        let info = entries.into_iter().find(|(key, _)| key.text == "info");
        let Some((_, Value::List(items, _))) = info else { return Vec::new() };
        let texts = items.iter().filter_map(Value::as_scalar).map(|scalar| scalar.text.clone());
        texts.collect()
    }
}
