//! The mdBook preprocessor.

use std::fs;
use std::ops::Range;
use std::path::Path;

use course::{Course, Lesson, front_matter};
use mdbook_preprocessor::book::{Book, Chapter};
use mdbook_preprocessor::errors::Result;
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};

use crate::PAGES;
use crate::listing;
use crate::number::misnumbered;
use crate::page::{Context, page};
use crate::part;
use crate::problem::{Fault, PageProblem, PageProblems};
use crate::written::{self, Finding};

/// Makes pages of lessons. To have one is to have a [`Course`], so that what it shows has been
/// checked.
///
/// It must run after mdBook's `links`, which fills in the includes.
#[derive(Debug)]
pub struct Kata {
    course: Course,
    with_files: bool,
    /// The protocol tools that pages can have.
    tools: Vec<String>,
}

impl Kata {
    /// For the book of this course.
    pub fn new(course: Course) -> Kata {
        let tools = tools(&course.root().join(TOOLS));
        Kata { course, with_files: false, tools }
    }

    /// Says that the katas' files will be in the book, so that pages can link to them.
    pub(crate) fn with_files(self) -> Kata {
        Kata { with_files: true, ..self }
    }

    fn page(
        &self,
        chapter: &Chapter,
        source_path: &Path,
        tags: Option<&str>,
    ) -> std::result::Result<String, Vec<PageProblem>> {
        let path = Path::new(PAGES).join(source_path);
        let lesson = self.lesson(&path);
        let name = path.display().to_string();
        let source = fs::read_to_string(self.course.root().join(&path)).unwrap_or_default();
        let mut findings = self.findings(&source, lesson);
        if findings.is_empty() {
            let unlike = |lesson| listing::unlike(lesson, &self.course, &chapter.content);
            findings.extend(lesson.and_then(unlike));
        }
        if !findings.is_empty() {
            let problem = |finding| PageProblem::found(name.clone(), source.clone(), finding);
            return Err(findings.into_iter().map(problem).collect());
        }
        let problems = |content: &str, faults: Vec<(Range<usize>, Fault)>| {
            let problem = |(span, fault): (Range<usize>, Fault)| {
                PageProblem::new(name.clone(), source.clone(), &content[span], fault)
            };
            faults.into_iter().map(problem).collect::<Vec<_>>()
        };
        let filled = part::fill(&chapter.content, &name, lesson, &self.course)
            .map_err(|faults| problems(&chapter.content, faults))?;
        let context = Context { course: &self.course, with_files: self.with_files, tags };
        page(&filled, lesson, &context).map_err(|faults| problems(&filled, faults))
    }

    fn findings(&self, source: &str, lesson: Option<&Lesson>) -> Vec<Finding> {
        let split = lesson.and_then(|_| front_matter::split(source));
        let body = split.map_or(0, |split| split.body);
        let number = lesson.and_then(|lesson| misnumbered(lesson, &self.course));
        let written = written::findings(source, body, lesson.is_some(), &self.tools);
        number.into_iter().chain(written).collect()
    }

    fn lesson(&self, path: &Path) -> Option<&Lesson> {
        self.course.lessons().iter().find(|lesson| Path::new(lesson.path()) == path)
    }
}

const TOOLS: &str = "book/theme/tools";

/// The names of the scripts in a folder.
fn tools(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder).into_iter().flatten().flatten().map(|file| file.path());
    let scripts = files.filter(|file| file.extension().is_some_and(|extension| extension == "js"));
    scripts.filter_map(|file| Some(file.file_stem()?.to_str()?.to_owned())).collect()
}

/// The page that shows the index by tag, as a path from the book's first folder.
fn tags_page(book: &Book) -> Option<String> {
    let page = book.chapters().find(|chapter| part::asks_for(&chapter.content, "tags"))?;
    // Not that of its source: mdBook makes the index of a folder's `README.md`.
    Some(page.path.as_ref()?.display().to_string())
}

/// The one renderer that it is for: heads and drawings are HTML.
pub const RENDERER: &str = "html";

impl Preprocessor for Kata {
    /// That of the table in `book.toml`: mdBook runs one preprocessor of a name.
    fn name(&self) -> &'static str {
        "kata"
    }

    /// [`RENDERER`] and no other.
    fn supports_renderer(&self, renderer: &str) -> Result<bool> {
        Ok(renderer == RENDERER)
    }

    /// # Errors
    ///
    /// [`PageProblems`].
    fn run(&self, _: &PreprocessorContext, mut book: Book) -> Result<Book> {
        let mut problems = Vec::new();
        let tags = tags_page(&book);
        book.for_each_chapter_mut(|chapter| {
            let Some(path) = chapter.source_path.clone() else { return };
            match self.page(chapter, &path, tags.as_deref()) {
                Ok(content) => chapter.content = content,
                Err(faults) => problems.extend(faults),
            }
        });
        if problems.is_empty() { Ok(book) } else { Err(PageProblems(problems).into()) }
    }
}
