//! `verify`: what has passed before, and what it takes for it to be run again.

use crate::course::{RIGHT, XTASK, course, told};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// Verifies with this `xtask`, and expects this status of each of these katas.
fn check(xtask: &Path, course: &Path, args: &[&str], ci: &str, ids: &[&str], status: &str) {
    let mut command = Command::new(xtask);
    command.current_dir(course).arg("verify").args(["--format", "json"]).args(args);
    command.env("CI", ci).env("CARGO", env!("CARGO")).env_remove("CARGO_TARGET_DIR");
    let output = command.stderr(Stdio::null()).output().expect("xtask");
    let stdout = String::from_utf8(output.stdout).expect("JSON is UTF-8");
    let status = format!(r#""status":"{status}""#);
    for id in ids {
        assert!(told(&stdout, id).contains(&status), "{args:?}, CI={ci}, {status}: {stdout}");
    }
    let lines = stdout.lines().filter(|line| line.contains(r#""event":"kata""#));
    assert_eq!(lines.count(), ids.len(), "{stdout}");
}

#[test]
fn what_has_passed_is_run_again_only_if_asked() {
    let ids = ["one", "two", "three"];
    let course = course(&ids.map(|id| (id, RIGHT)));
    let check = |args: &[&str], ci: &str, status: &str| {
        check(XTASK.as_ref(), course.path(), args, ci, &ids, status);
    };
    check(&[], "false", "pass");
    check(&[], "false", "cached");
    check(&["--fresh"], "false", "pass");
    check(&["--verbose"], "false", "pass");
    check(&["--repeat", "20", "--jobs", "8"], "false", "pass");
    check(&[], "true", "pass");
    check(&[], "", "cached");
}

#[test]
fn what_has_passed_is_run_again_if_its_verdict_might_be_another() {
    let course = course(&[("behaves", RIGHT)]);
    let copy = course.path().join("xtask");
    // By another program: a file that this one has open for writing cannot be run, and neither can
    // it while a child has inherited it, on its way to be something else.
    assert!(Command::new("cp").args([XTASK.as_ref(), &*copy]).status().expect("cp").success());

    let page = Some(("book/src/first/behaves.md", "  ...\n", "  left out\n"));
    let evidence =
        Some(("katas/behaves/evidence.snap", "expression: cargo", "expression: $ cargo"));
    let (xtask, late, bare) = (XTASK.as_ref(), "--timeout=9", "--no-challenges");
    // Each differs from the one before it in one thing.
    for (edit, xtask, args) in [
        (None, xtask, &[][..]),
        (page, xtask, &[]),
        (evidence, xtask, &[]),
        (None, xtask, &[late]),
        (None, xtask, &[late, bare]),
        (None, &*copy, &[late, bare]),
    ] {
        if let Some((path, text, replacement)) = edit {
            let before = fs::read_to_string(course.path().join(path)).expect("text");
            assert!(before.contains(text), "{path}: {before}");
            let after = before.replace(text, replacement);
            fs::write(course.path().join(path), after).expect("a file");
        }
        for status in ["pass", "cached"] {
            check(xtask, course.path(), args, "false", &["behaves"], status);
        }
    }
}
