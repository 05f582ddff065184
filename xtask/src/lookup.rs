//! Lessons by their id, as people type it.

use course::{Course, Lesson};

/// What is said of an id that no lesson has.
pub fn no_lesson(course: &Course, id: &str) -> String {
    let known = course.lessons().iter().map(Lesson::id);
    let distance = |known: &&str| strsim::damerau_levenshtein(known, id);
    match known.min_by_key(distance).filter(|known| distance(known) <= 1 + id.len() / 4) {
        Some(nearest) => format!("there is no lesson `{id}`; did you mean `{nearest}`?"),
        None => format!("there is no lesson `{id}`; `cargo xtask list` shows those there are"),
    }
}
