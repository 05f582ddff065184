//! What happens while katas run: some misbehave, each in its own way, somebody presses Ctrl-C, or
//! saves a file. Each kata gets its diagnosis, the others still run, and nothing is left behind.
#![cfg(target_os = "linux")]

use kata_runner::Lock;
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::tcgetattr;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

const XTASK: &str = env!("CARGO_BIN_EXE_xtask");

/// What the claim of `tests/good` wants to see.
const RIGHT: &str = r#"println!("Hello, world!\n  pid {}\n  left out", std::process::id());"#;

/// A course of katas with these `main`s; the first printed line of each is its claim's.
fn course(katas: &[(&str, &str)]) -> tempfile::TempDir {
    let good = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/good");
    let course = tempfile::tempdir().expect("a folder");
    let read = |path: &str| fs::read_to_string(good.join(path)).expect(path);
    let write = |path: String, text: String| {
        let path: PathBuf = course.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    write("Cargo.toml".into(), read("Cargo.toml"));
    write("book/book.toml".into(), read("book/book.toml"));
    let listed: Vec<_> = katas.iter().map(|(id, _)| format!("- [{id}](first/{id}.md)")).collect();
    write("book/src/SUMMARY.md".into(), format!("# Summary\n\n{}\n", listed.join("\n")));
    for (id, main) in katas {
        let named = |path: &str| read(path).replace("hello", id);
        write(format!("book/src/first/{id}.md"), named("book/src/first/hello.md"));
        for file in ["Cargo.toml", "evidence.snap"] {
            write(format!("katas/{id}/{file}"), named(&format!("katas/hello/{file}")));
        }
        write(format!("katas/{id}/src/main.rs"), format!("fn main() {{\n    {main}\n}}\n"));
    }
    course
}

fn verify(course: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(XTASK);
    command.current_dir(course).arg("verify").args(args).env_remove("CARGO_TARGET_DIR");
    command.env("CARGO_TERM_QUIET", "true");
    command.output().expect("xtask")
}

/// The line of `--format json` about a kata.
fn told<'a>(stdout: &'a str, id: &str) -> &'a str {
    let of = |line: &&str| {
        line.contains(r#""event":"kata""#) && line.contains(&format!(r#""id":"{id}""#))
    };
    stdout.lines().find(of).unwrap_or_else(|| panic!("nothing is said of {id}:\n{stdout}"))
}

/// Starts somebody with these streams, and waits until they have left the process group.
fn leaves_group(streams: &str) -> String {
    format!(
        r#"
        use std::process::{{Command, Stdio}};
        let sleep = Command::new("setsid").args(["/bin/sleep", "1961"]){streams}.spawn().expect("setsid");
        let command = format!("/proc/{{}}/cmdline", sleep.id());
        while !std::fs::read(&command).expect("a process").starts_with(b"/bin/sleep") {{}}
        let _ = Stdio::null;"#
    )
}

#[test]
fn each_is_diagnosed_and_the_others_run() {
    let right = |more: &str| format!("{RIGHT} {more}");
    let katas = [
        ("behaves", right(""), None),
        ("hangs", right("loop { std::thread::park(); }"), Some("hangs was still running after 2s")),
        ("endless", r#"loop { println!("Hello, world!"); }"#.into(), Some("endless wrote more than 1048576 bytes to stdout")),
        ("leaves-a-child", right(r#"std::process::Command::new("/bin/sleep").arg("1961").spawn().expect("sleep");"#), None),
        ("stubborn", r#"std::process::Command::new("/bin/sh").args(["-c", "trap '' TERM; sleep 1961"]).status().expect("sh");"#.into(), Some("stubborn was still running after 2s")),
        ("leaves-a-session", right(&leaves_group(".stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null())")), None),
        ("leaves-a-stdout", right(&leaves_group("")), Some("leaves-a-stdout ended, but something that it started still held its stdout or stderr open after 2s")),
        ("no-text", r#"std::io::Write::write_all(&mut std::io::stdout(), b"Hello, \xff").expect("stdout");"#.into(), Some("the output of no-text is not UTF-8 from byte 7 on")),
        ("panics", right(r#"panic!("on purpose");"#), Some("panics exited with status 101")),
        ("fails", right("std::process::exit(3);"), Some("fails exited with status 3")),
        ("warns", right(r#"eprintln!("careful");"#), Some("warns wrote to stderr")),
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

fn pages(course: &Path) -> Vec<(PathBuf, String)> {
    let files = fs::read_dir(course.join("book/src/first")).expect("pages").flatten();
    let mut pages: Vec<_> = files.map(|file| file.path()).collect();
    pages.sort();
    pages.into_iter().map(|page| (page.clone(), fs::read_to_string(page).expect("text"))).collect()
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
    let output = verify(course.path(), &["--bless"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    assert_eq!(read(&page), before.replace("Hello, world!", "Hello, moon!"));
    assert_eq!(read(&evidence).matches('\n').count(), read(&evidence).matches("\r\n").count());
    assert!(page.is_symlink() && evidence.is_symlink());
    assert_eq!(verify(course.path(), &["--fresh"]).status.code(), Some(0));
}

#[test]
fn what_has_passed_is_run_again_only_if_asked() {
    let katas = ["one", "two", "three"].map(|id| (id, RIGHT));
    let course = course(&katas);
    let check = |args: &[&str], ci: &str, status: &str| {
        let mut command = Command::new(XTASK);
        command.current_dir(course.path()).arg("verify").args(["--format", "json"]).args(args);
        command.env("CI", ci).env("CARGO", env!("CARGO")).env_remove("CARGO_TARGET_DIR");
        let output = command.stderr(Stdio::null()).output().expect("xtask");
        let stdout = String::from_utf8(output.stdout).expect("JSON is UTF-8");
        let status = format!(r#""status":"{status}""#);
        for (id, _) in &katas {
            assert!(told(&stdout, id).contains(&status), "{args:?}, CI={ci}: {stdout}");
        }
        let lines = stdout.lines().filter(|line| line.contains(r#""event":"kata""#));
        assert_eq!(lines.count(), katas.len(), "{stdout}");
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
fn ctrl_c_ends_whole_groups() {
    let main = r#"println!("Hello, world!"); std::process::Command::new("/bin/sleep").arg("1962").status().expect("sleep");"#;
    let course = course(&[("sleeps", main), ("sleeps-too", main)]);
    let mut command = Command::new(XTASK);
    command.current_dir(course.path()).args(["verify", "--timeout", "60", "--jobs", "2"]);
    command.env_remove("CARGO_TARGET_DIR");
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("xtask");
    wait_until("both sleep", || sleepers("1962").len() == 2);
    let pid = child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &pid]).status().expect("kill").success());
    let output = child.wait_with_output().expect("an end");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(130), "{stderr}");
    assert!(stderr.contains("interrupted; nothing is left running"), "{stderr}");
    assert_nobody_sleeps("1962");
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
    let pid = child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &pid]).status().expect("kill").success());
    assert_eq!(child.wait().expect("an end").code(), Some(130));
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

/// A copy of `tests/solvable`.
fn solvable() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/solvable/.");
    let copied = Command::new("cp").arg("-r").args([&from, folder.path()]).status();
    assert!(copied.expect("cp").success());
    folder
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
    let pid = stopped.id().to_string();
    assert!(Command::new("kill").args(["-INT", &pid]).status().expect("kill").success());
    let output = stopped.wait_with_output().expect("an end");
    assert_eq!(output.status.code(), Some(130));
    let told = String::from_utf8(output.stdout).expect("JSON is UTF-8");
    assert_eq!(told, "{\"event\":\"interrupted\"}\n");
    let _open = waits(&mut patient);
    assert!(!course.path().join("target/kata-variants/Cargo.toml").exists(), "nothing is written");
    drop(lock);
    assert!(patient.wait().expect("an end").success());
}

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
    let pid = child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &pid]).status().expect("kill").success());
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

/// A terminal: its far end, and the one that a program has.
fn terminal() -> (File, File) {
    let far = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a terminal");
    grantpt(&far).and_then(|()| unlockpt(&far)).expect("a terminal");
    let name = ptsname(&far, Vec::new()).expect("a name");
    let near = File::options().read(true).write(true).open(name.to_str().expect("a path"));
    (far.into(), near.expect("a terminal"))
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

/// The status that a program ends with, by itself.
fn ended(child: &mut Child) -> Option<i32> {
    let mut status = None;
    for _ in 0..MINUTE {
        status = child.try_wait().expect("a child");
        if status.is_some() {
            break;
        }
        std::thread::sleep(MOMENT);
    }
    let _ = child.kill();
    status.expect("an end within a minute").code()
}

const MOMENT: Duration = Duration::from_millis(10);
/// That many moments.
const MINUTE: u32 = 6000;

fn assert_nobody_sleeps(seconds: &str) {
    wait_until("nobody sleeps", || sleepers(seconds).is_empty());
}

/// Waits for what other processes do, with a deadline that only a broken one reaches.
fn wait_until(what: &str, holds: impl Fn() -> bool) {
    for _ in 0..MINUTE {
        if holds() {
            return;
        }
        std::thread::sleep(MOMENT);
    }
    panic!("waited for a minute until {what}");
}

/// The processes `sleep SECONDS`, zombies aside: those have no command line.
fn sleepers(seconds: &str) -> Vec<PathBuf> {
    let processes = fs::read_dir("/proc").expect("/proc").flatten().map(|entry| entry.path());
    let sleeps = |process: &PathBuf| {
        let command = fs::read(process.join("cmdline")).unwrap_or_default();
        command.ends_with(format!("sleep\0{seconds}\0").as_bytes())
    };
    processes.filter(sleeps).collect()
}
