//! One process at a time.

use crate::build::{BuildError, target_folder};
use crate::variant::failed;
use fs4::{FileExt, TryLockError};
use std::fs::{self, File};
use std::path::Path;

/// The right to build variants in a folder for what Cargo makes, and to run what they were built
/// to. It ends when this is dropped, or with the process, however that ends.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes it, unless somebody else has it.
    ///
    /// # Errors
    /// When there can be no lock in that folder.
    pub fn try_take(root: &Path) -> Result<Option<Self>, BuildError> {
        let (file, failed) = open(root)?;
        match FileExt::try_lock(&file) {
            Ok(()) => Ok(Some(Self { _file: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(failed(error)),
        }
    }

    /// Takes it, as soon as nobody else has it.
    ///
    /// # Errors
    /// As [`try_take`](Self::try_take).
    pub fn take(root: &Path) -> Result<Self, BuildError> {
        let (file, failed) = open(root)?;
        FileExt::lock(&file).map_err(failed)?;
        Ok(Self { _file: file })
    }
}

fn open(root: &Path) -> Result<(File, impl Fn(std::io::Error) -> BuildError), BuildError> {
    let folder = target_folder(root);
    let path = folder.join("kata-variants.lock");
    let failed = failed(&path);
    let file = || File::options().create(true).truncate(false).write(true).open(&path);
    let file = fs::create_dir_all(&folder).and_then(|()| file()).map_err(&failed)?;
    Ok((file, failed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_has_it() {
        let course = tempfile::tempdir().expect("a folder");
        let take = || Lock::try_take(course.path()).expect("a file");
        let first = take().expect("nobody has it");
        assert!(take().is_none(), "the first has it");
        let next = course.path().to_owned();
        let next = std::thread::spawn(move || Lock::take(&next));
        drop(first);
        let next = next.join().expect("an end").expect("a lock");
        assert!(take().is_none(), "the next has it");
        drop(next);
        assert!(take().is_some(), "nobody has it");
    }
}
