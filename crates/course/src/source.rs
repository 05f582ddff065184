//! The text of one file, and where in it something stands.

use std::ops::Range;
use std::sync::Arc;

/// The text of one file of the course, shared by all that points into it.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    path: String,
    text: String,
}

impl Source {
    /// A source from its path (relative to the course root, with `/`) and its text.
    ///
    /// ```
    /// use course::Source;
    ///
    /// let source = Source::new("book/src/hello.md", "one\nzwölf\n");
    /// assert_eq!(source.line_column(source.text().find('f').unwrap()), (2, 5));
    /// ```
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Arc<Source> {
        Arc::new(Source { path: path.into(), text: text.into() })
    }

    /// The path, relative to the course root, with `/` on every system.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text, as it stands in the file.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Line and column of a byte offset, both from 1; the column counts characters. An offset
    /// beyond the end, or inside a character, is moved back to the nearest one that is neither.
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let before = &self.text[..floor_boundary(&self.text, offset)];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }

    /// The lines in order, each with its byte range, without line ends.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (Range<usize>, &str)> {
        let mut start = 0;
        self.text.split_inclusive('\n').map(move |line| {
            let text = line.trim_end_matches(['\n', '\r']);
            let range = start..start + text.len();
            start += line.len();
            (range, text)
        })
    }

    /// The byte range of a line, from 0. Past the last line: the end of the text.
    pub(crate) fn line_range(&self, line: usize) -> Range<usize> {
        let end = self.text.len();
        self.lines().nth(line).map_or(end..end, |(range, _)| range)
    }

    /// `range` cut to its first line, without the line end: as much as a caret should underline.
    pub(crate) fn first_line(&self, range: &Range<usize>) -> Range<usize> {
        let line = self.text[range.clone()].lines().next().unwrap_or_default();
        range.start..range.start + line.trim_end().len()
    }

    /// `range` cut to the text and to whole characters, so that nothing that renders it can panic.
    pub(crate) fn clamp(&self, range: &Range<usize>) -> Range<usize> {
        let start = floor_boundary(&self.text, range.start);
        start..floor_boundary(&self.text, range.end).max(start)
    }
}

/// The last character boundary at or before `offset`.
fn floor_boundary(text: &str, offset: usize) -> usize {
    // `str::floor_char_boundary` is younger than our rust-version.
    (0..=offset.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}
