//! `cargo xtask new`: a lesson and its kata, which build and verify as they stand but for what is
//! marked as still to do.

mod names;
mod place;
mod refusal;
mod summary;
mod template;
mod write;

use anstyle::Style;
use anyhow::bail;
use course::{Course, Lesson};
use place::Place;
use refusal::Refusal;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;
use template::NewFile;

#[derive(clap::Args)]
pub struct Args {
    /// Names the page, the kata's folder, its package and its program: lower-case words with `-`
    id: String,
    /// What the lesson is called [default: the words of its id]
    #[arg(long)]
    title: Option<String>,
    /// The lesson that it follows [default: the last one]
    #[arg(long, value_name = "ID")]
    after: Option<String>,
    /// The folder under book/src that its page goes to [default: that of the lesson it follows]
    #[arg(long, value_name = "FOLDER")]
    chapter: Option<String>,
}

/// Writes the lesson, its kata and its line in SUMMARY.md, or nothing at all.
pub fn new(root: &Path, args: &Args) -> anyhow::Result<ExitCode> {
    let course = match Course::load(root) {
        Ok(course) => course,
        Err(problems) => {
            refusal::show_problems(&problems)?;
            bail!("the course has problems already; nothing was written");
        }
    };
    let lesson = match NewLesson::new(&course, args) {
        Ok(lesson) => lesson,
        Err(refusals) => {
            refusal::show(&refusals)?;
            bail!("nothing was written");
        }
    };
    let files = template::files(&lesson);
    write::write(root, &files, &lesson.summary)?;
    tell(&lesson, &files)?;
    Ok(ExitCode::SUCCESS)
}

/// All that is to be known of a lesson before it can be written.
struct NewLesson<'a> {
    id: &'a str,
    title: String,
    place: Place<'a>,
    summary: Summary,
}

/// `SUMMARY.md` as it is, and as it will be.
struct Summary {
    before: String,
    after: String,
}

impl<'a> NewLesson<'a> {
    /// # Errors
    /// All reasons not to make it.
    fn new(course: &'a Course, args: &'a Args) -> Result<NewLesson<'a>, Vec<Refusal>> {
        let id = args.id.as_str();
        let mut refusals: Vec<Refusal> = names::check(course, id).into_iter().collect();
        let title = args.title.clone().unwrap_or_else(|| names::title(id));
        refusals.extend(names::check_title(&title));
        let place = Place::find(course, args.after.as_deref(), args.chapter.as_deref());
        let place = place.map_err(|more| refusals.extend(more)).ok();
        let Some(place) = place.filter(|_| refusals.is_empty()) else { return Err(refusals) };
        let summary = summary(course, &title, id, &place).map_err(|refusal| vec![refusal])?;
        Ok(NewLesson { id, title, place, summary })
    }

    fn page(&self) -> String {
        self.place.page(self.id)
    }
}

fn summary(course: &Course, title: &str, id: &str, place: &Place<'_>) -> Result<Summary, Refusal> {
    let path = course.root().join(summary::PATH);
    let page = place.page(id);
    // Loading the course has read it a moment ago.
    let before = fs::read_to_string(&path).map_err(|error| {
        Refusal::new(format!("cannot read {}", summary::PATH), error.to_string())
    })?;
    let after = summary::insert(&before, place.previous.map(Lesson::path), title, &page);
    after.map(|after| Summary { before, after }).ok_or_else(|| {
        let previous = place.previous.map_or("", Lesson::id);
        let title = format!("cannot find where {} lists `{previous}`", summary::PATH);
        Refusal::new(
            title,
            "write its line as `- [Title](folder/page.md)`, or choose another `--after`",
        )
    })
}

/// What was made, what is still to do in it, and how to go on.
fn tell(lesson: &NewLesson<'_>, files: &[NewFile]) -> io::Result<()> {
    const BOLD: Style = Style::new().bold();
    let (id, previous) = (lesson.id, lesson.place.previous.map(Lesson::id));
    let after = previous.map_or_else(String::new, |id| format!(" after `{id}`"));
    let mut stdout = anstream::stdout().lock();
    writeln!(stdout, "Made the lesson `{id}`{after}, and its kata. Still to do in them:\n")?;
    for file in files {
        writeln!(stdout, "  {BOLD}{}{BOLD:#}", file.path)?;
        for (line, what) in file.todos() {
            writeln!(stdout, "  {line:>4}  {what}")?;
        }
    }
    // The evidence has come last and has no line to change.
    writeln!(stdout, "        nothing by hand: `cargo xtask verify` says when it is outdated")?;
    for (path, what) in elsewhere(&lesson.place) {
        writeln!(stdout, "  {BOLD}{path}{BOLD:#}\n        {what}")?;
    }
    writeln!(
        stdout,
        "
It builds and holds as it stands. Next:

  what the kata prints                cargo run -p {id}
  whether the lesson tells the truth  cargo xtask verify {id}
  the page, while you write           cargo xtask serve
  the challenges, as a learner does   cargo xtask challenge {id}"
    )
}

/// What is to do in files that were there before.
fn elsewhere(place: &Place<'_>) -> Vec<(String, String)> {
    let heading = format!("a heading, if the new chapter `{}` is to have its own", place.chapter);
    let heading = place.is_new_chapter.then(|| (summary::PATH.to_owned(), heading));
    let sequence = place
        .later
        .iter()
        .map(|later| (later.path().to_owned(), "`sequence`: one more".to_owned()));
    heading.into_iter().chain(sequence).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use course::{FrontMatter, Source};

    #[test]
    fn the_lesson_follows_from_the_one_before() {
        let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/good"));
        let course = Course::load(root).expect("a good course");
        let args = Args { id: "good-bye".to_owned(), title: None, after: None, chapter: None };
        let Ok(lesson) = NewLesson::new(&course, &args) else { panic!("refused") };
        let files = template::files(&lesson);
        for file in &files {
            assert!(!file.text.replace("{{#include", "").contains("{{"), "{}", file.text);
        }
        let page = Source::new(files[0].path.as_str(), files[0].text.as_str());
        let head = FrontMatter::parse(&page).expect("no problems").expect("front matter");
        let before = &course.lessons()[0].front_matter;
        assert_eq!((&head.phase, &head.phase_title), (&before.phase, &before.phase_title));
        assert_eq!((head.sequence, head.difficulty), (before.sequence + 1, before.difficulty));
        assert_eq!((head.id.as_str(), head.title.as_str()), ("good-bye", "Good Bye"));
        assert_eq!(head.prerequisites, ["hello"]);
        assert_eq!(lesson.page(), "book/src/first/good-bye.md");
    }
}
