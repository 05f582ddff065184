//! One check of a test program, run by itself: what it says is its own, and if it hangs the others
//! still run.

use crate::run::{RunError, Runner};
use std::path::Path;

/// What became of a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Check {
    /// What it demands is so.
    Passed,
    /// It is not.
    Failed {
        /// The messages of all panics, in their order: the code that is checked may have panicked too.
        said: String,
        /// The message of the check's own panic among them.
        own: String,
    },
    /// It came to no end, something ended the program before it did, or there is no such check.
    Broken(String),
}

impl Runner {
    /// Runs one test of a program built with libtest, ignored or not.
    ///
    /// # Errors
    /// As [`Runner::run`].
    pub async fn check(&self, program: &Path, test: &str) -> Result<Check, RunError> {
        let args = ["--exact", test, "--include-ignored", "--nocapture"];
        let run = self.run(program, &args).await?;
        let (stdout, stderr) =
            (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
        if !stdout.contains("running 1 test") {
            return Ok(Check::Broken(format!("there is no test `{test}`\n{stderr}")));
        }
        let (said, end) = (messages(&stderr), &run.end);
        let broken = |why: &str| Check::Broken(format!("it {end}{why}\n{said}").trim().to_owned());
        Ok(match (end.code(), verdict(&stdout)) {
            (Some(0), Some(Verdict::Passed)) => Check::Passed,
            // What libtest exits with when a test has failed.
            (Some(101), Some(Verdict::Failed)) => Check::Failed { said, own: own(&stderr, test) },
            (Some(_), None) => {
                broken(" before it could tell how it went: something in it ends the program")
            }
            _ => broken(""),
        })
    }
}

enum Verdict {
    Passed,
    Failed,
}

/// How the test went in libtest's own words. An exit status alone says nothing: the code that is
/// checked may end the program with any.
fn verdict(stdout: &str) -> Option<Verdict> {
    let verdict = stdout.lines().rev().find_map(|line| line.strip_prefix("test result: "))?;
    match verdict {
        passed if passed.starts_with("ok. 1 passed; 0 failed;") => Some(Verdict::Passed),
        failed if failed.starts_with("FAILED. 0 passed; 1 failed;") => Some(Verdict::Failed),
        _ => None,
    }
}

/// What was said in panics, without the lines that the standard library puts around it.
fn messages(stderr: &str) -> String {
    let is_note = |line: &str| line.starts_with("note: run with `RUST_BACKTRACE=");
    let is_said = |line: &&str| panicking(line).is_none() && !is_note(line);
    let lines: Vec<_> = stderr.lines().filter(is_said).collect();
    lines.join("\n").trim().to_owned()
}

/// What was said in the panic that this test ended with. libtest gives it a thread of its name, or
/// takes the first thread where there is one processor.
fn own(stderr: &str, test: &str) -> String {
    let lines: Vec<_> = stderr.lines().collect();
    let is_own = |line: &&str| panicking(line).is_some_and(|name| name == test || name == "main");
    let Some(start) = lines.iter().rposition(is_own) else { return String::new() };
    let said = lines[start + 1..].iter().copied().take_while(|line| panicking(line).is_none());
    messages(&said.collect::<Vec<_>>().join("\n"))
}

/// The name of the thread that this line says is panicking.
fn panicking(line: &str) -> Option<&str> {
    let (name, rest) = line.strip_prefix("thread '")?.split_once('\'')?;
    rest.contains(" panicked at ").then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_said_stays() {
        let check = |stderr, expected| assert_eq!(messages(stderr), expected);
        check(
            "\nthread 'a' (12) panicked at tests/challenges.rs:1:2:\nexpected 426\n\n--- sent\nGET\nnote: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n",
            "expected 426\n\n--- sent\nGET",
        );
        check(
            "thread 'tokio' panicked at src/server.rs:1:2:\nnot yet implemented\n\nthread 'a' panicked at b:\nexpected 426\n",
            "not yet implemented\n\nexpected 426",
        );
        check(
            "thread 'a' panicked at b:\nexpected that nothing panicked at all\nthread 'c' waits\n",
            "expected that nothing panicked at all\nthread 'c' waits",
        );
        check("", "");
    }

    #[test]
    fn a_check_speaks_for_itself() {
        let check = |stderr, expected| assert_eq!(own(stderr, "a"), expected, "{stderr}");
        check(
            "thread 'a' (12) panicked at b:\nexpected 426\n\n--- sent\nnote: run with `RUST_BACKTRACE=1` or so\n",
            "expected 426\n\n--- sent",
        );
        check(
            "thread 'a' panicked at b:\nrefused\nthread 'tokio' panicked at c:\nexpected a port\n",
            "refused",
        );
        check(
            "thread '<unnamed>' panicked at c:\nexpected a port\n\nthread 'a' panicked at b:\nrefused\n",
            "refused",
        );
        check("thread 'main' panicked at b:\nexpected 426\n", "expected 426");
        check("thread 'ab' panicked at b:\nexpected 426\n", "");
        check("", "");
    }
}
