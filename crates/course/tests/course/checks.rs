//! Each check, seen failing: one thing is broken, and exactly that is found.

use course::{Course, Problem};

use crate::fixture::{ECHO, Fixture, HELLO, SUMMARY};

const MAIN: &str = "katas/hello/src/main.rs";
const TESTS: &str = "katas/hello/tests/challenges.rs";
const PLANTED: &str = "katas/hello/tests/planted.toml";

/// Changes `from` to `to` in a file and compares what is found, `path:line:column: title` a line.
#[track_caller]
fn check(path: &str, from: &str, to: &str, expected: &str) {
    found(&Fixture::good().with(path, from, to), expected);
}

#[track_caller]
fn found(fixture: &Fixture, expected: &str) {
    assert_eq!(fixture.found(), expected);
}

#[test]
fn the_good_course_has_no_problems() {
    check(HELLO, "Before it all.", "Before all.", "");
}

#[test]
fn front_matter_keys() {
    check(HELLO, "difficulty: beginner", "dificulty: beginner", "hello.md:7:1: unknown key `dificulty` in front matter");
    check(HELLO, "phase: 7.5", "phases: 7.5\nphase: 7.5", "hello.md:3:1: unknown key `phases` in front matter");
    check(HELLO, "tags: [greeting, first]\n", "", "hello.md:10:1: front matter lacks `tags`");
    check(HELLO, "sequence: 1\n", "sequence: 1\nauthor: me\n", "hello.md:6:1: unknown key `author` in front matter");
    check(HELLO, "sequence: 1\n", "sequence: 1\nsequence: 2\nid: hello\n", "hello.md:6:1: key `sequence` is given twice\nhello.md:7:1: key `id` is given twice");
    check(HELLO, "id: hello\n", "", "hello.md:10:1: front matter lacks `id`");
}

#[test]
fn front_matter_values() {
    check(HELLO, "beginner", "medium", "hello.md:7:13: `difficulty` cannot be `medium`");
    check(HELLO, "title: Hällo", "title: [Hällo]", "hello.md:6:8: `title` cannot be `[Hällo]`");
    check(HELLO, "title: Hällo", "title:", "hello.md:6:6: `title` is empty");
    check(HELLO, "title: Hällo", "title: ~", "hello.md:6:8: `title` cannot be `~`");
    check(HELLO, "title: Hällo", "title: \"  \"", "hello.md:6:8: `title` cannot be `\"  \"`");
    check(HELLO, "sequence: 1", "sequence: one", "hello.md:5:11: `sequence` cannot be `one`");
    check(HELLO, "sequence: 1", "sequence: 0", "hello.md:5:11: `sequence` cannot be `0`");
    check(HELLO, "sequence: 1", "sequence: '1'", "hello.md:5:11: `sequence` cannot be `'1'`");
    check(HELLO, "minutes: 5", "minutes: 2.5", "hello.md:10:20: `estimated_minutes` cannot be `2.5`");
    check(HELLO, "phase: 7.5", "phase: seven", "hello.md:3:8: `phase` cannot be `seven`");
    check(HELLO, "[greeting, first]", "greeting", "hello.md:8:7: `tags` cannot be `greeting`");
    check(HELLO, "[greeting, first]", "[greeting, \"\"]", "hello.md:8:18: `tags` cannot be `\"\"`");
    check(HELLO, "[greeting, first]", "[greeting, [first]]", "hello.md:8:18: `tags` cannot be `[first]`");
    check(HELLO, "[greeting, first]", "[first, first]", "hello.md:8:15: `first` in `tags` is given twice");
    check(HELLO, "[greeting, first]", "{ greeting: first }", "hello.md:8:7: `tags` cannot be `{ greeting: first }`");
    check(ECHO, "  - hello", "  - Hello World", "echo.md:10:5: `prerequisites` cannot be `Hello World`");
    check(ECHO, "  - hello", "  - hello\n  - hello", "echo.md:11:5: `hello` in `prerequisites` is given twice");
    check(ECHO, "  - hello", "  - hello\n  - http-2", "echo.md:11:5: prerequisite `http-2` is not a lesson of this course");
    check(ECHO, "  - hello", "  - hello\n  - 2nd", "echo.md:11:5: `prerequisites` cannot be `2nd`");
    check(ECHO, "  - hello", "  - hello\n  - a_b", "echo.md:11:5: `prerequisites` cannot be `a_b`");
    check(HELLO, "id: hello", "id: Hello", "hello.md:2:5: `id` cannot be `Hello`");
    check(HELLO, "phase_title: First Steps\nsequence: 1", "phase_title:\nsequence: x", "hello.md:4:12: `phase_title` is empty\nhello.md:5:11: `sequence` cannot be `x`");
}

#[test]
fn front_matter_yaml() {
    check(HELLO, "title: Hällo", "title: Hällo: again", "hello.md:6:13: front matter is not valid YAML: mapping values are not allowed in this context");
    check(HELLO, "[greeting, first]", "[greeting, first", "hello.md:9:14: front matter is not valid YAML: illegal placement of ':' indicator");
    check(HELLO, "estimated_minutes: 5\n---", "estimated_minutes: 5\n", "hello.md:1:1: front matter is not closed");
    check(HELLO, "id: hello\n", "id: hello\n...\nphase: 1\n", "hello.md:4:1: front matter is not valid YAML: expected `key: value`");
    check(HELLO, "id: hello\n", "id: hello\n? [a]\n: b\n", "hello.md:3:3: front matter is not valid YAML: expected `key: value`");
    check(HELLO, "id: hello\n", "- id\n", "hello.md:2:1: front matter is not valid YAML: expected `key: value`");
}

#[test]
fn sections() {
    check(HELLO, "## Deep Dive\n", "", "hello.md:70:1: section `Deep Dive` is missing");
    check(HELLO, "## Common Mistakes\n", "", "hello.md:72:53: section `Common Mistakes` is missing");
    check(HELLO, "## Concept", "## Concepts", "hello.md:16:1: unknown section `Concepts`\nhello.md:24:1: section `Concept` is missing");
    check(HELLO, "## Deep Dive", "## Appendix\n\n## Deep Dive", "hello.md:67:1: unknown section `Appendix`");
    check(HELLO, "## Deep Dive", "## Concept\n\n## Deep Dive", "hello.md:67:1: section `Concept` is there twice");
    check(HELLO, "## Concept\n", "## Deep Dive\n\nWords.\n\n## Concept\n", "hello.md:20:1: section `Concept` is out of order\nhello.md:71:1: section `Deep Dive` is there twice");
    found(&Fixture::good().with(HELLO, "## Concept", "## X").with(HELLO, "## Key Insight", "## Concept").with(HELLO, "## X", "## Key Insight"), "hello.md:24:1: section `Concept` is out of order");
}

#[test]
fn unclosed() {
    let (block, comment) = ("this code block is not closed", "this comment is not closed");
    check(HELLO, "hello <name>\n```", "hello <name>", &format!("hello.md:45:1: {block}"));
    check(HELLO, "Words, and an escaped", "```http\n\nWords, and an escaped", &format!("hello.md:26:1: {block}"));
    check(HELLO, "First the top:", "```\nFirst the top:", &format!("hello.md:30:1: {block}"));
    check(HELLO, "Words, and an escaped", "<!-- note to self\n\nWords, and an escaped", &format!("hello.md:26:1: {comment}"));
    check(HELLO, "   Say `you`.", "   ```\n   Say `you`.", &format!("hello.md:55:4: {block}"));
    check(HELLO, "## Deep Dive", "<!-- x -->\n\n## Deep Dive", "");
    // What does not depend on it is said all the same.
    found(&Fixture::good().with(HELLO, "hello <name>\n```", "hello <name>").with(HELLO, ":main}}", ":mian}}"), &format!("hello.md:39:1: `katas/hello/src/main.rs` has no anchor `mian`\nhello.md:45:1: {block}"));
    check("book/src/introduction.md", "# Introduction", "# Introduction\n\n```\n", &format!("introduction.md:3:1: {block}"));
    check("book/src/introduction.md", "# Introduction", "# Introduction\n\n```\n## Concept\n```\n", "");
}

#[test]
fn claims() {
    check(HELLO, "```text\nhello <name>\n```", "hello", "hello.md:43:1: nothing is claimed under Expected Output");
    check(HELLO, "```text\nhello <name>\n```", "    hello", "hello.md:43:1: nothing is claimed under Expected Output");
    check(HELLO, "```text\nhello <name>\n```", "  ```text\n  hello\n  ```", "hello.md:45:1: the claim is indented or stands inside something else");
    check(HELLO, "```text\nhello <name>\n```", "- ```text\n  hello\n  ```", "hello.md:45:1: the claim is indented or stands inside something else");
    check(HELLO, "hello <name>\n", "", "hello.md:46:1: this block claims nothing");
    check(HELLO, "hello <name>\n", "hello ä\nhello <number 9..1>\n", "hello.md:47:7: the bounds `9..1` hold no number");
    check(HELLO, "```text\nhello <name>\n```", "> ```text\n> hello\n> ```", "hello.md:45:1: the claim is indented or stands inside something else");
}

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
    check(MAIN, "// ANCHOR: main\n", "", "hello.md:39:1: `katas/hello/src/main.rs` has no anchor `main`\nhello/src/main.rs:8:1: anchor `main` is closed but not open");
    check(MAIN, "// ANCHOR: main\n", "// ANCHOR: main\n// ANCHOR: top\n// ANCHOR_END: top\n", "hello/src/main.rs:6:1: anchor `top` is opened twice\nhello/src/main.rs:7:1: anchor `top` is closed but not open");
    check(MAIN, "#[cfg(test)]", "// ANCHOR_END: nothing\n#[cfg(test)]", "hello/src/main.rs:11:1: anchor `nothing` is closed but not open");
    check(MAIN, "fn greets() {}", "// ANCHOR: never\n    fn greets() {}", "hello/src/main.rs:14:1: anchor `never` is not closed");
}

#[test]
fn woven_not_pasted() {
    check(HELLO, "Then the rest:", "```rust\nfn pasted() {}\n```", "hello.md:37:1: the Experiment is woven, not pasted");
    check(HELLO, "{{#include ../../../katas/hello/src/greet.rs}}", "{{#include ../../../katas/hello/src/greet.rs}}\n\n  greet();", "hello.md:42:1: the Experiment is woven, not pasted");
    check(HELLO, "{{#include ../../../katas/hello/src/greet.rs}}", "{{#include ../../../katas/hello/src/greet.rs}} // greet", "hello.md:40:1: the Experiment is woven, not pasted");
    check(HELLO, "Then the rest:", "```rust,ignore\nfn pasted() {}\n```", "hello.md:37:1: the Experiment is woven, not pasted");
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

#[test]
fn summary() {
    check(SUMMARY, "- [Later]()\n", "- [Later](later.md)\n", "SUMMARY.md:9:3: `later.md` is listed but is no `.md` file in book/src");
    check(SUMMARY, "- [Later]()\n", "- [Later](../book.toml)\n", "SUMMARY.md:9:3: `../book.toml` is listed but is no `.md` file in book/src");
    found(&Fixture::good().with(SUMMARY, "[Later]()", "[Later](../src2/x.md)").file("book/src2/x.md", ""), "SUMMARY.md:9:3: `../src2/x.md` is listed but is no `.md` file in book/src");
    check(SUMMARY, "- [Later]()\n", "- [Again](./first/hello.md)\n", "SUMMARY.md:9:3: `./first/hello.md` is listed twice");
    check(SUMMARY, "[Introduction](introduction.md)\n", "", "introduction.md:1:1: page is not listed in SUMMARY.md");
    check(SUMMARY, "  - [Echo](first/echo.md)\n", "", "echo.md:1:1: page is not listed in SUMMARY.md");
    found(&Fixture::good().without(SUMMARY), "SUMMARY.md:1:1: cannot read `book/src/SUMMARY.md`");
    found(&Fixture::good().file("book/src/a b.md", "").with(SUMMARY, "[Later]()", "[Later](a%20b.md)"), "");
}

#[cfg(unix)]
#[test]
fn pages_behind_a_link() {
    let root = Fixture::good().write();
    let pages = root.path().join("book/src");
    std::fs::rename(pages.join("first"), root.path().join("elsewhere")).expect("a folder");
    std::os::unix::fs::symlink("../../elsewhere", pages.join("first")).expect("a link");
    std::os::unix::fs::symlink(".", pages.join("circle")).expect("a link");
    let problems = Course::load(root.path()).expect_err("pages that are not looked for");
    let titles: Vec<_> = problems.iter().map(Problem::title).filter(|title| title.contains("listed")).collect();
    assert_eq!(titles, ["`first/hello.md` is listed but stands behind a link", "`first/echo.md` is listed but stands behind a link"]);
}

#[test]
fn names() {
    check(HELLO, "id: hello", "id: helo", "hello.md:2:5: lesson `helo` stands in `hello.md`");
    check("katas/hello/Cargo.toml", "name = \"hello\"", "name = \"helo\"", "hello/Cargo.toml:2:8: the package of kata `hello` is called `helo`");
    check("katas/hello/Cargo.toml", "name = \"hello\"", "", "hello/Cargo.toml:1:1: `Cargo.toml` of kata `hello` has no package name");
    check("katas/hello/Cargo.toml", "name = \"hello\"", "name = ", "hello/Cargo.toml:2:8: not valid TOML: string values must be quoted, expected literal string");
    check("katas/echo/Cargo.toml", "[[bin]]\nname = \"echo\"", "[[bin]]\nname = \"ping\"", "echo/Cargo.toml:6:8: the binary of kata `echo` is called `ping`");
    check("katas/hello/Cargo.toml", "description = \"A greeting\"", "", "hello/Cargo.toml:2:8: kata `hello` has no description");
    check("katas/hello/Cargo.toml", "A greeting", " ", "hello/Cargo.toml:2:8: kata `hello` has no description");
    check("katas/hello/Cargo.toml", "[features]\nsolutions = []\n", "", "hello/Cargo.toml:2:8: kata `hello` has no feature `solutions`");
    check("katas/hello/Cargo.toml", "solutions = []\n", "", "hello/Cargo.toml:5:2: kata `hello` has no feature `solutions`");
    found(&Fixture::good().without("katas/hello/Cargo.toml"), "hello.md:2:5: lesson `hello` has no kata");
    found(&Fixture::good().without("katas/echo/src/main.rs").with(ECHO, "src/main.rs", "Cargo.toml"), "echo/Cargo.toml:2:8: kata `echo` has no `src/main.rs`");
    found(&Fixture::good().file("katas/lost/Cargo.toml", "[package]\nname = \"lost\"\n"), "lost/Cargo.toml:1:1: kata `lost` has no lesson");
    found(&Fixture::good().file("katas/no-kata/README.md", ""), "");
}

#[test]
fn two_lessons_of_one_name() {
    let echo = Fixture::good().text(ECHO).to_owned();
    let twice = Fixture::good().file("book/src/second/echo.md", &echo);
    found(&twice.with(SUMMARY, "- [Later]()", "- [Echo](second/echo.md)"), "second/echo.md:2:5: two lessons are called `echo`");
}

#[test]
fn lessons_agree() {
    check(SUMMARY, "[Echo]", "[Ec*h*o `2`]", "SUMMARY.md:8:5: `Echo` is listed as `Echo 2`");
    check(SUMMARY, "[Echo]", "[Ec*h*o]", "");
    check(ECHO, "phase_title: First Steps", "phase_title: Steps", "echo.md:4:14: phase 7.5 has two titles");
    check(ECHO, "phase: 7.5", "phase: 7", "echo.md:3:8: phase 7 comes after phase 7.5");
    check(ECHO, "phase: 7.5", "phase: 7.10", "");
    check(ECHO, "tags: []", "tags: [last, Greeting]", "echo.md:8:14: tag `Greeting` is `greeting` elsewhere");
    check(ECHO, "tags: []", "tags: [greeting]", "");
    found(&Fixture::good().with(ECHO, "phase_title: First Steps", "phase_title: Steps").with(ECHO, "## Deep Dive", ""), "echo.md:4:14: phase 7.5 has two titles\necho.md:35:1: section `Deep Dive` is missing");
}

#[test]
fn a_kata_s_page_is_a_lesson() {
    let with = |edit: fn(&str) -> String, expected| found(&Fixture::good().map(ECHO, edit), expected);
    with(|page| format!("\n{page}"), "echo.md:1:1: the page of kata `echo` has no front matter");
    with(|page| format!("# Echo\n{page}"), "echo.md:1:1: the page of kata `echo` has no front matter");
    with(|_| String::new(), "echo.md:1:1: the page of kata `echo` has no front matter");
    // What some editors write before it all, which mdBook takes away.
    with(|page| format!("\u{feff}{page}"), "");
    with(|page| format!("\u{feff}{}", page.replace("difficulty", "dificulty")), "echo.md:7:1: unknown key `dificulty` in front matter");
    found(&Fixture::good().file("book/src/echo.md", "# A plain page\n").with(SUMMARY, "[Later]()", "[Later](echo.md)"), "");
    found(&Fixture::good().map(ECHO, |page| format!("\n{page}")).with(SUMMARY, "  - [Echo](first/echo.md)\n", ""), "echo.md:1:1: page is not listed in SUMMARY.md");
}

#[test]
fn prerequisites() {
    check(ECHO, "  - hello\n", "  - hello\n  - helo\n", "echo.md:11:5: prerequisite `helo` is not a lesson of this course");
    check(ECHO, "  - hello\n", "  - hello\n  - http\n", "echo.md:11:5: prerequisite `http` is not a lesson of this course");
    check(ECHO, "  - hello\n", "  - hello\n  - echo\n", "echo.md:11:5: `echo` is its own prerequisite");
    check(HELLO, "prerequisites: []", "prerequisites: [echo]", "hello.md:9:17: prerequisites go in a circle: `hello` needs `echo` needs `hello`");
    found(&Fixture::good().with(HELLO, "prerequisites: []", "prerequisites: [echo]").with(ECHO, "prerequisites:\n  - hello\n", "prerequisites: []\n").with("katas/echo/Cargo.toml", "hello.workspace = true\n", ""), "hello.md:9:17: prerequisite `echo` comes later in the book");
}

#[test]
fn dependencies_are_prerequisites() {
    let alone = || Fixture::good().with(ECHO, "prerequisites:\n  - hello\n", "prerequisites: []\n");
    found(&alone(), "echo/Cargo.toml:9:1: kata `echo` depends on `hello`, its lesson does not");
    found(&alone().with("katas/echo/Cargo.toml", "hello.workspace = true", "hi = { path = \"../hello\" }"), "echo/Cargo.toml:9:1: kata `echo` depends on `hello`, its lesson does not");
    found(&alone().with("katas/echo/Cargo.toml", "[dependencies]\nhello", "[dev-dependencies]\nhello"), "");
    found(&alone().with("katas/echo/Cargo.toml", "hello.workspace = true", "[dependencies.hello]\nworkspace = true"), "echo/Cargo.toml:9:15: kata `echo` depends on `hello`, its lesson does not");
    found(&Fixture::good().with("katas/echo/Cargo.toml", "hello.workspace = true", "hello = \"1\""), "");
    found(&Fixture::good().without("Cargo.toml"), "Cargo.toml:1:1: cannot read `Cargo.toml`");
}

#[test]
fn a_dependency_may_be_reached_through_another_lesson() {
    let third = || {
        let echo = Fixture::good().text(ECHO).replace("id: echo", "id: third").replace("katas/echo", "katas/third");
        let good = Fixture::good().file("book/src/first/third.md", &echo.replace("  - hello", "  - echo"));
        let good = good.with(SUMMARY, "- [Later]()", "- [Echo](first/third.md)");
        good.file("katas/third/Cargo.toml", "[package]\nname = \"third\"\ndescription = \"A third\"\n[dependencies]\nhello = { path = \"../hello\" }\n").file("katas/third/src/main.rs", "fn main() {}\n")
    };
    found(&third(), "");
    found(&third().with("book/src/first/third.md", "  - echo", "  - third"), "third.md:10:5: `third` is its own prerequisite\nthird/Cargo.toml:5:1: kata `third` depends on `hello`, its lesson does not");
    found(&third().with(HELLO, "prerequisites: []", "prerequisites: [third]"), "hello.md:9:17: prerequisites go in a circle: `hello` needs `third` needs `echo` needs `hello`");
}

#[test]
fn challenges() {
    check(HELLO, "2. Why does", "2. Greet nobody.\n3. Why does", "hello.md:59:1: challenge 2 can be neither checked nor looked up");
    check(HELLO, "   <details><summary>Answer</summary>\n\n   1. Because it can.\n\n   </details>\n", "", "hello.md:59:1: challenge 2 can be neither checked nor looked up");
    check(ECHO, "1. Why?", "- Why?", "echo.md:28:1: no challenges under Challenge");
    check(ECHO, "1. Why?", "2. Why?", "echo.md:30:1: challenge 1 is numbered 2");
    check(TESTS, "fn challenge_1_", "fn challenge_3_", "hello.md:51:1: challenge 1 has hints and no check\nhello/tests/challenges.rs:3:4: `challenge_3_greets_somebody_else` checks a challenge that the lesson does not have");
    for misspelt in ["chalenge_1_greets", "challenge_1"] {
        check(TESTS, "challenge_1_greets_somebody_else", misspelt, "hello.md:51:1: challenge 1 has hints and no check");
    }
    found(&Fixture::good().without(TESTS), "hello.md:51:1: challenge 1 has hints and no check");
    check(TESTS, "fn challenge_1_", "async fn challenge_1_", "");
    check(TESTS, "#[test]\n", "#[test]\n#[ignore]\nfn challenge_99999999999999999999_x() {}\n\n#[test]\n", "hello/tests/challenges.rs:3:4: `challenge_99999999999999999999_x` checks a challenge that the lesson does not have");
    check(HELLO, "Greet them in `src/greet.rs`.\n", "Greet them in `src/greet.rs`.\n\nMore:\n\n", "hello.md:51:1: challenge 1 has no hint");
}

#[test]
fn commands_of_challenges() {
    let with = |command: &str, expected| check(HELLO, "in `src/greet.rs`.", &format!("in `src/greet.rs`, then run {command}."), expected);
    with("`cargo xtask challenge hello 1`", "");
    with("`cargo xtask challenge hello 1 --watch`", "");
    with("`cargo xtask challenge --hint hello 1`", "");
    with("`cargo xtask challenge hello`", "");
    with("`cargo xtask challenge`, and the cargo xtask challenge of all", "");
    with("`cargo xtask challenge echo 1`", "hello.md:51:63: the command of challenge 1 is another's");
    with("`cargo xtask challenge hello 2`", "hello.md:51:63: the command of challenge 1 is another's");
    with("`cargo xtask challenge 1`", "hello.md:51:63: the command of challenge 1 is another's");
    with("this:\n\n   ```console\n   $ cargo xtask challenge hello 1\n   $ cargo xtask challenge echo 2\n   ```\n\n   Good", "hello.md:55:6: the command of challenge 1 is another's");
    check(HELLO, "Say `you`.", "See `cargo xtask challenge echo 1`.", "hello.md:55:9: the command of challenge 1 is another's");
    check(HELLO, "Why does it greet?", "Why is there no `cargo xtask challenge hello 2`?", "");
}

#[test]
fn checks_are_ignored_tests() {
    const IGNORED: &str = "#[ignore = \"challenge 1\"]\n";
    let name = "`challenge_1_greets_somebody_else`";
    check(TESTS, IGNORED, "", &format!("hello/tests/challenges.rs:2:4: {name} is not ignored"));
    check(TESTS, IGNORED, "// #[ignore]\n", &format!("hello/tests/challenges.rs:3:4: {name} is not ignored"));
    check(TESTS, "#[test]\n", "#[ignore]\nfn other() {}\n#[test]\n", "");
    check(TESTS, IGNORED, "#[ignore]\nfn other() {}\n", &format!("hello/tests/challenges.rs:4:4: {name} is no test\nhello/tests/challenges.rs:4:4: {name} is not ignored"));
    check(TESTS, "#[test]\n", "", &format!("hello/tests/challenges.rs:2:4: {name} is no test"));
    check(TESTS, "#[test]\n", "#[cfg(test)]\n", &format!("hello/tests/challenges.rs:3:4: {name} is no test"));
    check(TESTS, "#[test]\n", "#[tokio::test]\n", "");
    check(TESTS, "#[test]\n", "#[tokio::test(\n    flavor = \"multi_thread\",\n    start_paused = true\n)]\n", "");
    check(TESTS, "fn challenge_1_greets_somebody_else() {}\n", "    fn challenge_1_greets_somebody_else() {}\n", &format!("hello/tests/challenges.rs:3:8: {name} stands in a module"));
    check(TESTS, IGNORED, "#[ignore]\n/// What it checks;\n// and how.\n#[should_panic]\n", "");
}

#[test]
fn hints() {
    check(HELLO, "Hint 1", "Hint", "hello.md:53:4: the fold `Hint` of a checked challenge is no hint");
    check(HELLO, "Hint 1", "Hint 2", "hello.md:53:4: the fold `Hint 2` of a checked challenge is no hint");
    check(HELLO, "<summary>Hint 1</summary>", "", "hello.md:51:1: challenge 1 has no hint\nhello.md:53:4: a fold without summary or end");
    check(HELLO, "Hint 1</summary>", "Hint 1</summary></details><details><summary>Hint 2</summary>", "");
}

#[test]
fn questions() {
    let with = |folds: &str, expected| check(HELLO, "<details><summary>Answer</summary>\n\n   1. Because it can.\n\n   </details>", folds, expected);
    let choice = |summary: &str, body: &str| format!("<details><summary>{summary}</summary>{body}</details>\n   ");
    let two = |first: [&str; 2], second: [&str; 2]| choice(first[0], first[1]) + &choice(second[0], second[1]);
    with(&two(["A. It can", "Yes. It can."], ["B. It must", "No, it need not."]), "");
    with(&two(["A. It can", "Yes."], ["B. It must", "Yes."]), "hello.md:61:4: a question with 2 right choices");
    with(&two(["A. It can", "No."], ["B. It must", "No."]), "hello.md:61:4: a question with 0 right choices");
    with(&choice("A. It can", "Yes."), "hello.md:61:4: a question with 1 right choices");
    with(&two(["A. It can", "Yes."], ["C. It must", "No."]), "hello.md:62:4: the fold `C. It must` is neither an answer nor a choice");
    with(&two(["A. It can", "Maybe."], ["B. It must", "No."]), "hello.md:61:4: the choice `A. It can` does not say whether it is right");
    with(&two(["Answer", "Yes."], ["Answer", "No."]), "hello.md:61:4: the fold `Answer` is neither an answer nor a choice\nhello.md:62:4: the fold `Answer` is neither an answer nor a choice");
}

#[test]
fn mistakes() {
    check(HELLO, "- Words. *What", "- Nothing else.\n- Words. *What", "hello.md:73:1: a mistake without `*Cure:*`\nhello.md:73:1: a mistake without `*What it looks like:*`");
    check(HELLO, "*Cure:*", "*cure*:", "hello.md:73:1: a mistake without `*Cure:*`");
    check(HELLO, "- Words. *What", "Words. *What", "hello.md:71:1: no mistakes under Common Mistakes");
    check(ECHO, "   *Cure:* answers.", "   - *Cure:* answers.", "");
    check(HELLO, "- Words. *What", "- Words.\n  - Nested.\n\n  *What", "");
}

#[test]
fn solutions() {
    const SOLVED: &str = "katas/hello/solutions/greet.rs";
    const MORE: &str = "katas/hello/solutions/more.rs";
    found(&Fixture::good().file(MORE, "more"), "hello/solutions/more.rs:1:1: `katas/hello/solutions/more.rs` solves no module");
    found(&Fixture::good().without(SOLVED), "hello.md:51:1: challenge 1 does not say what to change\nhello/solutions/greet.rs:1:1: cannot read `katas/hello/solutions/greet.rs`");
    check(HELLO, "`src/greet.rs`", "`src/main.rs`", "hello.md:51:1: challenge 1 does not say what to change");
    found(&Fixture::good().without(PLANTED), "hello/tests/planted.toml:1:1: cannot read `katas/hello/tests/planted.toml`");
    check(PLANTED, "[[bug]]", "[bug]", "hello/tests/planted.toml:1:1: no bug is planted for challenge 1");
    check(PLANTED, "[[bug]]", "[[bug]", "hello/tests/planted.toml:1:7: not valid TOML: unclosed array table, expected `]`");
    check(PLANTED, "what =", "how =", "hello/tests/planted.toml:1:1: a planted bug without `what`");
    check(PLANTED, "challenge = 1", "challenge = \"1\"", "hello/tests/planted.toml:1:1: a planted bug without `challenge`");
    check(PLANTED, "challenge = 1", "challenge = 2", "hello/tests/planted.toml:1:1: a bug is planted for challenge 2, which nothing checks");
    check(PLANTED, "\"you\"", "\"u\"", "hello/tests/planted.toml:5:11: `katas/hello/solutions/greet.rs` has this text 2 times");
    check(PLANTED, "\"you\"", "\"they\"", "hello/tests/planted.toml:5:11: `katas/hello/solutions/greet.rs` has this text 0 times");
    check(PLANTED, "with = \"nobody\"", "with = \"you\"", "hello/tests/planted.toml:5:11: `katas/hello/solutions/greet.rs` has this text 1 times");
    check(PLANTED, "solutions/greet.rs", "solutions/none.rs", "hello/solutions/none.rs:1:1: cannot read `katas/hello/solutions/none.rs`");
}

#[test]
fn files_that_cannot_be_read() {
    const NOT_SHOWN: &str = "katas/hello/src/more.rs";
    const SHOWN: &str = "book/shown.txt";
    for path in [HELLO, ECHO, SUMMARY, MAIN, TESTS, PLANTED, NOT_SHOWN, SHOWN, "katas/hello/Cargo.toml", "Cargo.toml", "book/src/introduction.md"] {
        let root = Fixture::good().file(NOT_SHOWN, "").with(ECHO, "## Deep Dive", "## Deep Dive\n{{#include ../../shown.txt}}").write();
        std::fs::write(root.path().join(path), [0xff]).expect("a file");
        let problems = Course::load(root.path()).expect_err("not UTF-8");
        let titles: Vec<_> = problems.iter().map(Problem::title).collect();
        assert!(titles.contains(&format!("cannot read `{path}`").as_str()), "{titles:?}");
    }
}

#[test]
fn files_in_another_encoding() {
    let latin_1 = |path: &str, from: &str, expected: &str| {
        let fixture = Fixture::good();
        let (before, behind) = fixture.text(path).split_once(from).expect("where to put it");
        let text = [before.as_bytes(), from.as_bytes(), b"\xe9\xe8 \xe7", behind.as_bytes()].concat();
        let root = fixture.write();
        std::fs::write(root.path().join(path), text).expect("a file");
        let problems = Course::load(root.path()).expect_err("not UTF-8");
        let place = |problem: &Problem| format!("{}:{}: {}", problem.line(), problem.column(), problem.title());
        let found: Vec<_> = problems.iter().filter(|problem| problem.path() == path).map(place).collect();
        assert_eq!(found, [expected]);
        assert!(problems.to_string().contains("this byte is no UTF-8: 0xe9"), "{problems}");
    };
    latin_1(HELLO, "Before it all", "14:14: cannot read `book/src/first/hello.md`");
    latin_1(HELLO, "title: Hä", "6:10: cannot read `book/src/first/hello.md`");
    latin_1(MAIN, "    greet::", "7:12: cannot read `katas/hello/src/main.rs`");
    latin_1("Cargo.toml", "katas/*\"]\n", "3:1: cannot read `Cargo.toml`");
}
