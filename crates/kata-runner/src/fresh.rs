//! A fresh directory for each run.

use std::fs::{self, Permissions};
use std::io;
use std::path::Path;
use tempfile::TempDir;

/// Gives a directory in which nobody has left anything.
///
/// To make one and remove it again takes a quarter as long as to run a small program. Most programs
/// leave theirs as they found it, and then it is as good as a new one.
#[derive(Debug, Default)]
pub struct Fresh(Option<(TempDir, Permissions)>);

impl Fresh {
    pub fn get(&mut self) -> io::Result<&Path> {
        let as_given = |(directory, given): &(TempDir, Permissions)| is_as_given(directory, given);
        let kept = match self.0.take().filter(as_given) {
            Some(kept) => kept,
            None => make()?,
        };
        Ok(self.0.insert(kept).0.path())
    }
}

fn make() -> io::Result<(TempDir, Permissions)> {
    let directory = tempfile::tempdir()?;
    let given = fs::metadata(&directory)?.permissions();
    Ok((directory, given))
}

fn is_as_given(directory: &TempDir, given: &Permissions) -> bool {
    let is_empty = fs::read_dir(directory).is_ok_and(|mut entries| entries.next().is_none());
    is_empty && fs::metadata(directory).is_ok_and(|metadata| metadata.permissions() == *given)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    fn check(what: &str, leave: impl FnOnce(&Path)) -> (PathBuf, PathBuf) {
        let mut fresh = Fresh::default();
        let first = fresh.get().expect("a directory").to_owned();
        leave(&first);
        let second = fresh.get().expect("a directory").to_owned();
        assert!(fs::read_dir(&second).expect(what).next().is_none(), "{what}: it is empty");
        (first, second)
    }

    #[test]
    fn only_what_is_as_it_was_is_given_again() {
        let (first, second) = check("untouched", |_| {});
        assert_eq!(first, second);
        let (first, second) =
            check("a file", |path| fs::write(path.join("a"), "").expect("a file"));
        assert_ne!(first, second);
        assert!(!first.exists(), "what was left is removed");
        let (first, second) = check("removed", |path| fs::remove_dir(path).expect("none"));
        assert_ne!(first, second);
    }

    #[test]
    #[cfg(unix)]
    fn other_permissions_are_no_start_for_anyone() {
        use std::os::unix::fs::PermissionsExt;
        let (first, second) = check("closed", |path| {
            fs::set_permissions(path, Permissions::from_mode(0o500)).expect("permissions");
        });
        assert_ne!(first, second);
    }
}
