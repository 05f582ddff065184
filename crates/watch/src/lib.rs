//! Waits for the next change to what a course is made of: lessons, katas, evidence, theme.
//!
//! Used by what rebuilds the book and by what verifies it again. It says that something changed and
//! not what: both know better themselves what is out of date.

#![warn(missing_docs, clippy::missing_errors_doc)]
#![deny(clippy::print_stdout, clippy::print_stderr)]

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

pub use notify::Error;
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

/// Changes to the files below a course's root, from the time that this was made.
#[derive(Debug)]
pub struct Changes {
    /// Each with whether it is one of the folders itself that came or went.
    changed: Receiver<bool>,
    /// Watches until dropped.
    watcher: RecommendedWatcher,
    folders: [PathBuf; 2],
}

impl Changes {
    /// Begins to watch.
    ///
    /// # Errors
    /// When the system has no way to watch files, or no more of it.
    pub fn below(root: &Path) -> Result<Changes, Error> {
        // Paths are reported without symbolic links.
        let root = root.canonicalize()?;
        let below = root.clone();
        let (sender, changed) = mpsc::channel();
        let folders = [root.join("book"), root.join("katas")];
        let known = folders.clone();
        let mut watcher = notify::recommended_watcher(move |event: Result<Event, Error>| {
            if let Some(event) = event.ok().filter(|event| is_change(event, &below)) {
                // Nobody listens any more when the server is about to stop.
                let _ = sender.send(event.paths.iter().any(|path| known.contains(path)));
            }
        })?;
        watcher.watch(&root, RecursiveMode::NonRecursive)?;
        let mut new = Changes { changed, watcher, folders };
        new.watch_folders()?;
        Ok(new)
    }

    fn watch_folders(&mut self) -> Result<(), Error> {
        let mut there = self.folders.iter().filter(|folder| folder.is_dir());
        there.try_for_each(|folder| self.watcher.watch(folder, RecursiveMode::Recursive))
    }

    /// Waits for the next change, and then until all has been quiet for a moment: one saved file is
    /// several events, and a `git switch` many. `None` if there will be no more.
    pub fn wait(&mut self) -> Option<()> {
        let mut is_folder = self.changed.recv().ok()?;
        while let Ok(more) = self.changed.recv_timeout(QUIET) {
            is_folder |= more;
        }
        if is_folder {
            // After a `git switch`, say, it is another than the one that was watched. Where that is
            // impossible, what stands in it is looked at now, at least.
            let _ = self.watch_folders();
        }
        Some(())
    }
}

const QUIET: Duration = Duration::from_millis(100);

/// Reading is no change: a build reads all of these files.
fn is_change(event: &Event, root: &Path) -> bool {
    let concerns = |path: &PathBuf| path.strip_prefix(root).is_ok_and(concerns_course);
    event.need_rescan() || !event.kind.is_access() && event.paths.iter().any(concerns)
}

/// Whether `course`, mdBook, `verify` or Cargo reads a path: of a kata any, since it may include what
/// it likes. What they write is beside those, and left out.
fn concerns_course(path: &Path) -> bool {
    let names: Vec<_> = path.iter().filter_map(|name| name.to_str()).collect();
    match names.as_slice() {
        ["Cargo.toml" | "book" | "katas"] | ["book", "book.toml"] => true,
        ["book", "src" | "theme", below @ ..] => !below.iter().any(is_hidden),
        ["katas", _, below @ ..] => !is_fuzzed(below) && !below.iter().any(is_written),
        _ => false,
    }
}

/// Whether a fuzzer leaves this in a kata's folder, while it runs many times a second.
fn is_fuzzed(below: &[&str]) -> bool {
    matches!(below, ["fuzz", "artifacts" | "corpus" | "coverage", ..])
}

/// Whether this, in a kata's folder, is what a build, `verify` or an editor leaves there.
fn is_written(name: &&str) -> bool {
    is_hidden(name) || matches!(*name, "target" | "evidence.snap.new")
}

/// Editors keep what is not saved yet under such a name, and what is written beside its place until it
/// is whole has one too.
fn is_hidden(name: &&str) -> bool {
    name.starts_with('.')
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::EventKind;
    use notify::event::{AccessKind, Flag, ModifyKind};

    #[test]
    fn reading_is_no_change() {
        let check = |kind, path: &str, expected| {
            let event = Event::new(kind).add_path(path.into());
            assert_eq!(is_change(&event, "/course".as_ref()), expected, "{kind:?} {path}");
        };
        let modified = EventKind::Modify(ModifyKind::Any);
        check(modified, "/course/book/src/a.md", true);
        check(modified, "/course/book/book/a.html", false);
        check(modified, "/book/src/a.md", false);
        check(EventKind::Access(AccessKind::Any), "/course/book/src/a.md", false);
        let lost = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert!(is_change(&lost, "/course".as_ref()));
    }

    #[test]
    fn what_a_course_is_made_of() {
        let check =
            |path: &str, expected| assert_eq!(concerns_course(path.as_ref()), expected, "{path}");
        for path in
            ["book/book.toml", "book/src/a/b.md", "book/theme/kata.css", "katas/a/src/main.rs"]
        {
            check(path, true);
        }
        for path in [
            "book",
            "katas",
            "katas/a",
            "katas/a/Cargo.toml",
            "katas/a/tests/challenges.rs",
            "katas/a/evidence.snap",
            "katas/a/data.txt",
            "katas/a/build.rs",
            "katas/a/data/b.txt",
            "Cargo.toml",
            "book/theme/tools/a.js",
        ] {
            check(path, true);
        }
        for path in [
            "book/book/index.html",
            "book/src/a/.b.md.swp",
            "book/theme/.#kata.css",
            "katas/a/evidence.snap.new",
            "katas/a/.tmpX1y2Z3",
            "katas/a/target/x",
            "katas/a/fuzz/target/x",
            "katas/a/fuzz/corpus/all/x",
            "target/Cargo.toml",
            "Cargo.lock",
            "README.md",
        ] {
            check(path, false);
        }
    }

    #[test]
    fn what_stands_beside_the_folders_is_watched() {
        let root = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(root.path().join("katas")).expect("a folder");
        let changes = Changes::below(root.path()).expect("a watcher");
        std::fs::write(root.path().join("Cargo.toml"), "[workspace]").expect("a file");
        // A deadline that only a watcher that does not see it meets.
        assert!(changes.changed.recv_timeout(Duration::from_secs(60)).is_ok());
    }

    /// Windows keeps the name of a folder that is watched.
    #[cfg(not(windows))]
    #[test]
    fn a_folder_that_comes_back_is_watched() {
        let root = tempfile::tempdir().expect("a folder");
        let katas = root.path().join("katas");
        let make = || std::fs::create_dir(&katas).expect("a folder");
        make();
        let mut changes = Changes::below(root.path()).expect("a watcher");
        std::fs::remove_dir(&katas).expect("a folder");
        make();
        changes.wait().expect("a change");
        while changes.changed.recv_timeout(QUIET).is_ok() {}
        std::fs::write(katas.join("a"), "").expect("a file");
        assert!(changes.changed.recv_timeout(Duration::from_secs(60)).is_ok());
    }
}
