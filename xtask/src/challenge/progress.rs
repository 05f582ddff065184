//! What a learner has done so far, in a small file that git ignores. xtask/README.md describes it.

use crate::atomic;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

const FILE: &str = ".challenges.json";

/// What is remembered of all challenges.
pub struct Progress {
    file: PathBuf,
    /// By lesson, and in it by number.
    lessons: Lessons,
}

type Lessons = BTreeMap<String, BTreeMap<u64, State>>;

/// What is remembered of one challenge.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct State {
    /// Whether its checks passed, or its question was answered, when it was last tried.
    pub solved: bool,
    /// How many of its hints have been shown.
    pub hints: usize,
}

impl Progress {
    /// Reads the file, if it is there. The second value is that of [`Progress::refresh`].
    pub fn read(root: &Path) -> io::Result<(Self, Option<String>)> {
        let mut progress = Self { file: root.join(FILE), lessons: Lessons::new() };
        let warning = progress.refresh()?;
        Ok((progress, warning))
    }

    /// Reads the file again: another terminal may have written to it. One that cannot be read is put
    /// aside and not lost, and a warning says so; what was known before stays.
    pub fn refresh(&mut self) -> io::Result<Option<String>> {
        let error = match lessons(&self.file) {
            Ok(lessons) => {
                self.lessons = lessons;
                return Ok(None);
            }
            Err(error) => error,
        };
        let aside = put_aside(&self.file)?;
        if !self.lessons.is_empty() {
            self.write()?;
        }
        let warning =
            format!("{FILE} cannot be read ({error}); it is {aside} now, and a new one is begun");
        Ok(Some(warning))
    }

    pub fn of(&self, lesson: &str, number: u64) -> State {
        self.lessons.get(lesson).and_then(|all| all.get(&number)).copied().unwrap_or_default()
    }

    /// Changes what is remembered of a challenge by now, and writes it down if it is news. Warns as
    /// [`Progress::refresh`] does.
    pub fn change(
        &mut self,
        lesson: &str,
        number: u64,
        change: impl FnOnce(&mut State),
    ) -> io::Result<Option<String>> {
        let warning = self.refresh()?;
        let before = self.of(lesson, number);
        let mut state = before;
        change(&mut state);
        if state != before {
            self.lessons.entry(lesson.to_owned()).or_default().insert(number, state);
            self.write()?;
        }
        Ok(warning)
    }

    fn write(&self) -> io::Result<()> {
        let text = serde_json::to_string_pretty(&self.lessons)?;
        atomic::write(&self.file, &(text + "\n"))
    }
}

/// What stands in the file; nothing if there is none.
fn lessons(file: &Path) -> io::Result<Lessons> {
    match fs::read(file) {
        Ok(text) => Ok(serde_json::from_slice(&text)?),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Lessons::new()),
        Err(error) => Err(error),
    }
}

/// Renames the file, to a name that no earlier one has got. Gives that.
fn put_aside(file: &Path) -> io::Result<String> {
    let mut aside = format!("{FILE}.broken");
    let mut number = 1;
    while fs::symlink_metadata(file.with_file_name(&aside)).is_ok() {
        number += 1;
        aside = format!("{FILE}.broken-{number}");
    }
    fs::rename(file, file.with_file_name(&aside))?;
    Ok(aside)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(root: &Path) -> (Progress, Option<String>) {
        Progress::read(root).expect("a readable folder")
    }

    #[test]
    fn what_was_set_is_read() {
        let root = tempfile::tempdir().expect("a folder");
        let (mut progress, warning) = read(root.path());
        assert_eq!((progress.of("one", 1), warning), (State::default(), None));
        let state = State { solved: true, hints: 2 };
        progress.change("one", 1, |one| *one = state).expect("a file");
        progress.change("two", 12, |_| {}).expect("a file");
        assert_eq!(read(root.path()).0.of("one", 1), state);
        fs::remove_file(root.path().join(FILE)).expect("a file");
        assert_eq!(read(root.path()).0.of("one", 1), State::default());
    }

    #[test]
    fn what_cannot_be_read_is_put_aside() {
        let root = tempfile::tempdir().expect("a folder");
        let broken: [&[u8]; 4] =
            [b"{\"one\": 1", b"\xff", b"[]", b"{\"one\": {\"1\": {\"hints\": -1}}}"];
        let names =
            [".broken", ".broken-2", ".broken-3", ".broken-4"].map(|end| format!("{FILE}{end}"));
        for (text, name) in broken.iter().zip(&names) {
            fs::write(root.path().join(FILE), text).expect("a file");
            let (mut progress, warning) = read(root.path());
            let warning = warning.expect("a warning");
            assert!(warning.starts_with(".challenges.json cannot be read"), "{warning}");
            assert!(warning.contains(&format!("it is {name} now")), "{warning}");
            progress.change("one", 1, |one| one.solved = true).expect("a file");
            assert_eq!(read(root.path()).1, None);
        }
        for (text, name) in broken.iter().zip(&names) {
            assert_eq!(fs::read(root.path().join(name)).expect("the old one"), *text);
        }
    }

    #[test]
    fn two_may_write() {
        let root = tempfile::tempdir().expect("a folder");
        let [mut one, mut other] = [read(root.path()).0, read(root.path()).0];
        one.change("one", 1, |one| one.hints = 1).expect("a file");
        other.change("one", 1, |one| one.solved = true).expect("a file");
        other.change("two", 2, |two| two.solved = true).expect("a file");
        one.change("one", 1, |_| {}).expect("a file");
        let both = State { solved: true, hints: 1 };
        assert_eq!((one.of("one", 1), read(root.path()).0.of("one", 1)), (both, both));
        fs::write(root.path().join(FILE), "{").expect("a file");
        let warning = one.change("one", 1, |one| one.hints = 2).expect("a file");
        assert!(warning.is_some());
        assert_eq!(read(root.path()).0.of("one", 1), State { solved: true, hints: 2 });
    }

    #[test]
    fn a_folder_in_its_place_is_put_aside() {
        let root = tempfile::tempdir().expect("a folder");
        fs::create_dir(root.path().join(FILE)).expect("a folder");
        assert!(read(root.path()).1.is_some());
        assert_eq!(read(root.path()).1, None);
    }

    #[test]
    fn a_later_versions_file_is_read_as_far_as_it_is_known() {
        let root = tempfile::tempdir().expect("a folder");
        let text = r#"{"one": {"1": {"solved": true, "when": "today"}}}"#;
        fs::write(root.path().join(FILE), text).expect("a file");
        let (progress, warning) = read(root.path());
        assert_eq!((progress.of("one", 1), warning), (State { solved: true, hints: 0 }, None));
    }
}
