//! Writing files so that at no time there is half of one.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use tempfile::NamedTempFile;

/// Writes a file beside its place and moves it there. Whoever reads meanwhile reads the old one or
/// the new one, and if anything fails the old one stays. Its permissions stay in any case.
pub fn write(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = new_file(folder)?;
    file.write_all(text.as_bytes())?;
    if let Ok(old) = fs::metadata(path) {
        file.as_file().set_permissions(old.permissions())?;
    }
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

/// Temporary files are made for their owner alone; this one is to become a file like any other.
fn new_file(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    let builder = {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666)) // less the umask
    };
    builder.tempfile_in(folder)
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
