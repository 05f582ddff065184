//! One lesson: a page of the book and the kata that it explains.

use std::sync::Arc;

use crate::challenge::{self, Challenge, ChallengeKind};
use crate::check;
use crate::claim::Claim;
use crate::files::{Files, stem};
use crate::front_matter::{self, FrontMatter};
use crate::include;
use crate::kata;
use crate::listing::{ListedFiles, Listing};
use crate::markdown::Markdown;
use crate::mistake;
use crate::own_source::own_sources;
use crate::problem::Problems;
use crate::section::{Section, SectionKind, Sections};
use crate::solution::{self, Solution};
use crate::source::Source;
use crate::unclosed::unclosed;
use crate::woven;

/// A lesson that agrees with its kata.
#[derive(Debug, Clone)]
pub struct Lesson {
    /// What it says about itself.
    pub front_matter: Arc<FrontMatter>,
    /// The page as written.
    pub source: Arc<Source>,
    /// What its reader will have built: the description in its kata's manifest.
    pub description: String,
    /// What its kata prints.
    pub claim: Claim,
    /// What it shows of other files, in the page's order.
    pub listings: Vec<Listing>,
    /// What it leaves to the learner, by number.
    pub challenges: Vec<Challenge>,
    /// What solves them, if any is checked.
    pub solution: Option<Solution>,
    /// Whether its kata's source, or that of a lesson before it, which it may build on, names the
    /// folder that it stands in: then what it prints may come from files that it reads as it runs.
    pub finds_files: bool,
    sections: Vec<Section>,
}

impl Lesson {
    /// Names the page, the kata's folder, its package and its binary.
    pub fn id(&self) -> &str {
        &self.front_matter.id
    }

    /// The page's path, relative to the course root, with `/`.
    pub fn path(&self) -> &str {
        self.source.path()
    }

    /// The folder of its kata, relative to the course root, with `/`.
    pub fn kata(&self) -> String {
        kata::folder(self.id())
    }

    /// The challenges that tests check, each with its tests' names.
    pub fn checked(&self) -> impl Iterator<Item = (&Challenge, &[String])> {
        self.challenges.iter().filter_map(|challenge| match &challenge.kind {
            ChallengeKind::Checked { tests, .. } => Some((challenge, &tests[..])),
            ChallengeKind::Question(_) => None,
        })
    }

    /// Where a section stands in [`Lesson::source`].
    pub fn section(&self, kind: SectionKind) -> &Section {
        &self.sections[kind as usize]
    }

    /// Reads a page whose front matter and description have been read, and checks it against its
    /// kata. Faults in these are known already and keep it from being a lesson, but not the rest
    /// from being looked at.
    pub(crate) fn parse(
        source: &Arc<Source>,
        head: Option<(Arc<FrontMatter>, String)>,
        files: &Files,
        problems: &mut Problems,
    ) -> Option<Lesson> {
        let split = front_matter::split(source.text());
        let body = split.as_ref().map_or(0, |split| split.body);
        let markdown = Markdown::parse(source.text(), body);
        let headings = SectionKind::ALL.map(SectionKind::heading);
        let unclosed = unclosed(source, &markdown, &headings);
        // Front matter that is not closed has been told already.
        if unclosed.is_some() || split.is_none() {
            problems.extend(unclosed);
            // Of all that Markdown says, nothing is sure; mdBook fills in includes before it.
            listings(source, None, files, problems);
            return None;
        }
        Self::read(source, &markdown, head, files, problems)
    }

    /// Reads a page of which it is known what its Markdown says.
    fn read(
        source: &Arc<Source>,
        markdown: &Markdown,
        head: Option<(Arc<FrontMatter>, String)>,
        files: &Files,
        problems: &mut Problems,
    ) -> Option<Lesson> {
        let sections = Sections::parse(source, markdown, problems);
        let claim = sections
            .get(SectionKind::ExpectedOutput)
            .and_then(|section| Claim::parse(source, markdown, section, problems));
        if let Some(mistakes) = sections.get(SectionKind::CommonMistakes) {
            mistake::check(source, markdown, mistakes, problems);
        }
        let (listings, finds_files) =
            listings(source, Some((markdown, &sections)), files, problems);
        let section = sections.get(SectionKind::Challenge);
        let (challenges, solution) =
            section.map(|section| tasks(source, markdown, section, files, problems)).unzip();
        let (front_matter, description) = head?;
        Some(Lesson {
            solution: solution.flatten(),
            finds_files,
            front_matter,
            source: Arc::clone(source),
            description,
            claim: claim?,
            listings,
            challenges: challenges?,
            sections: sections.complete()?,
        })
    }
}

/// What is left to the learner, and what solves it.
fn tasks(
    page: &Arc<Source>,
    markdown: &Markdown,
    section: &Section,
    files: &Files,
    problems: &mut Problems,
) -> (Vec<Challenge>, Option<Solution>) {
    let kata = kata::folder(stem(page.path()));
    let tests = check::tests_file(files, &kata, problems);
    let challenges = challenge::challenges(page, markdown, section, tests.as_ref(), problems);
    let solution = solution::solution(page, files, &kata, &challenges, problems);
    (challenges, solution)
}

/// What the page shows, checked against its kata's own source, and against its blocks of code if what
/// its Markdown says is known; and whether that source names its folder.
fn listings(
    page: &Arc<Source>,
    known: Option<(&Markdown, &Sections)>,
    files: &Files,
    problems: &mut Problems,
) -> (Vec<Listing>, bool) {
    let before = problems.len();
    let mut listed = ListedFiles::new(files);
    let kata = kata::folder(stem(page.path()));
    let own = own_sources(&kata, &mut listed, problems);
    // As Cargo calls it.
    let finds_files = own.iter().any(|own| own.source.text().contains("CARGO_MANIFEST_"));
    let includes = include::includes(page, problems);
    if let Some((markdown, sections)) = known {
        let experiment = sections.get(SectionKind::Experiment);
        woven::check_not_pasted(page, markdown, experiment, problems);
        woven::check_in_code_block(page, markdown, &includes, problems);
    }
    let mut listings: Vec<_> = includes
        .into_iter()
        .filter_map(|include| listed.listing(page, include, problems))
        .collect();
    listings.shrink_to_fit(); // they are few, and those of all pages are kept
    woven::check_not_twice(page, &listings, &own, problems);
    // What a faulty include fails to show, or code in its place, would be told a second time.
    if problems.len() == before {
        woven::check_all_shown(page, &listings, &own, &listed, problems);
    }
    (listings, finds_files)
}
