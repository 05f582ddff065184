//! The pages of the book, read many at a time.

use std::iter;
use std::ops::Range;
use std::panic::resume_unwind;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, ScopedJoinHandle};

use crate::files::{Files, stem};
use crate::front_matter::FrontMatter;
use crate::include;
use crate::kata;
use crate::lesson::Lesson;
use crate::listing::ListedFiles;
use crate::manifest::{Manifest, Workspace};
use crate::markdown::Markdown;
use crate::prerequisite::Node;
use crate::problem::Problems;
use crate::source::Source;
use crate::unclosed::unclosed;

/// What one page of the book turned out to be.
#[derive(Default)]
pub(crate) struct Page {
    /// If it is a lesson that can be read.
    pub(crate) lesson: Option<Lesson>,
    /// If it means to be a lesson: its place in the graph, and where the page says its id.
    pub(crate) node: Option<(Node, Range<usize>)>,
    pub(crate) problems: Problems,
}

/// Reads these pages, in their order.
pub(crate) fn read_pages(
    files: &Files,
    workspace: &Workspace,
    paths: &[String],
) -> impl Iterator<Item = Page> + use<> {
    /// To start a thread takes about as long as to read one page, and so does asking for the cores.
    const WORTH_A_THREAD: usize = 16;
    let threads = match paths.len().div_ceil(WORTH_A_THREAD) {
        0 | 1 => 1,
        shares => thread::available_parallelism().map_or(1, usize::from).min(shares),
    };
    // Whoever is done with a share takes the next: a thread may begin late, or have to wait.
    let shares = Mutex::new(paths.chunks(WORTH_A_THREAD).enumerate());
    let share = || shares.lock().unwrap_or_else(PoisonError::into_inner).next();
    let read = || {
        let reader = Reader { files, workspace };
        let read = iter::from_fn(share).map(|(number, paths)| (number, reader.pages(paths)));
        read.collect::<Vec<_>>()
    };
    let mut read = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(read)).collect();
        let mut all = read();
        let others = others.into_iter().map(ScopedJoinHandle::join);
        // Nothing in here panics; if it did, that is for the caller to see.
        all.extend(others.flat_map(|read| read.unwrap_or_else(|panic| resume_unwind(panic))));
        all
    });
    read.sort_unstable_by_key(|(number, _)| *number);
    read.into_iter().flat_map(|(_, pages)| pages)
}

struct Reader<'a> {
    files: &'a Files,
    workspace: &'a Workspace,
}

impl Reader<'_> {
    fn pages(&self, paths: &[String]) -> Vec<Page> {
        paths.iter().map(|path| self.page(path)).collect()
    }

    fn page(&self, path: &str) -> Page {
        let mut page = Page::default();
        let source = match self.files.read(path) {
            Ok(source) => source,
            Err(problem) => {
                page.problems.push(problem);
                return page;
            }
        };
        let front_matter = match FrontMatter::parse(&source) {
            Ok(None) => return self.plain_page(&source),
            Ok(front_matter) => front_matter.map(Arc::new),
            Err(problems) => {
                page.problems.extend(problems);
                None
            }
        };
        let (node, span) = self.node(&source, front_matter.clone(), &mut page.problems);
        let description = node.kata.as_ref().and_then(Manifest::description);
        let head = front_matter.zip(description.map(str::to_owned));
        page.lesson = Lesson::parse(&source, head, self.files, &mut page.problems);
        let is_checked = page.lesson.as_ref().is_some_and(|lesson| lesson.solution.is_some());
        let kata = node.kata.as_ref().filter(|_| is_checked);
        page.problems.extend(kata.and_then(|kata| kata::unsolvable(&node.id, kata)));
        page.node = Some((node, span));
        page
    }

    /// A page that is no lesson may show what it likes, as long as it is there.
    fn plain_page(&self, source: &Arc<Source>) -> Page {
        let mut page = Page::default();
        let markdown = Markdown::parse(source.text(), 0);
        page.problems.extend(unclosed(source, &markdown, &[]));
        let mut listed = ListedFiles::new(self.files);
        for include in include::includes(source, &mut page.problems) {
            listed.listing(source, include, &mut page.problems);
        }
        page
    }

    fn node(
        &self,
        page: &Arc<Source>,
        front_matter: Option<Arc<FrontMatter>>,
        problems: &mut Problems,
    ) -> (Node, Range<usize>) {
        // Without front matter that can be read, its first line stands for it.
        let span = front_matter.as_ref().map_or(0..3, |front_matter| front_matter.spans.id.clone());
        let name = kata::Name { id: stem(page.path()), page, span };
        if let Some(front_matter) = &front_matter {
            problems.extend(name.differs(&front_matter.id));
        }
        let node = Node {
            id: name.id.to_owned(),
            page: Arc::clone(page),
            front_matter,
            kata: kata::read(self.files, &name, self.workspace, problems),
        };
        (node, name.span)
    }
}
