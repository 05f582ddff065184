//! Fenced blocks of code. That they are closed, the course has checked.

use std::ops::Range;

use mdbook_markdown::pulldown_cmark::{CodeBlockKind, Event, Tag};

use super::{Finding, Page, rest_of_line};

pub(super) fn findings(page: &Page<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (event, span) in &page.events {
        let Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) = event else { continue };
        let language = info.split([' ', ',', '\t']).next().unwrap_or_default();
        if !language.is_empty() && !LANGUAGES.contains(&language) {
            // What was escaped there does not stand there so.
            let place = page.text[span.clone()].find(language).map(|at| span.start + at);
            let line = || rest_of_line(page.text, span.start);
            let span = place.map_or_else(line, |at| at..at + language.len());
            findings.push(unknown(span, language));
        }
    }
    findings
}

fn unknown(span: Range<usize>, language: &str) -> Finding {
    let help = match course::nearest(language, LANGUAGES) {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => "write `text` for what has no colours, `svgbob` for a drawing".to_owned(),
    };
    Finding::new(span, format!("unknown language `{language}`"), help)
}

/// What this book makes something of, and what mdBook's highlighter colours.
const LANGUAGES: &[&str] = &[
    "bash",
    "c",
    "console",
    "cpp",
    "css",
    "diff",
    "go",
    "html",
    "http",
    "ini",
    "java",
    "javascript",
    "js",
    "json",
    "makefile",
    "markdown",
    "nginx",
    "python",
    "rust",
    "sh",
    "shell",
    "sql",
    "svgbob",
    "text",
    "toml",
    "ts",
    "typescript",
    "xml",
    "yaml",
];
