//! `verify` on a terminal: the line that says what is running.

use crate::course::{RIGHT, XTASK, course};
use crate::processes::signal;
use crate::terminal::{seen, terminal, written};
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};

const LINE: &str = "Running 0/1 waits";

/// A course of one kata, which waits until this file is there.
fn waits_for(file: &Path) -> tempfile::TempDir {
    let (file, wait) = (file.display(), "std::thread::yield_now()");
    let main = format!(r#"while !std::path::Path::new("{file}").exists() {{ {wait} }} {RIGHT}"#);
    course(&[("waits", &main)])
}

fn verify(course: &Path, [stdout, stderr]: [Stdio; 2]) -> Child {
    let mut command = Command::new(XTASK);
    command.current_dir(course).args(["verify", "--fresh"]).stdout(stdout).stderr(stderr);
    command.env("CARGO_TERM_QUIET", "true").env("NO_COLOR", "1").env("TERM", "xterm");
    command.env_remove("CARGO_TARGET_DIR").spawn().expect("xtask")
}

#[test]
fn what_runs_is_shown_and_the_terminal_is_left_clean() {
    let folder = tempfile::tempdir().expect("a folder");
    let go = folder.path().join("go");
    let course = waits_for(&go);
    for (interrupted, code, last) in [
        (true, 130, "error: interrupted; nothing is left running\n"),
        (false, 0, "1 kata: 1 passed, 0 failed\n"),
    ] {
        let (mut far, near) = terminal();
        let both = [near.try_clone().expect("a terminal").into(), near.into()];
        let mut child = verify(course.path(), both);
        let shown = written(&mut far, Some(LINE));
        assert!(shown.contains(LINE), "{shown:?}");
        if interrupted {
            signal(&child, "INT");
        } else {
            fs::write(&go, "").expect("a file");
        }
        let shown = shown + &written(&mut far, None);
        assert_eq!(child.wait().expect("an end").code(), Some(code), "{shown:?}");
        let seen = seen(&shown);
        assert!(seen.ends_with(last) && !seen.contains("Running"), "{shown:?}");
    }
    let child = verify(course.path(), [Stdio::piped(), Stdio::piped()]);
    let output = child.wait_with_output().expect("an end");
    let told = [output.stdout, output.stderr].concat();
    let told = String::from_utf8(told).expect("text");
    assert!(told.contains("1 passed") && !told.contains("Running"), "no terminal: {told}");
}

#[test]
fn what_cargo_builds_is_shown_while_it_does() {
    let course = course(&["one", "two"].map(|id| (id, RIGHT)));
    let (mut far, near) = terminal();
    let mut command = Command::new(XTASK);
    command.current_dir(course.path()).args(["verify", "--quiet"]).env_remove("CARGO_TARGET_DIR");
    command.env_remove("CARGO_TERM_QUIET").env("NO_COLOR", "1").env("TERM", "xterm");
    let mut child = command.stdout(Stdio::null()).stderr(near).spawn().expect("xtask");
    drop(command); // it has the near end as well
    let shown = written(&mut far, None);
    assert!(child.wait().expect("an end").success(), "{shown:?}");
    for id in ["one", "two"] {
        assert!(shown.contains(&format!("Compiling {id} v0.1.0")), "{shown:?}");
    }
}
