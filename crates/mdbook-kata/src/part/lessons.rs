//! All lessons as a list: what the map shows, for who does not see it, and what is built in each.

use std::collections::BTreeSet;
use std::fmt::Write;

use course::{Course, Lesson};
use expected_output::counted;

use crate::markup::{link, text};

/// How much there is, in a sentence.
pub(super) fn totals(course: &Course, _: &str) -> String {
    let phases: BTreeSet<_> = course.lessons().iter().map(phase).collect();
    let minutes: u32 = course.lessons().iter().map(minutes).sum();
    format!(
        "<p class=\"course-totals\">{} in {}, {} in all.</p>",
        counted(course.lessons().len(), "lesson"),
        counted(phases.len(), "phase"),
        time(minutes)
    )
}

/// A list for each phase, in the book's order.
pub(super) fn lessons(course: &Course, from: &str) -> String {
    let mut html = "<div class=\"course-lessons\">".to_owned();
    for lessons in course.lessons().chunk_by(|a, b| phase(a) == phase(b)) {
        let Some(front_matter) = lessons.first().map(|lesson| &lesson.front_matter) else {
            continue;
        };
        // Writing to a string cannot fail.
        let _ = write!(
            html,
            "<section><h3>Phase {}: {}</h3><p>{}, {}</p><ol>",
            front_matter.phase,
            text(&front_matter.phase_title),
            counted(lessons.len(), "lesson"),
            time(lessons.iter().map(minutes).sum())
        );
        for lesson in lessons {
            html.push_str(&item(lesson, course, from));
        }
        html.push_str("</ol></section>");
    }
    html + "</div>"
}

fn item(lesson: &Lesson, course: &Course, from: &str) -> String {
    let front_matter = &lesson.front_matter;
    let (id, minutes) = (lesson.id(), front_matter.estimated_minutes);
    let mut html = format!(
        "<li data-lesson=\"{id}\" data-minutes=\"{minutes}\">{} <span>{minutes} min, {}",
        link(from, lesson),
        front_matter.difficulty
    );
    let prerequisites = front_matter.prerequisites.iter().filter_map(|id| course.lesson(id));
    let links: Vec<_> = prerequisites.map(|to| link(from, to)).collect();
    if !links.is_empty() {
        let _ = write!(html, ", builds on {}", links.join(", "));
    }
    let _ = write!(html, "</span><p>{}</p></li>", text(&lesson.description));
    html
}

fn phase(lesson: &Lesson) -> &course::Phase {
    &lesson.front_matter.phase
}

fn minutes(lesson: &Lesson) -> u32 {
    lesson.front_matter.estimated_minutes
}

fn time(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_hours_and_minutes() {
        let check = |minutes, expected| assert_eq!(time(minutes), expected);
        check(0, "0 min");
        check(59, "59 min");
        check(60, "1 h");
        check(1234, "20 h 34 min");
    }
}
