//! `verify` beside its floor and beside `trycmd`, on synthetic courses of tiny katas:
//!
//!     cargo bench -p xtask --bench verify            10 and 100 katas
//!     cargo bench -p xtask --bench verify -- 1000    the sizes that are named
//!
//! Prints the table of xtask/README.md. All of a row is measured in turn, in one run. `verify` and
//! trycmd are each a process, as they are to those who use them; trycmd also without the test that
//! it is called in, which is more than its users can have.

mod trycmd;

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

fn main() {
    if std::env::var_os(CALL).is_some() {
        return trycmd::katas();
    }
    if std::env::var_os(WEIGH).is_some() {
        verify(Path::new("."), &["--fresh"]);
        return print!("{}", held_by_children());
    }
    let sizes: Vec<usize> = std::env::args().filter_map(|size| size.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![10, 100] } else { sizes };
    let test = test();
    println!(
        "| katas | floor | asking Cargo | `verify --fresh` | cached | one claim changed | \
         trycmd, a test | trycmd, called | `verify --fresh` holds |"
    );
    println!("|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    for size in sizes {
        let course = Course::new(size, &test);
        verify(course.folder.path(), &[]); // builds the katas, and fills the cache
        let mut rows = [const { Vec::new() }; COLUMNS];
        // What takes little time is soon disturbed.
        for round in 0..5.max(2000 / size) {
            for column in order(round) {
                rows[column].push(course.time(column, round));
            }
        }
        let cells: Vec<_> = rows.iter_mut().map(|times| median(times)).collect();
        println!("| {size} | {} | {} |", cells.join(" | "), course.peak());
    }
}

/// A prime, for `order`.
const COLUMNS: usize = 7;

/// Another order each round: whatever ran before leaves its mark on the caches, and what comes after
/// Cargo would always be what suffers.
fn order(round: usize) -> impl Iterator<Item = usize> {
    let step = round % (COLUMNS - 1) + 1;
    (0..COLUMNS).map(move |place| (round + place * step) % COLUMNS)
}

fn verify(course: &Path, args: &[&str]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.current_dir(course).arg("verify").args(args);
    let command = command.env("CI", "false").env_remove("CARGO_TARGET_DIR");
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("xtask");
    assert!(status.success(), "verify {args:?} in {}", course.display());
}

fn time(what: impl FnOnce()) -> Duration {
    let started = Instant::now();
    what();
    started.elapsed()
}

fn median(times: &mut [Duration]) -> String {
    times.sort_unstable();
    format!("{:.1} ms", times[times.len() / 2].as_secs_f64() * 1000.0)
}

/// The test that trycmd is called in, built as this benchmark is.
fn test() -> PathBuf {
    let profile = if cfg!(debug_assertions) { "dev" } else { "bench" };
    let mut command = Command::new(env!("CARGO"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(["bench", "--profile", profile]);
    command.args(["--quiet", "--bench", "trycmd", "--no-run", "--message-format=json"]);
    let built = command.stderr(Stdio::inherit()).output().expect("cargo");
    let lines = built.stdout.split(|byte| *byte == b'\n');
    let mut artifacts = lines.filter_map(|line| serde_json::from_slice::<Value>(line).ok());
    let test = |artifact: Value| match artifact["target"]["name"].as_str()? {
        "trycmd" => artifact["executable"].as_str().map(PathBuf::from),
        _ => None,
    };
    artifacts.find_map(test).expect("the test")
}

/// A course of katas that print three lines.
struct Course<'a> {
    folder: tempfile::TempDir,
    ids: Vec<String>,
    test: &'a Path,
}

impl<'a> Course<'a> {
    fn new(size: usize, test: &'a Path) -> Self {
        let good = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/good");
        let read = |path: &str| fs::read_to_string(good.join(path)).expect("a file of tests/good");
        let course = Self {
            folder: tempfile::tempdir().expect("a folder"),
            ids: (1..=size).map(|number| format!("kata-{number}")).collect(),
            test,
        };
        course.write("Cargo.toml", &read("Cargo.toml"));
        course.write("book/book.toml", &read("book/book.toml"));
        let listed: Vec<_> =
            course.ids.iter().map(|id| format!("- [Hello](all/{id}.md)")).collect();
        course.write("book/src/SUMMARY.md", &format!("# Summary\n\n{}\n", listed.join("\n")));
        for id in &course.ids {
            let named = |path: &str| read(path).replace("hello", id);
            course.write(&format!("book/src/all/{id}.md"), &named("book/src/first/hello.md"));
            for file in ["Cargo.toml", "evidence.snap", "src/main.rs"] {
                course.write(&format!("katas/{id}/{file}"), &named(&format!("katas/hello/{file}")));
            }
            course.write(&format!("try/{id}.toml"), &format!("bin.name = \"{id}\"\n"));
            course.write(&format!("try/{id}.stdout"), "Hello, world!\n  pid [..]\n  left out\n");
        }
        // What was saved within a second of the build is never taken for built.
        thread::sleep(Duration::from_secs(2));
        course
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn program(&self, id: &str) -> PathBuf {
        self.folder.path().join("target/debug").join(id)
    }

    fn time(&self, column: usize, round: usize) -> Duration {
        let verify = |args: &[&str]| verify(self.folder.path(), args);
        match column {
            0 => time(|| self.spawn_all()),
            1 => time(|| self.ask_cargo()),
            2 => time(|| verify(&["--fresh"])),
            3 => time(|| verify(&[])),
            4 => {
                self.change_one(round);
                time(|| verify(&[]))
            }
            5 => time(|| self.trycmd(self.test)),
            _ => time(|| self.trycmd(&std::env::current_exe().expect("this program"))),
        }
    }

    /// The least that has to be done: start every program, as many at once, and read what it says.
    fn spawn_all(&self) {
        let next = AtomicUsize::new(0);
        let jobs = thread::available_parallelism().map_or(1, usize::from);
        thread::scope(|scope| {
            for _ in 0..jobs {
                scope.spawn(|| {
                    while let Some(id) = self.ids.get(next.fetch_add(1, Ordering::Relaxed)) {
                        let mut command = Command::new(self.program(id));
                        let output = command.stdin(Stdio::null()).output().expect("a kata");
                        assert!(output.stdout.starts_with(b"Hello"), "{id}");
                    }
                });
            }
        });
    }

    /// Whether anything has to be built again: no verdict is worth anything before that.
    fn ask_cargo(&self) {
        let mut command = Command::new(env!("CARGO"));
        command.current_dir(self.folder.path()).args(["build", "--workspace", "--quiet"]);
        assert!(command.env_remove("CARGO_TARGET_DIR").status().expect("cargo").success());
    }

    /// Another claim for the first kata, which holds as well.
    fn change_one(&self, round: usize) {
        let path = format!("book/src/all/{}.md", self.ids[0]);
        let page = fs::read_to_string(self.folder.path().join(&path)).expect("a page");
        let (from, to) = [("  ...\n", "  left out\n"), ("  left out\n", "  ...\n")][round % 2];
        self.write(&path, &page.replacen(from, to, 1));
    }

    fn trycmd(&self, program: &Path) {
        let mut command = Command::new(program);
        command.current_dir(self.folder.path()).env(CALL, "");
        command.stdout(Stdio::null()).stderr(Stdio::null());
        assert!(command.status().expect("trycmd").success(), "{}", program.display());
    }

    /// The most that `verify --fresh` has in memory. A system says that of all the children of a
    /// process together: this program, started anew, has no other.
    fn peak(&self) -> String {
        let mut command = Command::new(std::env::current_exe().expect("this program"));
        command.current_dir(self.folder.path()).env(WEIGH, "").stderr(Stdio::inherit());
        let output = command.output().expect("this program");
        assert!(output.status.success(), "weighing in {}", self.folder.path().display());
        String::from_utf8_lossy(&output.stdout).into_owned()
    }
}

/// Tells this program, started anew, to call trycmd and do nothing else.
const CALL: &str = "BENCH_TRYCMD";

/// Tells it to say how much memory `verify` takes, and do nothing else.
const WEIGH: &str = "BENCH_WEIGH";

#[cfg(unix)]
fn held_by_children() -> String {
    use nix::sys::resource::{UsageWho, getrusage};

    const UNIT: i64 = if cfg!(target_vendor = "apple") { 1 } else { 1024 }; // getrusage(2)
    let held = getrusage(UsageWho::RUSAGE_CHILDREN).expect("what children have used").max_rss();
    let tenths = held * UNIT / 100_000;
    format!("{}.{} MB", tenths / 10, tenths % 10)
}

#[cfg(not(unix))]
fn held_by_children() -> String {
    "–".to_owned()
}
