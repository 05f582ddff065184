//! The course as a whole.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::agreement::{self, Head};
use crate::files::{Files, stem};
use crate::kata;
use crate::lesson::Lesson;
use crate::manifest::Workspace;
use crate::page::read_pages;
use crate::prerequisite::{self, Node};
use crate::problem::{Problem, Problems};
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
    /// [`Lesson::listings`] may lack some, and what [`Lesson::solution`] says is shipped may be gone.
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
    let mut problems = Problems::default();
    let workspace = Workspace::read(&files, &mut problems);
    let all = summary::all_pages(&files);
    let entries = summary::pages(&files, &all, &mut problems);
    let paths: Vec<_> = entries.iter().map(|entry| entry.path.clone()).collect();
    let pages = read_pages(&files, &workspace, &paths);

    let (mut lessons, mut nodes) = (Vec::with_capacity(paths.len()), Vec::<Node>::new());
    let (mut heads, mut ids) = (Vec::new(), BTreeMap::new());
    for (page, entry) in pages.zip(&entries) {
        problems.extend(page.problems);
        lessons.extend(page.lesson);
        let Some((node, span)) = page.node else { continue };
        heads.extend(Head::new(&node, entry));
        match ids.entry(node.id.clone()) {
            Entry::Occupied(first) => {
                let name = kata::Name { id: &node.id, page: &node.page, span };
                problems.push(name.taken(first.get()));
            }
            Entry::Vacant(entry) => {
                entry.insert(Arc::clone(&node.page));
                nodes.push(node);
            }
        }
    }
    let unexplained = kata::folders(&files).into_iter().filter(|id| !ids.contains_key(id));
    for id in unexplained {
        problems.extend(kata_without_lesson(&files, &id, &paths, &all));
    }
    hand_on_files(&mut lessons);
    prerequisite::check(&nodes, &mut problems);
    agreement::check(&heads, &mut problems);
    (Course { root: root.to_owned(), lessons }, problems)
}

/// Which lessons build on one that finds files. Prerequisites come first in the book.
fn hand_on_files(lessons: &mut [Lesson]) {
    let mut finding = BTreeSet::new();
    for lesson in lessons {
        let prerequisites = &lesson.front_matter.prerequisites;
        lesson.finds_files |= prerequisites.iter().any(|before| finding.contains(before));
        if lesson.finds_files {
            finding.insert(lesson.id().to_owned());
        }
    }
}

/// `None` if the folder holds no kata.
fn kata_without_lesson(
    files: &Files,
    id: &str,
    listed: &[String],
    all: &[String],
) -> Option<Problem> {
    let is_its = |page: &&String| stem(page) == id;
    match (listed.iter().find(is_its), all.iter().find(is_its)) {
        (Some(page), _) => kata::page_is_no_lesson(files, id, page),
        // A page that SUMMARY.md forgot is a problem of its own.
        (None, Some(_)) => None,
        (None, None) => kata::without_lesson(files, id),
    }
}
