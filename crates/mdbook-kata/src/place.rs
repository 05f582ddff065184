//! Where an author wrote what only shows in the built book.

use std::fs;
use std::path::Path;

use course::Source;

use crate::PAGES;
use crate::links::BrokenLink;

/// Says of a broken link where it was written, if it stands in the page as it does in the book, or
/// as mdBook makes that of it.
pub(crate) fn of_link(root: &Path, broken: BrokenLink) -> BrokenLink {
    let page = broken.page.strip_suffix(".html").map(|page| format!("{page}.md"));
    let written = [broken.link.clone(), broken.link.replacen(".html", ".md", 1)];
    let place = page.and_then(|page| find(root, &page, &written));
    BrokenLink { page: place.unwrap_or(broken.page), ..broken }
}

/// Says of a complaint where its cause was written. mdBook names a tag and a page, in this order.
pub(crate) fn of_complaint(root: &Path, complaint: &str) -> String {
    let mut quoted = complaint.split('`').skip(1).step_by(2);
    let place = quoted.next().zip(quoted.next()).and_then(|(text, page)| {
        // The tag may have attributes where it was written.
        find(root, page, &[text.trim_end_matches('>').to_owned()])
    });
    place.map_or(complaint.to_owned(), |place| format!("{place}: {complaint}"))
}

/// Path, line and column of the first of these texts that the page has.
fn find(root: &Path, page: &str, texts: &[String]) -> Option<String> {
    let path = format!("{PAGES}{page}");
    let source = Source::new(path.as_str(), fs::read_to_string(root.join(&path)).ok()?);
    let at = texts.iter().find_map(|text| source.text().find(text.as_str()))?;
    let (line, column) = source.line_column(at);
    Some(format!("{path}:{line}:{column}"))
}
