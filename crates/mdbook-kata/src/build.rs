//! A course as static files.

use std::path::{Path, PathBuf};

use course::Course;
use mdbook_driver::MDBook;

use crate::complaint::complaints_of;
use crate::error::Error;
use crate::links::broken_links;
use crate::place;
use crate::preprocessor::Kata;
use crate::repair::repair;
use crate::source_file;

/// Builds the book into the folder that `book.toml` names, or into `folder`, and returns where it
/// is. What was in the folder is gone.
///
/// # Errors
///
/// If a page cannot be shown, if mdBook fails or complains, and if a link leads nowhere. In the
/// last two cases the faulty book is there to be looked at.
pub fn build(course: &Course, folder: Option<&Path>) -> Result<PathBuf, Error> {
    let book = course.root().join("book");
    let kata = Kata::new(course.clone()).with_files();
    let (built, complaints) = complaints_of(|| render(book, kata, folder));
    let folder = built?;
    repair(&folder).map_err(Error::file(&folder))?;
    source_file::write_all(course, &folder)?;
    let root = course.root();
    if !complaints.is_empty() {
        let complaints = complaints.iter().map(|one| place::of_complaint(root, one));
        return Err(Error::Complaints(complaints.collect()));
    }
    let broken = broken_links(&folder).map_err(Error::file(&folder))?;
    if broken.is_empty() {
        return Ok(folder);
    }
    Err(Error::Links(place::of_links(root, broken)))
}

fn render(book: PathBuf, kata: Kata, folder: Option<&Path>) -> anyhow::Result<PathBuf> {
    let mut mdbook = MDBook::load(book)?;
    if let Some(folder) = folder {
        mdbook.config.build.build_dir = folder.into();
    }
    // It takes the place, and the order, of the command that `book.toml` names for plain mdBook.
    mdbook.with_preprocessor(kata);
    mdbook.build()?;
    Ok(mdbook.build_dir_for("html"))
}
