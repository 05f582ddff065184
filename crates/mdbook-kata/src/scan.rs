//! Tags and the text between them, with offsets. A parser of HTML has none.

use std::ops::Range;

use mdbook_markdown::pulldown_cmark::{Event, Tag as Element, TagEnd};

/// A block of HTML, or a tag within a line.
pub(crate) struct Html {
    pub(crate) pieces: Vec<Piece>,
    /// Whether it is a block, in which no Markdown is read.
    pub(crate) is_block: bool,
    /// Whether it stands in a paragraph.
    pub(crate) in_paragraph: bool,
}

pub(crate) enum Piece {
    Tag(Tag),
    /// Where it stands in the page, and what it is.
    Text(Range<usize>, String),
}

pub(crate) struct Tag {
    /// In lower case.
    pub(crate) name: String,
    pub(crate) is_end: bool,
    pub(crate) span: Range<usize>,
    pub(crate) attributes: Vec<Attribute>,
}

pub(crate) struct Attribute {
    /// In lower case.
    pub(crate) name: String,
    pub(crate) value: String,
    /// Of the value.
    pub(crate) span: Range<usize>,
}

impl Tag {
    pub(crate) fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| attribute.name == name)
    }
}

/// All HTML of a page, in its order.
pub(crate) fn html(events: &[(Event<'_>, Range<usize>)]) -> Vec<Html> {
    let (mut found, mut paragraphs) = (Vec::new(), 0);
    let mut block: Option<Lines> = None;
    for (event, span) in events {
        match event {
            Event::Start(Element::Paragraph) => paragraphs += 1,
            Event::End(TagEnd::Paragraph) => paragraphs -= 1,
            Event::Start(Element::HtmlBlock) => block = Some(Lines::default()),
            Event::Html(line) => block.get_or_insert_default().push(line, span.start),
            Event::End(TagEnd::HtmlBlock) => {
                let pieces = block.take().unwrap_or_default().pieces();
                found.push(Html { pieces, is_block: true, in_paragraph: false });
            }
            Event::InlineHtml(tag) => {
                let mut lines = Lines::default();
                lines.push(tag, span.start);
                let pieces = lines.pieces();
                found.push(Html { pieces, is_block: false, in_paragraph: paragraphs > 0 });
            }
            _ => {}
        }
    }
    found
}

/// The lines of a block without the margin of what it stands in.
#[derive(Default)]
struct Lines {
    html: String,
    /// Where each begins, here and in the page.
    starts: Vec<(usize, usize)>,
}

impl Lines {
    fn push(&mut self, line: &str, start: usize) {
        self.starts.push((self.html.len(), start));
        self.html.push_str(line);
    }

    fn span(&self, here: Range<usize>) -> Range<usize> {
        let in_page = |at: usize| {
            let line = self.starts.partition_point(|(start, _)| *start <= at);
            let (start, page) = line.checked_sub(1).map_or((0, 0), |line| self.starts[line]);
            page + at - start
        };
        let start = in_page(here.start);
        // What is said of several lines is said at the first.
        let line = self.html[here].lines().next().map_or(0, str::len);
        start..start + line
    }

    fn pieces(&self) -> Vec<Piece> {
        let (mut pieces, mut at) = (Vec::new(), 0);
        let mut raw: Option<String> = None;
        while at < self.html.len() {
            let rest = &self.html[at..];
            let is_markup = raw.as_ref().is_none_or(|name| is_end_of(rest, name));
            if let Some(comment) = rest.strip_prefix("<!--").filter(|_| is_markup) {
                at += comment.find("-->").map_or(rest.len(), |end| "<!--".len() + end + 3);
            } else if let Some(tag) = self.tag(at).filter(|_| is_markup) {
                let is_raw = !tag.0.is_end && matches!(&*tag.0.name, "script" | "style");
                raw = is_raw.then(|| tag.0.name.clone());
                at = tag.1;
                pieces.push(Piece::Tag(tag.0));
            } else {
                let next = rest.match_indices('<').map(|(next, _)| next).find(|next| *next > 0);
                let end = at + next.unwrap_or(rest.len());
                // Each line by itself, for each has its own place.
                for line in self.html[at..end].split_inclusive('\n') {
                    pieces.push(Piece::Text(self.span(at..at + line.len()), line.to_owned()));
                    at += line.len();
                }
            }
        }
        pieces
    }

    /// The tag that begins at `at`, and where it ends.
    fn tag(&self, at: usize) -> Option<(Tag, usize)> {
        let inside = self.html[at..].strip_prefix('<')?;
        let is_end = inside.starts_with('/');
        let name_at = at + 1 + usize::from(is_end);
        let name: String = self.html[name_at..].chars().take_while(|c| is_name(*c)).collect();
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let (attributes, end) = self.attributes(name_at + name.len());
        let span = self.span(at..end);
        Some((Tag { name: name.to_ascii_lowercase(), is_end, span, attributes }, end))
    }

    /// The attributes from `at` on, and where the tag ends.
    fn attributes(&self, mut at: usize) -> (Vec<Attribute>, usize) {
        let mut attributes = Vec::new();
        while let Some(first) = self.html[at..].chars().next() {
            let is_name = |c: &char| !c.is_whitespace() && !"=>/".contains(*c);
            let name: String = self.html[at..].chars().take_while(is_name).collect();
            if first == '>' {
                return (attributes, at + 1);
            }
            if name.is_empty() {
                at += first.len_utf8();
                continue;
            }
            at += name.len();
            if let Some((value, end)) = self.value(at) {
                let (name, span) = (name.to_ascii_lowercase(), self.span(value.clone()));
                attributes.push(Attribute { name, value: self.html[value].to_owned(), span });
                at = end;
            }
        }
        (attributes, at)
    }

    /// The value of the attribute whose name ends at `at`, without its quotes, and where these end.
    fn value(&self, at: usize) -> Option<(Range<usize>, usize)> {
        let value = self.html[at..].trim_start().strip_prefix('=')?.trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let start = self.html.len() - value.len() + usize::from(quote.is_some());
        let ends = |c: char| quote.map_or(c.is_whitespace() || c == '>', |quote| c == quote);
        let end = self.html[start..].find(ends).map_or(self.html.len(), |end| start + end);
        Some((start..end, (end + usize::from(quote.is_some())).min(self.html.len())))
    }
}

fn is_end_of(rest: &str, name: &str) -> bool {
    let tag = rest.strip_prefix("</").and_then(|rest| rest.get(..name.len()));
    tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name))
}

fn is_name(char: char) -> bool {
    char.is_ascii_alphanumeric() || matches!(char, '-' | ':')
}
