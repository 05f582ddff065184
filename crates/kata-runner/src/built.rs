//! What an earlier build made, and all that it was made from.
//!
//! To ask Cargo whether anything has to be built takes longer than to run a hundred small katas.
//! Beside each executable Cargo lists its sources, so that other tools can tell when it has to be
//! asked (the Cargo book, Build Cache, "Dep-info files"). This one looks at those sources, at the
//! folders they stand in, at manifests, configuration and toolchain, and at the variables that are
//! read while something is built.

use crate::record::{read_record, write_record};
use crate::stamp::Stamp;
use crate::variables::{Variables, read_by_sources, variables};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use std::{env, fs};
use toml::{Table, Value};

/// The executables, by name, of those packages that were built before and of which nothing that
/// they were made from has changed since. What is missing, or in doubt, is for
/// [`build`](crate::build), which asks Cargo.
///
/// Only packages that are `wanted` are looked at. Of one with a build script nothing is known: what
/// that depends on only Cargo can tell.
pub fn built(root: &Path, wanted: impl Fn(&str) -> bool) -> BTreeMap<String, PathBuf> {
    let record = Record::read(root).unwrap_or_default();
    let mut now = Now::default();
    if !now.same(&record.common) {
        return BTreeMap::new();
    }
    let katas = record.katas.iter().filter(|(id, _)| wanted(id));
    let same = katas.filter(|(_, kata)| now.same(&kata.inputs));
    same.map(|(id, kata)| (id.clone(), kata.program.clone())).collect()
}

/// Files as they are now. Many katas are made from the same ones; each is looked at once.
#[derive(Default)]
struct Now<'a>(HashMap<&'a OsStr, Stamp>);

impl<'a> Now<'a> {
    fn same(&mut self, inputs: &'a Stamped) -> bool {
        inputs.iter().all(|(path, stamp)| {
            self.0.entry(path.as_os_str()).or_insert_with(|| Stamp::of(path)) == stamp
        })
    }
}

/// Keeps what Cargo, asked at this time, has built. If that is impossible it will be asked again.
pub(crate) fn remember(root: &Path, programs: &BTreeMap<String, PathBuf>, asked: SystemTime) {
    // What was saved while Cargo was at it may not be what it has read; its lock file it writes itself.
    if common(root).iter().any(|path| !path.ends_with("Cargo.lock") && is_new(path, asked)) {
        return;
    }
    let mut record = Record::read(root).unwrap_or_default();
    let mut names = BTreeSet::new();
    for folder in programs.values().filter_map(|program| program.parent()).collect::<BTreeSet<_>>()
    {
        let Some(read) = read_by_sources(folder) else { return };
        names.extend(read);
    }
    (record.root, record.variables) = (root.to_owned(), variables(&names));
    let common = stamped(common(root));
    if record.common != common {
        record.katas.clear(); // what is not built now would be taken for built with this as well
        record.common = common;
    }
    for (id, program) in programs {
        record.katas.remove(id);
        if let Some(inputs) = inputs(root, program, asked) {
            let kata = Kata { program: program.clone(), inputs: stamped(inputs) };
            record.katas.insert(id.clone(), kata);
        }
    }
    let _ = write_record(root, NAME, &record);
}

#[derive(Default, Serialize, Deserialize)]
struct Record {
    /// Of the workspace: two may share one folder for what Cargo makes.
    root: PathBuf,
    variables: Variables,
    /// What all katas are made with.
    common: Stamped,
    katas: BTreeMap<String, Kata>,
}

#[derive(Serialize, Deserialize)]
struct Kata {
    program: PathBuf,
    /// Itself among them.
    inputs: Stamped,
}

type Stamped = Vec<(PathBuf, Stamp)>;

fn stamped(paths: impl IntoIterator<Item = PathBuf>) -> Stamped {
    let stamp = |path: PathBuf| {
        let stamp = Stamp::of(&path);
        (path, stamp)
    };
    paths.into_iter().map(stamp).collect()
}

/// All that an executable was made from. `None` if Cargo does not say, or if any of it is so new
/// that the change may have come after Cargo had read it.
fn inputs(root: &Path, program: &Path, asked: SystemTime) -> Option<BTreeSet<PathBuf>> {
    let root = root.canonicalize().ok()?; // as Cargo sees it
    let list = fs::read_to_string(program.with_extension("d")).ok()?;
    let (_, sources) = list.lines().next()?.split_once(": ")?;
    let mut inputs = BTreeSet::new();
    for source in sources.replace("\\ ", "\0").split(' ') {
        let source = PathBuf::from(source.replace('\0', " "));
        if !source.starts_with(&root) {
            return None; // and so may be manifests and more that we would not look at
        }
        // What is new in a folder may be another module, a build script or a manifest.
        for folder in source.ancestors().skip(1).take_while(|folder| *folder != root) {
            inputs.insert(folder.to_owned());
            let manifest = folder.join("Cargo.toml");
            if manifest.is_file() {
                if has_build_script(&manifest)? {
                    return None;
                }
                inputs.insert(manifest);
            }
        }
        inputs.insert(source);
    }
    if inputs.iter().any(|input| is_new(input, asked)) {
        return None;
    }
    inputs.insert(program.to_owned());
    Some(inputs)
}

fn has_build_script(manifest: &Path) -> Option<bool> {
    let fields: Table = fs::read_to_string(manifest).ok()?.parse().ok()?;
    Some(match fields.get("package").and_then(|package| package.get("build")) {
        Some(Value::Boolean(build)) => *build,
        Some(_) => true,
        None => manifest.with_file_name("build.rs").is_file(),
    })
}

/// File systems' clocks are coarse; the coarsest in use counts in seconds.
fn is_new(path: &Path, asked: SystemTime) -> bool {
    let changed = fs::metadata(path).and_then(|metadata| metadata.modified());
    changed.is_ok_and(|changed| changed + Duration::from_secs(1) >= asked)
}

/// What Cargo looks at whatever it builds. What is not there counts as well, should it come.
fn common(root: &Path) -> Vec<PathBuf> {
    let mut paths = vec![root.join("Cargo.toml"), root.join("Cargo.lock")];
    let names = [".cargo/config.toml", ".cargo/config", "rust-toolchain.toml", "rust-toolchain"];
    for folder in root.ancestors() {
        paths.extend(names.map(|name| folder.join(name)));
    }
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(env::home_dir()?.join(".cargo")));
    paths.extend(home.map(|home| home.join("config.toml")));
    paths.extend(env::var_os("CARGO").map(PathBuf::from)); // an update of the toolchain changes it
    paths
}

/// Nothing depends on which name.
const NAME: &str = "katas-built";

impl Record {
    fn read(root: &Path) -> Option<Self> {
        env::var_os("CARGO")?; // without it nobody knows which toolchain there would be
        let record: Self = read_record(root, NAME)?;
        let same = record.variables == variables(record.variables.keys());
        (record.root == root && same).then_some(record)
    }
}
