//! `SUMMARY.md`: which pages the book has, in which order.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::files::{Files, resolve};
use crate::problem::{Problem, Problems, nearest};
use crate::source::Source;

/// The folder of the book's pages.
const PAGES: &str = "book/src";
const SUMMARY: &str = "book/src/SUMMARY.md";

/// All pages that there are, sorted, by path relative to the course root.
pub(crate) fn all_pages(files: &Files) -> Vec<String> {
    files.list(PAGES, "md")
}

/// Whether a path, relative to the course root, is that of a page.
pub(crate) fn is_page(path: &str) -> bool {
    let path = Path::new(path);
    path.starts_with(PAGES) && path.extension().is_some_and(|extension| extension == "md")
}

/// A page that the book has.
pub(crate) struct Entry {
    /// Relative to the course root.
    pub(crate) path: String,
    /// What the page is listed as.
    pub(crate) title: String,
    /// The link in `SUMMARY.md`, which is this source.
    pub(crate) span: Range<usize>,
    pub(crate) source: Arc<Source>,
}

/// Those of `all` pages that the book has, in its order. Drafts, which link to nothing, are left out.
pub(crate) fn pages(files: &Files, all: &[String], problems: &mut Problems) -> Vec<Entry> {
    let source = match files.read(SUMMARY) {
        Ok(source) => source,
        Err(problem) => {
            problems.push(problem);
            return Vec::new();
        }
    };
    let is_page = |path: &String| all.binary_search(path).is_ok();
    let (mut pages, mut first, mut lost) = (Vec::new(), BTreeMap::new(), Vec::new());
    for Link { href, title, span } in links(source.text()) {
        match resolve(PAGES, &href).filter(is_page) {
            None => match link_before(files, &href) {
                Some(link) => problems.push(behind_link(&source, span, &href, &link)),
                None => lost.push((href, span)),
            },
            Some(path) => {
                if let Some(first) = first.get(&path) {
                    problems.push(listed_twice(&source, span, first, &href));
                } else {
                    first.insert(path.clone(), span.clone());
                    pages.push(Entry { path, title, span, source: Arc::clone(&source) });
                }
            }
        }
    }
    let is_unlisted = |path: &&String| *path != SUMMARY && !first.contains_key(*path);
    let unlisted = all.iter().filter(is_unlisted).map(|path| in_book(path)).collect();
    tell_lost(files, &source, lost, unlisted, problems);
    pages
}

/// Links that lead to no page, and pages that no link leads to.
fn tell_lost(
    files: &Files,
    source: &Arc<Source>,
    links: Vec<(String, Range<usize>)>,
    mut unlisted: Vec<&str>,
    problems: &mut Problems,
) {
    for (href, span) in links {
        // A mistyped link stands for the page that is meant, so as not to be missing as well.
        let meant = nearest(href.trim_start_matches('/'), &unlisted);
        problems.push(no_page(source, span, &href, meant));
        unlisted.retain(|page| Some(*page) != meant);
    }
    problems.extend(unlisted.into_iter().map(|page| not_listed(files, page)));
}

struct Link {
    href: String,
    title: String,
    span: Range<usize>,
}

/// All links, drafts left out.
fn links(text: &str) -> Vec<Link> {
    let (mut links, mut open) = (Vec::new(), None::<Link>);
    for (event, span) in Parser::new(text).into_offset_iter() {
        match (event, &mut open) {
            (Event::Start(Tag::Link { dest_url, .. }), _) if !dest_url.is_empty() => {
                // mdBook decodes this much and no more.
                let href = dest_url.replace("%20", " ");
                open = Some(Link { href, title: String::new(), span });
            }
            (Event::Text(text) | Event::Code(text), Some(link)) => link.title.push_str(&text),
            (Event::SoftBreak, Some(link)) => link.title.push(' '),
            (Event::End(TagEnd::Link), _) => links.extend(open.take()),
            _ => {}
        }
    }
    links
}

/// A page's path as `SUMMARY.md` has it.
fn in_book(path: &str) -> &str {
    path.strip_prefix(PAGES).unwrap_or(path).trim_start_matches('/')
}

fn no_page(source: &Arc<Source>, span: Range<usize>, href: &str, meant: Option<&str>) -> Problem {
    let title = format!("`{href}` is listed but is no `.md` file in {PAGES}");
    let help = match meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => {
            "write the page, or leave the link empty, `[Title]()`, for one still to come".into()
        }
    };
    Problem::new(source, span, title, "no such page").with_help(help)
}

/// The first folder on the way to a page that is a link. None of those is gone into: mdBook would
/// look for what such a page includes beside the folder that the link leads to.
fn link_before(files: &Files, href: &str) -> Option<String> {
    let path = resolve(PAGES, href)?;
    let ends = path.match_indices('/').map(|(end, _)| &path[..end]);
    let mut below = ends.filter(|folder| folder.len() > PAGES.len());
    below.find(|folder| files.is_link(folder)).map(str::to_owned)
}

fn behind_link(source: &Arc<Source>, span: Range<usize>, href: &str, link: &str) -> Problem {
    let title = format!("`{href}` is listed but stands behind a link");
    let label = format!("`{link}` is a symbolic link, and is not followed");
    Problem::new(source, span, title, label).with_help("put the folder itself there")
}

fn listed_twice(
    source: &Arc<Source>,
    span: Range<usize>,
    first: &Range<usize>,
    href: &str,
) -> Problem {
    let title = format!("`{href}` is listed twice");
    Problem::new(source, span, title, "listed again here")
        .with_other(source, first, "first listed here")
        .with_help("remove one of the two")
}

fn not_listed(files: &Files, page: &str) -> Problem {
    let source = match files.read(&format!("{PAGES}/{page}")) {
        Ok(source) => source,
        Err(problem) => return problem,
    };
    let span = source.line_range(0);
    let title = "page is not listed in SUMMARY.md";
    Problem::new(&source, span, title, "no reader will find it")
        .with_help(format!("add `- [Title]({page})` to {SUMMARY}, or remove the file"))
}
