//! A fresh directory for each run.

use std::fs::{self, Permissions};
use std::path::Path;
use std::{env, io};
use tempfile::TempDir;

/// Gives a directory in which nobody has left anything.
///
/// On a disk, to make one and remove it again takes a quarter as long as to run a small program. Most
/// programs leave theirs as they found it, and then it is as good as a new one.
#[derive(Debug, Default)]
pub struct Fresh(Option<Given>);

impl Fresh {
    pub fn get(&mut self) -> io::Result<&Path> {
        let kept = match self.0.take().filter(Given::is_as_given) {
            Some(kept) => kept,
            None => Given::make()?,
        };
        Ok(self.0.insert(kept).directory.path())
    }
}

#[derive(Debug)]
struct Given {
    directory: TempDir,
    permissions: Permissions,
}

impl Given {
    fn make() -> io::Result<Self> {
        let directory = directory()?;
        let permissions = fs::metadata(&directory)?.permissions();
        Ok(Self { directory, permissions })
    }

    fn is_as_given(&self) -> bool {
        let entries = fs::read_dir(&self.directory);
        let is_empty = entries.is_ok_and(|mut entries| entries.next().is_none());
        let metadata = || fs::metadata(&self.directory);
        is_empty && metadata().is_ok_and(|metadata| metadata.permissions() == self.permissions)
    }
}

/// In memory, where Linux has a place for it and nobody has named another: there it is made and
/// removed in a tenth of the time.
fn directory() -> io::Result<TempDir> {
    if cfg!(target_os = "linux") && env::var_os("TMPDIR").is_none() {
        tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir())
    } else {
        tempfile::tempdir()
    }
}

impl Drop for Given {
    fn drop(&mut self) {
        // Nearly always it is empty, and this takes half as long as to look for what is in it. If it
        // is not, `TempDir` removes all of it.
        if fs::remove_dir(&self.directory).is_ok() {
            self.directory.disable_cleanup(true);
        }
    }
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
