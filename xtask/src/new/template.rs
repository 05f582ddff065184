//! The files of a new lesson, made from the ones in `templates/`.

use super::NewLesson;
use course::{Difficulty, Lesson};

/// A file to write.
pub struct NewFile {
    /// Relative to the course, with `/`.
    pub path: String,
    pub text: String,
}

const PAGE: &str = include_str!("templates/lesson.md");
const KATA: [(&str, &str); 8] = [
    ("Cargo.toml", include_str!("templates/Cargo.toml")),
    ("src/main.rs", include_str!("templates/main.rs")),
    ("src/reply.rs", include_str!("templates/reply.rs")),
    ("src/lib.rs", include_str!("templates/lib.rs")),
    ("tests/challenges.rs", include_str!("templates/challenges.rs")),
    ("tests/planted.toml", include_str!("templates/planted.toml")),
    ("solutions/reply.rs", include_str!("templates/solved.rs")),
    ("evidence.snap", include_str!("templates/evidence.snap")),
];

pub fn files(lesson: &NewLesson<'_>) -> Vec<NewFile> {
    let values = values(lesson);
    let kata = KATA.map(|(path, template)| (format!("katas/{}/{path}", lesson.id), template));
    [(lesson.page(), PAGE)]
        .into_iter()
        .chain(kata)
        .map(|(path, template)| NewFile { path, text: fill(template, &values) })
        .collect()
}

type Values = [(&'static str, String); 10];

fn values(lesson: &NewLesson<'_>) -> Values {
    let previous = lesson.place.previous;
    let head = previous.map(|lesson| &lesson.front_matter);
    let phase_title =
        head.map_or_else(|| lesson.place.chapter_title(), |head| head.phase_title.clone());
    [
        ("id", lesson.id.to_owned()),
        ("crate", lesson.id.replace('-', "_")),
        ("page", lesson.page()),
        ("root", lesson.place.way_up()),
        ("title", yaml(&lesson.title)),
        ("phase", head.map_or_else(|| "1".to_owned(), |head| head.phase.to_string())),
        ("phase_title", yaml(&phase_title)),
        ("sequence", head.map_or(1, |head| head.sequence + 1).to_string()),
        ("difficulty", head.map_or(Difficulty::Beginner, |head| head.difficulty).to_string()),
        ("prerequisites", previous.map_or("", Lesson::id).to_owned()),
    ]
}

/// A text as a value in front matter, quoted only where it has to be.
fn yaml(text: &str) -> String {
    let is_plain = text.starts_with(char::is_alphanumeric)
        && !text.ends_with([':', ' '])
        && !text.contains(": ")
        && !text.contains(" #");
    if is_plain {
        return text.to_owned();
    }
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Puts values where their names stand as `{{name}}`. In one pass: a title is not looked at again.
/// What has another name, as mdBook's `{{#include …}}`, stays.
fn fill(template: &str, values: &Values) -> String {
    let mut parts = template.split("{{");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let found = part.split_once("}}").and_then(|(name, rest)| {
            let (_, value) = values.iter().find(|(key, _)| *key == name)?;
            Some((value, rest))
        });
        match found {
            Some((value, rest)) => text.extend([value, rest]),
            None => text.extend(["{{", part]),
        }
    }
    text
}

impl NewFile {
    /// What is still to do in it: the line, from 1, and what is marked there.
    pub fn todos(&self) -> Vec<(usize, String)> {
        let mut section = String::new();
        let mut todos = Vec::new();
        for (index, line) in self.text.lines().enumerate() {
            if let Some(heading) = line.strip_prefix("## ") {
                section = format!("{heading}: ");
            }
            if let Some((_, what)) = line.split_once("TODO: ") {
                todos.push((index + 1, format!("{section}{}", what.trim_end_matches('"'))));
            }
        }
        todos
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use course::{FrontMatter, Source};

    #[test]
    fn yaml_means_the_text() {
        let check = |title: &str, expected: &str| {
            let written = yaml(title);
            assert_eq!(written, expected);
            let page = format!(
                "---\nid: a\nphase: 1\nphase_title: {written}\nsequence: 1\ntitle: {written}\n\
                 difficulty: beginner\ntags: []\nprerequisites: []\nestimated_minutes: 1\n---\n"
            );
            let head = FrontMatter::parse(&Source::new("a.md", page.as_str()));
            let head = head.expect("valid YAML").expect("front matter");
            assert_eq!((head.title.as_str(), head.phase_title.as_str()), (title, title));
        };
        check("HTTP/2 & you, [really]", "HTTP/2 & you, [really]");
        check("7.10", "7.10");
        check("Frames: the \"mask\"", "\"Frames: the \\\"mask\\\"\"");
        check("C #", "\"C #\"");
        check("[a]", "\"[a]\"");
        check("~", "\"~\"");
        check("\\ {{id}} é", "\"\\\\ {{id}} é\"");
        check("a:", "\"a:\"");
        check("true", "true");
    }
}
