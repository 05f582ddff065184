//! A small course in which all is well, to be broken in one place.

use std::collections::BTreeMap;
use std::fs;

use course::{Course, Problems};
use tempfile::TempDir;

pub(crate) const HELLO: &str = "book/src/first/hello.md";
pub(crate) const ECHO: &str = "book/src/first/echo.md";
pub(crate) const SUMMARY: &str = "book/src/SUMMARY.md";

/// The files of a course, by path.
pub(crate) struct Fixture(BTreeMap<String, String>);

impl Fixture {
    /// Two lessons, of which the second builds on the first; a plain page and a draft.
    pub(crate) fn good() -> Fixture {
        let files = [
            ("Cargo.toml", WORKSPACE),
            ("book/book.toml", ""),
            (SUMMARY, SUMMARY_TEXT),
            ("book/src/introduction.md", "# Introduction\n"),
            (HELLO, HELLO_TEXT),
            (ECHO, ECHO_TEXT),
            (
                "katas/hello/Cargo.toml",
                "[package]\nname = \"hello\"\ndescription = \"A greeting\"\n\n[features]\nsolutions = []\n",
            ),
            ("katas/hello/src/main.rs", HELLO_MAIN),
            ("katas/hello/src/greet.rs", "pub fn greet() {}\n"),
            ("katas/hello/tests/challenges.rs", HELLO_CHALLENGES),
            ("katas/hello/solutions/greet.rs", "pub fn greet() { /* you */ }\n"),
            ("katas/hello/tests/planted.toml", HELLO_PLANTED),
            ("katas/echo/Cargo.toml", ECHO_MANIFEST),
            ("katas/echo/src/main.rs", "fn main() {}\n"),
        ];
        Fixture(files.map(|(path, text)| (path.to_owned(), text.to_owned())).into())
    }

    /// With one file's text changed, which the change has to find.
    pub(crate) fn with(mut self, path: &str, from: &str, to: &str) -> Fixture {
        let text = self.0.get_mut(path).unwrap_or_else(|| panic!("no {path}"));
        assert_eq!(text.matches(from).count(), 1, "{from:?} in {path}");
        *text = text.replace(from, to);
        self
    }

    /// With a file added or written anew.
    pub(crate) fn file(mut self, path: &str, text: &str) -> Fixture {
        self.0.insert(path.to_owned(), text.to_owned());
        self
    }

    pub(crate) fn without(mut self, path: &str) -> Fixture {
        self.0.remove(path).unwrap_or_else(|| panic!("no {path}"));
        self
    }

    /// With one file's text put through `edit`.
    pub(crate) fn map(mut self, path: &str, edit: impl FnOnce(&str) -> String) -> Fixture {
        let text = self.0.get_mut(path).unwrap_or_else(|| panic!("no {path}"));
        *text = edit(text);
        self
    }

    pub(crate) fn text(&self, path: &str) -> &str {
        &self.0[path]
    }

    pub(crate) fn write(&self) -> TempDir {
        let root = tempfile::tempdir().expect("a folder");
        for (path, text) in &self.0 {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
            fs::write(path, text).expect("a file");
        }
        root
    }

    pub(crate) fn load(&self) -> Result<Course, Problems> {
        Course::load(self.write().path())
    }

    /// Where and what each problem is, one a line, the paths cut to what tells them apart.
    pub(crate) fn found(&self) -> String {
        let problems = self.load().err().unwrap_or_default();
        let line = |problem: &course::Problem| {
            let (path, title) = (problem.path(), problem.title());
            let path = path.trim_start_matches("book/src/").trim_start_matches("first/");
            let path = path.trim_start_matches("katas/");
            format!("{path}:{}:{}: {title}", problem.line(), problem.column())
        };
        problems.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

const WORKSPACE: &str = r#"[workspace]
members = ["katas/*"]

[workspace.dependencies]
hello = { path = "katas/hello" }
anyhow = "1.0"
"#;

const SUMMARY_TEXT: &str = "# Summary

[Introduction](introduction.md)

# First

- [Hällo](first/hello.md)
  - [Echo](first/echo.md)
- [Later]()
";

const HELLO_TEXT: &str = "---
id: hello
phase: 7.5
phase_title: First Steps
sequence: 1
title: Hällo
difficulty: beginner
tags: [greeting, first]
prerequisites: []
estimated_minutes: 5
---
# Hello

Before it all.

## Concept

Words.

```text
## Not a heading
```

## Key Insight

Words, and an escaped \\{{#include nowhere.rs}}.

## Experiment

First the top:

```rust
{{#include ../../../katas/hello/src/main.rs:top}}
```

Then the rest:

```rust
{{#include ../../../katas/hello/src/main.rs:main}}
{{#include ../../../katas/hello/src/greet.rs}}
```

## Expected Output

```text
hello <name>
```

## Challenge

1. **Somebody else.** Greet them in `src/greet.rs`.

   <details><summary>Hint 1</summary>

   Say `you`.

   </details>

2. Why does it greet?

   <details><summary>Answer</summary>

   1. Because it can.

   </details>

## Deep Dive

Words.

## Common Mistakes

- Words. *What it looks like:* words. *Cure:* deeds.
";

const HELLO_MAIN: &str = "// ANCHOR: top
mod greet;
// ANCHOR_END: top

// ANCHOR: main
fn main() {
    greet::greet();
}
// ANCHOR_END: main

#[cfg(test)]
mod tests {
    #[test]
    fn greets() {}
}
";

const HELLO_CHALLENGES: &str = "#[test]
#[ignore = \"challenge 1\"]
fn challenge_1_greets_somebody_else() {}
";

const HELLO_PLANTED: &str = "[[bug]]
challenge = 1
what = \"greets nobody\"
file = \"solutions/greet.rs\"
replace = \"you\"
with = \"nobody\"
";

const ECHO_TEXT: &str = "---
id: echo
phase: 7.5
phase_title: First Steps
sequence: 2
title: Echo
difficulty: advanced
tags: []
prerequisites:
  - hello
estimated_minutes: 10
---

## Concept
## Key Insight
## Experiment

```rust
{{#include ../../../katas/echo/src/main.rs}}
```

## Expected Output

```
echo
```

## Challenge

1. Why?

   <details><summary>Answer</summary>Because.</details>

## Deep Dive
## Common Mistakes

1. Asking. *What it looks like:* questions.

   *Cure:* answers.
";

const ECHO_MANIFEST: &str = "[package]
name = \"echo\"
description = \"An echo\"

[[bin]]
name = \"echo\"

[dependencies]
hello.workspace = true
anyhow.workspace = true
";
