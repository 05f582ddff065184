//! The keys of the front matter, each with what it may hold.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::difficulty::Difficulty;
use crate::front_matter::{FrontMatter, Spans};
use crate::problem::{Problem, Problems, nearest};
use crate::source::Source;
use crate::yaml::{Scalar, Value};

/// Builds the front matter from its entries; `end` is where the closing fence stands, before which
/// a missing key belongs. `None` if a key is missing or wrong; why is then among the problems.
pub(crate) fn front_matter(
    source: &Arc<Source>,
    entries: Vec<(Scalar, Value)>,
    end: usize,
    problems: &mut Problems,
) -> Option<FrontMatter> {
    let values = by_key(source, entries, problems);
    Fields { source, end: end..end + 3, values, problems }.front_matter()
}

/// A key of the front matter.
struct Key {
    name: &'static str,
    expected: &'static str,
    example: &'static str,
}

const fn key(name: &'static str, expected: &'static str, example: &'static str) -> Key {
    Key { name, expected, example }
}

const ID: Key =
    key("id", "lower-case letters, digits and `-`, a letter first", "id: websocket-upgrade");
const PHASE: Key = key("phase", "a number", "phase: 7.5");
const PHASE_TITLE: Key = key("phase_title", "a text", "phase_title: WebSockets");
const SEQUENCE: Key = key("sequence", "a whole number from 1", "sequence: 1");
const TITLE: Key = key("title", "a text", "title: HTTP to WebSocket Upgrade");
const DIFFICULTY: Key =
    key("difficulty", "`beginner`, `intermediate` or `advanced`", "difficulty: intermediate");
const TAGS: Key = key("tags", "a list of words", "tags: [websocket, http]");
const PREREQUISITES: Key =
    key("prerequisites", "a list of lesson ids", "prerequisites: [http-protocol]");
const MINUTES: Key = key("estimated_minutes", "a whole number from 1", "estimated_minutes: 15");
const NAMES: [&str; 9] = [
    ID.name,
    PHASE.name,
    PHASE_TITLE.name,
    SEQUENCE.name,
    TITLE.name,
    DIFFICULTY.name,
    TAGS.name,
    PREREQUISITES.name,
    MINUTES.name,
];

/// The values by key. A repeated key keeps its first value.
fn by_key(
    source: &Arc<Source>,
    entries: Vec<(Scalar, Value)>,
    problems: &mut Problems,
) -> BTreeMap<&'static str, Value> {
    let mut first: BTreeMap<&str, Range<usize>> = BTreeMap::new();
    let mut values = BTreeMap::new();
    for (key, value) in entries {
        let Some(name) = NAMES.into_iter().find(|name| *name == key.text) else {
            let meant = nearest(&key.text, &NAMES);
            problems.push(unknown_key(source, &key, meant));
            // A mistyped key stands for the one that is meant, so as not to be missing as well.
            if let Some(meant) = meant {
                values.entry(meant).or_insert(value);
            }
            continue;
        };
        if let Some(first) = first.get(name) {
            problems.push(repeated(source, &format!("key `{name}`"), &key.span, first));
        } else {
            first.insert(name, key.span);
            values.insert(name, value);
        }
    }
    values
}

fn unknown_key(source: &Arc<Source>, key: &Scalar, meant: Option<&str>) -> Problem {
    let help = match meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("remove it; the keys are {}", NAMES.join(", ")),
    };
    let title = format!("unknown key `{}` in front matter", key.text);
    Problem::new(source, key.span.clone(), title, "not a key of a lesson").with_help(help)
}

fn repeated(
    source: &Arc<Source>,
    what: &str,
    span: &Range<usize>,
    first: &Range<usize>,
) -> Problem {
    let title = format!("{what} is given twice");
    Problem::new(source, span.clone(), title, "given again here")
        .with_other(source, first, "first given here")
        .with_help("keep one of the two")
}

/// Takes the fields out one by one and notes what is wrong with each.
struct Fields<'a> {
    source: &'a Arc<Source>,
    end: Range<usize>,
    values: BTreeMap<&'static str, Value>,
    problems: &'a mut Problems,
}

impl Fields<'_> {
    fn front_matter(&mut self) -> Option<FrontMatter> {
        // Not one expression: `?` would stop at the first fault, and all are wanted.
        let id = self.spanned(&ID, lesson_id);
        let phase = self.spanned(&PHASE, |scalar| scalar.text.parse().ok());
        let phase_title = self.spanned(&PHASE_TITLE, text);
        let sequence = self.one(&SEQUENCE, whole);
        let title = self.spanned(&TITLE, text);
        let difficulty = self.one(&DIFFICULTY, |scalar| Difficulty::parse(&scalar.text));
        let tags = self.list(&TAGS, text);
        let prerequisites = self.list(&PREREQUISITES, lesson_id);
        let estimated_minutes = self.one(&MINUTES, whole);
        let (id, id_span) = id?;
        let (phase, phase_span) = phase?;
        let (phase_title, phase_title_span) = phase_title?;
        let (title, title_span) = title?;
        let (tags, tag_spans) = tags?.into_iter().unzip();
        let (prerequisites, prerequisite_spans) = prerequisites?.into_iter().unzip();
        let spans = Spans {
            id: id_span,
            phase: phase_span,
            phase_title: phase_title_span,
            title: title_span,
            tags: tag_spans,
            prerequisites: prerequisite_spans,
        };
        Some(FrontMatter {
            id,
            phase,
            phase_title,
            sequence: sequence?,
            title,
            difficulty: difficulty?,
            tags,
            prerequisites,
            estimated_minutes: estimated_minutes?,
            spans,
        })
    }

    fn spanned<T>(
        &mut self,
        key: &Key,
        parse: impl Fn(&Scalar) -> Option<T>,
    ) -> Option<(T, Range<usize>)> {
        self.one(key, |scalar| Some((parse(scalar)?, scalar.span.clone())))
    }

    fn one<T>(&mut self, key: &Key, parse: impl Fn(&Scalar) -> Option<T>) -> Option<T> {
        let value = self.take(key)?;
        let parsed = value.as_scalar().and_then(parse);
        if parsed.is_none() {
            self.wrong(key, value.span().clone());
        }
        parsed
    }

    /// The items, each with its span.
    fn list(
        &mut self,
        key: &Key,
        parse: impl Fn(&Scalar) -> Option<String>,
    ) -> Option<Vec<(String, Range<usize>)>> {
        let items = match self.take(key)? {
            Value::List(items, _) => items,
            other => {
                self.wrong(key, other.span().clone());
                return None;
            }
        };
        let mut parsed: Vec<(String, Range<usize>)> = Vec::new();
        for item in items {
            let span = item.span().clone();
            let Some(text) = item.as_scalar().and_then(&parse) else {
                self.wrong(key, span);
                continue;
            };
            match parsed.iter().find(|(earlier, _)| *earlier == text) {
                None => parsed.push((text, span)),
                Some((_, first)) => {
                    let what = format!("`{text}` in `{}`", key.name);
                    self.problems.push(repeated(self.source, &what, &span, first));
                }
            }
        }
        Some(parsed)
    }

    fn take(&mut self, key: &Key) -> Option<Value> {
        let value = self.values.remove(key.name);
        if value.is_none() {
            let title = format!("front matter lacks `{}`", key.name);
            let help = format!("add it, for example `{}`", key.example);
            let label = "expected before this";
            self.problems
                .push(Problem::new(self.source, self.end.clone(), title, label).with_help(help));
        }
        value
    }

    fn wrong(&mut self, key: &Key, span: Range<usize>) {
        let title = match self.source.text()[span.clone()].trim() {
            "" => format!("`{}` is empty", key.name),
            written => format!("`{}` cannot be `{written}`", key.name),
        };
        let label = format!("expected {}", key.expected);
        let help = format!("write for example `{}`", key.example);
        self.problems.push(Problem::new(self.source, span, title, label).with_help(help));
    }
}

fn lesson_id(scalar: &Scalar) -> Option<String> {
    let text = &scalar.text;
    let is_id = text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    is_id.then(|| text.clone())
}

fn text(scalar: &Scalar) -> Option<String> {
    // A plain `~` or nothing at all is YAML's null.
    let is_null = scalar.plain && scalar.text == "~";
    (!is_null && !scalar.text.trim().is_empty()).then(|| scalar.text.clone())
}

fn whole(scalar: &Scalar) -> Option<u32> {
    let number = scalar.text.parse().ok().filter(|number| *number > 0)?;
    scalar.plain.then_some(number)
}
