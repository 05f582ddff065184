//! Writing files so that at no time there is half of one.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Writes a file beside its place and moves it there. Whoever reads meanwhile reads the old one or
/// the new one, and if anything fails the old one stays. Its permissions stay in any case, and so
/// does a link that leads to it.
pub fn write(path: &Path, text: &str) -> io::Result<()> {
    written(path, text.as_bytes())?.put()
}

/// Writes all of these files, or none of them: what has its new text already gets its old one back.
/// Gives the file that could not be written.
pub fn write_all<'a>(files: &[(&'a Path, &str)]) -> Result<(), (&'a Path, io::Error)> {
    let mut all = Vec::new();
    for (path, text) in files {
        let before = fs::read(path).ok();
        let file = written(path, text.as_bytes()).map_err(|error| (*path, error))?;
        all.push((*path, before, file));
    }
    let mut done = Vec::new();
    for (path, before, file) in all {
        if let Err(error) = file.put() {
            done.into_iter().for_each(put_back);
            return Err((path, error));
        }
        done.push((path, before));
    }
    Ok(())
}

/// As well as it goes: what could be written a moment ago can be again.
fn put_back((path, before): (&Path, Option<Vec<u8>>)) {
    let _ = match before {
        Some(before) => written(path, &before).and_then(Written::put),
        None => fs::remove_file(path),
    };
}

/// A file beside its place.
struct Written {
    file: NamedTempFile,
    place: PathBuf,
}

impl Written {
    fn put(self) -> io::Result<()> {
        self.file.persist(self.place)?;
        Ok(())
    }
}

fn written(path: &Path, bytes: &[u8]) -> io::Result<Written> {
    let place = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()); // where a link leads
    let mut file = new_file(place.parent().unwrap_or(Path::new(".")))?;
    file.write_all(bytes)?;
    if let Ok(old) = fs::metadata(&place) {
        file.as_file().set_permissions(old.permissions())?;
    }
    file.as_file().sync_all()?;
    Ok(Written { file, place })
}

/// Temporary files are made for their owner alone; this one is to become a file like any other.
fn new_file(folder: &Path) -> io::Result<NamedTempFile> {
    #[cfg(not(unix))]
    return NamedTempFile::new_in(folder);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let all = fs::Permissions::from_mode(0o666); // less the umask
        tempfile::Builder::new().permissions(all).tempfile_in(folder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_and_nothing_else_is_left() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("lesson.md");
        write(&path, "one").expect("a new file");
        write(&path, "two").expect("a file instead");
        assert_eq!(fs::read_to_string(&path).expect("a file"), "two");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
    }

    #[test]
    fn all_are_written_or_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        let (old, new, taken, other) = (at("old"), at("new"), at("taken"), at("other"));
        fs::write(&old, "one").expect("a file");
        fs::create_dir(&taken).expect("a folder");
        let write = |last: &Path| {
            write_all(&[(&old, "two"), (&new, "two"), (last, "two")])
                .map_err(|(path, _)| path.to_owned())
        };
        assert_eq!(write(&taken), Err(taken.clone()));
        assert_eq!(fs::read_to_string(&old).expect("a file"), "one");
        assert!(!new.exists());
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2);
        assert_eq!(write(&other), Ok(()));
        assert!([old, new, other].iter().all(|path| fs::read(path).expect("a file") == b"two"));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, "one").expect("a file");
        std::os::unix::fs::symlink(&file, &link).expect("a link");
        write(&link, "two").expect("a file instead");
        assert!(link.is_symlink());
        assert_eq!(fs::read_to_string(&file).expect("a file"), "two");
    }

    #[cfg(unix)]
    #[test]
    fn permissions_stay() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("lesson.md");
        let mode = || fs::metadata(&path).expect("a file").permissions().mode() & 0o777;
        fs::write(folder.path().join("plain"), "").expect("a file");
        let plain = fs::metadata(folder.path().join("plain")).expect("a file").permissions();
        write(&path, "one").expect("a new file");
        assert_eq!(mode(), plain.mode() & 0o777);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("a mode");
        write(&path, "two").expect("a file instead");
        assert_eq!(mode(), 0o640);
    }
}
