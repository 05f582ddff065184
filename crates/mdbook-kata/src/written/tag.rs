//! Tags and images, one by one.

use std::ops::Range;

use mdbook_markdown::pulldown_cmark::{Event, Tag as Element, TagEnd};

use super::{Finding, Page, rest_of_line};
use crate::scan::{Piece, Tag};

pub(super) fn findings(page: &Page<'_>, tools: &[String]) -> Vec<Finding> {
    let mut findings = undescribed(page);
    for html in &page.html {
        for piece in &html.pieces {
            let Piece::Tag(tag) = piece else { continue };
            if tag.is_end {
                continue;
            }
            if !is_known(&tag.name) {
                findings.push(unknown(tag));
            } else if html.in_paragraph && BLOCKS.contains(&tag.name.as_str()) {
                findings.push(in_paragraph(tag));
            } else if tag.name == "img" && tag.attribute("alt").is_none() {
                findings.push(no_description(tag.span.clone()));
            }
            findings.extend(no_tool(tag, tools));
        }
    }
    findings
}

fn is_known(name: &str) -> bool {
    [BLOCKS, INLINE, SVG].iter().any(|names| names.contains(&name))
}

fn unknown(tag: &Tag) -> Finding {
    let title = format!("there is no tag `<{}>` in HTML", tag.name);
    Finding::new(tag.span.clone(), title, "a name in angle brackets goes into backticks")
}

fn in_paragraph(tag: &Tag) -> Finding {
    let title = format!("`<{}>` cannot stand within a paragraph", tag.name);
    Finding::new(tag.span.clone(), title, "put a blank line before it, and one behind its end")
}

fn no_tool(tag: &Tag, tools: &[String]) -> Option<Finding> {
    let tool = tag.attribute("data-tool").filter(|tool| !tools.contains(&tool.value))?;
    let title = format!("there is no tool `{}`", tool.value);
    let names: Vec<_> = tools.iter().map(String::as_str).collect();
    let help = match course::nearest(&tool.value, &names) {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => "the tools are the scripts in `book/theme/tools`".to_owned(),
    };
    Some(Finding::new(tool.span.clone(), title, help))
}

/// Images of Markdown's.
fn undescribed(page: &Page<'_>) -> Vec<Finding> {
    let (mut findings, mut image) = (Vec::new(), None);
    for (event, span) in &page.events {
        match event {
            Event::Start(Element::Image { .. }) => {
                image = Some(rest_of_line(page.text, span.start));
            }
            Event::Text(_) | Event::Code(_) => image = None,
            Event::End(TagEnd::Image) => findings.extend(image.take().map(no_description)),
            _ => {}
        }
    }
    findings
}

fn no_description(span: Range<usize>) -> Finding {
    let help = "say what it shows, `![like this](…)`, for who does not see it; in HTML, `alt=\"\"` is one that shows nothing";
    Finding::new(span, "an image without a description", help)
}

/// They end a paragraph, wherever they stand.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "details",
    "dialog",
    "div",
    "dl",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "ul",
];

const INLINE: &[&str] = &[
    "a", "abbr", "area", "audio", "b", "bdi", "bdo", "br", "button", "canvas", "caption", "cite",
    "code", "col", "colgroup", "data", "datalist", "dd", "del", "dfn", "dt", "em", "embed", "i",
    "iframe", "img", "input", "ins", "kbd", "label", "legend", "link", "map", "mark", "meter",
    "noscript", "object", "optgroup", "option", "output", "picture", "progress", "q", "rp", "rt",
    "ruby", "s", "samp", "script", "select", "small", "source", "span", "strong", "style", "sub",
    "sup", "svg", "tbody", "td", "template", "textarea", "tfoot", "th", "thead", "time", "tr",
    "track", "u", "var", "video", "wbr",
];

const SVG: &[&str] = &[
    "animate",
    "circle",
    "clippath",
    "defs",
    "desc",
    "ellipse",
    "foreignobject",
    "g",
    "image",
    "line",
    "lineargradient",
    "marker",
    "mask",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialgradient",
    "rect",
    "stop",
    "symbol",
    "text",
    "textpath",
    "title",
    "tspan",
    "use",
];
