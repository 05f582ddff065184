//! Writes a new lesson, all of it or nothing.

use super::template::NewFile;
use super::{Summary, refusal, summary};
use crate::atomic;
use anyhow::{Context, bail};
use course::Course;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Makes the files, none of which may be there, and lists the page. If anything fails, or the course
/// would not be one afterwards, all is as before.
pub fn write(root: &Path, files: &[NewFile], summary: &Summary) -> anyhow::Result<()> {
    let mut made = Made::default();
    for NewFile { path, text } in files {
        made.file(&root.join(path), text).with_context(|| cannot_write(path))?;
    }
    // A link stays one.
    let path = fs::canonicalize(root.join(summary::PATH))?;
    exchange(&path, &summary.before, &summary.after)?;
    if let Err(problems) = Course::load(root) {
        exchange(&path, &summary.after, &summary.before)?;
        refusal::show_problems(&problems)?;
        bail!("with the new lesson the course would have these problems; nothing was written");
    }
    made.keep();
    Ok(())
}

/// Writes `after` where `before` stands, and not over what somebody has saved meanwhile.
fn exchange(path: &Path, before: &str, after: &str) -> anyhow::Result<()> {
    if fs::read_to_string(path)? != before {
        bail!("{} has changed in the meantime; nothing else was written", summary::PATH);
    }
    atomic::write(path, after).with_context(|| cannot_write(summary::PATH))
}

fn cannot_write(path: &str) -> String {
    format!("cannot write {path}; nothing was written")
}

/// Files and folders that were made, in that order. Unless they are kept, they go with this.
#[derive(Default)]
struct Made(Vec<PathBuf>);

impl Made {
    /// Writes a file that is not there yet, and the folders that it needs.
    fn file(&mut self, path: &Path, text: &str) -> io::Result<()> {
        self.folder(path.parent().unwrap_or(path))?;
        let mut file = File::create_new(path)?;
        self.0.push(path.to_owned());
        file.write_all(text.as_bytes())
    }

    fn folder(&mut self, path: &Path) -> io::Result<()> {
        if path.is_dir() {
            return Ok(());
        }
        if let Some(parent) = path.parent() {
            self.folder(parent)?;
        }
        fs::create_dir(path)?;
        self.0.push(path.to_owned());
        Ok(())
    }

    fn keep(mut self) {
        self.0.clear();
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        for path in self.0.iter().rev() {
            // Whatever else is in a folder by now is somebody's, and keeps it.
            let _ = if path.is_dir() { fs::remove_dir(path) } else { fs::remove_file(path) };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_overwritten_and_nothing_is_left() {
        let folder = tempfile::tempdir().expect("a folder");
        let theirs = folder.path().join("katas/theirs.rs");
        fs::create_dir(folder.path().join("katas")).expect("a folder");
        fs::write(&theirs, "theirs").expect("a file");
        let mut made = Made::default();
        made.file(&folder.path().join("katas/new/src/main.rs"), "").expect("a new file");
        made.file(&folder.path().join("book/new.md"), "").expect("a new file");
        let error = made.file(&theirs, "ours").expect_err("a file that is there");
        assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
        drop(made);
        let left: Vec<_> = fs::read_dir(folder.path()).expect("a folder").flatten().collect();
        assert_eq!(left.len(), 1, "{left:?}");
        assert_eq!(fs::read_dir(folder.path().join("katas")).expect("a folder").count(), 1);
        assert_eq!(fs::read_to_string(theirs).expect("a file"), "theirs");
    }

    #[test]
    fn a_course_that_would_be_none_stays_as_it_was() {
        let root = tempfile::tempdir().expect("a folder");
        let pages = root.path().join("book/src");
        fs::create_dir_all(&pages).expect("a folder");
        fs::write(root.path().join("Cargo.toml"), "").expect("a file");
        fs::write(pages.join("SUMMARY.md"), "before").expect("a file");
        let page = NewFile { path: "book/src/a.md".to_owned(), text: "---\n".to_owned() };
        let summary = Summary { before: "before".to_owned(), after: "- [A](a.md)\n".to_owned() };
        write(root.path(), &[page], &summary).expect_err("front matter that is not closed");
        assert_eq!(fs::read_to_string(pages.join("SUMMARY.md")).expect("a file"), "before");
        assert_eq!(fs::read_dir(&pages).expect("a folder").count(), 1);
    }

    #[test]
    fn what_was_saved_meanwhile_is_kept() {
        let root = tempfile::tempdir().expect("a folder");
        let path = root.path().join(summary::PATH);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        fs::write(&path, "saved").expect("a file");
        let summary = Summary { before: "before".to_owned(), after: "after".to_owned() };
        write(root.path(), &[], &summary).expect_err("another text");
        assert_eq!(fs::read_to_string(&path).expect("a file"), "saved");
    }
}
