//! A code block or a comment without its end: all that follows is taken for a part of it.

use std::sync::Arc;

use crate::markdown::{COMMENT, Fence, Markdown};
use crate::problem::Problem;
use crate::source::Source;

/// The first of a page. What is found behind it is not what was meant, so that the others can wait.
/// `headings` are those that the page must have.
pub(crate) fn unclosed(
    page: &Arc<Source>,
    markdown: &Markdown,
    headings: &[&str],
) -> Option<Problem> {
    let text = page.text();
    let is_there = |name: &str| markdown.headings.iter().any(|heading| heading.text == name);
    let missing: Vec<_> = headings.iter().copied().filter(|name| !is_there(name)).collect();
    let fences = markdown.fences.iter();
    let fences = fences.filter(|fence| !is_closed(text, fence) || has_more(text, fence, &missing));
    let comments = markdown.comments.iter().filter(|span| !is_comment(&text[(*span).clone()]));
    let fence = fences.map(|fence| (&fence.span, "code block", FENCE_HELP)).next();
    let comment = comments.map(|span| (span, "comment", COMMENT_HELP)).next();
    let (span, what, help) =
        fence.into_iter().chain(comment).min_by_key(|(span, ..)| span.start)?;
    let title = format!("this {what} is not closed");
    let problem = Problem::new(page, page.first_line(span), title, "opened here");
    Some(problem.with_help(help))
}

const FENCE_HELP: &str =
    "put a fence of its own below the code: all that follows is taken for code until then";

const COMMENT_HELP: &str = "put `-->` behind it: until then, all that follows is a part of it";

/// Whether the last line of a fenced block is a fence, as long as the first at least.
fn is_closed(text: &str, fence: &Fence) -> bool {
    let block = &text[fence.span.clone()];
    let Some((mark, length)) = mark(block) else { return true };
    let last = block.trim_end().rsplit_once('\n').map_or("", |(_, last)| last);
    let last = last.trim_start_matches(is_margin);
    last.len() >= length && last.chars().all(|c| c == mark)
}

/// Whether a block that is closed has been closed by the fence of another: it holds the opening of
/// one, or a heading that is missed.
fn has_more(text: &str, fence: &Fence, missing: &[&str]) -> bool {
    let margin = margin(&text[..fence.span.start]);
    let opening = mark(&text[fence.span.clone()]);
    let is_opening = |line: &str| {
        let rest = line.trim_start_matches(is_margin);
        let is_near = line.len() - rest.len() < margin + CODE_INDENT;
        let inside = mark(rest).filter(|_| is_near);
        inside.zip(opening).is_some_and(|((char, length), (mark, at_least))| {
            let info = rest.trim_start_matches(mark).trim();
            char == mark && length >= at_least && !info.is_empty() && !info.contains('`')
        })
    };
    let is_missing =
        |line: &str| line.strip_prefix("## ").is_some_and(|h| missing.contains(&h.trim()));
    text[fence.body.clone()].lines().any(|line| is_opening(line) || is_missing(line))
}

/// Indented by as much, a line is code and no fence.
const CODE_INDENT: usize = 4;

/// The character of which a fence is made, and of how many.
fn mark(line: &str) -> Option<(char, usize)> {
    let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = line.chars().take_while(|c| *c == mark).count();
    (length >= 3).then_some((mark, length))
}

/// How far into its line a text ends.
fn margin(before: &str) -> usize {
    before.len() - before.rfind('\n').map_or(0, |newline| newline + 1)
}

fn is_margin(char: char) -> bool {
    char == '>' || char.is_whitespace()
}

/// Whether it ends, and with its own end.
fn is_comment(block: &str) -> bool {
    let inside = block.strip_prefix(COMMENT).unwrap_or(block);
    inside.split_once("-->").is_some_and(|(inside, _)| !inside.contains(COMMENT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_is_found() {
        let check = |text: &str, expected: &str| {
            let page = Source::new("a.md", text);
            let problem = unclosed(&page, &Markdown::parse(text, 0), &["A"]);
            let place = |problem: Problem| {
                format!("{}:{} {}", problem.line(), problem.column(), problem.title())
            };
            assert_eq!(problem.map(place).unwrap_or_default(), expected, "{text}");
        };
        let (block, comment) = ("this code block is not closed", "this comment is not closed");
        let block = |at: &str| format!("{at} {block}");
        let comment = |at: &str| format!("{at} {comment}");
        check("```rust\nx\n\n## Next\n", &block("1:1"));
        check("- ```rust\n  x\n\nNext\n", &block("1:3"));
        check("```rust\nx\n~~~\n``\n", &block("1:1"));
        check("```", &block("1:1"));
        check("```rust\nx\n````  \n\n> ~~~\n> x\n> ~~~\n\n```text\n```\n", "");
        check("- ```\n  x\n  ```\n", "");
        // Closed by the fence of the next.
        check("```http\nx\n\n```rust\nx\n```\n", &block("1:1"));
        check("> ~~~ http\n> x\n>\n> ~~~~ rust\n> x\n> ~~~~\n", &block("1:3"));
        check("````text\n```rust\nx\n```\n````\n", "");
        check("~~~text\n```rust\n```\n~~~\n", "");
        check("```yaml\n    ```rust\n    ```\n```\n", "");
        check("```text\n```a` b\n```\n", "");
        check("```\nx\n\n## A\n\n```\nx\n```\n", &block("1:1"));
        check("## A\n\n```\n## A\n```\n\n```\n## B\n```\n", "");
        check("<!-- x\n\n## B\n", &comment("1:1"));
        check("- <!-- x\n\nB\n", &comment("1:3"));
        check("é\n  <!-- x\n\n<!-- y -->\n", &comment("2:3"));
        check("<!--\n\n```\n-->\n<!-- x --> <!--\n", "");
        check("<!-- x\n\n```\n", &comment("1:1"));
        check("```\n\n<!-- x\n", &block("1:1"));
    }
}
