//! A fresh directory for each run.

#[cfg(target_os = "linux")]
use std::env;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::{fs, io};
use tempfile::TempDir;

/// A directory that nobody else knows of. One that a run has left empty is no start for another: what
/// has left the first one's process group may still be in it.
#[derive(Debug)]
pub struct Fresh(TempDir);

impl Fresh {
    pub fn make() -> io::Result<Self> {
        directory().map(Self)
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        self.0.disable_cleanup(true);
        if !remove(self.path()) {
            left().push(self.path().to_owned());
        }
    }
}

/// What could not be removed, since somebody still writes there.
static LEFT: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn left() -> MutexGuard<'static, Vec<PathBuf>> {
    LEFT.lock().unwrap_or_else(PoisonError::into_inner)
}

/// For when those who wrote there have ended.
pub fn remove_left() {
    left().retain(|path| !remove(path));
}

/// Whether nothing is there any more.
fn remove(path: &Path) -> bool {
    // Nearly always it is empty, and this takes half as long as to look for what is in it.
    let removed = fs::remove_dir(path).or_else(|_| fs::remove_dir_all(path));
    removed.map_or_else(|error| error.kind() == io::ErrorKind::NotFound, |()| true)
}

/// In memory, where Linux has a place for it with room enough and nobody has named another: there
/// it is made and removed in a tenth of the time.
#[cfg(target_os = "linux")]
fn directory() -> io::Result<TempDir> {
    let memory = Path::new("/dev/shm");
    if env::var_os("TMPDIR").is_none() && has_room(memory) {
        tempfile::tempdir_in(memory).or_else(|_| tempfile::tempdir())
    } else {
        tempfile::tempdir()
    }
}

#[cfg(not(target_os = "linux"))]
fn directory() -> io::Result<TempDir> {
    tempfile::tempdir()
}

/// 1 GiB. In a container the place in memory often has 64 MiB, which one kata may fill.
#[cfg(target_os = "linux")]
fn has_room(folder: &Path) -> bool {
    let free = |room: rustix::fs::StatVfs| room.f_bavail.saturating_mul(room.f_frsize);
    rustix::fs::statvfs(folder).is_ok_and(|room| free(room) >= 1 << 30)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_removed_is_tried_again_until_it_can() {
        let fresh = Fresh::make().expect("a directory");
        let path = fresh.path().to_owned();
        // No directory any more, it stays, as one does to which somebody still writes.
        fs::remove_dir(&path).and_then(|()| fs::write(&path, "")).expect("a file");
        drop(fresh);
        remove_left();
        assert!(path.exists(), "it cannot be removed");
        fs::remove_file(&path).and_then(|()| fs::create_dir(&path)).expect("a directory");
        fs::write(path.join("left"), "").expect("a file");
        remove_left();
        assert!(!path.exists(), "it is removed");
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_place_without_room_is_none() {
        for folder in ["/proc", "/no/such/folder"] {
            assert!(!has_room(folder.as_ref()), "{folder}");
        }
    }
}
