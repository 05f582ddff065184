//! The variables that a build depends on.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::ffi::OsStr;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

/// The hash of each value by its name; `None` for one that is not set. The value itself may be a
/// registry's token, which nobody wants in a file.
pub(crate) type Variables = BTreeMap<String, Option<u64>>;

/// Those that Cargo and rustc follow, and these.
pub(crate) fn variables<'a>(others: impl IntoIterator<Item = &'a String>) -> Variables {
    let all = env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, Some(hash(&value)))));
    let mut variables: Variables = all.filter(|(name, _)| is_cargos(name)).collect();
    for name in others {
        variables.insert(name.clone(), env::var_os(name).map(|value| hash(&value)));
    }
    variables
}

/// Another release of Rust may hash in another way; then Cargo is asked once more.
fn hash(value: &OsStr) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Those that sources read with `env!`, as rustc lists them for all that was ever built into this
/// folder. `None` where it lists nothing.
pub(crate) fn read_by_sources(folder: &Path) -> Option<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    let mut lists = 0;
    for entry in fs::read_dir(folder.join("deps")).ok()?.flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|extension| extension == "d") {
            let list = fs::read_to_string(path).ok()?;
            let read = list.lines().filter_map(|line| line.strip_prefix("# env-dep:"));
            let read = read.map(|read| read.split_once('=').map_or(read, |(name, _)| name));
            names.extend(read.filter(|name| !is_cargos(name)).map(str::to_owned));
            lists += 1;
        }
    }
    (lists > 0).then_some(names)
}

/// Some of these Cargo sets itself for each package; what is set outside is looked at in any case.
fn is_cargos(name: &str) -> bool {
    name.starts_with("CARGO") || name.starts_with("RUST")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_build_follows() {
        for (name, is_followed) in [("CARGO_HOME", true), ("RUSTFLAGS", true), ("PATH", false)] {
            assert_eq!(is_cargos(name), is_followed, "{name}");
        }
        assert!(variables([]).contains_key("CARGO_PKG_NAME"), "Cargo has set it for this test");
        assert_ne!(hash("one".as_ref()), hash("other".as_ref()), "another value is seen");
    }

    #[test]
    fn where_nothing_is_listed_nothing_is_known() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("deps")).expect("a folder");
        assert_eq!(read_by_sources(folder.path()), None);
    }
}
