//! What changes while `verify` is at it.

use crate::course::{RIGHT, XTASK, course, solvable, verify};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const SAVING: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/programs/saving-cargo.sh");

/// Verifies twice. While Cargo builds the package `built`, `saved` is saved as `over`, which is
/// too late for the first time.
fn verify_twice(course: &Path, built: &str, saved: &Path, over: &Path) -> [Output; 2] {
    [(); 2].map(|()| {
        let mut command = Command::new(XTASK);
        command.current_dir(course).arg("verify").env_remove("CARGO_TARGET_DIR");
        command.env("CI", "").env("CARGO", SAVING).env("ASKED", env!("CARGO"));
        command.env("WHAT", built).env("SAVED", saved).env("OVER", over);
        command.output().expect("xtask")
    })
}

#[test]
fn what_was_not_tried_has_not_passed() {
    let check = |what: &str, built: &str, saved: &dyn Fn(&Path) -> String, over: &str| {
        let folder = solvable();
        let course = folder.path().canonicalize().expect("a folder");
        let kata = course.join("katas/knock");
        let text = saved(&kata);
        let saved = course.join("saved");
        fs::write(&saved, text).expect("a file");
        let [first, second] = verify_twice(&course, built, &saved, &kata.join(over));
        assert_eq!(first.status.code(), Some(0), "{what} came too late: {first:?}");
        assert_eq!(second.status.code(), Some(1), "{what}: {second:?}");
    };
    let read = |path: &Path| fs::read_to_string(path).expect("text");
    let shipped = |kata: &Path| read(&kata.join("src/door.rs"));
    check("a solution that is none", "knock--solved", &shipped, "solutions/door.rs");
    let bug = "\n[[bug]]\nchallenge = 1\nwhat = \"is found by nobody\"\n\
               file = \"solutions/door.rs\"\nreplace = \"0 =>\"\nwith = \"0 | 4 =>\"\n";
    let planted = |kata: &Path| read(&kata.join("tests/planted.toml")) + bug;
    check("another bug", "knock", &planted, "tests/planted.toml");
    let another = "\n#[test]\n#[ignore = \"challenge 1\"]\nfn challenge_1_finds_nothing() {}\n";
    let checks = |kata: &Path| read(&kata.join("tests/challenges.rs")) + another;
    check("another check", "knock", &checks, "tests/challenges.rs");
}

#[test]
fn what_is_saved_meanwhile_is_not_blessed_over() {
    let save = r#"
        let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../book/src/first/saves.md");
        let text = std::fs::read_to_string(page).expect("a page");
        std::fs::write(page, text + "\nMore.\n").expect("a page");"#;
    let main = format!("{} {save}", RIGHT.replace("world", "moon"));
    let course = course(&[("saves", &main)]);
    let output = verify(course.path(), &["--bless"]);
    let stdout = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{stdout}");
    assert!(stdout.contains("book/src/first/saves.md has changed in the meantime"), "{stdout}");
    let page = fs::read_to_string(course.path().join("book/src/first/saves.md")).expect("a page");
    assert!(page.contains("Hello, world!") && page.ends_with("More.\n"), "{page}");
}
