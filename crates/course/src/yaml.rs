//! As much of YAML as front matter needs: a flat mapping of scalars and lists of scalars, with
//! positions.
//!
//! Read from the parser's events rather than from a loaded tree: a tree has already dropped a
//! repeated key and guessed that the phase 7.10 is the number 7.1.

use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span, StrInput};

/// A scalar as written.
#[derive(Debug)]
pub(crate) struct Scalar {
    pub(crate) text: String,
    /// Written without quotes, as YAML's numbers are.
    pub(crate) plain: bool,
    pub(crate) span: Range<usize>,
}

/// The value of a key.
#[derive(Debug)]
pub(crate) enum Value {
    Scalar(Scalar),
    /// The items are scalars, or [`Value::Other`].
    List(Vec<Value>, Range<usize>),
    /// A mapping, a list in a list, an alias.
    Other(Range<usize>),
}

impl Value {
    pub(crate) fn as_scalar(&self) -> Option<&Scalar> {
        match self {
            Value::Scalar(scalar) => Some(scalar),
            Value::List(..) | Value::Other(..) => None,
        }
    }

    pub(crate) fn span(&self) -> &Range<usize> {
        match self {
            Value::Scalar(scalar) => &scalar.span,
            Value::List(_, span) | Value::Other(span) => span,
        }
    }
}

/// Why a text is not what this module reads.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) reason: String,
    pub(crate) at: usize,
}

/// The entries of the mapping at `range` of `text`, with spans into `text`, repeated keys included.
pub(crate) fn entries(text: &str, range: Range<usize>) -> Result<Vec<(Scalar, Value)>, Fault> {
    let mut reader = Reader {
        yaml: &text[range.clone()],
        start: range.start,
        is_ascii: text[range.clone()].is_ascii(),
        events: Parser::new_from_str(&text[range]),
    };
    reader.entries()
}

struct Reader<'a> {
    yaml: &'a str,
    /// Offset of `yaml` in its file.
    start: usize,
    is_ascii: bool,
    events: Parser<'a, StrInput<'a>>,
}

impl<'a> Reader<'a> {
    fn entries(&mut self) -> Result<Vec<(Scalar, Value)>, Fault> {
        let mut entries = Vec::new();
        loop {
            match self.next()? {
                (Event::StreamStart | Event::DocumentStart(_), _) => {}
                (Event::MappingStart(..), _) => break,
                (Event::StreamEnd, _) => return Ok(entries),
                (_, span) => return Err(not_a_mapping(span.start)),
            }
        }
        loop {
            let key = match self.next()? {
                (Event::MappingEnd, _) => break,
                (event, span) => self.value(event, span)?,
            };
            let (event, span) = self.next()?;
            let value = self.value(event, span)?;
            match key {
                Value::Scalar(key) => entries.push((key, value)),
                other => return Err(not_a_mapping(other.span().start)),
            }
        }
        match self.next()? {
            (Event::DocumentEnd, _) => {}
            (_, span) => return Err(not_a_mapping(span.start)),
        }
        match self.next()? {
            (Event::StreamEnd, _) => Ok(entries),
            (_, span) => Err(not_a_mapping(span.start)),
        }
    }

    fn value(&mut self, event: Event<'a>, span: Range<usize>) -> Result<Value, Fault> {
        Ok(match event {
            Event::SequenceStart(..) => {
                let mut items = Vec::new();
                loop {
                    match self.next()? {
                        (Event::SequenceEnd, end) => {
                            break Value::List(items, span.start..end.end);
                        }
                        (event, span) => items.push(self.item(event, span)?),
                    }
                }
            }
            event => self.item(event, span)?,
        })
    }

    fn item(&mut self, event: Event<'a>, span: Range<usize>) -> Result<Value, Fault> {
        if let Event::Scalar(text, style, ..) = event {
            let plain = style == ScalarStyle::Plain;
            let text = text.into_owned();
            return Ok(Value::Scalar(Scalar { text, plain, span }));
        }
        Ok(Value::Other(self.skip(&event, span)?))
    }

    /// Walks to the end of what `event` began. A loop, since recursion would let deep nesting
    /// overflow the stack.
    fn skip(&mut self, event: &Event<'a>, span: Range<usize>) -> Result<Range<usize>, Fault> {
        let mut depth = depth_change(event);
        let mut end = span.end;
        while depth > 0 {
            let (event, span) = self.next()?;
            depth += depth_change(&event);
            end = span.end;
        }
        Ok(span.start..end)
    }

    fn next(&mut self) -> Result<(Event<'a>, Range<usize>), Fault> {
        match self.events.next() {
            Some(Ok((event, span))) => Ok((event, self.range(span))),
            Some(Err(error)) => Err(self.fault(&error)),
            None => Ok((Event::StreamEnd, self.start..self.start)),
        }
    }

    fn fault(&self, error: &ScanError) -> Fault {
        Fault { reason: error.info().to_owned(), at: self.offset(error.marker().index()) }
    }

    fn range(&self, span: Span) -> Range<usize> {
        let start = self.offset(span.start.index());
        start..self.offset(span.end.index()).max(start)
    }

    /// The parser counts characters.
    fn offset(&self, characters: usize) -> usize {
        if self.is_ascii {
            return self.start + characters.min(self.yaml.len());
        }
        let within = self.yaml.char_indices().nth(characters);
        self.start + within.map_or(self.yaml.len(), |(offset, _)| offset)
    }
}

fn not_a_mapping(at: usize) -> Fault {
    Fault { reason: "expected `key: value`".to_owned(), at }
}

fn depth_change(event: &Event<'_>) -> i32 {
    match event {
        Event::SequenceStart(..) | Event::MappingStart(..) => 1,
        Event::SequenceEnd | Event::MappingEnd => -1,
        _ => 0,
    }
}
