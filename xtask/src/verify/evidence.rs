//! The evidence: the whole transcript of a kata as somebody last looked at it,
//! kept as an `insta` snapshot, so that `cargo insta review` works on it.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use course::Lesson;
use insta::Snapshot;
use insta::internals::SnapshotContents;
use std::env;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// How a transcript differs from its evidence.
pub enum Difference {
    /// Nothing was recorded yet.
    Missing { path: String, written: io::Result<()> },
    /// The file is there, but is no snapshot.
    Unreadable { path: String, why: String },
    /// Something else was recorded.
    Changed { path: String, recorded: String, transcript: String, written: io::Result<()> },
}

/// Holds a transcript against the evidence. Where they differ the transcript is written beside it,
/// as `insta` does, for review; but not in CI, where nobody could.
pub fn compare(root: &Path, lesson: &Lesson, transcript: &str) -> Result<(), Difference> {
    let path = format!("{}/evidence.snap", lesson.kata());
    let file = root.join(&path);
    if !file.exists() {
        let written = write_pending(&file, lesson, transcript);
        return Err(Difference::Missing { path, written });
    }
    let recorded = match read(&file) {
        Ok(recorded) => recorded,
        Err(why) => return Err(Difference::Unreadable { path, why }),
    };
    let transcript = transcript.trim_end();
    if recorded == transcript {
        // A review of an earlier run is settled by this one. There seldom is one to remove.
        let _ = fs::remove_file(pending(&file));
        return Ok(());
    }
    let written = write_pending(&file, lesson, transcript);
    Err(Difference::Changed { path, recorded, transcript: transcript.to_owned(), written })
}

fn read(file: &Path) -> Result<String, String> {
    // What does not begin so, `insta` takes for a format of old, and says so on stderr.
    if !fs::read_to_string(file).map_err(|error| error.to_string())?.starts_with("---") {
        return Err("its first line is not `---`".to_owned());
    }
    let snapshot = Snapshot::from_file(file).map_err(|error| error.to_string())?;
    match snapshot.contents() {
        SnapshotContents::Text(text) => Ok(text.to_string()),
        SnapshotContents::Binary(_) => Err("it holds no text".to_owned()),
    }
}

fn pending(file: &Path) -> PathBuf {
    file.with_extension("snap.new")
}

/// `insta` has no public way to write a snapshot outside of a test; the format is its own.
fn write_pending(file: &Path, lesson: &Lesson, transcript: &str) -> io::Result<()> {
    if env::var_os("CI").is_some() {
        return Ok(());
    }
    let mut pending_file = tempfile::NamedTempFile::new_in(file.parent().unwrap_or(file))?;
    let (source, id) = (lesson.path(), lesson.id());
    let head = format!("---\nsource: {source}\nexpression: cargo run -p {id}\n---");
    writeln!(pending_file, "{head}\n{}", transcript.trim_end())?;
    pending_file.persist(pending(file))?;
    Ok(())
}

impl Difference {
    /// A diagnostic in rustc's look, in colour.
    pub fn explain(&self, root: &Path) -> String {
        let group = match self {
            Self::Missing { path, written } => {
                let title = format!("nothing is recorded of what this kata prints: no {path}");
                let group = Group::with_title(Level::ERROR.primary_title(title));
                advise(group, written, "`cargo insta review` shows the transcript and accepts it")
            }
            Self::Unreadable { path, why } => {
                let title = format!("the evidence {path} cannot be read: {why}");
                let help = "delete the file and verify again to record it anew";
                Group::with_title(Level::ERROR.primary_title(title))
                    .element(Level::HELP.message(help))
            }
            Self::Changed { path, recorded, transcript, written } => {
                let file = fs::read_to_string(root.join(path)).unwrap_or_default();
                let help =
                    "`cargo insta review` shows all that changed, and accepts it if it is meant";
                return render(&advise(changed(path, &file, recorded, transcript), written, help));
            }
        };
        render(&group)
    }
}

/// Points at the first line that differs, in the file and in what was printed.
fn changed<'a>(path: &'a str, file: &'a str, recorded: &str, transcript: &'a str) -> Group<'a> {
    let same = recorded.lines().zip(transcript.lines()).take_while(|(a, b)| a == b).count();
    // The snapshot's own head ends with its second `---`.
    let head = file.lines().enumerate().filter(|(_, line)| *line == "---").nth(1);
    let in_file = head.map_or(0, |(index, _)| index + 1) + same;

    let title = "the output fits its claim, but is not what the evidence recorded";
    let mut group = Group::with_title(Level::ERROR.primary_title(title));
    let ended = same == recorded.lines().count();
    let label = if ended { "the record ends here" } else { "recorded" };
    group = group.element(
        Snippet::source(file)
            .path(path)
            .annotation(AnnotationKind::Primary.span(nth_line(file, in_file)).label(label)),
    );
    let ended = same == transcript.lines().count();
    let label = if ended { "the output ends here" } else { "printed now" };
    group.element(
        Snippet::source(transcript)
            .path("stdout")
            .annotation(AnnotationKind::Context.span(nth_line(transcript, same)).label(label)),
    )
}

/// The bytes of a line, counted from 0; past the last, those of the last.
fn nth_line(text: &str, index: usize) -> std::ops::Range<usize> {
    let line = text.lines().nth(index).or_else(|| text.lines().last()).unwrap_or_default();
    let start = line.as_ptr() as usize - text.as_ptr() as usize;
    start..start + line.len()
}

fn advise<'a>(group: Group<'a>, written: &io::Result<()>, help: &'a str) -> Group<'a> {
    group.element(match written {
        Ok(()) => Level::HELP.message(help),
        Err(error) => Level::NOTE.message(format!("for review it could not be written: {error}")),
    })
}

fn render(group: &Group<'_>) -> String {
    Renderer::styled().decor_style(DecorStyle::Ascii).render(std::slice::from_ref(group))
}
