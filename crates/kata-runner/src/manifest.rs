//! Manifests, and the dependencies that they name.

use crate::build::BuildError;
use std::path::Path;
use std::{fs, io};
use toml::{Table, Value};

pub(crate) fn read_manifest(path: &Path) -> Result<Table, BuildError> {
    let text = fs::read_to_string(path).map_err(unread(path))?;
    text.parse().map_err(|error| unread(path)(io::Error::other(error)))
}

pub(crate) fn unread(path: &Path) -> impl Fn(io::Error) -> BuildError + use<> {
    let path = path.to_owned();
    move |source| BuildError::Read { path: path.clone(), source }
}

/// Paths of dependencies are relative to the manifest, which will stand elsewhere.
pub(crate) fn absolute_paths(manifest: &mut Table, folder: &Path) {
    each_dependency(manifest, &mut |_, dependency| {
        if let Some(Value::String(path)) = dependency.get_mut("path") {
            *path = folder.join(&*path).to_string_lossy().into_owned();
        }
    });
}

/// Calls this for each dependency with its name, wherever Cargo looks for them; but not for those
/// of which there is a version and nothing else.
fn each_dependency(manifest: &mut Table, visit: &mut dyn FnMut(&str, &mut Table)) {
    for (key, value) in manifest {
        let tables = value.as_table_mut().into_iter().flatten();
        let tables = tables.filter_map(|(name, table)| Some((name, table.as_table_mut()?)));
        match key.as_str() {
            "dependencies" | "dev-dependencies" | "build-dependencies" => {
                tables.for_each(|(name, dependency)| visit(name, dependency));
            }
            "target" => tables.for_each(|(_, platform)| each_dependency(platform, visit)),
            "patch" => {
                let patches = tables.flat_map(|(_, registry)| registry);
                let patches =
                    patches.filter_map(|(name, patch)| Some((name, patch.as_table_mut()?)));
                patches.for_each(|(name, patch)| visit(name, patch));
            }
            _ => {}
        }
    }
}
