//! `challenge --watch`: saves, keys and errors.

use crate::course::{XTASK, solvable};
use crate::processes::{ended, signal};
use crate::terminal::terminal;
use rustix::termios::tcgetattr;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

fn watch_challenge(course: &Path, number: &str, stdin: Stdio) -> Child {
    spawn_watch(course, number, stdin, env!("CARGO"))
}

fn spawn_watch(course: &Path, number: &str, stdin: Stdio, cargo: &str) -> Child {
    let mut command = Command::new(XTASK);
    command.current_dir(course).args(["challenge", "knock", number, "--watch"]);
    command.stdin(stdin).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.env_remove("CARGO_TARGET_DIR").env("CARGO", cargo).spawn().expect("xtask")
}

#[test]
fn a_challenge_is_checked_at_every_save() {
    let course = solvable();
    let mut child = watch_challenge(course.path(), "1", Stdio::null());
    let mut stdout = BufReader::new(child.stdout.take().expect("stdout")).lines();
    let mut wait_for = |text: &str| stdout.by_ref().any(|line| line.expect("text").contains(text));
    assert!(wait_for("FAILED  1  Twice: 0 of 2 checks passed"));
    // Another terminal.
    for args in [["2", "--answer=B"], ["1", "--hint"]] {
        let mut other = Command::new(XTASK);
        other.current_dir(course.path()).args(["challenge", "knock"]).args(args);
        assert!(other.output().expect("xtask").status.success());
    }
    let knock = course.path().join("katas/knock");
    fs::copy(knock.join("solutions/door.rs"), knock.join("src/door.rs")).expect("a file");
    assert!(wait_for("SOLVED  1  Twice: 2 of 2 checks passed"));
    let remembered = fs::read_to_string(course.path().join(".challenges.json")).expect("a file");
    let remembered: String = remembered.split_whitespace().collect();
    let all = r#"{"knock":{"1":{"solved":true,"hints":1},"2":{"solved":true,"hints":0}}}"#;
    assert_eq!(remembered, all, "what the other terminal did, too");
    signal(&child, "INT");
    assert_eq!(child.wait().expect("an end").code(), Some(130));
}

#[test]
fn keys_are_heard_and_the_terminal_is_left_as_it_was() {
    let course = solvable();
    let (mut press, keyboard) = terminal();
    let before = tcgetattr(&keyboard).expect("a mode").local_modes;

    let mut child = watch_challenge(course.path(), "1", keyboard.try_clone().expect("it").into());
    let mut stdout = BufReader::new(child.stdout.take().expect("stdout")).lines();
    let mut stderr = BufReader::new(child.stderr.take().expect("stderr")).lines();
    assert!(stderr.by_ref().any(|line| line.expect("text").contains("h hint")));
    assert_ne!(tcgetattr(&keyboard).expect("a mode").local_modes, before, "no need of Enter");
    for (key, answer) in
        [("h", "Hint 1 of 2"), ("h", "Hint 2 of 2"), ("l", "0 of 3 challenges"), ("n", "FAILED  1")]
    {
        press.write_all(key.as_bytes()).expect("a key");
        assert!(
            stdout.by_ref().any(|line| line.expect("text").contains(answer)),
            "{key}: {answer}"
        );
    }
    press.write_all(b"q").expect("a key");
    assert_eq!(child.wait().expect("an end").code(), Some(0));
    assert_eq!(tcgetattr(&keyboard).expect("a mode").local_modes, before);
}

#[test]
fn a_question_is_shown_and_no_key_makes_the_watch_deaf() {
    const CTRL_BACKSLASH: u8 = 28;
    let course = solvable();
    let (mut press, keyboard) = terminal();
    let before = tcgetattr(&keyboard).expect("a mode").local_modes;
    let mut child = watch_challenge(course.path(), "2", keyboard.try_clone().expect("it").into());
    let mut stdout = BufReader::new(child.stdout.take().expect("stdout")).lines();
    let mut stderr = BufReader::new(child.stderr.take().expect("stderr")).lines();
    assert!(stdout.any(|line| line.expect("text").contains("Why does a door ask?")));
    let mut is_told = |text: &str| stderr.any(|line| line.expect("text").contains(text));
    assert!(is_told("h hint"));
    press.write_all(b"h").expect("a key");
    assert!(is_told("challenge 2 is a question"));
    press.write_all(b"?").expect("a key");
    assert!(is_told("h hint"));
    press.write_all(&[CTRL_BACKSLASH]).expect("a key");
    assert_eq!(ended(&mut child), Some(0));
    assert_eq!(tcgetattr(&keyboard).expect("a mode").local_modes, before);
}

#[test]
fn an_error_ends_the_watch() {
    let course = solvable();
    let mut child = spawn_watch(course.path(), "1", Stdio::null(), "/no/cargo");
    assert_eq!(ended(&mut child), Some(2));
}
