//! Where the code blocks of a page are.

use std::ops::Range;

use mdbook_markdown::pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};
use mdbook_markdown::{MarkdownOptions, new_cmark_parser};

/// A fenced code block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fence {
    /// From the opening fence to the end of the closing one.
    pub(crate) span: Range<usize>,
    /// What stands behind the opening fence.
    pub(crate) info: String,
    /// The lines between, without the quote marks and indents of what the block stands in.
    pub(crate) content: String,
    /// The text of the `##` heading above it.
    pub(crate) section: String,
}

/// All fenced blocks of a page, in order, as mdBook will see them.
pub(crate) fn fences(markdown: &str) -> Vec<Fence> {
    let mut fences: Vec<Fence> = Vec::new();
    let mut section = String::new();
    let mut within = Within::Other;
    for (event, span) in new_cmark_parser(markdown, &MarkdownOptions::default()).into_offset_iter()
    {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H2, .. }) => {
                section.clear();
                within = Within::Heading;
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let (info, section) = (info.to_string(), section.clone());
                fences.push(Fence { span, info, content: String::new(), section });
                within = Within::Fence;
            }
            Event::End(TagEnd::Heading(_) | TagEnd::CodeBlock) => within = Within::Other,
            Event::Text(text) | Event::Code(text) => match (within, fences.last_mut()) {
                (Within::Heading, _) => section.push_str(&text),
                (Within::Fence, Some(fence)) => fence.content.push_str(&text),
                _ => {}
            },
            _ => {}
        }
    }
    fences
}

#[derive(Clone, Copy)]
enum Within {
    Heading,
    Fence,
    Other,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each fence as its section, its info, its source and its content.
    fn check(markdown: &str, expected: &[[&str; 4]]) {
        let fences = fences(markdown);
        let found: Vec<_> = fences
            .iter()
            .map(|f| [&f.section, &f.info, &markdown[f.span.clone()], &f.content])
            .collect();
        assert_eq!(found, expected, "{markdown}");
    }

    #[test]
    fn a_fence_is_what_markdown_says() {
        check("```a b\nx\n```\ny", &[["", "a b", "```a b\nx\n```", "x\n"]]);
        check("~~~~\n```\nx\n~~~~\n", &[["", "", "~~~~\n```\nx\n~~~~", "```\nx\n"]]);
        check("> ```a\n> x\n> ```\n", &[["", "a", "```a\n> x\n> ```", "x\n"]]);
        check(
            "- y\n\n  ```a\n  x\n\n  z\n  ```\n",
            &[["", "a", "```a\n  x\n\n  z\n  ```", "x\n\nz\n"]],
        );
        check("  ```a\r\n  x\r\n  ```\r\n", &[["", "a", "```a\r\n  x\r\n  ```", "x\n"]]);
        check("    ```a\n    x\n", &[]);
        check("```a", &[["", "a", "```a", ""]]);
    }

    #[test]
    fn a_fence_knows_its_section() {
        check(
            "# A\n```\n```\n## `B` c\n### D\n```\n```\n",
            &[["", "", "```\n```", ""], ["B c", "", "```\n```", ""]],
        );
    }
}
