//! A small course in a folder of its own, under this repository's own `book.toml` and theme.

use std::fs;
use std::path::{Path, PathBuf};

use course::Course;
use tempfile::TempDir;
use walkdir::WalkDir;

pub(crate) struct Fixture(TempDir);

impl Fixture {
    /// Two lessons, of which `second` builds on `first`, and a plain page.
    pub(crate) fn new() -> Fixture {
        let fixture = Fixture(TempDir::new().unwrap());
        let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let theme = WalkDir::new(repository.join("book/theme"));
        let theme = theme.into_iter().map(|entry| entry.unwrap().into_path());
        for file in theme.filter(|path| path.is_file()).chain([repository.join("book/book.toml")]) {
            let path = file.strip_prefix(&repository).unwrap().to_str().unwrap();
            fixture.write(path, &fs::read_to_string(&file).unwrap());
        }
        fixture.write("Cargo.toml", "[workspace]\nmembers = [\"katas/*\"]\n");
        fixture.write("book/src/SUMMARY.md", SUMMARY);
        fixture
            .write("book/src/about.md", "# About\n\nSee [the second](part/second.md#concept).\n");
        fixture.lesson("first", 1, "");
        fixture.lesson("second", 2, "first");
        fixture
    }

    pub(crate) fn lesson(&self, id: &str, sequence: u32, prerequisites: &str) {
        let lesson = LESSON.replace("<id>", id).replace("<sequence>", &sequence.to_string());
        let lesson = lesson.replace("<prerequisites>", prerequisites);
        self.write(&format!("book/src/part/{id}.md"), &lesson);
        let manifest = format!(
            "[package]\nname = \"{id}\"\ndescription = \"A <greeting>\"\n\n[features]\nsolutions = []\n"
        );
        self.write(&format!("katas/{id}/Cargo.toml"), &manifest);
        let main =
            "// ANCHOR: main\nfn main() {\n    println!(\"Hello\");\n}\n// ANCHOR_END: main\n";
        self.write(&format!("katas/{id}/src/main.rs"), main);
    }

    pub(crate) fn root(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// Puts `to` in the place of `from`, which must be there.
    pub(crate) fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path} has no {from:?}");
        self.write(path, &text.replace(from, to));
    }

    pub(crate) fn course(&self) -> Course {
        Course::load(self.root()).unwrap()
    }
}

const SUMMARY: &str = "\
# Summary

[About](about.md)

- [The \\*first\\* \\<T\\>](part/first.md)
- [The \\*second\\* \\<T\\>](part/second.md)
";

const LESSON: &str = "\
---
id: <id>
phase: 7.5
phase_title: Sockets & Co
sequence: <sequence>
title: The *<id>* <T>
difficulty: beginner
tags: [a, b]
prerequisites: [<prerequisites>]
estimated_minutes: 5
---

## Concept

Text.

```svgbob Two & arrows
a --> b
```

## Key Insight

> Short.

## Experiment

```rust
{{#include ../../../katas/<id>/src/main.rs:main}}
```

## Expected Output

```
Hello
```

## Challenge

1. Why?

   <details>
   <summary>Answer</summary>

   Because.

   </details>

## Deep Dive

```
not a claim
```

## Common Mistakes

- None. *What it looks like:* x. *Cure:* y.
";
