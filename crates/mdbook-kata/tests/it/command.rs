//! The program, as mdBook, `cargo xtask` and people start it.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use mdbook_preprocessor::PreprocessorContext;
use mdbook_preprocessor::book::{Book, Chapter};
use mdbook_preprocessor::config::Config;

use crate::fixture::Fixture;

fn run(arguments: &[&str], fixture: &Fixture, stdin: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mdbook-kata"));
    // mdBook starts preprocessors in the book's folder.
    command.args(arguments).current_dir(fixture.path("book"));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // A command that asks for nothing may be gone already.
    let _ = child.stdin.take().unwrap().write_all(stdin.as_bytes());
    child.wait_with_output().unwrap()
}

/// Exit status, stdout and stderr, with the course's folder and the version left out.
fn check(arguments: &[&str], fixture: &Fixture, stdin: &str) -> String {
    let output = run(arguments, fixture, stdin);
    let text = format!(
        "{}\n{}--\n{}",
        output.status.code().unwrap(),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap()
    );
    // Windows writes a path with the other slash.
    text.replace(fixture.root().to_str().unwrap(), "<root>").replace('\\', "/")
}

/// What mdBook writes to a preprocessor.
fn protocol(fixture: &Fixture) -> String {
    let text = fixture.read("book/src/part/second.md");
    let chapter = Chapter::new("Second", text, "part/second.md", vec![]);
    let context = PreprocessorContext::new(fixture.path("book"), Config::default(), "html".into());
    serde_json::to_string(&(context, Book::new_with_items(vec![chapter.into()]))).unwrap()
}

#[test]
fn it_is_for_html_only() {
    let fixture = Fixture::new();
    assert_eq!(check(&["supports", "html"], &fixture, ""), "0\n--\n");
    assert_eq!(check(&["supports", "epub"], &fixture, ""), "1\n--\n");
}

#[test]
fn it_is_a_preprocessor() {
    let fixture = Fixture::new();
    let output = run(&[], &fixture, &protocol(&fixture));
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
    let book: Book = serde_json::from_slice(&output.stdout).unwrap();
    let content = &book.chapters().next().unwrap().content;
    assert!(content.starts_with("# The ") && content.contains("<svg "), "{content}");
}

#[test]
fn a_preprocessor_refuses_a_wrong_course() {
    let fixture = Fixture::new();
    fixture.edit("book/src/part/second.md", "5\n", "soon\n");
    fixture.edit("book/src/part/first.md", "main.rs", "mian.rs");
    insta::assert_snapshot!(check(&[], &fixture, &protocol(&fixture)), @"
    2
    --
    error: included file `katas/first/src/mian.rs` does not exist
      --> book/src/part/first.md:28:1
       |
    28 | {{#include ../../../katas/first/src/mian.rs:main}}
       | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no such file
       |
       = help: write the path as seen from this page's folder

    error: `phase` cannot be `7.soon`
     --> book/src/part/second.md:3:8
      |
    3 | phase: 7.soon
      |        ^^^^^^ expected a number
      |
      = help: write for example `phase: 7.5`

    error: `estimated_minutes` cannot be `soon`
      --> book/src/part/second.md:10:20
       |
    10 | estimated_minutes: soon
       |                    ^^^^ expected a whole number from 1
       |
       = help: write for example `estimated_minutes: 15`

    error: the course has 3 problems; no book was built
    ");
    insta::assert_snapshot!(check(&[], &fixture, "[]"), @"
    2
    --
    error: mdBook: there is no book on stdin; mdBook 0.5 writes it there: Unable to parse the input: invalid length 0, expected a tuple of size 2 at line 1 column 2
    ");
}

#[test]
fn build_tells_where_the_book_is() {
    let fixture = Fixture::new();
    insta::assert_snapshot!(check(&["build"], &fixture, ""), @"
    0
    Wrote <root>/book/book/index.html
    --
    ");
    fixture.edit("book/src/about.md", "#concept", "#nowhere");
    let root = fixture.root().to_str().unwrap();
    insta::assert_snapshot!(check(&["build", root], &fixture, ""), @"
    2
    --
    book/src/about.md:3:18: part/second.html#nowhere → nothing in `part/second.html` has the id `nowhere`
    error: the book has 1 broken link
    ");
}

#[test]
fn a_wrong_command_exits_2() {
    let fixture = Fixture::new();
    std::fs::remove_file(fixture.path("book/book.toml")).unwrap();
    insta::assert_snapshot!(check(&["build"], &fixture, ""), @"
    2
    --
    error: no course here: looked for `book/book.toml` in `<root>/book` and the folders above it
    ");
    assert!(check(&["bild"], &fixture, "").starts_with("2\n"));
}
