//! Manifests, and the dependencies that they name.

use crate::build::BuildError;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
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

/// The folders of those packages that one of this workspace is built and tested with and that are
/// found by a path, itself among them. What cannot be read is left out: Cargo will complain of it.
pub fn local_packages(root: &Path, package: &Path) -> BTreeSet<PathBuf> {
    let mut workspace = read_manifest(&root.join("Cargo.toml")).unwrap_or_default();
    let mut shared = BTreeMap::new();
    if let Some(workspace) = workspace.get_mut("workspace").and_then(Value::as_table_mut) {
        each_dependency(workspace, &mut |name, dependency| {
            shared.extend(path(dependency).map(|path| (name.to_owned(), root.join(path))));
        });
    }
    let (mut found, mut next) = (BTreeSet::new(), vec![package.to_owned()]);
    while let Some(folder) = next.pop() {
        let Ok(folder) = folder.canonicalize() else { continue };
        let Ok(mut manifest) = read_manifest(&folder.join("Cargo.toml")) else { continue };
        if found.insert(folder.clone()) {
            each_dependency(&mut manifest, &mut |name, dependency| {
                let own = path(dependency).map(|path| folder.join(path));
                next.extend(own.or_else(|| shared.get(name).cloned()));
            });
        }
    }
    found
}

fn path(dependency: &Table) -> Option<&str> {
    dependency.get("path")?.as_str()
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
