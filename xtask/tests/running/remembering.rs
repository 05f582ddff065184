//! `verify`: what has passed before, and what it takes for it to be run again.

use crate::course::{RIGHT, XTASK, course, solvable, told, verify};
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

#[test]
fn what_only_solutions_or_checks_are_built_with_counts_as_well() {
    let course = solvable();
    let read = |path: &str| fs::read_to_string(course.path().join(path)).expect(path);
    let write = |path: &str, text: &str| {
        let path = course.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    let append = |path: &str, text: &str| write(path, &(read(path) + text));
    let package = |name: &str| format!("[package]\nname = \"{name}\"\nedition = \"2024\"\n");
    let members = read("Cargo.toml").replace("\"katas/*\"", "\"katas/*\", \"base\", \"deep\"");
    write("Cargo.toml", &format!("{members}\n[workspace.dependencies]\nbase.path = \"base\"\n"));
    let depends = "[dependencies]\ndeep = { path = \"../deep\" }\n";
    write("base/Cargo.toml", &format!("{}{depends}", package("base")));
    write("base/src/lib.rs", "pub fn come_in() -> &'static str {\n    deep::come_in()\n}\n");
    write("deep/Cargo.toml", &package("deep"));
    let library = |says| format!("pub fn come_in() -> &'static str {{\n    \"{says}\"\n}}\n");
    write("deep/src/lib.rs", &library("come in"));
    append("katas/knock/Cargo.toml", "\n[dependencies]\nbase.workspace = true\n");
    let door = read("katas/knock/solutions/door.rs").replace("\"come in\"", "base::come_in()");
    write("katas/knock/solutions/door.rs", &door);
    let check = |status| check(XTASK.as_ref(), course.path(), &[], "false", &["knock"], status);
    check("pass");
    check("cached");
    for path in ["Cargo.toml", "deep/Cargo.toml"] {
        append(path, "# What else it says may be how solutions are built.\n");
        check("pass");
    }
    write("deep/src/lib.rs", &library("go away"));
    check("fail");
    let elsewhere = format!("{}[lib]\npath = \"lib.rs\"\n", package("deep"));
    write("deep/Cargo.toml", &elsewhere);
    write("deep/lib.rs", &library("come in"));
    check("pass");
    write("deep/lib.rs", &library("go away"));
    check("fail");
}

#[test]
fn what_reads_files_as_it_runs_is_run_every_time() {
    const READ: &str = r#"println!("Hello, world!\n  pid {}\n  left {}", std::process::id(),
    std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/left")).expect("a file"));"#;
    let course = course(&[("reads", READ), ("builds-on-it", RIGHT), ("other", RIGHT)]);
    let page = course.path().join("book/src/first/builds-on-it.md");
    let text = fs::read_to_string(&page).expect("a page");
    let text = text.replace("prerequisites: []", "prerequisites: [reads]");
    fs::write(page, text).expect("a page");
    let check = |left, ids: &[&str], status| {
        fs::write(course.path().join("katas/reads/left"), left).expect("a file");
        check(XTASK.as_ref(), course.path(), ids, "false", ids, status);
    };
    check("out", &["reads", "builds-on-it", "other"], "pass");
    check("out", &["reads", "builds-on-it"], "pass");
    check("out", &["other"], "cached");
    check("in", &["reads"], "fail");
}

#[test]
fn where_no_challenge_can_be_checked_none_is_left_out() {
    let course = course(&[("behaves", RIGHT)]);
    for (args, challenges) in [(&[][..], "0"), (&[], "0"), (&["--no-challenges"], "null")] {
        let output = verify(course.path(), &[args, &["--format", "json"]].concat());
        let stdout = String::from_utf8(output.stdout).expect("JSON is UTF-8");
        let expected = format!(r#""challenges":{challenges},"#);
        assert!(told(&stdout, "behaves").contains(&expected), "{args:?}: {stdout}");
    }
}

#[test]
fn what_has_passed_leaves_nothing_to_review() {
    let course = course(&[("behaves", RIGHT)]);
    let main = course.path().join("katas/behaves/src/main.rs");
    let right = fs::read_to_string(&main).expect("main.rs");
    let pending = course.path().join("katas/behaves/evidence.snap.new");
    let check = |status| check(XTASK.as_ref(), course.path(), &[], "false", &["behaves"], status);
    check("pass");
    fs::write(&main, right.replace("left out", "left in")).expect("main.rs");
    check("fail");
    assert!(pending.exists());
    fs::write(&main, right).expect("main.rs");
    check("cached");
    assert!(!pending.exists());
}
