//! The files of a package.

use std::ffi::OsStr;
use std::path::Path;
use walkdir::{DirEntry, WalkDir};

/// The files below the folder of a package, sorted, but for those that Cargo, cargo-fuzz, insta and
/// editors leave there: they come and go, can be many, and nothing is made from them.
///
/// ```
/// let folder = tempfile::tempdir()?;
/// std::fs::create_dir_all(folder.path().join("fuzz/target"))?;
/// for path in ["Cargo.toml", "fuzz/check.rs", "fuzz/target/large", ".check.rs.swp"] {
///     std::fs::write(folder.path().join(path), "")?;
/// }
/// let names: Vec<_> = kata_runner::files(folder.path()).map(|file| file.file_name().to_owned()).collect();
/// assert_eq!(names, ["Cargo.toml", "check.rs"]);
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn files(package: &Path) -> impl Iterator<Item = DirEntry> + use<> {
    let entries = WalkDir::new(package).sort_by_file_name().into_iter();
    let entries = entries.filter_entry(|entry| entry.depth() == 0 || !is_left(entry)).flatten();
    entries.filter(|entry| entry.path().is_file()) // or a link to one
}

fn is_left(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let in_fuzz = entry.path().parent().and_then(Path::file_name) == Some(OsStr::new("fuzz"));
    name.starts_with('.')
        || name.ends_with(".snap.new")
        || name == "target"
        || in_fuzz && matches!(&*name, "artifacts" | "corpus" | "coverage")
}
