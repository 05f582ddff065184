//! Katas that are other than they stand: solved, or with a bug on purpose.
//!
//! An author's sources are not to be touched, so the variants are packages of a workspace of their
//! own in Cargo's target folder. They share dependencies with the course, and are built together.

use crate::Lock;
use crate::build::{BuildError, CHECKS, Executable, cargo, target_folder};
use crate::files;
use crate::manifest::{absolute_paths, read_manifest, unread};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{fs, io};
use toml::{Table, Value};
use walkdir::WalkDir;

/// A kata with a difference.
#[derive(Debug, Clone)]
pub struct Variant {
    /// The name of its package, unlike any other's.
    pub name: String,
    /// The kata's folder, relative to the workspace.
    pub kata: String,
    /// Whether its feature `solutions` is on.
    pub solved: bool,
    /// What else is changed. Of a variant with an edit only the checks are built.
    pub edit: Option<Edit>,
}

/// A change to one file.
#[derive(Debug, Clone)]
pub struct Edit {
    /// The file, relative to the kata.
    pub file: String,
    /// What is replaced wherever it stands.
    pub replace: String,
    /// What is put in its place.
    pub with: String,
}

/// What a variant was built to. `None` for what does not build.
#[derive(Debug, Clone, Default)]
pub struct Programs {
    /// The kata's own program, if it was to be built.
    pub program: Option<PathBuf>,
    /// Its test program `tests/challenges.rs`.
    pub checks: Option<PathBuf>,
}

/// Builds program and checks of each variant; gives them under its name. They stay what they are
/// while the lock is held. What Cargo says of those that do not build stands on stderr.
///
/// # Errors
/// When the copies cannot be written, or Cargo is not there.
pub fn build_variants(
    root: &Path,
    variants: &[Variant],
    _lock: &Lock,
) -> Result<BTreeMap<String, Programs>, BuildError> {
    if variants.is_empty() {
        return Ok(BTreeMap::new());
    }
    let target = target_folder(root);
    let folder = target.join("kata-variants");
    write_workspace(root, &folder, variants)?;
    for variant in variants {
        let copy = Copy { root, variant, to: folder.join(&variant.name) };
        copy.write()?;
    }
    let (manifest, target) = (folder.join("Cargo.toml"), target.to_string_lossy());
    let manifest = manifest.to_string_lossy();
    let packages = variants.iter().flat_map(|variant| ["--package", &variant.name]);
    let args = ["--keep-going", "--bins", "--test", CHECKS, "--target-dir", &target];
    let args = args.into_iter().chain(["--manifest-path", &manifest]);
    // From the course: it is there that Cargo looks for its configuration.
    let built = cargo(root, args.chain(packages))?;
    let mut programs: BTreeMap<_, Programs> =
        variants.iter().map(|variant| (variant.name.clone(), Programs::default())).collect();
    for Executable { package, target, path } in built.executables {
        let name = package.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let Some(programs) = programs.get_mut(name) else { continue };
        // A kata may have other programs as well.
        if target == CHECKS {
            programs.checks = Some(path);
        } else if target == name {
            programs.program = Some(path);
        }
    }
    Ok(programs)
}

/// What of the workspace's manifest concerns all packages.
const KEPT: [&str; 4] = ["cargo-features", "patch", "profile", "workspace"];

/// The manifest of the workspace with other members, and the same versions of everything.
fn write_workspace(root: &Path, folder: &Path, variants: &[Variant]) -> Result<(), BuildError> {
    let mut manifest = read_manifest(&root.join("Cargo.toml"))?;
    // There may be a package at the root as well.
    manifest.retain(|key, _| KEPT.contains(&key));
    absolute_paths(&mut manifest, root);
    let mut workspace = take(&mut manifest, "workspace");
    let members = variants.iter().map(|variant| Value::from(variant.name.as_str()));
    workspace.insert("members".to_owned(), members.collect::<Vec<_>>().into());
    workspace.remove("default-members");
    absolute_paths(&mut workspace, root);
    manifest.insert("workspace".to_owned(), workspace.into());
    let profiles = profiles(take(&mut manifest, "profile"));
    manifest.insert("profile".to_owned(), profiles.into());
    write(&folder.join("Cargo.toml"), manifest.to_string().as_bytes())?;
    // Cargo adds the variants to it, and leaves out what they do not need.
    match fs::read(root.join("Cargo.lock")) {
        Ok(lock) => write(&folder.join("Cargo.lock"), &lock),
        Err(_) => Ok(()),
    }
}

/// The workspace's own, but for what they say of packages, which may be none of these.
fn profiles(mut profiles: Table) -> Table {
    for (_, profile) in &mut profiles {
        let _ = profile.as_table_mut().and_then(|profile| profile.remove("package"));
    }
    let mut dev = take(&mut profiles, "dev");
    dev.insert("debug".to_owned(), false.into()); // nobody steps through them
    profiles.insert("dev".to_owned(), dev.into());
    profiles
}

/// The table of this name, or an empty one.
fn take(manifest: &mut Table, name: &str) -> Table {
    match manifest.remove(name) {
        Some(Value::Table(table)) => table,
        _ => Table::new(),
    }
}

struct Copy<'a> {
    root: &'a Path,
    variant: &'a Variant,
    to: PathBuf,
}

impl Copy<'_> {
    /// Writes what is not there yet: Cargo builds again what has been written again.
    fn write(&self) -> Result<(), BuildError> {
        let from = self.root.join(&self.variant.kata);
        let files: Vec<_> = files(&from).map(|file| file.path().to_owned()).collect();
        let paths: BTreeSet<_> =
            files.iter().filter_map(|file| file.strip_prefix(&from).ok()).collect();
        self.clear(&paths)?;
        for path in paths {
            write(&self.to.join(path), &self.bytes(path, &from.join(path))?)?;
        }
        Ok(())
    }

    /// Removes what the kata has no more, and first: a folder may have become a file.
    fn clear(&self, paths: &BTreeSet<&Path>) -> Result<(), BuildError> {
        for entry in WalkDir::new(&self.to).contents_first(true).into_iter().flatten() {
            let is_known = entry.path().strip_prefix(&self.to).is_ok_and(|p| paths.contains(p));
            if entry.file_type().is_dir() {
                let _ = fs::remove_dir(entry.path()); // if nothing is in it
            } else if !is_known {
                fs::remove_file(entry.path()).map_err(failed(entry.path()))?;
            }
        }
        Ok(())
    }

    fn bytes(&self, path: &Path, file: &Path) -> Result<Vec<u8>, BuildError> {
        if path == Path::new("Cargo.toml") {
            return Ok(self.manifest(read_manifest(file)?).to_string().into_bytes());
        }
        let bytes = fs::read(file).map_err(unread(file))?;
        match &self.variant.edit {
            Some(edit) if path == Path::new(&edit.file) => {
                let text = String::from_utf8_lossy(&bytes);
                Ok(text.replace(&edit.replace, &edit.with).into_bytes())
            }
            _ => Ok(bytes),
        }
    }

    /// Another package, whose library is called as before.
    fn manifest(&self, mut manifest: Table) -> Table {
        let kata = self.root.join(&self.variant.kata);
        absolute_paths(&mut manifest, &kata);
        // What is wrong on purpose need not be pretty.
        manifest.insert("lints".to_owned(), toml::toml! { rust.warnings = "allow" }.into());
        let package = manifest.get_mut("package").and_then(Value::as_table_mut);
        let name = package.and_then(|package| {
            // Of a program that has another name here, and of a workspace that is another.
            package.retain(|key, _| !["default-run", "workspace"].contains(&key));
            package.insert("autobins".to_owned(), self.variant.edit.is_none().into());
            package.insert("name".to_owned(), self.variant.name.clone().into())
        });
        if let Some(Value::String(name)) = name.filter(|_| kata.join("src/lib.rs").exists()) {
            let lib = manifest.entry("lib").or_insert_with(|| Table::new().into());
            let lib = lib.as_table_mut().map(|lib| lib.entry("name"));
            lib.map(|lib| lib.or_insert(name.replace('-', "_").into()));
        }
        // A name of its own is what keeps its program apart.
        manifest.remove("bin");
        if self.variant.solved {
            let features = manifest.entry("features").or_insert_with(|| Table::new().into());
            let default = features.as_table_mut().map(|all| all.entry("default"));
            let default = default.map(|default| default.or_insert_with(|| Value::Array(vec![])));
            if let Some(default) = default.and_then(Value::as_array_mut) {
                default.push("solutions".into());
            }
        }
        manifest
    }
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), BuildError> {
    if fs::read(path).is_ok_and(|there| there == bytes) {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).and_then(|()| fs::write(path, bytes)).map_err(failed(path))
}

pub(crate) fn failed(path: &Path) -> impl Fn(io::Error) -> BuildError + use<> {
    let path = path.to_owned();
    move |source| BuildError::Write { path: path.clone(), source }
}
