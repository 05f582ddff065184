//! What a kata prints, held against the evidence and written for review.

use crate::atomic;
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use course::{Evidence, Lesson};
use expected_output::Binding;
use serde_json::json;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// How a transcript differs from its evidence.
pub enum Difference {
    /// Nothing was recorded yet.
    Missing { path: String, left: Left },
    /// The file is there, but is no snapshot.
    Unreadable { path: String, why: String },
    /// Something else was recorded.
    Changed { path: String, recorded: String, transcript: String, left: Left },
}

/// Whether what would be recorded now is left for review.
pub enum Left {
    Yes,
    /// It could not be.
    Failed(io::Error),
    /// What to do instead.
    No(&'static str),
}

/// What becomes of a transcript that differs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Review {
    /// It is written beside the evidence for review, as `insta` does; but not in CI, where nobody
    /// could.
    Keep,
    /// It is of one run of many, which may differ.
    Repeated,
    /// It is of a variant, and nothing that should ever be recorded.
    Variant,
}

/// Holds a transcript against the evidence.
pub fn compare(
    root: &Path,
    lesson: &Lesson,
    transcript: &str,
    bindings: &[Binding],
    review: Review,
) -> Result<(), Difference> {
    let path = path(lesson);
    let file = root.join(&path);
    let recorded = match fs::read_to_string(&file) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let left = leave(&file, &snapshot(lesson, transcript, bindings), review);
            return Err(Difference::Missing { path, left });
        }
        Err(error) => return Err(Difference::Unreadable { path, why: error.to_string() }),
    };
    let Some(Evidence { text: recorded, .. }) = Evidence::parse(&recorded) else {
        let why = "its head does not begin and end with a line `---`".to_owned();
        return Err(Difference::Unreadable { path, why });
    };
    let transcript = transcript.trim_end();
    if recorded.lines().eq(transcript.lines()) {
        // A review of an earlier run is settled by this one. There seldom is one to remove.
        if review == Review::Keep {
            settle(root, lesson);
        }
        return Ok(());
    }
    let left = leave(&file, &snapshot(lesson, transcript, bindings), review);
    let (recorded, transcript) = (recorded.to_owned(), transcript.to_owned());
    Err(Difference::Changed { path, recorded, transcript, left })
}

fn pending(file: &Path) -> PathBuf {
    file.with_extension("snap.new")
}

fn leave(file: &Path, snapshot: &str, review: Review) -> Left {
    match review {
        Review::Variant => Left::No("a solution prints what the kata prints as shipped; mend it"),
        Review::Repeated => Left::No(
            "if it varies, give it a name in the claim; if not, verify without `--repeat`, and \
             `cargo insta review` shows it",
        ),
        Review::Keep if super::in_ci() => {
            Left::No("verify where `CI` is not set, and `cargo insta review` shows it")
        }
        Review::Keep => {
            atomic::write(&pending(file), snapshot).map_or_else(Left::Failed, |()| Left::Yes)
        }
    }
}

/// `insta` has no public way to write a snapshot outside of a test; the format is its own.
fn snapshot(lesson: &Lesson, transcript: &str, bindings: &[Binding]) -> String {
    let (source, id, text) = (lesson.path(), lesson.id(), transcript.trim_end());
    let bound: Vec<_> = bindings.iter().map(|binding| binding.text.as_str()).collect();
    // What is JSON is YAML as well.
    let info = if bound.is_empty() { String::new() } else { format!("info: {}\n", json!(bound)) };
    format!("---\nsource: {source}\nexpression: cargo run -p {id}\n{info}---\n{text}\n")
}

/// What the evidence is, and what it is to be.
pub struct Renewed {
    /// Relative to the course.
    pub path: String,
    pub before: String,
    pub after: String,
}

/// The evidence that this transcript would be, with the line breaks that it has now. What is there
/// and cannot be read is nobody's to replace.
pub fn renewed(
    root: &Path,
    lesson: &Lesson,
    transcript: &str,
    bindings: &[Binding],
) -> Result<Renewed, String> {
    let path = path(lesson);
    let before = match fs::read_to_string(root.join(&path)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(format!("{path} cannot be read: {error}; mend it, or remove it"));
        }
        before => before.unwrap_or_default(),
    };
    let mut after = snapshot(lesson, transcript, bindings);
    if before.contains("\r\n") {
        after = after.replace('\n', "\r\n");
    }
    Ok(Renewed { path, before, after })
}

/// Nothing is left to review.
pub fn settle(root: &Path, lesson: &Lesson) {
    let _ = fs::remove_file(pending(&root.join(path(lesson))));
}

/// The evidence's file, relative to the course.
pub fn path(lesson: &Lesson) -> String {
    format!("{}/{}", lesson.kata(), Evidence::FILE)
}

impl Difference {
    /// What is wrong, in one line.
    pub fn title(&self) -> String {
        match self {
            Self::Missing { path, .. } => {
                format!("nothing is recorded of what this kata prints: no {path}")
            }
            Self::Unreadable { path, why } => format!("the evidence {path} cannot be read: {why}"),
            Self::Changed { .. } => {
                "the output fits its claim, but is not what the evidence recorded".to_owned()
            }
        }
    }

    /// The evidence's file, and in it the first line that differs, from 1.
    pub fn place(&self, root: &Path) -> (String, usize) {
        match self {
            Self::Missing { path, .. } | Self::Unreadable { path, .. } => (path.clone(), 1),
            Self::Changed { path, recorded, transcript, .. } => {
                let file = fs::read_to_string(root.join(path)).unwrap_or_default();
                let head = Evidence::parse(&file).map_or(0, |evidence| evidence.head);
                (path.clone(), head + common_lines(recorded, transcript) + 1)
            }
        }
    }

    /// A diagnostic in rustc's look, in colour.
    pub fn explain(&self, root: &Path) -> String {
        let title = self.title();
        let group = Group::with_title(Level::ERROR.primary_title(title.as_str()));
        match self {
            Self::Missing { left, .. } => render(advise(
                group,
                left,
                "`cargo insta review` shows the transcript; it and `verify --bless` accept it",
            )),
            Self::Unreadable { path, .. } => {
                let help = "mend it, or remove it and verify again to record it anew";
                let group = group.element(Origin::path(path).line(1));
                render(group.element(Level::HELP.message(help)))
            }
            Self::Changed { path, recorded, transcript, left } => {
                let file = fs::read_to_string(root.join(path)).unwrap_or_default();
                let group = compared(group, path, &file, recorded, transcript);
                let help = "`cargo insta review` shows all that changed; it and `verify --bless` accept it if it is meant";
                render(advise(group, left, help))
            }
        }
    }
}

/// Points at the first line that differs, in the file and in what was printed.
fn compared<'a>(
    group: Group<'a>,
    path: &'a str,
    file: &'a str,
    recorded: &str,
    transcript: &'a str,
) -> Group<'a> {
    let same = common_lines(recorded, transcript);
    let ended = same == recorded.lines().count();
    let label = if ended { "the record ends here" } else { "recorded" };
    let head = Evidence::parse(file).map_or(0, |evidence| evidence.head);
    let line = nth_line(file, head + same);
    let mark = AnnotationKind::Primary.span(line).label(label);
    let group = group.element(Snippet::source(file).path(path).annotation(mark));

    let ended = same == transcript.lines().count();
    let label = if ended { "the output ends here" } else { "would be recorded now" };
    let mark = AnnotationKind::Context.span(nth_line(transcript, same)).label(label);
    group.element(Snippet::source(transcript).path("transcript").annotation(mark))
}

/// How many lines the evidence has, which leaves out none. `None` if nothing is recorded.
pub fn recorded_lines(root: &Path, lesson: &Lesson) -> Option<usize> {
    let file = fs::read_to_string(root.join(path(lesson))).ok()?;
    Evidence::parse(&file).map(|evidence| evidence.text.lines().count())
}

fn common_lines(recorded: &str, transcript: &str) -> usize {
    recorded.lines().zip(transcript.lines()).take_while(|(a, b)| a == b).count()
}

/// The bytes of a line, counted from 0; past the last, those of the last.
fn nth_line(text: &str, index: usize) -> std::ops::Range<usize> {
    let line = text.lines().nth(index).or_else(|| text.lines().last()).unwrap_or_default();
    let start = line.as_ptr() as usize - text.as_ptr() as usize;
    start..start + line.len()
}

fn advise<'a>(group: Group<'a>, left: &Left, help: &'a str) -> Group<'a> {
    group.element(match left {
        Left::Yes => Level::HELP.message(help),
        Left::No(help) => Level::HELP.message(*help),
        Left::Failed(error) => {
            Level::NOTE.message(format!("for review it could not be written: {error}"))
        }
    })
}

fn render(group: Group<'_>) -> String {
    Renderer::styled().decor_style(DecorStyle::Ascii).render(&[group])
}

#[cfg(test)]
mod tests {
    use super::*;
    use insta::Snapshot;
    use insta::internals::SnapshotContents;

    /// `cargo insta review` is to see what we see.
    #[test]
    fn insta_reads_the_same() {
        let check = |file: &str| {
            let path = tempfile::NamedTempFile::new().expect("a file");
            fs::write(&path, file).expect("a file");
            let theirs = Snapshot::from_file(path.path()).expect(file);
            let SnapshotContents::Text(theirs) = theirs.contents() else { panic!("no text") };
            let evidence = Evidence::parse(file).expect(file);
            let Evidence { head, text: ours, .. } = evidence;
            assert!(ours.lines().eq(theirs.to_string().lines()), "{file}");
            assert_eq!(evidence.bound().is_empty(), !file.contains("info"), "{file}");
            assert_eq!(file.lines().nth(head).map(str::trim_end), ours.lines().next(), "{file}");
        };
        check("---\nsource: a\nexpression: b\n---\none\n\ntwo\n");
        check("---\r\nsource: a\r\n---\r\none\r\ntwo\r\n");
        check("---\ninfo: [\"12\",\"a: b\"]\n---\none\n");
        check("---\ninfo:\n  - 12\n  - \"a: b\"\n---\none\n");
        check("---\nsource: a\n---\n---\n---\n");
    }

    #[test]
    fn what_is_no_snapshot_is_none() {
        let texts = ["", "---", "---\n---\n", "one\n---\ntwo\n", "---\nsource: a\none\n"];
        assert!(texts.iter().all(|text| Evidence::parse(text).is_none()));
    }
}
