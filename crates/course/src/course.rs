//! The course as a whole.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::files::{Files, stem};
use crate::front_matter::FrontMatter;
use crate::include;
use crate::kata;
use crate::lesson::Lesson;
use crate::listing::ListedFiles;
use crate::manifest::Workspace;
use crate::prerequisite::{self, Node};
use crate::problem::Problems;
use crate::source::Source;
use crate::summary;

/// A course in which book and katas agree: one that does not cannot be loaded.
#[derive(Debug, Clone)]
pub struct Course {
    root: PathBuf,
    lessons: Vec<Lesson>,
}

impl Course {
    /// The course that `from` stands in: the nearest folder, itself or above, that holds
    /// `book/book.toml`.
    ///
    /// # Errors
    ///
    /// If there is none. The error says what was looked for, and where.
    pub fn find_root(from: &Path) -> Result<PathBuf, RootNotFound> {
        // The folders above a relative path are those of the working directory.
        let from = std::path::absolute(from).unwrap_or_else(|_| from.to_owned());
        from.ancestors()
            .find(|folder| folder.join(BOOK).is_file())
            .map(Path::to_owned)
            .ok_or_else(|| RootNotFound { from: from.clone() })
    }

    /// Reads the course below `root` and checks all of it.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it.
    ///
    /// ```
    /// let empty = tempfile::tempdir()?;
    /// let problems = course::Course::load(empty.path()).unwrap_err();
    /// let paths: Vec<_> = problems.iter().map(course::Problem::path).collect();
    /// assert_eq!(paths, ["Cargo.toml", "book/src/SUMMARY.md"]);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn load(root: &Path) -> Result<Course, Problems> {
        let (course, problems) = read_all(root);
        problems.none_or(course)
    }

    /// Like [`Course::load`], but lets the katas be other than the book shows them: solving a
    /// challenge changes a kata, and nobody who does so is to be asked for an author's checks.
    /// [`Lesson::listings`] may lack some.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it, but no problem of
    /// [`Cause::Listing`](crate::Cause::Listing).
    pub fn load_for_learner(root: &Path) -> Result<Course, Problems> {
        let (course, problems) = read_all(root);
        problems.without_listings().none_or(course)
    }

    /// The folder that all paths are relative to.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The lessons in the book's order.
    pub fn lessons(&self) -> &[Lesson] {
        &self.lessons
    }

    /// The lesson with this id.
    pub fn lesson(&self, id: &str) -> Option<&Lesson> {
        self.lessons.iter().find(|lesson| lesson.id() == id)
    }
}

const BOOK: &str = "book/book.toml";

/// No course at a folder or above it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RootNotFound {
    from: PathBuf,
}

impl fmt::Display for RootNotFound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let from = self.from.display();
        write!(f, "no course here: looked for `{BOOK}` in `{from}` and the folders above it")
    }
}

impl std::error::Error for RootNotFound {}

/// All lessons that could be read, and all that is wrong.
fn read_all(root: &Path) -> (Course, Problems) {
    let files = Files::new(root);
    let mut reader = Reader {
        listed: ListedFiles::new(&files),
        workspace: Workspace::default(),
        files: &files,
        problems: Problems::default(),
        lessons: Vec::new(),
        nodes: Vec::new(),
    };
    reader.read();
    let course = Course { root: root.to_owned(), lessons: reader.lessons };
    (course, reader.problems)
}

struct Reader<'a> {
    files: &'a Files,
    listed: ListedFiles<'a>,
    workspace: Workspace,
    problems: Problems,
    lessons: Vec<Lesson>,
    nodes: Vec<Node>,
}

impl Reader<'_> {
    fn read(&mut self) {
        self.workspace = Workspace::read(self.files, &mut self.problems);
        for path in summary::pages(self.files, &mut self.problems) {
            match self.files.read(&path) {
                Ok(source) => self.page(&source),
                Err(problem) => self.problems.push(problem),
            }
        }
        self.katas_without_lesson();
        prerequisite::check(&self.nodes, &mut self.problems);
    }

    fn page(&mut self, source: &Arc<Source>) {
        let front_matter = match FrontMatter::parse(source) {
            Ok(None) => return self.plain_page(source),
            Ok(front_matter) => front_matter,
            Err(problems) => {
                self.problems.extend(problems);
                None
            }
        };
        self.node(source, front_matter.as_ref());
        self.lessons.extend(Lesson::parse(
            source,
            front_matter,
            self.files,
            &mut self.listed,
            &mut self.problems,
        ));
    }

    /// A page that is no lesson may show what it likes, as long as it is there.
    fn plain_page(&mut self, source: &Arc<Source>) {
        for include in include::includes(source, &mut self.problems) {
            self.listed.listing(source, include, &mut self.problems);
        }
    }

    fn node(&mut self, page: &Arc<Source>, front_matter: Option<&FrontMatter>) {
        let id = stem(page.path());
        let name = kata::Name {
            id,
            page,
            // Without front matter that can be read, its first line stands for it.
            span: front_matter.map_or(0..3, |front_matter| front_matter.spans.id.clone()),
        };
        if let Some(first) = self.nodes.iter().find(|node| node.id == id) {
            self.problems.push(name.taken(&first.page));
            return;
        }
        if let Some(front_matter) = front_matter {
            self.problems.extend(name.differs(&front_matter.id));
        }
        let kata = kata::read(self.files, &name, &self.workspace, &mut self.problems);
        self.nodes.push(Node {
            id: id.to_owned(),
            page: Arc::clone(page),
            prerequisites: front_matter.map(FrontMatter::prerequisite_spots),
            kata,
        });
    }

    fn katas_without_lesson(&mut self) {
        let pages = self.files.list(summary::PAGES, "md");
        // Pages that SUMMARY.md forgot count too: that is a problem of its own.
        let has_lesson = |id: &String| pages.iter().any(|page| stem(page) == id);
        for id in kata::ids(self.files).iter().filter(|id| !has_lesson(id)) {
            self.problems.extend(kata::without_lesson(self.files, id));
        }
    }
}
