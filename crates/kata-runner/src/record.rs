//! What one run leaves for the next.

use crate::build::target_folder;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::{fs, io};
use tempfile::NamedTempFile;

/// The record of this name in the folder for what Cargo makes. One that is missing, old or broken
/// is none.
pub fn read_record<T: DeserializeOwned>(root: &Path, name: &str) -> Option<T> {
    serde_json::from_slice(&fs::read(file(root, name)).ok()?).ok()
}

/// Writes a record, in the place of the one of this name. Whoever reads meanwhile reads that one.
///
/// # Errors
/// When nothing can be written in that folder. A record spares work and nothing
/// else, so that hardly anybody has to care.
pub fn write_record(root: &Path, name: &str, record: &impl Serialize) -> io::Result<()> {
    let path = file(root, name);
    let folder = path.parent().unwrap_or(root);
    fs::create_dir_all(folder)?; // a configuration file may have sent Cargo elsewhere
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(&serde_json::to_vec(record)?)?;
    file.persist(path)?;
    Ok(())
}

fn file(root: &Path, name: &str) -> PathBuf {
    target_folder(root).join(name).with_extension("json")
}
