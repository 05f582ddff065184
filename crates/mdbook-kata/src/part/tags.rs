//! An index by tag.

use std::collections::BTreeMap;
use std::fmt::Write;

use course::{Course, Lesson};
use expected_output::counted;

use crate::markup::{link, text};

/// Each tag as a heading, and its lessons in the book's order.
pub(super) fn tags(course: &Course, from: &str) -> String {
    let mut html = "<div class=\"course-tags\">".to_owned();
    for (tag, lessons) in by_tag(course) {
        // Writing to a string cannot fail.
        let _ = write!(
            html,
            "<section><h2 id=\"{}\">{}</h2><p>{}</p><ul>",
            id(tag),
            text(tag),
            counted(lessons.len(), "lesson")
        );
        for lesson in lessons {
            let (id, minutes) = (lesson.id(), lesson.front_matter.estimated_minutes);
            let link = link(from, lesson);
            let _ = write!(html, "<li data-lesson=\"{id}\">{link}, {minutes} min</li>");
        }
        html.push_str("</ul></section>");
    }
    html + "</div>"
}

/// In the order of a dictionary.
fn by_tag(course: &Course) -> impl Iterator<Item = (&str, Vec<&Lesson>)> {
    let mut index = BTreeMap::<_, Vec<&Lesson>>::new();
    for lesson in course.lessons() {
        for tag in &lesson.front_matter.tags {
            let lessons = index.entry((tag.to_lowercase(), tag.as_str())).or_default();
            // A tag may have been given twice.
            if !lessons.iter().any(|other| other.id() == lesson.id()) {
                lessons.push(lesson);
            }
        }
    }
    index.into_iter().map(|((_, tag), lessons)| (tag, lessons))
}

/// What a fragment names a tag's heading by: no two tags have the same.
pub(crate) fn id(tag: &str) -> String {
    let mut id = "tag-".to_owned();
    for char in tag.chars() {
        if char.is_alphanumeric() || char == '-' {
            id.push(char);
        } else {
            let _ = write!(id, "_{:x}", u32::from(char));
        }
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_tag_has_an_id_of_its_own() {
        let check = |tag, expected| assert_eq!(id(tag), expected);
        check("real-time", "tag-real-time");
        check("c++", "tag-c_2b_2b");
        check("a b", "tag-a_20b");
        check("a_20b", "tag-a_5f20b");
        check("é\"", "tag-é_22");
    }
}
