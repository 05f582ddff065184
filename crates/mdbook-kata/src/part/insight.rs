//! What a lesson comes down to, in a sentence.

use std::fmt::Write;

use course::{Lesson, SectionKind};
use mdbook_markdown::pulldown_cmark::{Event, Tag, TagEnd};
use mdbook_markdown::{MarkdownOptions, new_cmark_parser};

use crate::markup;

/// The first sentence of its Key Insight as HTML. Of its markup only code stays.
pub(super) fn insight(lesson: &Lesson) -> String {
    let section = lesson.section(SectionKind::KeyInsight);
    first_sentence(&lesson.source.text()[section.body.clone()])
}

fn first_sentence(markdown: &str) -> String {
    let mut html = String::new();
    for (text, is_code) in first_paragraph(markdown) {
        if is_code {
            // Writing to a string cannot fail.
            let _ = write!(html, "<code>{}</code>", markup::text(&text));
            continue;
        }
        match sentence_end(&text) {
            Some(end) => return html + &markup::text(&text[..end]),
            None => html.push_str(&markup::text(&text)),
        }
    }
    html
}

/// Its texts in order, neighbours joined, each with whether it is code.
fn first_paragraph(markdown: &str) -> Vec<(String, bool)> {
    let mut texts: Vec<(String, bool)> = Vec::new();
    let mut within = false;
    for event in new_cmark_parser(markdown, &MarkdownOptions::default()) {
        let (text, is_code) = match event {
            Event::Start(Tag::Paragraph) => {
                within = true;
                continue;
            }
            Event::End(TagEnd::Paragraph) => break,
            Event::Text(text) if within => (text.into_string(), false),
            Event::Code(text) if within => (text.into_string(), true),
            Event::SoftBreak | Event::HardBreak if within => (" ".to_owned(), false),
            _ => continue,
        };
        match texts.last_mut() {
            Some((last, false)) if !is_code => last.push_str(&text),
            _ => texts.push((text, is_code)),
        }
    }
    texts
}

/// A sentence ends where white space and no small letter follow its mark: not after `e.g. this`.
fn sentence_end(text: &str) -> Option<usize> {
    text.match_indices(['.', '!', '?']).map(|(at, _)| at + 1).find(|end| {
        let rest = &text[*end..];
        let next = rest.trim_start().chars().next();
        rest.starts_with(char::is_whitespace) && next.is_some_and(|next| !next.is_lowercase())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(markdown: &str, expected: &str) {
        assert_eq!(first_sentence(markdown), expected, "{markdown}");
    }

    #[test]
    fn the_first_sentence() {
        check("\n> Short.\n", "Short.");
        check("> One, e.g. this. Two.\n> Three.", "One, e.g. this.");
        check("> See §1.1 of it! Two.", "See §1.1 of it!");
        check("> One\n> goes on. Two.\n\nMore.", "One goes on.");
        check("No *end* `a. B` in <sight>\n\nMore.", "No end <code>a. B</code> in ");
        check("> `<T>` & co. Two.", "<code>&lt;T&gt;</code> &amp; co.");
        check("```\ncode. Not text.\n```\n\n> One. Two.", "One.");
        check("", "");
    }
}
