//! Whether a lesson's number is the one that its place gives it.
//!
//! A course holds without: `cargo xtask new` puts a lesson between two others and leaves the numbers
//! of what follows to its author. Readers are shown each of them.

use course::{Course, Lesson, front_matter};

use crate::written::Finding;

/// What is wrong with `sequence` in the lesson's front matter, if it does not count on.
pub(crate) fn misnumbered(lesson: &Lesson, course: &Course) -> Option<Finding> {
    let head = &lesson.front_matter;
    let before = course.lessons().iter().take_while(|other| other.id() != lesson.id());
    let expected = before.filter(|other| other.front_matter.phase == head.phase).count() + 1;
    if usize::try_from(head.sequence) == Ok(expected) {
        return None;
    }
    let text = lesson.source.text();
    let yaml = front_matter::split(text)?.yaml;
    let at = yaml.start + text[yaml].find("sequence")?;
    let line = text[at..].lines().next()?;
    let (number, phase) = (head.sequence, &head.phase);
    let title = format!("lesson {number} of phase {phase} is number {expected} in SUMMARY.md");
    let help = format!("write `sequence: {expected}`, or move the lesson in SUMMARY.md");
    Some(Finding::new(at..at + line.trim_end().len(), title, help))
}
