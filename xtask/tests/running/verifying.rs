//! `verify`: katas that misbehave, interrupts, saves, and two at once.

use crate::course::{RIGHT, XTASK, course, pages, solvable, told, verify};
use crate::processes::{assert_nobody_sleeps, leaves_group, signal, sleepers, wait_until};
use kata_runner::Lock;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Child, Command, Stdio};

#[test]
fn each_is_diagnosed_and_the_others_run() {
    let right = |more: &str| format!("{RIGHT} {more}");
    let katas = [
        ("behaves", right(""), None),
        ("listens", format!("assert_eq!(std::io::stdin().lines().count(), 0); {RIGHT}"), None),
        ("hangs", right("loop { std::thread::park(); }"), Some("hangs was still running after 2s")),
        ("endless", r#"loop { println!("Hello, world!"); }"#.into(), Some("endless wrote more than 1048576 bytes to stdout")),
        ("leaves-a-child", right(r#"std::process::Command::new("/bin/sleep").arg("1961").spawn().expect("sleep");"#), None),
        ("stubborn", r#"std::process::Command::new("/bin/sh").args(["-c", "trap '' TERM; sleep 1961"]).status().expect("sh");"#.into(), Some("stubborn was still running after 2s")),
        ("leaves-a-session", right(&leaves_group(".stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null())")), None),
        ("leaves-a-stdout", right(&leaves_group("")), Some("leaves-a-stdout ended, but something that it started still held its stdout or stderr open after 2s")),
        ("no-text", r#"std::io::Write::write_all(&mut std::io::stdout(), b"Hello, \xff").expect("stdout");"#.into(), Some("the output of no-text is not UTF-8 from byte 7 on")),
        ("colours", r#"println!("Hello,\n\x1b[1mworld\x1b[0m");"#.into(), Some("line 2 of the output of colours has a U+001B in it")),
        ("panics", right(r#"panic!("on purpose");"#), Some("panics exited with status 101")),
        ("fails", right("std::process::exit(3);"), Some("fails exited with status 3")),
        ("warns", RIGHT.replace("left out", "left in") + r#" eprintln!("careful");"#, Some("warns wrote to stderr")),
        ("homeless", right(r#"std::fs::remove_dir(std::env::current_dir().expect("a folder")).expect("an empty one");"#), None),
        ("killed", right("std::process::abort();"), Some("killed was killed (signal: 6 (SIGABRT)")),
    ];
    let mains: Vec<_> = katas.iter().map(|(id, main, _)| (*id, main.as_str())).collect();
    let course = course(&mains);
    let output = verify(course.path(), &["--format", "json", "--timeout", "2", "--jobs", "4"]);
    let stdout = String::from_utf8(output.stdout).expect("JSON is UTF-8");
    for (id, _, title) in &katas {
        let told = told(&stdout, id);
        match title {
            Some(title) => {
                assert!(told.contains(r#""status":"fail""#), "{told}");
                assert_eq!(told.matches(r#""title":""#).count(), 1, "one diagnosis: {told}");
                assert!(told.contains(&format!(r#""title":"{title}"#)), "{title}: {told}");
            }
            None => assert!(told.contains(r#""status":"pass""#), "{told}"),
        }
    }
    assert_eq!(output.status.code(), Some(1), "{stdout}");
    assert_nobody_sleeps("1961");

    let before = pages(course.path());
    let output =
        verify(course.path(), &["--bless", "--format", "json", "--timeout", "2", "--jobs", "4"]);
    let stdout = String::from_utf8(output.stdout).expect("JSON is UTF-8");
    let refused = stdout.lines().filter(|line| line.contains(r#""event":"refused""#));
    let wrong = katas.iter().filter(|(_, _, title)| title.is_some());
    assert_eq!(refused.count(), wrong.count(), "{stdout}");
    assert!(!stdout.contains(r#""event":"blessed""#), "{stdout}");
    assert_eq!(pages(course.path()), before);
}

#[test]
fn a_program_that_is_gone_stops_no_other() {
    let leave =
        r#"std::fs::remove_file(std::env::current_exe().expect("a path")).expect("a file")"#;
    let course = course(&[("vanishes", &format!("{RIGHT} {leave}")), ("stays", RIGHT)]);
    let args = ["--repeat", "2", "--jobs", "1", "--format", "json"];
    let output = verify(course.path(), &args);
    let stdout = String::from_utf8(output.stdout).expect("JSON is UTF-8");
    assert_eq!(output.status.code(), Some(1), "{stdout}");
    assert!(told(&stdout, "vanishes").contains(r#""title":"cannot run `"#), "{stdout}");
    assert!(told(&stdout, "stays").contains(r#""status":"pass""#), "{stdout}");
}

#[test]
fn blessing_changes_nothing_else() {
    let course = course(&[("behaves", &RIGHT.replace("world", "moon"))]);
    let page = course.path().join("book/src/first/behaves.md");
    let evidence = course.path().join("katas/behaves/evidence.snap");
    let read = |path: &Path| fs::read_to_string(path).expect("text");
    for path in [&page, &evidence] {
        let elsewhere = path.with_extension("elsewhere");
        fs::write(&elsewhere, read(path).replace('\n', "\r\n")).expect("a file");
        fs::remove_file(path).and_then(|()| symlink(elsewhere, path)).expect("a link");
    }
    let before = read(&page);
    let open = [&page, &evidence].map(|path| (read(path), File::open(path).expect("a file")));
    let output = verify(course.path(), &["--bless"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    for (before, file) in open {
        let text = std::io::read_to_string(file).expect("text");
        assert_eq!(text, before, "who reads meanwhile reads all of the old one");
    }
    assert_eq!(read(&page), before.replace("Hello, world!", "Hello, moon!"));
    assert_eq!(read(&evidence).matches('\n').count(), read(&evidence).matches("\r\n").count());
    assert!(page.is_symlink() && evidence.is_symlink());
    assert_eq!(verify(course.path(), &["--fresh"]).status.code(), Some(0));
}

#[test]
fn a_signal_ends_whole_groups() {
    let main = r#"println!("Hello, world!"); std::process::Command::new("/bin/sleep").arg("1962").status().expect("sleep");"#;
    let course = course(&[("sleeps", main), ("sleeps-too", main)]);
    for name in ["INT", "TERM", "HUP", "QUIT"] {
        let directories = tempfile::tempdir().expect("a folder");
        let mut command = Command::new(XTASK);
        command.current_dir(course.path()).args(["verify", "--timeout", "60", "--jobs", "2"]);
        command.env_remove("CARGO_TARGET_DIR").env("TMPDIR", directories.path());
        let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("xtask");
        wait_until("both sleep", || sleepers("1962").len() == 2);
        signal(&child, name);
        let output = child.wait_with_output().expect("an end");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(130), "{name}: {stderr}");
        assert!(stderr.contains("interrupted; nothing is left running"), "{name}: {stderr}");
        assert_nobody_sleeps("1962");
        let mut left = fs::read_dir(directories.path()).expect("a folder");
        assert!(left.next().is_none(), "{name}: a directory is left");
    }
}

#[test]
fn a_save_is_verified_and_ctrl_c_ends_the_watch() {
    let course = course(&[("behaves", RIGHT), ("stays", RIGHT)]);
    let mut command = Command::new(XTASK);
    command
        .current_dir(course.path())
        .args(["verify", "--watch", "--jobs", "1"])
        .env("CI", "false")
        .env_remove("CARGO_TARGET_DIR");
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("xtask");
    let mut stdout = BufReader::new(child.stdout.take().expect("stdout"));
    let mut told = || -> Vec<String> {
        let lines = (&mut stdout).lines().map(|line| line.expect("text"));
        let told: Vec<_> = lines.take_while(|line| !line.contains("Summary")).collect();
        told.into_iter().filter(|line| line.contains(" [ ")).collect()
    };
    let statuses = |told: &[String]| -> Vec<String> {
        told.iter().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
    };
    assert_eq!(statuses(&told()), ["PASS", "PASS"]);
    let main = course.path().join("katas/behaves/src/main.rs");
    let changed = fs::read_to_string(&main).expect("main.rs").replace("world", "moon");
    fs::write(&main, changed).expect("main.rs");
    assert_eq!(statuses(&told()), ["FAIL", "CACHED"]);
    signal(&child, "INT");
    assert_eq!(child.wait().expect("an end").code(), Some(130));
}

#[test]
fn two_at_once_are_not_in_each_others_way() {
    let course = solvable();
    let xtask = || {
        let mut command = Command::new(XTASK);
        command.current_dir(course.path()).args(["verify", "--fresh", "--format", "json"]);
        command.env_remove("CARGO_TERM_QUIET");
        command.stderr(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("xtask")
    };
    let waits = |child: &mut Child| {
        let mut stderr = BufReader::new(child.stderr.take().expect("stderr")).lines();
        let waiting = |line: std::io::Result<String>| line.expect("text").contains("another");
        assert!(stderr.any(waiting), "it did not wait");
        stderr
    };
    let lock = Lock::take(course.path()).expect("a lock");
    let (mut stopped, mut patient) = (xtask(), xtask());
    let _open = waits(&mut stopped);
    signal(&stopped, "INT");
    let output = stopped.wait_with_output().expect("an end");
    assert_eq!(output.status.code(), Some(130));
    let told = String::from_utf8(output.stdout).expect("JSON is UTF-8");
    assert_eq!(told, "{\"event\":\"interrupted\"}\n");
    let _open = waits(&mut patient);
    assert!(!course.path().join("target/kata-variants/Cargo.toml").exists(), "nothing is written");
    drop(lock);
    assert!(patient.wait().expect("an end").success());
}

#[test]
fn nobody_reads_on_and_nothing_is_said_of_it() {
    let course = solvable();
    for args in [
        &["list"][..],
        &["challenge"],
        &["challenge", "knock", "2"],
        &["challenge", "knock", "1"],
        &["verify", "--no-challenges"],
        &["verify", "--no-challenges", "--format", "json"],
        &["verify", "--no-challenges", "--format", "junit"],
        &["verify", "--no-challenges", "--watch"],
    ] {
        let (read, write) = std::io::pipe().expect("a pipe");
        drop(read);
        let mut command = Command::new(XTASK);
        command.current_dir(course.path()).args(args).stdout(write);
        command.env_remove("CARGO_TARGET_DIR").env("CARGO_TERM_QUIET", "true");
        let output = command.output().expect("xtask");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.code(), &*stderr), (Some(141), ""), "{args:?}");
    }
}

#[test]
fn evidence_that_is_no_text_is_not_lost() {
    let course = course(&[("behaves", RIGHT)]);
    let evidence = course.path().join("katas/behaves/evidence.snap");
    let spoilt = b"---\nsource: a\n---\nHello \xff\n";
    fs::write(&evidence, spoilt).expect("a file");
    let output = verify(course.path(), &["--bless"]);
    let stdout = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{stdout}");
    assert!(
        stdout.contains("Refused behaves: katas/behaves/evidence.snap cannot be read"),
        "{stdout}"
    );
    assert_eq!(fs::read(&evidence).expect("a file"), spoilt);
}
