//! Why there is no book.

use std::io;
use std::path::{Path, PathBuf};

use course::{Problems, RootNotFound};
use expected_output::counted;

use crate::links::BrokenLink;
use crate::problem::PageProblems;

/// Why there is no book. `Display` is the last line to print; what comes before it, one text for
/// each thing that is wrong, is in [`Error::details`].
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no course to make a book of.
    #[error(transparent)]
    NoCourse(#[from] RootNotFound),
    /// The course is wrong.
    #[error("the course has {}; no book was built", counted(.0.len(), "problem"))]
    Course(#[from] Problems),
    /// A page cannot be shown.
    #[error("the book has {}; it was not built", counted(.0.0.len(), "problem"))]
    Pages(PageProblems),
    /// mdBook failed.
    #[error("mdBook: {0:#}")]
    Mdbook(anyhow::Error),
    /// mdBook built a book, but not without complaints.
    #[error("mdBook has {}", counted(.0.len(), "complaint"))]
    Complaints(Vec<String>),
    /// A book was built with links that lead nowhere.
    #[error("the book has {}", counted(.0.len(), "broken link"))]
    Links(Vec<BrokenLink>),
    /// What was built, or is shown of a kata, cannot be read or served.
    #[error("{path}: {source}")]
    File {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Nothing can be served at this port.
    #[error(
        "cannot serve at port {port}: {source}\nchoose another with `--port`, or any free one with `--port 0`"
    )]
    Port {
        /// As asked for.
        port: u16,
        /// What the system says.
        source: io::Error,
    },
    /// Changes cannot be seen.
    #[error("cannot watch the course for changes: {0}")]
    Watch(#[from] watch::Error),
}

/// What mdBook hands through as it is may be of our own preprocessor.
impl From<anyhow::Error> for Error {
    fn from(error: anyhow::Error) -> Error {
        match error.downcast() {
            Ok(problems) => Error::Pages(problems),
            Err(error) => Error::Mdbook(error),
        }
    }
}

impl Error {
    pub(crate) fn file(path: &Path) -> impl Fn(io::Error) -> Error + use<> {
        let path = path.to_owned();
        move |source| Error::File { path: path.clone(), source }
    }

    /// Each thing that is wrong, with ANSI colours if `colour`.
    pub fn details(&self, colour: bool) -> Vec<String> {
        match self {
            Error::Course(problems) => problems.iter().map(|p| p.render(colour) + "\n").collect(),
            Error::Pages(problems) => problems.0.iter().map(|p| p.render(colour) + "\n").collect(),
            Error::Complaints(complaints) => {
                complaints.iter().map(|complaint| format!("mdBook: {complaint}")).collect()
            }
            Error::Links(links) => links.iter().map(ToString::to_string).collect(),
            _ => Vec::new(),
        }
    }
}
