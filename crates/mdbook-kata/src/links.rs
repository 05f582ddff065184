//! Whether the links of a built book lead somewhere.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::Path;

use percent_encoding::percent_decode_str;
use walkdir::WalkDir;

use crate::html::{Html, Link};

/// A link that leads nowhere, or to what the book does not load.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct BrokenLink {
    /// The page as it was written, with line and column of the link; or, if it is not to be found
    /// there, the page relative to the book, with `/`.
    pub page: String,
    /// The link as it stands in the page's HTML.
    pub link: String,
    /// What is not there, or not to be.
    pub missing: String,
}

impl fmt::Display for BrokenLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} → {}", self.page, self.link, self.missing)
    }
}

/// All links in a folder's HTML files that lead to no file of the folder, or to no id in it. What
/// leads out of the book (`https:`, `mailto:`) is not looked at, unless it is loaded from there.
///
/// # Errors
///
/// If a file cannot be read.
pub(crate) fn broken_links(folder: &Path) -> io::Result<Vec<BrokenLink>> {
    let files = read(folder)?;
    let (copies, pages): (Vec<_>, Vec<_>) =
        files.keys().partition(|page| COPIES.contains(&page.as_str()));
    let broken = |pages: Vec<&String>| -> Vec<BrokenLink> {
        pages.into_iter().flat_map(|page| broken_links_of(page, &files)).collect()
    };
    let found = broken(pages);
    Ok(if found.is_empty() { broken_in_copies(broken(copies)) } else { found })
}

/// They repeat the other pages, and so their faults, which are worth telling once.
const COPIES: [&str; 2] = [INDEX, "print.html"];

/// The first page once more, word by word.
const INDEX: &str = "index.html";

/// A link that is right in the first page and wrong in its copy: all such have one cause.
fn broken_in_copies(mut found: Vec<BrokenLink>) -> Vec<BrokenLink> {
    for broken in found.iter_mut().filter(|broken| broken.page == INDEX) {
        FIRST_IN_A_FOLDER.clone_into(&mut broken.missing);
    }
    found.dedup_by(|next, broken| next.page == INDEX && broken.page == INDEX);
    found
}

const FIRST_IN_A_FOLDER: &str = "nothing: this is the first page of SUMMARY.md once more, which lies \
                                 in a folder; let one that lies in book/src itself come first";

/// Every file by its path with `/`; those that are not HTML have no content.
type Files = BTreeMap<String, Option<Html>>;

fn read(folder: &Path) -> io::Result<Files> {
    let mut files = Files::new();
    for entry in WalkDir::new(folder) {
        let entry = entry?;
        if !entry.file_type().is_file() {
            continue;
        }
        let path = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let names: Vec<_> = path.iter().map(|name| name.to_string_lossy()).collect();
        let is_html = path.extension().is_some_and(|extension| extension == "html");
        let html = is_html.then(|| std::fs::read(entry.path())).transpose()?;
        let html = html.map(|bytes| Html::parse(&String::from_utf8_lossy(&bytes)));
        files.insert(names.join("/"), html);
    }
    Ok(files)
}

fn broken_links_of(page: &str, files: &Files) -> Vec<BrokenLink> {
    let Some(Some(html)) = files.get(page) else { return Vec::new() };
    let broken = |link: &Link| {
        let Link { target: link, is_loaded } = link;
        if let Some(missing) = elsewhere(link, *is_loaded) {
            return Some(BrokenLink { page: page.to_owned(), link: link.clone(), missing });
        }
        // To a browser, `#a` on such a page leads to the root's. It is how mdBook writes its page
        // 404, and no author can mend that.
        let from = if html.from_root && !link.starts_with('#') { "" } else { page };
        let found = missing(&target(from, link)?, files);
        let missing = found.or_else(|| missing_without_server(html, link))?;
        Some(BrokenLink { page: page.to_owned(), link: link.clone(), missing })
    };
    html.links.iter().filter_map(broken).collect()
}

/// What is wrong with a link out of the book. Nobody is to learn who reads it, and it is read without
/// a network too.
fn elsewhere(link: &str, is_loaded: bool) -> Option<String> {
    let scheme = scheme(link).map(str::to_ascii_lowercase);
    match scheme.as_deref() {
        Some("data") => None,
        Some(_) if is_loaded => Some(LOADED.to_owned()),
        None if is_loaded && link.starts_with("//") => Some(LOADED.to_owned()),
        None | Some("http" | "https" | "mailto") => None,
        Some(other) => Some(format!(
            "nothing that a page links to: write `https:`, `http:` or `mailto:`, and not `{other}:`"
        )),
    }
}

const LOADED: &str = "nothing is loaded from elsewhere: put the file into the book";

fn scheme(link: &str) -> Option<&str> {
    let first = link.split(['/', '?', '#']).next()?;
    Some(first.split_once(':')?.0)
}

/// Path and fragment that a link leads to, or `None` if it leads out of the book.
fn target(page: &str, link: &str) -> Option<(String, String)> {
    let (link, fragment) = link.split_once('#').unwrap_or((link, ""));
    let path = link.split('?').next().unwrap_or_default();
    if scheme(path).is_some() || path.starts_with("//") {
        return None;
    }
    let decoded = |text| percent_decode_str(text).decode_utf8_lossy().into_owned();
    Some((resolve(page, &decoded(path)), decoded(fragment)))
}

/// `..` beyond the root stays, and so leads nowhere.
fn resolve(page: &str, path: &str) -> String {
    if path.is_empty() {
        return page.to_owned();
    }
    let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut names: Vec<&str> =
        if path.starts_with('/') { vec![] } else { folder.split('/').collect() };
    for name in path.split('/') {
        match name {
            ".." if names.iter().any(|name| !matches!(*name, "" | "..")) => {
                names.pop();
            }
            "." => {}
            name => names.push(name),
        }
    }
    names.retain(|name| !name.is_empty());
    if matches!(path.rsplit('/').next(), Some("" | "." | "..")) {
        names.push("index.html");
    }
    names.join("/")
}

/// Opened as a file, a page has no root above it, and a folder is no page. mdBook's page 404, with its
/// base, is for servers only.
fn missing_without_server(html: &Html, link: &str) -> Option<String> {
    let path = link.split(['#', '?']).next().unwrap_or_default();
    let folder = matches!(path.rsplit('/').next(), Some("" | "." | "..")) && !path.is_empty();
    let needs_server = !html.from_root && (folder || path.starts_with('/'));
    needs_server.then(|| {
        "nothing without a server: name a file, as seen from this page's folder".to_owned()
    })
}

fn missing((path, fragment): &(String, String), files: &Files) -> Option<String> {
    match files.get(path) {
        None => Some(format!("there is no `{path}`")),
        // A browser takes `#` and `#top` for the top of any page.
        Some(Some(html)) if !matches!(fragment.as_str(), "" | "top") => {
            (!html.ids.contains(fragment))
                .then(|| format!("nothing in `{path}` has the id `{fragment}`"))
        }
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is missing behind a link of `a/b.html`, in a book that also has `a/index.html`,
    /// `c d.html` with the id `é` and `f.css`.
    fn check(link: &str, expected: &str) {
        let page = |text: &str| Some(Html::parse(text));
        let link = format!("<a href='{link}' id=x>");
        let files = [("a/b.html", page(&link)), ("a/index.html", page("")), ("f.css", None)];
        let mut files: Files = files.map(|(path, html)| (path.to_owned(), html)).into();
        files.insert("c d.html".to_owned(), page("<p id='é'>"));
        let broken = broken_links_of("a/b.html", &files);
        let missing: Vec<_> = broken.iter().map(|broken| broken.missing.as_str()).collect();
        assert_eq!(missing.join(" "), expected, "{link}");
    }

    #[test]
    fn what_is_there_is_found() {
        for link in [
            "#x",
            "#",
            "#top",
            "",
            "b.html",
            "b.html#x",
            "./b.html?q=1#x",
            "../a/index.html",
            "../f.css",
            "../f.css#any",
            "../c%20d.html#%C3%A9",
            "../a/../c d.html",
        ] {
            check(link, "");
        }
    }

    #[test]
    fn a_base_makes_links_lead_from_the_root() {
        let html =
            Html::parse("<base href='/'><a href='f.css'><a href='../f.css'><a href='#x' id=x>");
        let files = [("a/b.html", Some(html)), ("f.css", None)];
        let files = files.map(|(path, html)| (path.to_owned(), html)).into();
        let broken = broken_links_of("a/b.html", &files);
        assert_eq!(broken.iter().map(|broken| &broken.link).collect::<Vec<_>>(), ["../f.css"]);
    }

    #[test]
    fn other_sites_are_not_looked_at() {
        for link in ["https://example.com/x", "//example.com", "mailto:a@example.com", "data:,x"] {
            check(link, "");
        }
    }

    #[test]
    fn only_what_can_be_followed_is_a_link() {
        let wrong = "nothing that a page links to: write `https:`, `http:` or `mailto:`, and not";
        check("javascript:void(0)", &format!("{wrong} `javascript:`"));
        check("HTPS://example.com", &format!("{wrong} `htps:`"));
        check("../f.css?a:b", "");
    }

    #[test]
    fn nothing_is_loaded_from_elsewhere() {
        let check = |html: &str, expected: bool| {
            let files = Files::from([("a.html".to_owned(), Some(Html::parse(html)))]);
            let broken = broken_links_of("a.html", &files);
            assert_eq!(broken.iter().any(|broken| broken.missing == LOADED), expected, "{html}");
        };
        check("<img src=https://example.com/a.png>", true);
        check("<script src=//example.com/a.js></script>", true);
        check("<link href=HTTP://example.com/a.css>", true);
        check("<style>@import url(https://example.com/a.css)</style>", true);
        check("<img src=data:,x><a href=https://example.com>x</a>", false);
    }

    #[test]
    fn what_a_server_would_find_is_not_there() {
        let missing = "nothing without a server: name a file, as seen from this page's folder";
        for link in [".", "./", "./#", "../a/", "/a/b.html", "/c%20d.html#%C3%A9"] {
            check(link, missing);
        }
    }

    #[test]
    fn what_is_not_there_is_named() {
        check("c.html", "there is no `a/c.html`");
        check("B.html", "there is no `a/B.html`");
        check("../f.js", "there is no `f.js`");
        check("../../f.css", "there is no `../f.css`");
        check("#y", "nothing in `a/b.html` has the id `y`");
        check("/c%20d.html#x", "nothing in `c d.html` has the id `x`");
        check("../a", "there is no `a`");
        check("../", "there is no `index.html`");
    }
}
