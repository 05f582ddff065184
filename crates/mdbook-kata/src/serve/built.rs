//! The book that is served.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError, RwLock};

use course::{Course, Problems};
use tempfile::TempDir;
use tokio::sync::watch::{Receiver, Sender};

use crate::build::build;
use crate::error::Error;

/// The last good book, in a folder of its own: while the next one is built, this one stays whole.
#[derive(Default)]
pub(super) struct Built {
    book: RwLock<Option<Book>>,
    /// Held while a book is built. Whether there will be no more.
    closed: Mutex<bool>,
    news: Sender<News>,
}

struct Book {
    /// Gone with the book.
    folder: TempDir,
    /// Where in it the pages are: beside those of other renderers, if there are any.
    pages: PathBuf,
}

/// What a book is made of.
pub(super) struct Loaded {
    pub(super) course: Course,
    /// Where it and its katas disagree.
    pub(super) unlike: Problems,
}

/// What an open page has to know.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct News {
    /// Which book is served: its folder's name, which no book has that another server has built.
    pub(super) edition: String,
    /// Why there is none for the last change, as it stands in the terminal.
    pub(super) error: Option<String>,
    /// Where it shows other lines than its katas have, likewise.
    pub(super) note: Option<String>,
}

impl Built {
    /// Builds a book of what `load` hands out, and serves it if it is good.
    pub(super) fn renew(
        &self,
        load: impl FnOnce() -> Result<Loaded, Problems>,
    ) -> Result<(), Error> {
        let closed = self.closed.lock().unwrap_or_else(PoisonError::into_inner);
        if *closed {
            return Ok(());
        }
        let mut note = None;
        let built = load().map_err(Error::from).and_then(|Loaded { course, unlike }| {
            note = (!unlike.is_empty()).then(|| format!("{unlike}\n"));
            book(&course)
        });
        match built {
            Ok(book) => self.replace(book, note),
            Err(error) => {
                let last = format!("error: {error}");
                let lines: Vec<_> =
                    note.into_iter().chain(error.details(false)).chain([last]).collect();
                self.news.send_modify(|news| news.error = Some(lines.join("\n")));
                return Err(error);
            }
        }
        Ok(())
    }

    fn replace(&self, book: Book, note: Option<String>) {
        let edition = book.edition();
        *self.book.write().unwrap_or_else(PoisonError::into_inner) = Some(book);
        // Not before: a page that hears of it asks for it at once.
        self.news.send_replace(News { edition, error: None, note });
    }

    /// Where the book's pages are, and which book it is.
    pub(super) fn current(&self) -> Option<(PathBuf, String)> {
        let book = self.book.read().unwrap_or_else(PoisonError::into_inner);
        book.as_ref().map(|book| (book.pages.clone(), book.edition()))
    }

    pub(super) fn news(&self) -> Receiver<News> {
        self.news.subscribe()
    }

    /// Waits for the end of a build, and leaves nothing behind.
    pub(super) fn close(&self) {
        *self.closed.lock().unwrap_or_else(PoisonError::into_inner) = true;
        *self.book.write().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

impl Book {
    fn edition(&self) -> String {
        self.folder.path().file_name().unwrap_or_default().to_string_lossy().into_owned()
    }
}

fn book(course: &Course) -> Result<Book, Error> {
    let folder = TempDir::with_prefix("mdbook-kata-");
    let folder = folder.map_err(|source| Error::File { path: std::env::temp_dir(), source })?;
    let pages = build(course, Some(folder.path()))?;
    Ok(Book { folder, pages })
}
