//! Lessons by their id, as people type it.

use course::{Course, Lesson, nearest};

/// What is said of an id that no lesson has.
pub fn no_lesson(course: &Course, id: &str) -> String {
    let known: Vec<_> = course.lessons().iter().map(Lesson::id).collect();
    match nearest(id, &known) {
        Some(nearest) => format!("there is no lesson `{id}`; did you mean `{nearest}`?"),
        None => format!("there is no lesson `{id}`; `cargo xtask list` shows those there are"),
    }
}
