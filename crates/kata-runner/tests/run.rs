//! Programs that misbehave, each in its own way. They are shell scripts, and so for Unix; what is left of them is looked for in /proc.
#![cfg(target_os = "linux")]

use kata_runner::{Check, End, Limits, Run, Runner, Stream};
use std::path::Path;
use std::time::Duration;

async fn run_script(name: &str, limits: Limits) -> Run {
    let programs = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs");
    let runner = Runner::new(limits);
    runner.run(&programs.join(format!("{name}.sh")), &[]).await.expect("a program that starts")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("text")
}

#[tokio::test]
async fn nothing_comes_from_outside() {
    let run = run_script("surroundings", Limits::default()).await;
    assert_eq!(text(&run.stdout), ".\n..\nend of stdin\n");
    assert!(run.end.is_success(), "{}", run.end);
}

#[tokio::test]
async fn a_failure_is_told_with_both_streams() {
    let run = run_script("fails", Limits::default()).await;
    assert_eq!((text(&run.stdout), text(&run.stderr)), ("right\n", "wrong\n"));
    assert_eq!(run.end.to_string(), "exited with status 3");
    assert!(!run.end.is_success());
}

#[tokio::test]
async fn a_signal_is_named() {
    let run = run_script("killed", Limits::default()).await;
    assert_eq!(run.end.to_string(), "was killed (signal: 9 (SIGKILL))");
    assert_eq!(text(&run.stdout), "before\n");
}

#[tokio::test]
async fn a_program_that_hangs_is_stopped_and_its_words_are_kept() {
    let limits = Limits { time: Duration::from_millis(500), ..Limits::default() };
    let run = run_script("hangs", limits).await;
    assert_eq!(run.end, End::TimedOut(limits.time));
    assert_eq!(text(&run.stdout), "waiting\n");
}

#[tokio::test]
async fn a_program_that_prints_for_ever_is_stopped() {
    for (name, stream) in [("endless", Stream::Stdout), ("endless-stderr", Stream::Stderr)] {
        let run = run_script(name, Limits { output: 4096, ..Limits::default() }).await;
        assert_eq!(run.end, End::TooMuch(stream, 4096));
        assert_eq!(run.stdout.len() + run.stderr.len(), 4097);
    }
}

#[tokio::test]
async fn a_program_may_delete_its_directory() {
    let run = run_script("homeless", Limits::default()).await;
    assert!(run.end.is_success(), "{}", run.end);
    assert_eq!(text(&run.stdout), "gone\n");
}

#[tokio::test]
async fn nobody_finds_what_another_leaves_behind() {
    let programs = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs");
    let fifos = tempfile::tempdir().expect("a folder");
    let runner = Runner::new(Limits::default());
    for name in ["stays.sh", "comes-after.sh"] {
        let args = [fifos.path().to_str().expect("text")];
        let run = runner.run(&programs.join(name), &args).await.expect("a program that starts");
        assert!(run.end.is_success(), "{name} {}", run.end);
        assert_eq!(text(&run.stdout), "\n", "{name}");
    }
}

#[tokio::test]
async fn a_grandchild_ends_with_its_parent() {
    let run = run_script("grandchild", Limits::default()).await;
    assert!(run.end.is_success(), "{}", run.end);
    all_end(text(&run.stdout)).await;
}

#[tokio::test]
async fn a_group_ends_at_the_time_limit() {
    let limits = Limits { time: Duration::from_millis(500), ..Limits::default() };
    let run = run_script("group", limits).await;
    assert_eq!(run.end, End::TimedOut(limits.time));
    all_end(text(&run.stdout)).await;
}

/// Waits until none of these processes is there any more.
async fn all_end(pids: &str) {
    assert!(!pids.trim().is_empty(), "no process to look for");
    for pid in pids.split_whitespace() {
        let status = format!("/proc/{pid}/status");
        // Killed, it may stay a zombie until its new parent looks.
        let is_there = || std::fs::read_to_string(&status).is_ok_and(|s| !s.contains("State:\tZ"));
        for _ in 0..1000 {
            if !is_there() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        assert!(!is_there(), "{pid} is still there");
    }
}

#[tokio::test]
async fn a_program_that_is_not_there_is_an_error() {
    let outcome = Runner::new(Limits::default()).run("no/such/program".as_ref(), &[]).await;
    let error = outcome.expect_err("an error");
    assert_eq!(error.to_string(), "cannot run `no/such/program`");
}

#[tokio::test]
async fn a_check_passes_fails_or_is_none() {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs/libtest.sh");
    let limits = Limits { time: Duration::from_millis(500), ..Limits::default() };
    let runner = Runner::new(limits);
    let check = async |test: &str| runner.check(&program, test).await.expect("an outcome");
    assert_eq!(check("passes").await, Check::Passed);
    assert_eq!(
        check("fails").await,
        Check::Failed { said: "expected more".to_owned(), own: "expected more".to_owned() }
    );
    let hangs = "it was still running after 500ms\nwaiting".to_owned();
    assert_eq!(check("hangs").await, Check::Broken(hangs));
    for status in [0, 1, 101] {
        let left = format!(
            "it exited with status {status} before it could tell how it went: something in it ends the program\nbye"
        );
        assert_eq!(check(&format!("leaves-{status}")).await, Check::Broken(left));
    }
    let none = "there is no test `missing`\n".to_owned();
    assert_eq!(check("missing").await, Check::Broken(none));
}
