//! The evidence: the whole transcript of a kata as somebody last looked at it, kept beside the kata
//! as an `insta` snapshot, so that `cargo insta review` works on it.

/// The text of a snapshot's file, and where it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Evidence<'a> {
    /// What was recorded, without blank lines at its end.
    pub text: &'a str,
    /// How many lines of the file come before.
    pub head: usize,
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
    /// let evidence = Evidence::parse("---\nsource: a.md\n---\nHello\n").unwrap();
    /// assert_eq!((evidence.text, evidence.head), ("Hello", 3));
    /// ```
    pub fn parse(file: &'a str) -> Option<Self> {
        let mut lines = file.split_inclusive('\n');
        let is_mark = |line: &str| line.trim_end() == "---";
        lines.next().filter(|line| is_mark(line))?;
        let head = lines.by_ref().take_while(|line| !is_mark(line)).count();
        let text = lines.next()?;
        let start = text.as_ptr() as usize - file.as_ptr() as usize;
        Some(Self { text: file[start..].trim_end(), head: head + 2 })
    }
}
