//! What lessons say in their front matter, held against one another and against `SUMMARY.md`.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::front_matter::FrontMatter;
use crate::prerequisite::Node;
use crate::problem::{Problem, Problems};
use crate::source::Source;
use crate::summary::Entry;

/// A page's front matter, and the line of `SUMMARY.md` that lists it.
pub(crate) struct Head<'a> {
    pub(crate) page: Arc<Source>,
    pub(crate) front_matter: Arc<FrontMatter>,
    pub(crate) entry: &'a Entry,
}

impl<'a> Head<'a> {
    /// `None` if the page's front matter could not be read.
    pub(crate) fn new(node: &Node, entry: &'a Entry) -> Option<Self> {
        let (page, front_matter) = (Arc::clone(&node.page), node.front_matter.clone()?);
        Some(Self { page, front_matter, entry })
    }
}

/// Checks the lessons' heads, in the book's order.
pub(crate) fn check(heads: &[Head<'_>], problems: &mut Problems) {
    problems.extend(heads.iter().filter_map(other_title));
    let mut phases = BTreeMap::new();
    let mut tags = BTreeMap::new();
    for (index, head) in heads.iter().enumerate() {
        let first = *phases.entry(&head.front_matter.phase).or_insert(head);
        problems.extend(other_phase_title(head, first));
        let previous = index.checked_sub(1).and_then(|previous| heads.get(previous));
        problems.extend(previous.and_then(|previous| earlier_phase(head, previous)));
        let spots = head.front_matter.tags.iter().zip(&head.front_matter.spans.tags);
        for (tag, span) in spots {
            let first = tags.entry(tag.to_lowercase()).or_insert((tag, head, span));
            if first.0 != tag {
                problems.push(other_case(head, (tag, span), *first));
            }
        }
    }
}

fn other_title(head: &Head<'_>) -> Option<Problem> {
    let Head { page, front_matter, entry } = head;
    let (listed, title) = (&entry.title, &front_matter.title);
    let problem = || {
        let what = format!("`{title}` is listed as `{listed}`");
        Problem::new(&entry.source, entry.span.clone(), what, "other than the page says")
            .with_other(page, &front_matter.spans.title, "the page's own title")
            .with_help("make one of the two like the other: readers see both")
    };
    (listed != title).then(problem)
}

fn other_phase_title(head: &Head<'_>, first: &Head<'_>) -> Option<Problem> {
    let (own, of_first) = (&head.front_matter, &first.front_matter);
    let problem = || {
        let title = format!("phase {} has two titles", own.phase);
        let label = format!("expected `{}`", of_first.phase_title);
        Problem::new(&head.page, own.spans.phase_title.clone(), title, label)
            .with_other(&first.page, &of_first.spans.phase_title, "the phase's first lesson")
            .with_help("make one of the two like the other, or correct `phase`")
    };
    (own.phase_title != of_first.phase_title).then(problem)
}

fn earlier_phase(head: &Head<'_>, previous: &Head<'_>) -> Option<Problem> {
    let (own, before) = (&head.front_matter, &previous.front_matter);
    let problem = || {
        let title = format!("phase {} comes after phase {}", own.phase, before.phase);
        Problem::new(&head.page, own.spans.phase.clone(), title, "an earlier phase")
            .with_other(&previous.page, &before.spans.phase, "the lesson before it")
            .with_help("move one of the two in SUMMARY.md, or correct `phase`")
    };
    (own.phase < before.phase).then(problem)
}

fn other_case(
    head: &Head<'_>,
    (tag, span): (&String, &Range<usize>),
    (first, first_head, first_span): (&String, &Head<'_>, &Range<usize>),
) -> Problem {
    let title = format!("tag `{tag}` is `{first}` elsewhere");
    Problem::new(&head.page, span.clone(), title, format!("expected `{first}`"))
        .with_other(&first_head.page, first_span, "first written like this")
        .with_help("write a tag the same way each time: the index lists both")
}
