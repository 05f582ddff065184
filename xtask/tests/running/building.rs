//! `verify`: what Cargo is asked for.

use crate::course::{RIGHT, XTASK, course, solvable};
use std::fs;
use std::path::Path;
use std::process::Command;

const NOTING: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/programs/noting-cargo.sh");

/// The packages that Cargo is asked to build, each time that it is asked.
fn asked(course: &Path, ids: &[&str]) -> Vec<Vec<String>> {
    let notes = course.join("notes");
    let mut command = Command::new(XTASK);
    command.current_dir(course).arg("verify").args(ids).env_remove("CARGO_TARGET_DIR");
    command.env("CARGO", NOTING).env("ASKED", env!("CARGO")).env("NOTES", &notes);
    let output = command.env("CI", "true").output().expect("xtask");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let told = fs::read_to_string(&notes).expect("text");
    fs::remove_file(&notes).expect("a file");
    told.lines().map(packages).collect()
}

fn packages(line: &str) -> Vec<String> {
    let words: Vec<_> = line.split(' ').collect();
    assert_eq!(words[0], "build", "{line}");
    let pairs = words.windows(2).filter(|pair| pair[0] == "--package");
    pairs.map(|pair| pair[1].to_owned()).collect()
}

#[test]
fn one_build_makes_all_that_is_asked_for() {
    let course = course(&["one", "two", "three"].map(|id| (id, RIGHT)));
    assert_eq!(asked(course.path(), &["three", "one"]), [["one", "three"]]);
    assert_eq!(asked(course.path(), &[]), [["one", "two", "three"]]);
    let variants = ["knock--shipped", "knock--solved", "knock--planted-1"];
    assert_eq!(asked(solvable().path(), &[]), [&["knock"][..], &variants]);
}

#[test]
fn copies_are_built_as_the_course_is_configured() {
    let course = solvable();
    let write = |path: &str, text: &str| {
        let path = course.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    write(".cargo/config.toml", "[env]\nGREETING = \"hello\"\n");
    let main = fs::read_to_string(course.path().join("katas/knock/src/main.rs")).expect("text");
    write("katas/knock/src/main.rs", &format!("const _: &str = env!(\"GREETING\");\n{main}"));
    let elsewhere = tempfile::tempdir().expect("a folder");
    let mut command = Command::new(XTASK);
    command.current_dir(course.path()).arg("verify").env("CARGO_TARGET_DIR", elsewhere.path());
    let output = command.output().expect("xtask");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
