//! What the README, the book, `cmd/*.md` and `challenge/*.md` say under `$ cargo xtask …`, executed.
//!
//! The README and the book speak of this course and run in it. Each file in `cmd/` runs in a copy
//! of the small course in `good/`, and each in `challenge/` in one of `solvable/`, whose lesson has
//! challenges. They break it first, by lines of the form
//! `<!-- path | text | its replacement -->`, `<!-- path | removed -->`, `<!-- path | folder -->` or
//! `<!-- path | written | text -->`. `TRYCMD=overwrite` rewrites the copies, and
//! leaves them where the test says; what is right in them has to be carried over by hand.

#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};

const XTASK: &str = env!("CARGO_MANIFEST_DIR");
const TARGET: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/..");

#[test]
fn what_the_pages_say() {
    let root = Path::new(XTASK).join("..");
    let cases = Cases::new();
    let pages = [vec![root.join("README.md")], below(&root.join("book/src"))].concat();
    let says = |page: &PathBuf| read(page).contains("$ cargo xtask");
    for page in pages.into_iter().filter(says) {
        std::os::unix::fs::symlink(&root, cases.add(&page)).expect("a link");
    }
    // As in CI: nothing is taken from an earlier run.
    cases.run("true", 2);
}

#[test]
fn what_an_author_is_told() {
    run_in_copies("cmd", "good", 10);
}

#[test]
fn what_a_learner_is_told() {
    run_in_copies("challenge", "solvable", 8);
}

fn run_in_copies(pages: &str, course: &str, at_least: usize) {
    let cases = Cases::new();
    let tests = Path::new(XTASK).join("tests");
    for case in files(&tests.join(pages)) {
        let copied = cases.add(&case);
        copy(&tests.join(course), &copied);
        read(&case).lines().filter_map(edit).for_each(|edit| apply(&copied, &edit));
    }
    cases.run("false", at_least);
}

/// Copies of pages, each beside the folder that its commands run in. They are not under this
/// course, which a folder without one would find above it.
struct Cases(tempfile::TempDir);

impl Cases {
    fn new() -> Self {
        let mut folder = tempfile::tempdir().expect("a folder");
        if std::env::var_os("TRYCMD").is_some() {
            folder.disable_cleanup(true);
            println!("the cases are in {}", folder.path().display());
        }
        Self(folder)
    }

    /// Copies a page, and gives the folder that is to be made for it.
    fn add(&self, page: &Path) -> PathBuf {
        let name = page.file_stem().expect("a name").to_string_lossy();
        let copy = self.0.path().join(format!("{name}.md"));
        fs::write(copy, without_times(&read(page))).expect("a copy");
        self.0.path().join(format!("{name}.in"))
    }

    fn run(&self, ci: &str, at_least: usize) {
        let count = files(self.0.path()).len() / 2;
        assert!(count >= at_least, "only {count} pages say anything");
        trycmd::TestCases::new()
            .register_bin("cargo", Path::new(env!("CARGO")))
            // `cargo xtask`, from any folder; and no progress, which is different on every run.
            .env(
                "CARGO_ALIAS_XTASK",
                format!("run --target-dir {TARGET} --manifest-path {XTASK}/Cargo.toml --"),
            )
            // Each course builds its own katas, whatever the caller has set: they share their names.
            .env("CARGO_TARGET_DIR", "target")
            .env("CARGO_TERM_QUIET", "true")
            .env("CI", ci)
            .case(self.0.path().join("*.md"));
    }
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn below(folder: &Path) -> Vec<PathBuf> {
    let (folders, files): (Vec<_>, Vec<_>) =
        files(folder).into_iter().partition(|path| path.is_dir());
    files.into_iter().chain(folders.iter().flat_map(|folder| below(folder))).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    entries.map(|entry| entry.expect("an entry").path()).collect()
}

/// Times and process ids are true of one run only.
fn without_times(page: &str) -> String {
    let varying = [
        (r"\[ *\d+\.\d{3}s\]", "[[..]s]"),
        (r#""seconds":[0-9.e-]+"#, r#""seconds":[..]"#),
        (r#" time="[0-9.]+""#, r#" time="[..]""#),
        (r"pid> = \d+", "pid> = [..]"),
        (r"  pid \d+", "  pid [..]"),
        (r#"info: \["\d+"\]"#, r#"info: ["[..]"]"#),
    ];
    varying.iter().fold(page.to_owned(), |page, (pattern, wildcard)| {
        let pattern = regex::Regex::new(pattern).expect("a pattern");
        pattern.replace_all(&page, *wildcard).into_owned()
    })
}

/// The parts of a line that breaks something: a path and `removed` or `folder`, or a path, a text and another.
fn edit(line: &str) -> Option<Vec<&str>> {
    let parts = line.strip_prefix("<!-- ")?.strip_suffix(" -->")?;
    Some(parts.split(" | ").collect())
}

fn apply(course: &Path, edit: &[&str]) {
    let file = course.join(edit[0]);
    match edit[1..] {
        ["removed"] => fs::remove_file(&file).expect("a file to remove"),
        ["folder"] => fs::create_dir(&file).expect("a folder"),
        ["written", text] => fs::write(&file, text).expect("a file"),
        [text, replacement] => {
            let before = read(&file);
            let [text, replacement] = [text, replacement].map(|text| text.replace("\\n", "\n"));
            assert!(before.contains(&text), "{} does not contain {text:?}", edit[0]);
            let after = before.replacen(&text, &replacement, 1);
            fs::write(file, after).expect("an edit");
        }
        _ => panic!("not `path | text | replacement`: {edit:?}"),
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a directory");
    for path in files(from) {
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("a copy");
        }
    }
}
