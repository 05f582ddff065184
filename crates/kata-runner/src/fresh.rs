//! A fresh directory for each run.

#[cfg(target_os = "linux")]
use std::env;
use std::fs::{self, Permissions};
use std::io;
use std::path::Path;
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
    #[cfg(target_os = "linux")]
    fn a_place_without_room_is_none() {
        for folder in ["/proc", "/no/such/folder"] {
            assert!(!has_room(folder.as_ref()), "{folder}");
        }
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
