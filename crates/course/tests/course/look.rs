//! What an author reads: one problem of each shape, as it is printed.

use crate::fixture::{ECHO, Fixture, HELLO, SUMMARY};
use crate::found::MAIN;

#[test]
fn problems_look_like_rustc_s() {
    let fixture = Fixture::good()
        .with(HELLO, "difficulty: beginner", "dificulty: beginner\nid: hello")
        .with(HELLO, "## Key Insight\n", "")
        .with(HELLO, "main.rs:top", "main.rs:1:3")
        .with(HELLO, "## Deep Dive\n", "## Deep Dive\n\nThis and that.\n---\n\n## More\n")
        .with(HELLO, "greet.rs}}", "great.rs}}\nlet pasted = 1;")
        .with(HELLO, "2. Why does it greet?", "2. Why?\n3. What?")
        .with(ECHO, "  - hello", "  - hello\n  - helo")
        .with(ECHO, "src/main.rs}}", "src/main.rs}}\n{{#include ../../../katas/echo/src/main.rs}}")
        .with("katas/echo/Cargo.toml", "[[bin]]\nname = \"echo\"", "[[bin]]\nname = \"ping\"")
        .file("katas/echo/src/more.rs", "fn one() {}\n\nfn two() {}\n")
        .with(MAIN, "// ANCHOR_END: main\n", "")
        .with(SUMMARY, "- [Later]()", "- [Later](later.md)")
        .file("book/src/empty.md", "");
    let problems = fixture.load().expect_err("many problems");
    assert!(problems.to_string().starts_with("error:"));
    insta::assert_snapshot!(problems);
}

#[test]
fn colour_is_asked_for() {
    let fixture = Fixture::good().with(HELLO, "beginner", "medium");
    let problems = fixture.load().expect_err("a problem");
    let problem = problems.iter().next().expect("a problem");
    assert!(problem.render(true).contains("\u{1b}["));
    assert!(!problem.render(false).contains('\u{1b}'));
    assert_eq!(problem.to_string(), problem.render(false));
}
