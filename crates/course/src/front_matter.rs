//! The YAML block at a lesson's head.

use std::ops::Range;
use std::sync::Arc;

use crate::difficulty::Difficulty;
use crate::fields;
use crate::phase::Phase;
use crate::problem::{Problem, Problems};
use crate::source::Source;
use crate::yaml;

/// What a lesson says about itself. All keys are required and no others are allowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrontMatter {
    /// The file's stem, the kata's folder, its package and its binary: lower-case letters, digits
    /// and `-`.
    pub id: String,
    /// The phase that the lesson belongs to.
    pub phase: Phase,
    /// The phase's name.
    pub phase_title: String,
    /// Place within the phase, from 1.
    pub sequence: u32,
    /// The lesson's name.
    pub title: String,
    /// How much it asks of the reader.
    pub difficulty: Difficulty,
    /// Words to find it by; may be empty.
    pub tags: Vec<String>,
    /// Ids of the lessons to have read before; may be empty.
    pub prerequisites: Vec<String>,
    /// Reading and running time, from 1.
    pub estimated_minutes: u32,
    pub(crate) spans: Spans,
}

/// Where in the lesson's file stands what other checks point at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Spans {
    pub(crate) id: Range<usize>,
    pub(crate) phase: Range<usize>,
    pub(crate) phase_title: Range<usize>,
    pub(crate) title: Range<usize>,
    pub(crate) tags: Vec<Range<usize>>,
    pub(crate) prerequisites: Vec<Range<usize>>,
}

/// The parts of a page that has front matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// The YAML, without its fences.
    pub yaml: Range<usize>,
    /// Offset at which the page's Markdown begins.
    pub body: usize,
}

/// Finds the front matter: what stands between a first line `---` and the next line `---`.
/// `None` if the page does not begin with one, or does not close it. A byte order mark before it
/// does not count: mdBook takes it away.
///
/// ```
/// let page = "---\nid: hello\n---\n# Hello\n";
/// let split = course::front_matter::split(page).unwrap();
/// assert_eq!(&page[split.yaml], "id: hello\n");
/// assert_eq!(&page[split.body..], "# Hello\n");
/// ```
pub fn split(text: &str) -> Option<Split> {
    let page = without_mark(text);
    let mut lines = page.split_inclusive('\n');
    let opening = lines.next().filter(|line| is_fence(line))?;
    let start = text.len() - page.len() + opening.len();
    let mut end = start;
    for line in lines {
        if is_fence(line) {
            let (yaml, body) = (start..end, end + line.len());
            return Some(Split { yaml, body });
        }
        end += line.len();
    }
    None
}

fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

fn is_fence(line: &str) -> bool {
    line.trim_end() == "---"
}

impl FrontMatter {
    /// Reads the front matter of a page; `None` if it has none, which makes it a plain page and no
    /// lesson.
    ///
    /// # Errors
    ///
    /// All that is wrong with it: an unclosed fence, invalid YAML, unknown, missing and repeated
    /// keys, wrong values.
    ///
    /// ```
    /// use course::{FrontMatter, Source};
    ///
    /// let page = Source::new("book/src/hello.md", "---\nid: hello\n---\n# Hello\n");
    /// let problems = FrontMatter::parse(&page).unwrap_err();
    /// assert_eq!(problems.len(), 8); // all keys but `id` are missing
    /// assert_eq!(FrontMatter::parse(&Source::new("about.md", "# About\n")), Ok(None));
    /// ```
    pub fn parse(source: &Arc<Source>) -> Result<Option<FrontMatter>, Problems> {
        let mut problems = Problems::default();
        let Some(split) = split(source.text()) else {
            if without_mark(source.text()).lines().next().is_some_and(is_fence) {
                problems.push(unclosed(source));
            }
            return problems.none_or(None);
        };
        let entries = match yaml::entries(source.text(), split.yaml.clone()) {
            Ok(entries) => entries,
            Err(fault) => {
                problems.push(invalid(source, &unspaced(source, &split.yaml).unwrap_or(fault)));
                return problems.none_or(None);
            }
        };
        let front_matter = fields::front_matter(source, entries, split.yaml.end, &mut problems);
        problems.none_or(front_matter)
    }

    /// The prerequisites and where they stand.
    pub(crate) fn prerequisite_spots(&self) -> impl Iterator<Item = (&String, &Range<usize>)> {
        self.prerequisites.iter().zip(&self.spans.prerequisites)
    }
}

fn unclosed(source: &Arc<Source>) -> Problem {
    let title = "front matter is not closed";
    Problem::new(source, 0..3, title, "opened here")
        .with_help("put a line `---` after the last key")
}

/// The first line in which no blank follows the key, of which YAML says nothing but that some line
/// below it is wrong.
fn unspaced(source: &Source, yaml: &Range<usize>) -> Option<yaml::Fault> {
    let is_key = |key: &str| key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    let unspaced = |line: &str| {
        let (key, value) = line.split_once(':')?;
        let is_blank = value.is_empty() || value.starts_with([' ', '\t', '\r', '\n']);
        (!key.is_empty() && is_key(key) && !is_blank).then(|| key.to_owned())
    };
    let mut at = yaml.start;
    source.text()[yaml.clone()].split_inclusive('\n').find_map(|line| {
        let start = at;
        at += line.len();
        let reason = format!("no blank behind `{}:`", unspaced(line)?);
        Some(yaml::Fault { reason, at: start })
    })
}

fn invalid(source: &Arc<Source>, fault: &yaml::Fault) -> Problem {
    let title = format!("front matter is not valid YAML: {}", fault.reason);
    Problem::new(source, fault.at..fault.at, title, "here")
        .with_help("each line is `key: value`; quote a value that holds `: ` or begins with a sign")
}
