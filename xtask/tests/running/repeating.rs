//! `verify`: how many runs there are, and how many of them at once.

use crate::course::{RIGHT, XTASK, course, solvable, told, verify};
use crate::processes::wait_until;
use std::fs;
use std::process::{Child, Command, Stdio};
use std::thread;
use tempfile::TempDir;

/// A kata that prints something else in some of its runs, and each run of which ends when it may.
struct Counted {
    course: TempDir,
    /// In it each run leaves its number. There it finds, by its number, whether it may end, and
    /// whether it is to print something else.
    runs: TempDir,
}

impl Counted {
    fn new() -> Self {
        let runs = tempfile::tempdir().expect("a folder");
        let wrong = RIGHT.replace("world", "moon");
        let main = format!(
            r#"
            let at = |name: String| std::path::Path::new("{}").join(name);
            let is_new = |number: &u32| std::fs::File::create_new(at(number.to_string())).is_ok();
            let number = (1..).find(is_new).expect("a number");
            while !at(format!("{{number}}-may-end")).exists() {{ std::thread::yield_now(); }}
            if at(format!("{{number}}-is-wrong")).exists() {{ {wrong} }} else {{ {RIGHT} }}"#,
            runs.path().display()
        );
        Self { course: course(&[("counted", &main)]), runs }
    }

    fn say(&self, number: usize, what: &str) {
        fs::write(self.runs.path().join(format!("{number}-{what}")), "").expect("a file");
    }

    fn forget(&self) {
        let files = fs::read_dir(self.runs.path()).expect("a folder").flatten();
        files.for_each(|file| fs::remove_file(file.path()).expect("a file"));
    }

    /// How many runs have begun.
    fn begun(&self) -> usize {
        let files = fs::read_dir(self.runs.path()).expect("a folder").flatten();
        files.filter(|file| file.file_name().to_string_lossy().parse::<usize>().is_ok()).count()
    }

    fn verify(&self, repeat: usize, jobs: Option<usize>) -> Child {
        let mut command = Command::new(XTASK);
        command.current_dir(self.course.path()).args(["verify", "--repeat", &repeat.to_string()]);
        command.args(jobs.map(|jobs| format!("--jobs={jobs}")));
        command.env("CARGO_TERM_QUIET", "true").env_remove("CARGO_TARGET_DIR");
        command.stdout(Stdio::null()).spawn().expect("xtask")
    }
}

#[test]
fn as_many_runs_at_once_as_there_are_jobs_or_cores() {
    let cores = thread::available_parallelism().expect("a number").get();
    let counted = Counted::new();
    for (jobs, at_once) in [(None, cores), (Some(1), 1), (Some(2), 2), (Some(cores + 3), cores + 3)]
    {
        counted.forget();
        let repeat = at_once * 3;
        let mut child = counted.verify(repeat, jobs);
        for number in 1..=repeat {
            let expected = repeat.min(at_once + number - 1);
            wait_until("the next has begun", || counted.begun() >= expected);
            assert_eq!(counted.begun(), expected, "jobs: {jobs:?}; {number} has not ended");
            counted.say(number, "may-end");
        }
        assert_eq!(child.wait().expect("an end").code(), Some(0), "jobs: {jobs:?}");
    }
}

#[test]
fn the_first_run_that_is_not_like_the_others_is_the_last() {
    const REPEAT: usize = 9;
    let counted = Counted::new();
    for (wrong, runs) in [(2..=2, 2), (5..=5, 5), (1..=1, 2), (1..=REPEAT, 2), (2..=REPEAT, 2)] {
        counted.forget();
        (1..=REPEAT).for_each(|number| counted.say(number, "may-end"));
        wrong.clone().for_each(|number| counted.say(number, "is-wrong"));
        let code = counted.verify(REPEAT, Some(1)).wait().expect("an end").code();
        assert_eq!((code, counted.begun()), (Some(1), runs), "wrong: {wrong:?}");
    }
}

#[test]
fn challenges_are_checked_once_and_no_run_is_to_blame() {
    let course = solvable();
    let args = ["--repeat", "6", "--jobs", "3", "--format", "json"];
    let told_of_it = |status| {
        let output = verify(course.path(), &args);
        let stdout = String::from_utf8(output.stdout).expect("JSON is UTF-8");
        assert_eq!(output.status.code(), Some(status), "{stdout}");
        told(&stdout, "knock").to_owned()
    };
    let told = told_of_it(0);
    assert!(told.contains(r#""challenges":1"#), "{told}");

    let planted = course.path().join("katas/knock/tests/planted.toml");
    let bug = "[[bug]]\nchallenge = 1\nwhat = \"greets nobody\"\nfile = \"solutions/door.rs\"\n\
               replace = \"0 =>\"\nwith = \"0 | 4 =>\"\n";
    fs::write(planted, bug).expect("a file");
    let told = told_of_it(1);
    assert!(told.contains("no check finds out a solution that greets nobody"), "{told}");
    assert!(!told.contains("in run"), "{told}");
}
