//! The way on from a lesson: what comes before and after it, and what builds on it.

use course::{Course, Lesson};

use crate::markup::{attribute, link};

/// Links below a lesson, as HTML; nothing if it stands alone.
pub(crate) fn neighbours(lesson: &Lesson, course: &Course) -> String {
    let lessons = course.lessons();
    let at = lessons.iter().position(|other| other.id() == lesson.id()).unwrap_or(0);
    let previous = at.checked_sub(1).and_then(|before| lessons.get(before));
    let builds_on =
        |other: &&Lesson| other.front_matter.prerequisites.iter().any(|id| id == lesson.id());
    let links = |what: &str, others: Vec<&Lesson>| {
        let links: Vec<_> = others.iter().map(|other| link(lesson.path(), other)).collect();
        if links.is_empty() { None } else { Some(format!("<li>{what} {}</li>", links.join(", "))) }
    };
    let items = [
        links("Previous lesson:", previous.into_iter().collect()),
        links("Next lesson:", lessons.get(at + 1).into_iter().collect()),
        links("Builds on this one:", lessons.iter().filter(builds_on).collect()),
    ];
    let items: String = items.into_iter().flatten().collect();
    if items.is_empty() {
        return String::new();
    }
    // On the page for the printer all of them stand together, and each needs a name of its own.
    let label = attribute(&format!("Lessons around {}", lesson.front_matter.title));
    format!("\n\n<nav class=\"neighbours\" aria-label=\"{label}\"><ul>{items}</ul></nav>\n")
}
