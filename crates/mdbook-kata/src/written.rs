//! What an author wrote that a reader would not see so.
//!
//! Markdown has no errors: what is no link, no table and no tag is text, and a book with it builds.
//! Here a page is looked at as it was written, before anything is filled in, so that each fault has
//! its line.

mod code;
mod heading;
mod html;
mod prose;
mod table;
mod tag;

use std::ops::Range;

use mdbook_markdown::pulldown_cmark::Event;
use mdbook_markdown::{MarkdownOptions, new_cmark_parser};

use crate::scan::{self, Html};

/// One fault of a page.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    /// In the page as it was written.
    pub(crate) span: Range<usize>,
    pub(crate) title: String,
    pub(crate) help: String,
}

impl Finding {
    pub(crate) fn new(
        span: Range<usize>,
        title: impl Into<String>,
        help: impl Into<String>,
    ) -> Finding {
        Finding { span, title: title.into(), help: help.into() }
    }
}

/// A page on the way through the checks.
struct Page<'a> {
    /// Front matter and all, so that offsets are the file's.
    text: &'a str,
    /// The parser's, of all behind the front matter.
    events: Vec<(Event<'a>, Range<usize>)>,
    /// Its HTML, each block and each tag within a line.
    html: Vec<Html>,
}

/// Everything in `text` that would be shown otherwise than it was meant, in its order. Its Markdown begins at
/// `body`; that of a lesson has its title elsewhere. `tools` are those that a page can have.
pub(crate) fn findings(text: &str, body: usize, is_lesson: bool, tools: &[String]) -> Vec<Finding> {
    let events = new_cmark_parser(&text[body..], &MarkdownOptions::default()).into_offset_iter();
    let events = events.map(|(event, span)| (event, body + span.start..body + span.end));
    let events: Vec<_> = events.collect();
    let html = scan::html(&events);
    let page = Page { text, events, html };
    let mut findings = code::findings(&page);
    findings.extend(heading::findings(&page, is_lesson));
    findings.extend(html::findings(&page));
    findings.extend(prose::findings(&page));
    findings.extend(table::findings(&page));
    findings.extend(tag::findings(&page, tools));
    findings.sort_by_key(|finding| finding.span.start);
    findings
}

/// The line that an offset stands in, from there on.
pub(crate) fn rest_of_line(text: &str, at: usize) -> Range<usize> {
    let line = text[at..].lines().next().unwrap_or_default();
    at..at + line.trim_end().len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What is found in a page, as `line:column title`.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let source = course::Source::new("page.md", text);
        let findings = findings(text, 0, false, &["dissector".to_owned()]);
        let found = findings.iter().map(|finding| {
            let (line, column) = source.line_column(finding.span.start);
            format!("{line}:{column} {}", finding.title)
        });
        assert_eq!(found.collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn markdown_in_an_html_block() {
        let text = "this stands in an HTML block, in which no Markdown is read";
        let at = |place: &str| format!("{place} {text}");
        check("<div>\n\n*x*\n\n</div>\n> [!WARNING]\n> x", &[&at("6:1")]);
        check("<section>\n<p>x</p>\n</section>\nMore.\nAnd [more](x.md).", &[&at("4:1")]);
        check("<details>\n<summary>A</summary>\nMore.\n\n</details>", &[&at("3:1")]);
        check("- <details>\n  <summary>A</summary>\n  More.\n\n  </details>", &[&at("3:3")]);
        check("<details><summary>A</summary>See `x`.</details>", &[&at("1:30")]);
        check("<p>See **x**.</p>", &[&at("1:4")]);
        check("> <div>\n> </div>\n> é", &[&at("3:3")]);
        check("<!-- a -->\n\n<pre>\n- `x`\n\n**y**\n</pre>\n<!-- a\n`b` -->\n", &[]);
        check("<div>\n<p>\nSee this,\n<code>a**b</code> and\n<b>that</b>.\n</p>\n</div>\n", &[]);
        check(
            "<details><summary>A</summary>B</details>\n\n<style>\na > b { c: d }\n</style>\n",
            &[],
        );
        check("<svg>\n<text>a</text>\nb\n</svg>\n", &[]);
        check("<ul\nclass=\"a>b\">\n<li>x\ny</li></ul>\n", &[]);
    }

    #[test]
    fn fences() {
        check("```rust\nx\n````  \n\n> ~~~\n> x\n> ~~~\n\n```text\n```\n", &[]);
        check("```rsut\n```\n", &["1:4 unknown language `rsut`"]);
        check("~~~ mermaid x\n~~~\n", &["1:5 unknown language `mermaid`"]);
        check("```é\\[x\n```\n", &["1:1 unknown language `é[x`"]);
        check("```rust,ignore\n```\n```svgbob A b\n```\n```\n```\n\n    ```rsut\n", &[]);
    }

    #[test]
    fn headings() {
        check("# A\n\n# B\n", &["3:1 a second title"]);
        check(
            "# A\n\n## B\n\n#### C\n\n## D\n\n### E\n",
            &["5:1 a heading of level 4 below one of level 2"],
        );
    }

    #[test]
    fn ids() {
        check("<p id=a>x</p>\n\n<b id='a'>x</b>\n", &["3:8 the id `a` is on this page twice"]);
        check("## `A` Bc!\n\n<p id=\"a-bc\"></p>\n", &["3:8 the id `a-bc` is on this page twice"]);
        check("<p id=x></p>\n\n## A {#x}\n", &["3:1 the id `x` is on this page twice"]);
        check("## A\n\n## A\n\n`<p id=a>`\n", &[]);
    }

    #[test]
    fn what_is_no_link() {
        let none = "looks like a link and is none";
        check("See [x][nope].", &[&format!("1:5 {none}")]);
        check("See [x](a b.md).", &[&format!("1:5 {none}")]);
        check("See [`x`](a b.md).", &[&format!("1:9 {none}")]);
        check("Note[^nope].", &["1:5 there is no footnote `nope`"]);
        check("> [!WARNNG]\n> x\n", &["1:3 no kind of note"]);
        check("> [!WARNING] x\n", &["1:3 no kind of note"]);
        check(
            "See [x][y], [y] and [..], `[x][z]`, \\[x](y z), x[^1].\n\n[y]: z.md\n\n[^1]: x\n",
            &[],
        );
        check("> [!NOTE]\n> x\n\n[a](<a b.md>)\n", &[]);
    }

    #[test]
    fn what_typography_takes() {
        check(
            "Run it with --release, (--all)\n",
            &["1:13 a dash where an option was meant", "1:25 a dash where an option was meant"],
        );
        check("A -- b, a---b, 1--2 and `--release` \\--x.\n", &[]);
        check("`a` &foo; b &amp;foo; \\&foo; &copy; a & b;\n", &["1:5 unknown character `&foo;`"]);
    }

    #[test]
    fn tables() {
        check(
            "| a | b |\n|---|---|\n| 1 | 2 | 3 |\n| `1 | 2` | 3 |\n",
            &["3:1 a row of 3 cells in a table of 2", "4:1 a row of 3 cells in a table of 2"],
        );
        check("a | b\n-|-\n1 | 2\\|3\n|4|5|\n", &[]);
        check("| a |\n|---|---|\n| 1 | 2 |\n", &["2:1 looks like a table and is none"]);
    }

    #[test]
    fn images_and_tags() {
        check("![](a.png) ![a](a.png) ![`b`](a.png)\n", &["1:1 an image without a description"]);
        check("<img src=a.png> <img src=a.png alt=''>\n", &["1:1 an image without a description"]);
        check("A <foo>x</foo> `<foo>`\n", &["1:3 there is no tag `<foo>` in HTML"]);
        check("A <p>x</p>\n", &["1:3 `<p>` cannot stand within a paragraph"]);
        check("- A <kbd>x</kbd><br>\n\n<svg><g/></svg>\n", &[]);
        check("<section data-tool=disector>\n</section>\n", &["1:20 there is no tool `disector`"]);
        check("<section data-tool=\"dissector\">\n</section>\n", &[]);
    }

    const PIECES: [&str; 40] = [
        "\n",
        "\n",
        "\n\n",
        " ",
        "  ",
        "é",
        "x",
        "> ",
        "- ",
        "1. ",
        "# ",
        "#### ",
        "```",
        "~~~",
        "rust",
        "`",
        "[",
        "]",
        "(",
        ")",
        "^",
        "!",
        "[!",
        "&",
        ";",
        "|",
        "|-|-|",
        "--",
        "\\",
        "<",
        ">",
        "</",
        "/>",
        "<p ",
        "id=",
        "\"",
        "<!--",
        "-->",
        "<script>",
        "</script>",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(5_000))]
        #[test]
        fn whatever_an_author_writes_is_looked_at(
            pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..24)
        ) {
            let text = pieces.concat();
            for finding in findings(&text, 0, true, &[]) {
                prop_assert!(text.get(finding.span).is_some());
            }
        }
    }
}
