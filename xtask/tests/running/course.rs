//! Courses to run, and what is said of them.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

pub const XTASK: &str = env!("CARGO_BIN_EXE_xtask");

/// What the claim of `tests/good` wants to see.
pub const RIGHT: &str = r#"println!("Hello, world!\n  pid {}\n  left out", std::process::id());"#;

/// A course of katas with these `main`s; the first printed line of each is its claim's.
pub fn course(katas: &[(&str, &str)]) -> tempfile::TempDir {
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
    let listed: Vec<_> = katas.iter().map(|(id, _)| format!("- [Hello](first/{id}.md)")).collect();
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

/// A copy of `tests/solvable`.
pub fn solvable() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/solvable/.");
    let copied = Command::new("cp").arg("-r").args([&from, folder.path()]).status();
    assert!(copied.expect("cp").success());
    folder
}

pub fn pages(course: &Path) -> Vec<(PathBuf, String)> {
    let files = fs::read_dir(course.join("book/src/first")).expect("pages").flatten();
    let mut pages: Vec<_> = files.map(|file| file.path()).collect();
    pages.sort();
    pages.into_iter().map(|page| (page.clone(), fs::read_to_string(page).expect("text"))).collect()
}

/// Somebody types while it is at work, which is meant for none of the katas.
pub fn verify(course: &Path, args: &[&str]) -> Output {
    let (typed, mut keyboard) = std::io::pipe().expect("a pipe");
    keyboard.write_all(b"typed\n").expect("a line");
    let mut command = Command::new(XTASK);
    command.current_dir(course).arg("verify").args(args).env_remove("CARGO_TARGET_DIR");
    command.env("CARGO_TERM_QUIET", "true").stdin(typed);
    command.output().expect("xtask")
}

/// The line of `--format json` about a kata.
pub fn told<'a>(stdout: &'a str, id: &str) -> &'a str {
    let of = |line: &&str| {
        line.contains(r#""event":"kata""#) && line.contains(&format!(r#""id":"{id}""#))
    };
    stdout.lines().find(of).unwrap_or_else(|| panic!("nothing is said of {id}:\n{stdout}"))
}
