//! What stands at the top of a lesson in place of its front matter.

use std::fmt::Write;

use course::Lesson;

use crate::markup::{file_link, link, text};
use crate::page::Context;
use crate::part::tag_id;

/// The head as Markdown: title, facts, and how to run the kata.
pub(crate) fn head(lesson: &Lesson, context: &Context<'_>) -> String {
    let front_matter = &lesson.front_matter;
    let mut facts = format!(
        "<li>Phase {}, {}, lesson {}</li><li>{}</li><li>{} min</li>",
        front_matter.phase,
        text(&front_matter.phase_title),
        front_matter.sequence,
        front_matter.difficulty,
        front_matter.estimated_minutes,
    );
    let tag = |tag: &String| match context.tags {
        Some(index) => file_link(lesson.path(), &format!("{index}#{}", tag_id(tag)), tag),
        None => text(tag),
    };
    item(&mut facts, "about", front_matter.tags.iter().map(tag));
    let prerequisites = front_matter.prerequisites.iter();
    let links =
        prerequisites.filter_map(|id| context.course.lesson(id)).map(|to| link(lesson.path(), to));
    item(&mut facts, "builds on", links);
    let title = plain(&front_matter.title);
    let id = lesson.id();
    // No blank line before the end of the list: it would end the HTML for Markdown.
    format!(
        "# {title}\n\n<ul class=\"lesson-head\">{facts}</ul>\n\n\
         ```sh\ncargo run -p {id}\n```\n\n"
    )
}

fn item(facts: &mut String, what: &str, entries: impl Iterator<Item = String>) {
    let entries: Vec<_> = entries.collect();
    if !entries.is_empty() {
        // Writing to a string cannot fail.
        let _ = write!(facts, "<li>{what} {}</li>", entries.join(", "));
    }
}

/// Markdown that means just this text: any punctuation may follow a backslash.
fn plain(text: &str) -> String {
    let mut markdown = String::new();
    for char in text.chars() {
        if char.is_ascii_punctuation() {
            markdown.push('\\');
        }
        markdown.push(char);
    }
    markdown
}
