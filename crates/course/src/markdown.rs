//! What the checks need to know of a page's Markdown, with offsets into the page.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// How a comment begins.
pub(crate) const COMMENT: &str = "<!--";

/// The parts of a page, each in the order of the page.
#[derive(Debug, Default)]
pub(crate) struct Markdown {
    /// `##` headings.
    pub(crate) headings: Vec<Heading>,
    /// Fenced code blocks.
    pub(crate) fences: Vec<Fence>,
    /// Items of numbered lists that stand in no other list.
    pub(crate) items: Vec<Item>,
    /// Items of other lists that stand in no other list.
    pub(crate) bullets: Vec<Range<usize>>,
    /// Blocks of HTML that begin with a comment, from there on.
    pub(crate) comments: Vec<Range<usize>>,
}

#[derive(Debug)]
pub(crate) struct Heading {
    pub(crate) text: String,
    pub(crate) span: Range<usize>,
}

#[derive(Debug)]
pub(crate) struct Fence {
    /// The info string's first word, such as `rust`.
    pub(crate) language: String,
    pub(crate) span: Range<usize>,
    /// What stands between the fences.
    pub(crate) body: Range<usize>,
}

#[derive(Debug)]
pub(crate) struct Item {
    /// As the reader sees it.
    pub(crate) number: u64,
    pub(crate) span: Range<usize>,
}

impl Markdown {
    /// Reads `text` from the offset `body` on.
    pub(crate) fn parse(text: &str, body: usize) -> Markdown {
        let mut walk = Walk { text, ..Walk::default() };
        // The options of mdBook 0.5, so that both see the same page.
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_HEADING_ATTRIBUTES
            | Options::ENABLE_SMART_PUNCTUATION
            | Options::ENABLE_DEFINITION_LIST
            | Options::ENABLE_GFM;
        for (event, range) in Parser::new_ext(&text[body..], options).into_offset_iter() {
            walk.event(&event, range.start + body..range.end + body);
        }
        walk.found
    }

    /// Whether what stands at an offset is shown as code, or not at all.
    pub(crate) fn is_no_prose(&self, at: usize) -> bool {
        let mut fences = self.fences.iter().map(|fence| &fence.span);
        fences.any(|span| span.contains(&at)) || self.comments.iter().any(|span| span.contains(&at))
    }
}

#[derive(Default)]
struct Walk<'a> {
    text: &'a str,
    found: Markdown,
    /// Numbers of the lists we are in, outermost first; `None` for bullets.
    lists: Vec<Option<u64>>,
    in_heading: bool,
    in_fence: bool,
}

impl Walk<'_> {
    fn event(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(end) => self.end(*end),
            Event::Text(text) | Event::Code(text) => self.text(text, range),
            Event::SoftBreak | Event::HardBreak => self.text(" ", range),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: Range<usize>) {
        match tag {
            Tag::Heading { level: HeadingLevel::H2, .. } => {
                self.in_heading = true;
                let text = String::new();
                self.found.headings.push(Heading { text, span });
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                self.in_fence = true;
                let language = info.split([' ', ',', '\t']).next().unwrap_or_default();
                let opening = self.text[span.clone()].split_inclusive('\n').next();
                let body = span.start + opening.map_or(0, str::len);
                self.found.fences.push(Fence {
                    language: language.to_owned(),
                    // Until there is text, and for good if there is none.
                    body: body..body,
                    span,
                });
            }
            Tag::HtmlBlock => {
                let block = self.text[span.clone()].trim_start();
                if block.starts_with(COMMENT) {
                    self.found.comments.push(span.end - block.len()..span.end);
                }
            }
            Tag::List(number) => self.lists.push(*number),
            Tag::Item => match &mut self.lists[..] {
                [Some(number)] => {
                    self.found.items.push(Item { number: *number, span });
                    *number += 1;
                }
                [None] => self.found.bullets.push(span),
                _ => {}
            },
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Heading(_) => self.in_heading = false,
            TagEnd::CodeBlock => self.in_fence = false,
            TagEnd::List(_) => drop(self.lists.pop()),
            _ => {}
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        if let (true, Some(heading)) = (self.in_heading, self.found.headings.last_mut()) {
            heading.text.push_str(text);
        }
        if let (true, Some(fence)) = (self.in_fence, self.found.fences.last_mut()) {
            if fence.body.is_empty() {
                fence.body.start = range.start;
            }
            fence.body.end = range.end;
        }
    }
}
