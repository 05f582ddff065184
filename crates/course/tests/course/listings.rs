//! What is wrong with what a page shows of its kata.

use crate::fixture::{Fixture, HELLO};
use crate::found::{MAIN, check, found};

#[test]
fn includes() {
    check(HELLO, "greet.rs}}", "great.rs}}", "hello.md:40:1: included file `katas/hello/src/great.rs` does not exist");
    let obeyed = "mdBook would not show this but obey it";
    check(MAIN, "fn main() {\n", "fn main() {\n    // {{#include a.rs}}\n", &format!("hello/src/main.rs:7:8: {obeyed}"));
    check(MAIN, "fn main() {\n", "fn main() {\n    // \\{{#title}}\n", &format!("hello/src/main.rs:7:8: {obeyed}"));
    check(HELLO, "src/greet.rs}}", "src}}", "hello.md:40:1: included `katas/hello/src` is a folder");
    check(HELLO, "main.rs:main}}", "main.rs:mian}}", "hello.md:39:1: `katas/hello/src/main.rs` has no anchor `mian`");
    check(HELLO, "main.rs:main}}", "main.rs:6:8}}", "hello.md:39:1: included by line number");
    check(HELLO, "main.rs:main}}", "main.rs:6}}", "hello.md:39:1: included by line number");
    check(HELLO, "main.rs:main}}", "main.rs::8}}", "hello.md:39:1: included by line number");
    check(HELLO, "main.rs:main}}", "main.rs:}}", "hello.md:39:1: included by line number");
    check(HELLO, "main.rs:main}}", "main.rs:main:8}}", "hello.md:39:1: `main:8` cannot be an anchor");
    check(HELLO, "main.rs:main}}", "main.rs:a_b-c}}", "hello.md:39:1: `katas/hello/src/main.rs` has no anchor `a_b-c`");
    check(HELLO, "main.rs:main}}", "main.rs:a/b}}", "hello.md:39:1: `a/b` cannot be an anchor");
    check(HELLO, "main.rs:main}}", "main.rs}}", "hello.md:39:1: `katas/hello/src/main.rs` is included whole, but has anchors");
    check(HELLO, "../../../katas/hello/src/greet.rs", "../../../../katas/hello/src/greet.rs", "hello.md:40:1: `../../../../katas/hello/src/greet.rs` is not a path inside the course");
    check(HELLO, "../../../katas/hello/src/greet.rs", "/katas/hello/src/greet.rs", "hello.md:40:1: `/katas/hello/src/greet.rs` is not a path inside the course");
    check(HELLO, "{{#include ../../../katas/hello/src/greet.rs", "{{#rustdoc_include ../../../katas/hello/src/greet.rs", "hello.md:40:1: `#rustdoc_include` is not used in this course");
    check(HELLO, "{{#include ../../../katas/hello/src/greet.rs", "{{#playground ../../../katas/hello/src/greet.rs", "hello.md:40:1: `#playground` is not used in this course");
    check(HELLO, "{{#include ../../../katas/hello/src/greet.rs", "{{#inlcude ../../../katas/hello/src/greet.rs", "hello.md:40:1: unknown directive `#inlcude`");
    check(HELLO, "## Deep Dive", "## Deep Dive\n\n{{#title Hello}} {{#if x}}", "hello.md:69:18: unknown directive `#if`");
    check(HELLO, "## Deep Dive", "## Deep Dive\n\n```rust\n{{#include ../../../katas/echo/src/main.rs}}\n```", "");
    check("book/src/introduction.md", "# Introduction", "# Introduction\n\n{{#include nothing.md}}", "introduction.md:3:1: included file `book/src/nothing.md` does not exist");
    check("book/src/introduction.md", "# Introduction", "# Introduction\n\n{{#include introduction.md}}", "introduction.md:3:1: `book/src/introduction.md` is a page of the book");
    check(HELLO, "## Deep Dive", "## Deep Dive\n\n{{#include ../first/echo.md:x}}", "hello.md:69:1: `book/src/first/echo.md` is a page of the book");
    found(&Fixture::good().file("book/src/first/shown.txt", "").with(HELLO, "## Deep Dive", "## Deep Dive\n\n{{#include shown.txt}}"), "");
}

#[test]
fn anchors() {
    check(MAIN, "// ANCHOR_END: main\n", "", "hello/src/main.rs:5:1: anchor `main` is not closed");
    check(MAIN, "// ANCHOR: main\n", "", "hello/src/main.rs:8:1: anchor `main` is closed but not open");
    check(MAIN, "// ANCHOR_END: top\n", "", "hello/src/main.rs:1:1: anchor `top` is not closed");
    found(&Fixture::good().with(MAIN, "// ANCHOR: main\n", "").with(HELLO, ":top}}", ":tpo}}"), "hello.md:33:1: `katas/hello/src/main.rs` has no anchor `tpo`\nhello/src/main.rs:8:1: anchor `main` is closed but not open");
    check(MAIN, "// ANCHOR: main\n", "// ANCHOR: main\n// ANCHOR: top\n// ANCHOR_END: top\n", "hello/src/main.rs:6:1: anchor `top` is opened twice\nhello/src/main.rs:7:1: anchor `top` is closed but not open");
    check(MAIN, "#[cfg(test)]", "// ANCHOR_END: nothing\n#[cfg(test)]", "hello/src/main.rs:11:1: anchor `nothing` is closed but not open");
    check(MAIN, "fn greets() {}", "// ANCHOR: never\n    fn greets() {}", "hello/src/main.rs:14:1: anchor `never` is not closed");
}

#[test]
fn woven_not_pasted() {
    check(HELLO, "Then the rest:", "```rust\nfn pasted() {}\n```", "hello.md:37:1: the Experiment is woven, not pasted");
    check(HELLO, "{{#include ../../../katas/hello/src/greet.rs}}", "{{#include ../../../katas/hello/src/greet.rs}}\n\n  greet();", "hello.md:42:1: the Experiment is woven, not pasted");
    check(HELLO, "{{#include ../../../katas/hello/src/greet.rs}}", "{{#include ../../../katas/hello/src/greet.rs}} // greet", "hello.md:40:1: the Experiment is woven, not pasted");
    for pasted in ["rust,ignore\nfn pasted() {}", "rs\ninclude!(\"pasted.rs\");", "rust\n{ pasted() }"] {
        check(HELLO, "Then the rest:", &format!("```{pasted}\n```"), "hello.md:37:1: the Experiment is woven, not pasted");
    }
    // What stands in its place is not missed as well.
    check(HELLO, "{{#include ../../../katas/hello/src/greet.rs}}", "pub fn greet() {}", "hello.md:40:1: the Experiment is woven, not pasted");
    for near in ["{#include", "{{include", "{{# include"] {
        check(HELLO, "{{#include ../../../katas/hello/src/greet.rs", &format!("{near} ../../../katas/hello/src/greet.rs"), "hello.md:40:1: this is no include as it stands");
    }
    check(HELLO, "greet.rs}}", "greet.rs}", "hello.md:40:1: this is no include as it stands");
    check(HELLO, "Then the rest:", "```toml\n[package]\n```", "");
    check(HELLO, "## Deep Dive", "## Deep Dive\n\n```rust\nfn other() {}\n```", "");
    check(HELLO, "```rust\n{{#include ../../../katas/hello/src/main.rs:top}}\n```", "{{#include ../../../katas/hello/src/main.rs:top}}", "hello.md:32:1: source code is included outside a code block");
}

#[test]
fn every_line_is_shown_once() {
    check(MAIN, "// ANCHOR_END: main\n", "// ANCHOR_END: main\n\nfn more() {\n\n}\n", "hello/src/main.rs:11:1: 2 lines are not shown in the lesson");
    check(MAIN, "mod greet;\n// ANCHOR_END: top\n", "// ANCHOR_END: top\nmod greet;\n", "hello/src/main.rs:3:1: 1 line is not shown in the lesson");
    check(HELLO, "{{#include ../../../katas/hello/src/greet.rs}}\n", "", "hello/src/greet.rs:1:1: 1 line is not shown in the lesson");
    check(HELLO, "Then the rest:", "```rust\n{{#include ../../../katas/hello/src/greet.rs}}\n```", "hello.md:42:1: `katas/hello/src/greet.rs` is shown twice, from line 1 on");
    check(MAIN, "// ANCHOR: main\n", "// ANCHOR: main\n// ANCHOR: inner\n// ANCHOR_END: inner\n", "");
    found(&Fixture::good().with(MAIN, "// ANCHOR: main\n", "// ANCHOR: main\n// ANCHOR: inner\n").with(MAIN, "greet::greet();\n", "greet::greet();\n// ANCHOR_END: inner\n").with(HELLO, "Then the rest:", "```rust\n{{#include ../../../katas/hello/src/main.rs:inner}}\n```"), "hello.md:41:1: `katas/hello/src/main.rs` is shown twice, from line 7 on");
    found(&Fixture::good().with(HELLO, "Then the rest:", "```rust\n{{#include ../../../katas/hello/src/main.rs:top}}\n```\n\n```rust\n{{#include ../../../katas/hello/src/main.rs:top}}\n```"), "hello.md:37:1: `katas/hello/src/main.rs` is shown twice, from line 2 on\nhello.md:41:1: `katas/hello/src/main.rs` is shown twice, from line 2 on");
    found(&Fixture::good().file("katas/hello/src/deep/more.rs", "\nfn more() {}\n"), "hello/src/deep/more.rs:2:1: 1 line is not shown in the lesson");
}

#[test]
fn tests_need_not_be_shown() {
    check(MAIN, "#[cfg(test)]\nmod tests {", "mod tests {", "hello/src/main.rs:11:1: 4 lines are not shown in the lesson");
    check(MAIN, "#[cfg(test)]\nmod", "#[cfg(test)]\nfn helper() {}\n\n#[cfg(test)]\nmod", "hello/src/main.rs:11:1: 2 lines are not shown in the lesson");
    let apart = || Fixture::good().with(MAIN, "#[cfg(test)]", "#[cfg(test)]\nmod rules;\n\n#[cfg(test)]");
    found(&apart().file("katas/hello/src/rules.rs", "fn rule() {}\n"), "");
    found(&apart().file("katas/hello/src/rules/mod.rs", "fn rule() {}\n"), "");
    found(&apart().file("katas/hello/src/rules/more.rs", "fn rule() {}\n"), "");
    found(&apart().file("katas/hello/src/rulers.rs", "fn rule() {}\n"), "hello/src/rulers.rs:1:1: 1 line is not shown in the lesson");
}
