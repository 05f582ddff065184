//! What a new lesson may be called.

use super::refusal::Refusal;
use course::Course;
use std::fs;
use std::path::Path;

/// Why no lesson can be made with this id, if there is a reason.
pub fn check(course: &Course, id: &str) -> Option<Refusal> {
    if !is_id(id) {
        let title =
            format!("`{id}` cannot be an id: lower-case words with `-` between, a letter first");
        let kebab = kebab(id);
        let example = if is_id(&kebab) { &kebab } else { "websocket-framing" };
        return Some(Refusal::new(title, format!("write for example `{example}`")));
    }
    if RESERVED.contains(&id) {
        let title = format!("`{id}` cannot name a kata: it means something to Rust or Cargo");
        return Some(Refusal::new(title, "choose an id of two words or more"));
    }
    let title = taken(course, id)?;
    Some(Refusal::new(title, "choose another id"))
}

fn is_id(text: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    };
    text.starts_with(|c: char| c.is_ascii_lowercase()) && text.split('-').all(is_word)
}

fn kebab(text: &str) -> String {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_ascii_lowercase()
}

/// Names that Cargo refuses to a program, or rustc to what uses a crate, or Windows to a folder.
const RESERVED: &[&str] = &[
    "abstract",
    "alloc",
    "as",
    "async",
    "aux",
    "await",
    "become",
    "box",
    "break",
    "build",
    "con",
    "const",
    "continue",
    "core",
    "crate",
    "deps",
    "do",
    "dyn",
    "else",
    "enum",
    "examples",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "gen",
    "if",
    "impl",
    "in",
    "incremental",
    "let",
    "loop",
    "macro",
    "match",
    "mod",
    "move",
    "mut",
    "nul",
    "override",
    "priv",
    "prn",
    "pub",
    "ref",
    "return",
    "self",
    "static",
    "std",
    "struct",
    "super",
    "test",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "unsafe",
    "unsized",
    "use",
    "virtual",
    "where",
    "while",
    "yield",
    "com1",
    "com2",
    "lpt1",
    "lpt2",
];

/// Who has the name already.
fn taken(course: &Course, id: &str) -> Option<String> {
    let kata = format!("katas/{id}");
    if let Some(lesson) = course.lesson(id) {
        return Some(format!("there is a lesson `{id}`: {}", lesson.path()));
    }
    if course.root().join(&kata).exists() {
        return Some(format!("{kata} is there already"));
    }
    is_package(course.root(), id).then(|| {
        format!("there is a package `{id}`: `cargo run -p {id}` would not know which is meant")
    })
}

/// Whether the workspace has a package of this name, its own or one it depends on.
fn is_package(root: &Path, name: &str) -> bool {
    // Not `cargo metadata`, which may want the network.
    let lock = fs::read_to_string(root.join("Cargo.lock")).unwrap_or_default();
    let line = format!("name = \"{name}\"");
    lock.lines().any(|found| found == line)
}

/// A title made of the words of a name.
pub fn title(name: &str) -> String {
    let word = |word: &str| {
        let mut chars = word.chars();
        chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
    };
    let words = name.split(['-', '_', '/']).map(word);
    words.collect::<Vec<String>>().join(" ")
}

pub fn check_title(title: &str) -> Option<Refusal> {
    let fits = !title.trim().is_empty() && !title.contains(char::is_control);
    let help = "write it in one line, as in `--title \"Frames and Masks\"`, or leave it to the id";
    (!fits).then(|| Refusal::new(format!("{title:?} cannot be a title"), help))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids() {
        let check = |text, expected| assert_eq!(is_id(text), expected, "{text:?}");
        check("hello", true);
        check("frames-2-masks", true);
        for none in ["", "Hello", "7-frames", "-a", "a-", "a--b", "a_b", "a b", "é"] {
            check(none, false);
        }
    }

    #[test]
    fn an_id_for_what_is_none() {
        let check = |text, expected| assert_eq!(kebab(text), expected, "{text:?}");
        check("WebSocket_Framing", "websocket-framing");
        check(" frames, masks! ", "frames-masks");
        check("!", "");
    }

    #[test]
    fn names_that_are_taken() {
        let root = tempfile::tempdir().expect("a folder");
        let file = |path: &str, text: &str| {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, text).expect("a file");
        };
        file("Cargo.toml", "");
        file("Cargo.lock", "[[package]]\nname = \"tokio\"\nversion = \"1.0.0\"\n");
        file("book/src/SUMMARY.md", "");
        file("katas/folder/notes", "");
        let course = Course::load(root.path()).expect("a course without lessons");
        let check = |id, expected| {
            assert_eq!(check(&course, id).is_some(), expected, "{id}");
        };
        check("tokio", true);
        check("folder", true);
        check("match", true);
        check("toki", false);
    }
}
