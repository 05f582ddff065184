//! When Cargo has to be asked, and when it is known what it would say.

use kata_runner::{build, built};
use std::fs::{self, File};
use std::path::Path;
use std::time::{Duration, SystemTime};

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

/// A workspace of two packages, written long enough ago.
fn workspace() -> tempfile::TempDir {
    let shared = std::env::var_os("CARGO_TARGET_DIR");
    assert!(shared.is_none(), "these workspaces need folders of their own: unset CARGO_TARGET_DIR");
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    write(root, "Cargo.toml", "[workspace]\nresolver = \"3\"\nmembers = [\"katas/*\"]\n");
    for id in ["one", "two"] {
        let manifest = format!("[package]\nname = \"{id}\"\nedition = \"2024\"\n");
        write(root, &format!("katas/{id}/Cargo.toml"), &manifest);
        write(root, &format!("katas/{id}/src/main.rs"), "mod words;\nfn main() {}\n");
        write(root, &format!("katas/{id}/src/words.rs"), "");
        age(&root.join(format!("katas/{id}/src/words.rs")));
        age(&root.join(format!("katas/{id}/src/main.rs")));
        age(&root.join(format!("katas/{id}/Cargo.toml")));
        age(&root.join(format!("katas/{id}/src")));
        age(&root.join(format!("katas/{id}")));
    }
    for path in ["katas", "Cargo.toml"] {
        age(&root.join(path));
    }
    folder
}

fn age(path: &Path) {
    let past = SystemTime::now() - Duration::from_secs(60);
    File::open(path).and_then(|file| file.set_modified(past)).expect("a time");
}

fn is_known(root: &Path, ids: &[&str]) -> bool {
    built(root, |id| ids.contains(&id)).len() == ids.len()
}

#[test]
fn what_was_built_is_known_until_something_changes() {
    let check = |what: &str, change: fn(&Path)| {
        let workspace = workspace();
        let root = workspace.path();
        assert!(!is_known(root, &["one"]), "nothing was built");
        let programs = build(root, ["one", "two"]).expect("programs");
        assert_eq!(built(root, |_| true), programs, "before {what}");
        change(root);
        assert!(!is_known(root, &["one"]), "{what}");
        assert!(!is_known(root, &["one", "two"]), "{what}");
    };
    check("a source has changed", |root| write(root, "katas/one/src/words.rs", "// other\n"));
    check("a source has gone", |root| {
        fs::remove_file(root.join("katas/one/src/words.rs")).expect("a file");
    });
    check("a manifest has changed", |root| {
        write(root, "katas/one/Cargo.toml", "[package]\nname = \"one\"\nedition = \"2021\"\n");
    });
    check("a build script has come", |root| write(root, "katas/one/build.rs", "fn main() {}\n"));
    check("a package has come", |root| write(root, "katas/three/src/main.rs", "fn main() {}\n"));
    check("a configuration has come", |root| write(root, ".cargo/config.toml", "[build]\n"));
    check("a version is locked", |root| write(root, "Cargo.lock", "version = 4\n"));
    check("the program is another", |root| write(root, "target/debug/one", "#!/bin/sh\n"));
    check("the record is broken", |root| write(root, "target/katas-built.json", "{\"root\":"));
}

#[test]
fn what_all_are_made_with_may_change_between_two_builds() {
    let workspace = workspace();
    let root = workspace.path();
    build(root, ["one", "two"]).expect("programs");
    write(root, ".cargo/config.toml", "[build]\n");
    age(&root.join(".cargo/config.toml"));
    build(root, ["two"]).expect("a program");
    assert!(is_known(root, &["two"]));
    assert!(!is_known(root, &["one"]), "it was built without");
}

#[test]
fn only_cargo_knows_what_a_build_script_depends_on() {
    let is_known_with = |manifest: &str, script: &str| {
        let workspace = workspace();
        let root = workspace.path();
        let manifest = format!("[package]\nname = \"one\"\nedition = \"2024\"\n{manifest}");
        write(root, "katas/one/Cargo.toml", &manifest);
        write(root, script, "fn main() {}\n");
        for path in [script, "katas/one/Cargo.toml", "katas/one/src", "katas/one"] {
            age(&root.join(path));
        }
        build(root, ["one", "two"]).expect("programs");
        assert!(is_known(root, &["two"]));
        is_known(root, &["one"])
    };
    assert!(!is_known_with("", "katas/one/build.rs"));
    assert!(!is_known_with("build = \"script.rs\"\n", "katas/one/script.rs"));
    assert!(is_known_with("build = false\n", "katas/one/build.rs"));
}

#[test]
fn what_a_source_reads_from_outside_is_looked_at() {
    let workspace = workspace();
    let root = workspace.path();
    let main =
        "mod words;\nfn main() { option_env!(\"NOBODY_HAS_SET_THIS\"); option_env!(\"PATH\"); }\n";
    write(root, "katas/one/src/main.rs", main);
    age(&root.join("katas/one/src/main.rs"));
    build(root, ["one", "two"]).expect("programs");
    assert!(is_known(root, &["one"]));
    let record = root.join("target/katas-built.json");
    let now = fs::read_to_string(&record).expect("a record");
    let path = std::env::var("PATH").expect("a path");
    assert!(!now.contains(&path), "a variable may be a secret: {now}");
    let then = now.replace(r#""NOBODY_HAS_SET_THIS":null"#, r#""NOBODY_HAS_SET_THIS":1"#);
    assert_ne!(now, then);
    fs::write(&record, then).expect("a record");
    assert!(!is_known(root, &["one"]), "it was another when it was built");
}

#[test]
fn a_configuration_may_name_another_folder() {
    let workspace = workspace();
    let root = workspace.path();
    write(root, ".cargo/config.toml", "[build]\ntarget-dir = \"elsewhere\"\n");
    age(&root.join(".cargo/config.toml"));
    let programs = build(root, ["one", "two"]).expect("programs");
    assert!(programs["one"].starts_with(root.join("elsewhere")));
    assert_eq!(built(root, |_| true), programs);
}

#[test]
fn another_packages_change_is_no_matter() {
    let workspace = workspace();
    let root = workspace.path();
    build(root, ["one", "two"]).expect("programs");
    write(root, "katas/two/src/words.rs", "// other\n");
    assert!(is_known(root, &["one"]));
    assert!(!is_known(root, &["two"]));
}

#[test]
fn a_save_just_before_the_build_may_be_one_during_it() {
    let workspace = workspace();
    let root = workspace.path();
    write(root, "katas/one/src/words.rs", "// new\n");
    build(root, ["one", "two"]).expect("programs");
    assert!(!is_known(root, &["one"]));
    assert!(is_known(root, &["two"]));

    write(root, "Cargo.toml", &fs::read_to_string(root.join("Cargo.toml")).expect("text"));
    build(root, ["one", "two"]).expect("programs");
    assert!(!is_known(root, &["two"]), "all are made with it");
}

#[test]
fn another_workspace_in_the_same_folder_has_programs_of_its_own() {
    let [one, other] = [workspace(), workspace()];
    build(one.path(), ["one", "two"]).expect("programs");
    let record = |root: &Path| root.join("target/katas-built.json");
    fs::create_dir(other.path().join("target")).expect("a folder");
    fs::copy(record(one.path()), record(other.path())).expect("a record");
    assert!(is_known(one.path(), &["one"]));
    assert!(!is_known(other.path(), &["one"]));
}
