//! Small stylesheets, brought with the page.
//!
//! A page is not shown before the last of its stylesheets has come, and mdBook links a dozen. On a
//! phone it takes longer to ask for one of a few kilobytes than to receive it.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use lol_html::html_content::Element;

use crate::markup::attribute;

/// The stylesheets of a book, each read once.
pub(crate) struct Styles {
    folder: PathBuf,
    /// By their path from the book's first folder; `None` for what stays a file.
    texts: RefCell<BTreeMap<String, Option<String>>>,
}

impl Styles {
    /// In bytes. mdBook's own, of 10,000 and more, are worth keeping from page to page.
    const SMALL: usize = 8_000;

    /// Those of the book in this folder.
    pub(crate) fn new(folder: &Path) -> Styles {
        Styles { folder: folder.to_owned(), texts: RefCell::default() }
    }

    /// The element that says what this link's stylesheet says, if that is small. mdBook's script
    /// turns some on and off, by their ids.
    pub(crate) fn inline(&self, link: &Element<'_, '_>) -> Option<String> {
        let href = link.get_attribute("href").filter(|_| !link.has_attribute("media"))?;
        let text = self.text(href.trim_start_matches("../"))?;
        let id = link.get_attribute("id").map(|id| format!(" id=\"{}\"", attribute(&id)));
        Some(format!("<style{}>{text}</style>", id.unwrap_or_default()))
    }

    fn text(&self, path: &str) -> Option<String> {
        let mut texts = self.texts.borrow_mut();
        texts.entry(path.to_owned()).or_insert_with(|| self.read(path)).clone()
    }

    fn read(&self, path: &str) -> Option<String> {
        let text = fs::read_to_string(self.folder.join(path)).ok()?;
        // A path in it leads from where the file stands, and what ends the element has to stay out.
        let may_move = !text.contains("url(") && !text.contains("@import") && !text.contains("</");
        (may_move && text.len() <= Self::SMALL).then_some(text)
    }
}
