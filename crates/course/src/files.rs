//! The course's files, by their path relative to the course root with `/` between the parts.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::problem::Problem;
use crate::source::Source;

/// Reads below the course root and nowhere else.
#[derive(Debug)]
pub(crate) struct Files {
    root: PathBuf,
}

impl Files {
    pub(crate) fn new(root: &Path) -> Files {
        Files { root: root.to_owned() }
    }

    pub(crate) fn is_file(&self, path: &str) -> bool {
        self.root.join(path).is_file()
    }

    pub(crate) fn is_folder(&self, path: &str) -> bool {
        self.root.join(path).is_dir()
    }

    pub(crate) fn is_link(&self, path: &str) -> bool {
        self.root.join(path).is_symlink()
    }

    /// The text of a file; a file that cannot be read is itself the place of the problem.
    pub(crate) fn read(&self, path: &str) -> Result<Arc<Source>, Problem> {
        decoded(path, self.bytes(path).map_err(|error| unreadable(path, &error))?)
    }

    /// The text of a file, if there is one.
    pub(crate) fn read_if_there(&self, path: &str) -> Result<Option<Arc<Source>>, Problem> {
        match self.bytes(path) {
            Ok(bytes) => decoded(path, bytes).map(Some),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(unreadable(path, &error)),
        }
    }

    fn bytes(&self, path: &str) -> io::Result<Vec<u8>> {
        fs::read(self.root.join(path))
    }

    /// All files below `folder` with the extension, sorted; none if there is no such folder.
    pub(crate) fn list(&self, folder: &str, extension: &str) -> Vec<String> {
        let mut found = Vec::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            for (name, is_folder) in self.entries(&folder) {
                let path = format!("{folder}/{name}");
                if is_folder {
                    folders.push(path);
                } else if Path::new(&name).extension().is_some_and(|e| e == extension) {
                    found.push(path);
                }
            }
        }
        found.sort();
        found
    }

    /// The names of the folders in `folder`, sorted.
    pub(crate) fn folders(&self, folder: &str) -> Vec<String> {
        let mut names: Vec<_> = self
            .entries(folder)
            .filter(|(_, is_folder)| *is_folder)
            .map(|(name, _)| name)
            .collect();
        names.sort();
        names
    }

    /// Name of each entry and whether it is a folder. Links are not followed, so there is no going
    /// in circles.
    fn entries(&self, folder: &str) -> impl Iterator<Item = (String, bool)> + use<> {
        let entries = fs::read_dir(self.root.join(folder)).into_iter().flatten();
        entries.filter_map(|entry| {
            let entry = entry.ok()?;
            let is_folder = entry.file_type().ok()?.is_dir();
            Some((entry.file_name().into_string().ok()?, is_folder))
        })
    }
}

fn decoded(path: &str, bytes: Vec<u8>) -> Result<Arc<Source>, Problem> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let (at, bytes) = (error.utf8_error().valid_up_to(), error.as_bytes());
        let label = match bytes.get(at) {
            Some(byte) => format!("this byte is no UTF-8: {byte:#04x}"),
            None => error.to_string(),
        };
        // As much of it as can be shown: up to there, it is the same.
        let source = Source::new(path, String::from_utf8_lossy(bytes));
        let span = at..at + char::REPLACEMENT_CHARACTER.len_utf8();
        Problem::new(&source, span, format!("cannot read `{path}`"), label)
            .with_help("save the file as UTF-8")
    })?;
    Ok(Source::new(path, text))
}

fn unreadable(path: &str, error: &io::Error) -> Problem {
    let title = format!("cannot read `{path}`");
    Problem::new(&Source::new(path, ""), 0..0, title, error.to_string())
        .with_help("the course needs this file, as UTF-8 text")
}

/// `path` as seen from `folder`. `None` if it leads out of the course or is not a relative path
/// with `/`.
pub(crate) fn resolve(folder: &str, path: &str) -> Option<String> {
    if path.starts_with('/') || path.contains(['\\', ':']) {
        return None;
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The folder that a file stands in.
pub(crate) fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A file's name without folder and extension.
pub(crate) fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resolves_within_the_course_only() {
        let check = |folder, path, expected: Option<&str>| {
            assert_eq!(resolve(folder, path).as_deref(), expected, "{folder} {path}");
        };
        check("book/src/x", "../../../katas/a/src/main.rs", Some("katas/a/src/main.rs"));
        check("book/src", "./x//y.md", Some("book/src/x/y.md"));
        check("book/src", "../..", Some(""));
        check("book/src", "../../../etc/passwd", None);
        check("book/src", "/etc/passwd", None);
        check("book/src", "C:/x", None);
        check("book/src", r"..\x", None);
    }
}
