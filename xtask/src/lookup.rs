//! Lessons by their id, as people type it.

use course::{Course, Lesson, nearest};

/// What is said of an id that no lesson has.
pub fn no_lesson(course: &Course, id: &str) -> String {
    let known: Vec<_> = course.lessons().iter().map(Lesson::id).collect();
    // Of a kata's folder or a page, as shells complete them, the id is the last name.
    let mut names = id.rsplit(['/', '\\']).filter(|name| !name.is_empty());
    let name = names.next().unwrap_or(id).trim_end_matches(".md");
    match nearest(&name.to_lowercase(), &known) {
        Some(nearest) => format!("there is no lesson `{id}`; did you mean `{nearest}`?"),
        None => format!("there is no lesson `{id}`; `cargo xtask list` shows those there are"),
    }
}
