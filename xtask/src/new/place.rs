//! Where in the course a new lesson goes.

use super::names;
use super::refusal::Refusal;
use crate::lookup;
use course::{Course, Lesson};

const PAGES: &str = "book/src/";

pub struct Place<'a> {
    /// The lesson that it follows; `None` in a course that has none.
    pub previous: Option<&'a Lesson>,
    /// The folder of its page below `book/src`; empty for that one itself.
    pub chapter: String,
    /// No lesson is in that folder yet.
    pub is_new_chapter: bool,
    /// Lessons that come later and have its number in their phase, or one that follows it.
    pub later: Vec<&'a Lesson>,
}

impl<'a> Place<'a> {
    /// # Errors
    /// All that is wrong with what was asked for.
    pub fn find(
        course: &'a Course,
        after: Option<&str>,
        chapter: Option<&str>,
    ) -> Result<Place<'a>, Vec<Refusal>> {
        let mut refusals = Vec::new();
        let chapter = chapter.map(plain);
        refusals.extend(chapter.and_then(check_chapter));
        refusals.extend(after.and_then(|id| unknown(course, id)));
        if course.lessons().is_empty() && chapter.is_none() {
            let help = "say `--chapter <FOLDER>`, the folder under book/src for its page";
            refusals.push(Refusal::new("there is no lesson yet to go beside", help));
        }
        if !refusals.is_empty() {
            return Err(refusals);
        }
        let previous = match after {
            Some(id) => course.lesson(id),
            None => last(course, chapter),
        };
        let chapter = chapter.or(previous.map(folder)).unwrap_or_default().to_owned();
        let is_new_chapter = !course.lessons().iter().any(|lesson| folder(lesson) == chapter);
        Ok(Place { previous, chapter, is_new_chapter, later: later(course, previous) })
    }

    /// The path of its page.
    pub fn page(&self, id: &str) -> String {
        let slash = if self.chapter.is_empty() { "" } else { "/" };
        format!("{PAGES}{}{slash}{id}.md", self.chapter)
    }

    /// From the page's folder to the course's.
    pub fn way_up(&self) -> String {
        "../".repeat(self.page("").matches('/').count())
    }

    /// The chapter in words.
    pub fn chapter_title(&self) -> String {
        names::title(&self.chapter)
    }
}

/// As shells complete it: `book/src/websockets/`.
fn plain(chapter: &str) -> &str {
    chapter.strip_prefix(PAGES).unwrap_or(chapter).trim_end_matches('/')
}

fn check_chapter(chapter: &str) -> Option<Refusal> {
    let is_part = |part: &str| {
        let fits = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        !part.is_empty() && part.chars().all(fits)
    };
    let title = format!("`{chapter}` cannot be a chapter: letters, digits, `-` and `_`");
    let help = "name a folder under book/src, as in `--chapter websockets`";
    (!chapter.split('/').all(is_part)).then(|| Refusal::new(title, help))
}

fn unknown(course: &Course, id: &str) -> Option<Refusal> {
    let help = "name a lesson after `--after`, or leave it out to come last";
    course.lesson(id).is_none().then(|| Refusal::new(lookup::no_lesson(course, id), help))
}

/// The last lesson of the chapter, if it has one, or of the course.
fn last<'a>(course: &'a Course, chapter: Option<&str>) -> Option<&'a Lesson> {
    let mut backwards = course.lessons().iter().rev();
    let in_chapter = |lesson: &&Lesson| Some(folder(lesson)) == chapter;
    backwards.clone().find(in_chapter).or(backwards.next())
}

fn folder(lesson: &Lesson) -> &str {
    let page = lesson.path().strip_prefix(PAGES).unwrap_or(lesson.path());
    page.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn later<'a>(course: &'a Course, previous: Option<&Lesson>) -> Vec<&'a Lesson> {
    let Some(previous) = previous else { return Vec::new() };
    let after = course.lessons().iter().skip_while(|lesson| lesson.id() != previous.id()).skip(1);
    let number =
        |lesson: &Lesson| (lesson.front_matter.phase.clone(), lesson.front_matter.sequence);
    let (phase, sequence) = number(previous);
    // Up to a gap in the numbers, into which the new lesson fits.
    let taken = (sequence + 1..).zip(after);
    taken
        .take_while(|(next, lesson)| number(lesson) == (phase.clone(), *next))
        .map(|(_, lesson)| lesson)
        .collect()
}
