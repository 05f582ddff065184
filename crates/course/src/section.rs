//! The seven sections of a lesson.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use crate::markdown::{Heading, Markdown};
use crate::problem::{Problem, Problems, nearest};
use crate::source::Source;

/// One section, as byte ranges in the lesson's source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The `##` line.
    pub heading: Range<usize>,
    /// All from the heading's end to the next section.
    pub body: Range<usize>,
}

/// A lesson's sections, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SectionKind {
    /// What it is and why it is there.
    Concept,
    /// The one thing to take away.
    KeyInsight,
    /// The kata's source, woven into prose.
    Experiment,
    /// The claim.
    ExpectedOutput,
    /// What to try next.
    Challenge,
    /// What lies beneath.
    DeepDive,
    /// What goes wrong.
    CommonMistakes,
}

impl SectionKind {
    /// All sections, in order.
    pub const ALL: [SectionKind; 7] = [
        SectionKind::Concept,
        SectionKind::KeyInsight,
        SectionKind::Experiment,
        SectionKind::ExpectedOutput,
        SectionKind::Challenge,
        SectionKind::DeepDive,
        SectionKind::CommonMistakes,
    ];

    /// The text of its heading.
    pub fn heading(self) -> &'static str {
        match self {
            SectionKind::Concept => "Concept",
            SectionKind::KeyInsight => "Key Insight",
            SectionKind::Experiment => "Experiment",
            SectionKind::ExpectedOutput => "Expected Output",
            SectionKind::Challenge => "Challenge",
            SectionKind::DeepDive => "Deep Dive",
            SectionKind::CommonMistakes => "Common Mistakes",
        }
    }
}

impl fmt::Display for SectionKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.heading())
    }
}

/// The sections that a page has; each missing one is among the problems.
#[derive(Debug, Default)]
pub(crate) struct Sections([Option<Section>; 7]);

impl Sections {
    pub(crate) fn get(&self, kind: SectionKind) -> Option<&Section> {
        self.0[kind as usize].as_ref()
    }

    /// All seven, if they are there.
    pub(crate) fn complete(self) -> Option<Vec<Section>> {
        self.0.into_iter().collect()
    }

    pub(crate) fn parse(
        source: &Arc<Source>,
        markdown: &Markdown,
        problems: &mut Problems,
    ) -> Sections {
        let (mut sections, mut meant) = (Sections::default(), Sections::default());
        let mut last = None;
        let mut in_order = true;
        for (heading, section) in headed(source, markdown) {
            match sections.place(heading, section.clone(), last) {
                Ok(kind) => last = Some(kind),
                // One section that stands too early makes all that it skipped late; the first says
                // enough.
                Err(Fault::Late(_)) if !in_order => {}
                Err(fault) => {
                    in_order &= !matches!(fault, Fault::Late(_));
                    if let Fault::Unknown(Some(kind)) = fault {
                        meant.0[kind as usize].get_or_insert(section);
                    }
                    problems.push(fault.problem(source, heading));
                }
            }
        }
        for kind in SectionKind::ALL {
            let place = &mut sections.0[kind as usize];
            // A mistyped heading stands for the one that is meant, so as not to be missing as well.
            *place = place.take().or(meant.0[kind as usize].take());
            if place.is_none() {
                let misshapen = misshapen(source, markdown, kind);
                problems.push(misshapen.unwrap_or_else(|| sections.missing(source, kind)));
            }
        }
        sections
    }

    /// Puts the section in its place. One that is out of order is put there too: its content is to
    /// be checked all the same.
    fn place(
        &mut self,
        heading: &Heading,
        section: Section,
        last: Option<SectionKind>,
    ) -> Result<SectionKind, Fault> {
        let kind = SectionKind::ALL
            .into_iter()
            .find(|kind| kind.heading() == heading.text)
            .ok_or_else(|| Fault::Unknown(nearest_kind(&heading.text)))?;
        let place = &mut self.0[kind as usize];
        if let Some(first) = place {
            return Err(Fault::Twice(first.heading.clone()));
        }
        *place = Some(section);
        match last {
            Some(last) if last > kind => Err(Fault::Late(last)),
            _ => Ok(kind),
        }
    }

    /// A missing section is shown where it belongs: before the next one that is there.
    fn missing(&self, source: &Arc<Source>, kind: SectionKind) -> Problem {
        let next = self.0[kind as usize..].iter().flatten().next();
        let end = source.text().trim_end().len();
        let span = next.map_or(end..end, |next| source.first_line(&next.heading));
        let title = format!("section `{kind}` is missing");
        Problem::new(source, span, title, "expected before this").with_help(format!(
            "add `## {kind}`; a lesson's sections are {}",
            SectionKind::ALL.map(SectionKind::heading).join(", ")
        ))
    }
}

/// Each heading with what it heads.
fn headed<'a>(
    source: &Source,
    markdown: &'a Markdown,
) -> impl Iterator<Item = (&'a Heading, Section)> {
    let starts = markdown.headings.iter().skip(1).map(|next| next.span.start);
    markdown.headings.iter().zip(starts.chain([source.text().len()])).map(|(heading, end)| {
        (heading, Section { heading: heading.span.clone(), body: heading.span.end..end })
    })
}

/// A line with the name of a section that Markdown takes for another heading, or for none.
fn misshapen(source: &Arc<Source>, markdown: &Markdown, kind: SectionKind) -> Option<Problem> {
    let is_name = |line: &str| {
        let line = line.trim();
        line.starts_with('#') && line.trim_matches('#').trim() == kind.heading()
    };
    let is_name =
        |(line, text): &(Range<usize>, &str)| is_name(text) && !markdown.is_no_prose(line.start);
    let (line, _) = source.lines().find(is_name)?;
    let title = format!("`{kind}` is no section as it stands");
    let label = format!("expected `## {kind}`");
    let help = "a section is headed by two `#` at the line's start, a blank and its name";
    Some(Problem::new(source, source.first_line(&line), title, label).with_help(help))
}

fn nearest_kind(text: &str) -> Option<SectionKind> {
    let nearest = nearest(text, &SectionKind::ALL.map(SectionKind::heading))?;
    SectionKind::ALL.into_iter().find(|kind| kind.heading() == nearest)
}

/// What is wrong with a heading.
enum Fault {
    /// With the section that may be meant.
    Unknown(Option<SectionKind>),
    Twice(Range<usize>),
    Late(SectionKind),
}

impl Fault {
    fn problem(self, source: &Arc<Source>, heading: &Heading) -> Problem {
        let text = &heading.text;
        let new = |title: String, label: String| {
            Problem::new(source, source.first_line(&heading.span), title, label)
        };
        match self {
            Fault::Unknown(meant) => {
                let is_underlined = !source.text()[heading.span.clone()].starts_with('#');
                let help = match meant {
                    Some(meant) => format!("did you mean `## {meant}`?"),
                    None if is_underlined => UNDERLINED.to_owned(),
                    None => "use `###` for a heading within a section".to_owned(),
                };
                let label = "not a section of a lesson".to_owned();
                new(format!("unknown section `{text}`"), label).with_help(help)
            }
            Fault::Twice(first) => {
                new(format!("section `{text}` is there twice"), "again here".into())
                    .with_other(source, &source.first_line(&first), "first here")
                    .with_help("make one of the two")
            }
            Fault::Late(last) => {
                let label = format!("belongs before `{last}`");
                new(format!("section `{text}` is out of order"), label)
                    .with_help(format!("move it up, before `## {last}`"))
            }
        }
    }
}

const UNDERLINED: &str =
    "put a blank line above the `---`: right below text it makes a heading of that text";
