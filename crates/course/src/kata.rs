//! The kata of a lesson: that it is there, and that everything bears the same name.

use std::ops::Range;
use std::sync::Arc;

use crate::files::Files;
use crate::manifest::{Manifest, Spot, Workspace};
use crate::problem::{Problem, Problems};
use crate::source::Source;

/// The folder of a kata.
pub(crate) fn folder(id: &str) -> String {
    format!("katas/{id}")
}

/// The names of the folders in which katas stand.
pub(crate) fn folders(files: &Files) -> Vec<String> {
    files.folders("katas")
}

fn manifest(id: &str) -> String {
    format!("{}/Cargo.toml", folder(id))
}

/// A lesson's name, which is its file's stem, and where the page says it.
pub(crate) struct Name<'a> {
    pub(crate) id: &'a str,
    pub(crate) page: &'a Arc<Source>,
    pub(crate) span: Range<usize>,
}

impl Name<'_> {
    fn problem(&self, title: String, label: &str) -> Problem {
        Problem::new(self.page, self.span.clone(), title, label)
    }

    /// Another lesson has the name already.
    pub(crate) fn taken(&self, first: &Arc<Source>) -> Problem {
        self.problem(format!("two lessons are called `{}`", self.id), "the second")
            .with_other(first, &(0..3), "the first")
            .with_help("a lesson's id names its kata; rename one of the two")
    }

    /// The page says another.
    pub(crate) fn differs(&self, written: &str) -> Option<Problem> {
        let id = self.id;
        let title = format!("lesson `{written}` stands in `{id}.md`");
        (written != id).then(|| {
            self.problem(title, "differs from the file's name")
                .with_help(format!("write `id: {id}`, or rename the file to `{written}.md`"))
        })
    }

    fn no_kata(&self) -> Problem {
        let id = self.id;
        self.problem(format!("lesson `{id}` has no kata"), "names the kata")
            .with_help(format!("write it in `{}`", folder(id)))
    }
}

/// Reads the manifest of a lesson's kata.
pub(crate) fn read(
    files: &Files,
    name: &Name<'_>,
    workspace: &Workspace,
    problems: &mut Problems,
) -> Option<Manifest> {
    let source = files.read_if_there(&manifest(name.id));
    let source = source.and_then(|source| source.ok_or_else(|| name.no_kata()));
    match source.and_then(|source| Manifest::parse(&source, workspace)) {
        Ok(manifest) => {
            check_names(files, name.id, &manifest, problems);
            problems.extend(undescribed(name.id, &manifest));
            Some(manifest)
        }
        Err(problem) => {
            problems.push(problem);
            None
        }
    }
}

fn check_names(files: &Files, id: &str, manifest: &Manifest, problems: &mut Problems) {
    let source = &manifest.source;
    let package = manifest.package.iter().map(|package| ("package", package));
    let binaries = manifest.binaries.iter().map(|binary| ("binary", binary));
    for (what, (name, span)) in package.chain(binaries) {
        if name != id {
            problems.push(misnamed(source, id, what, name, span.clone()));
        }
    }
    let span = manifest.package.as_ref().map_or(0..0, |(_, span)| span.clone());
    if manifest.has_auto_binaries {
        let others = other_programs(files, id).into_iter();
        problems.extend(others.map(|other| second(source, id, &other, span.clone())));
    }
    if manifest.package.is_none() {
        problems.push(unnamed(source, id));
    }
    if !files.is_file(&format!("{}/src/main.rs", folder(id))) {
        let title = format!("kata `{id}` has no `src/main.rs`");
        problems.push(
            Problem::new(source, span, title, "this package has no program to run")
                .with_help("a kata is a binary; what later katas use of it goes to `src/lib.rs`"),
        );
    }
}

fn misnamed(source: &Arc<Source>, id: &str, what: &str, name: &str, span: Range<usize>) -> Problem {
    let title = format!("the {what} of kata `{id}` is called `{name}`");
    Problem::new(source, span, title, format!("expected `{id}`")).with_help(format!(
        "write `name = \"{id}\"`: `cargo run -p {id}` is what the lesson tells its reader"
    ))
}

/// The names of those programs that Cargo finds in `src/bin`.
fn other_programs(files: &Files, id: &str) -> Vec<String> {
    let folder = format!("{}/src/bin/", folder(id));
    let paths = files.list(folder.trim_end_matches('/'), "rs");
    let names = paths.iter().filter_map(|path| {
        let name = path.strip_prefix(&folder)?;
        let name = name.strip_suffix("/main.rs").or_else(|| name.strip_suffix(".rs"))?;
        (!name.contains('/')).then(|| name.to_owned())
    });
    names.collect()
}

fn second(source: &Arc<Source>, id: &str, other: &str, span: Range<usize>) -> Problem {
    let title = format!("kata `{id}` has another program, `{other}`");
    let problem = Problem::new(source, span, title, format!("found in `{}/src/bin`", folder(id)));
    let help = format!(
        "a kata is one program: `cargo run -p {id}` would not know which; make it a module, or move \
         it to `examples`"
    );
    // A learner may try something.
    problem.with_help(help).caused_by_listing()
}

fn unnamed(source: &Arc<Source>, id: &str) -> Problem {
    let title = format!("`Cargo.toml` of kata `{id}` has no package name");
    Problem::new(source, 0..0, title, "here")
        .with_help(format!("add `[package]` with `name = \"{id}\"`"))
}

/// A kata of which nobody says what it is.
fn undescribed(id: &str, manifest: &Manifest) -> Option<Problem> {
    // Without a name, a problem points there already.
    let (_, name) = manifest.package.as_ref().filter(|_| manifest.description().is_none())?;
    let title = format!("kata `{id}` has no description");
    let problem = Problem::new(&manifest.source, name.clone(), title, "nothing says what it is");
    Some(problem.with_help(
        "add `description = \"…\"`: what a reader will have built, as the list of lessons puts it",
    ))
}

/// A kata whose challenges are checked, but cannot be compiled with them solved.
pub(crate) fn unsolvable(id: &str, manifest: &Manifest) -> Option<Problem> {
    let name = || manifest.package.as_ref().map_or(0..0, |(_, span)| span.clone());
    let span = manifest.features.clone().unwrap_or_else(name);
    let title = format!("kata `{id}` has no feature `solutions`");
    let problem = Problem::new(&manifest.source, span, title, "its challenges are checked");
    (!manifest.is_solvable).then(|| {
        problem.with_help(
            "add `solutions = []` under `[features]`: it compiles what is in `solutions` instead of \
             the modules that challenges change",
        )
    })
}

/// The katas that a kata depends on, by id.
pub(crate) fn dependencies(manifest: &Manifest) -> Vec<Spot> {
    let spots = manifest.dependencies.iter();
    spots
        .filter_map(|(folder, span)| {
            Some((folder.strip_prefix("katas/")?.to_owned(), span.clone()))
        })
        .collect()
}

/// A kata whose page in the book begins as a plain page does. `None` if the folder holds no kata.
pub(crate) fn page_is_no_lesson(files: &Files, id: &str, page: &str) -> Option<Problem> {
    files.is_file(&manifest(id)).then_some(())?;
    let source = match files.read(page) {
        Ok(source) => source,
        Err(problem) => return Some(problem),
    };
    let title = format!("the page of kata `{id}` has no front matter");
    let problem = Problem::new(&source, source.line_range(0), title, "expected `---` here");
    Some(problem.with_help(
        "a lesson begins with its front matter, on the first line; if this page is to be no lesson, \
         rename it",
    ))
}

/// A kata that no lesson explains. `None` if the folder holds no kata.
pub(crate) fn without_lesson(files: &Files, id: &str) -> Option<Problem> {
    let source = files.read_if_there(&manifest(id)).ok()??;
    let title = format!("kata `{id}` has no lesson");
    let problem = Problem::new(&source, source.line_range(0), title, "the kata");
    Some(problem.with_help(format!("write `book/src/<chapter>/{id}.md` and list it in SUMMARY.md")))
}
