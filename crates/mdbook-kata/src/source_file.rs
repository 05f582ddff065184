//! The katas' files as pages of their own, with a number at each line to link to.

use std::path::Path;
use std::{fs, io};

use course::{Course, Lesson};
use walkdir::WalkDir;

use crate::error::Error;
use crate::markup::{link, text};

/// The page of a file of the course, from the book's first folder. `None` if it gets none.
pub(crate) fn page_of(path: &str) -> Option<String> {
    let below = path.strip_prefix("katas/")?;
    let is_shown = below.split('/').all(is_of_kata) && SHOWN.iter().any(|one| path.ends_with(one));
    is_shown.then(|| format!("{path}.html"))
}

const SHOWN: [&str; 4] = [".rs", ".toml", ".snap", ".md"];

/// What Cargo and editors leave, and what awaits review, is no part of a kata.
fn is_of_kata(name: &str) -> bool {
    name != "target" && !name.starts_with('.')
}

/// Writes a page for each file of each kata into the book's folder.
///
/// # Errors
///
/// If one cannot be read or written.
pub(crate) fn write_all(course: &Course, book: &Path) -> Result<(), Error> {
    for lesson in course.lessons() {
        let folder = course.root().join(lesson.kata());
        let entries = WalkDir::new(&folder)
            .into_iter()
            .filter_entry(|entry| entry.file_name().to_str().is_some_and(is_of_kata));
        for entry in entries {
            let entry = entry.map_err(|error| Error::file(&folder)(error.into()))?;
            if entry.file_type().is_file() {
                write(course, lesson, entry.path(), book).map_err(Error::file(entry.path()))?;
            }
        }
    }
    Ok(())
}

fn write(course: &Course, lesson: &Lesson, file: &Path, book: &Path) -> io::Result<()> {
    let relative = file.strip_prefix(course.root()).map_err(io::Error::other)?;
    let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
    let path = parts.join("/");
    let Some(page) = page_of(&path) else { return Ok(()) };
    let page = book.join(page);
    fs::create_dir_all(page.parent().unwrap_or(book))?;
    fs::write(&page, html(lesson, &path, &fs::read_to_string(file)?))
}

fn html(lesson: &Lesson, path: &str, content: &str) -> String {
    // This page is not mdBook's to make, nor is its link.
    let back = link(path, lesson).replacen(".md\"", ".html\"", 1);
    let line =
        |(number, line)| format!("<span class=\"line\" id=\"L{number}\">{}</span>", text(line));
    let lines = (1..).zip(content.lines()).map(line).collect::<Vec<_>>().join("\n");
    let path = text(path);
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{path}</title>\n<style>{STYLE}</style>\n<script>{THEME}</script>\n</head>\n<body>\n\
         <nav aria-label=\"Lesson\"><a href=\"#file\">To the file</a>, or back to {back}</nav>\n\
         <main id=\"file\">\n<h1>{path}</h1>\n\
         <pre tabindex=\"0\"><code>{lines}</code></pre>\n</main>\n</body>\n</html>\n"
    )
}

/// Such a page is looked at for a moment: it is as light or dark as the theme that the reader chose in
/// the book, or else as the system, and needs nothing else.
const THEME: &str = "\
try{const theme=localStorage.getItem('mdbook-theme');\
if(theme)document.documentElement.style.colorScheme=/light|rust/.test(theme)?'light':'dark'}catch{}";

const STYLE: &str = "\
:root{color-scheme:light dark}\
body{margin:2rem auto;max-width:100ch;padding:0 1rem;font-family:system-ui,sans-serif;line-height:1.5}\
nav{position:sticky;top:0;z-index:1;padding:.5rem 0;background:Canvas}\
h1{font-size:1.2rem;overflow-wrap:anywhere}\
pre{overflow-x:auto;padding:.25rem;font-size:.875rem;counter-reset:line}\
.line{counter-increment:line;scroll-margin-block:6rem}\
.line::before{content:counter(line);display:inline-block;width:3em;margin-right:1.5em;text-align:right;opacity:.75}\
.line:target{outline:2px solid;outline-offset:1px}\
@media print{:root{color-scheme:light!important}nav{display:none}h1{break-after:avoid}body{margin:0}pre{white-space:pre-wrap;overflow-wrap:anywhere}}";
