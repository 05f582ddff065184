//! Which lesson comes before which: the prerequisites in the front matter, and Cargo's dependencies
//! that repeat them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::front_matter::FrontMatter;
use crate::kata;
use crate::manifest::Manifest;
use crate::problem::{Problem, Problems, nearest};
use crate::source::Source;

/// A lesson in the graph.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) id: String,
    pub(crate) page: Arc<Source>,
    /// `None` if it could not be read.
    pub(crate) front_matter: Option<Arc<FrontMatter>>,
    /// `None` if it could not be read.
    pub(crate) kata: Option<Manifest>,
}

impl Node {
    /// The prerequisites and where they stand in `page`.
    fn prerequisites(&self) -> impl Iterator<Item = (&String, &Range<usize>)> {
        let front_matter = self.front_matter.as_deref();
        front_matter.into_iter().flat_map(FrontMatter::prerequisite_spots)
    }
}

/// Checks the graph of the lessons, which come in the book's order.
pub(crate) fn check(nodes: &[Node], problems: &mut Problems) {
    let graph = Graph(nodes.iter().map(|node| (node.id.as_str(), node)).collect());
    let mut circles = BTreeSet::new();
    let mut earlier = BTreeSet::new();
    for node in nodes {
        for (prerequisite, span) in node.prerequisites() {
            let fault = if *prerequisite == node.id {
                Some(Fault::Itself)
            } else if !graph.0.contains_key(prerequisite.as_str()) {
                Some(Fault::Unknown)
            } else if let Some(way) = graph.way(prerequisite, &node.id) {
                let members: BTreeSet<&str> = way.iter().copied().collect();
                circles.insert(members).then(|| Fault::Circle(way.join("` needs `")))
            } else {
                (!earlier.contains(prerequisite)).then_some(Fault::Later)
            };
            problems.extend(fault.map(|fault| fault.problem(node, prerequisite, span, &graph)));
        }
        earlier.insert(&node.id);
        problems.extend(undeclared(node, &graph));
    }
}

struct Graph<'a>(BTreeMap<&'a str, &'a Node>);

impl Graph<'_> {
    /// The shortest way from a lesson to another over prerequisites, both included.
    fn way<'b>(&'b self, from: &'b str, to: &str) -> Option<Vec<&'b str>> {
        let mut ways = vec![vec![from]];
        let mut seen = BTreeSet::from([from]);
        let mut next = 0;
        while let Some(way) = ways.get(next).cloned() {
            next += 1;
            let last = way.last()?;
            if *last == to {
                return Some(way);
            }
            let node = self.0.get(last);
            for (prerequisite, _) in node.into_iter().flat_map(|node| node.prerequisites()) {
                if seen.insert(prerequisite) {
                    ways.push([&way[..], &[prerequisite]].concat());
                }
            }
        }
        None
    }
}

/// What is wrong with a prerequisite.
enum Fault {
    Itself,
    Unknown,
    Circle(String),
    Later,
}

impl Fault {
    fn problem(
        self,
        node: &Node,
        prerequisite: &str,
        span: &Range<usize>,
        graph: &Graph<'_>,
    ) -> Problem {
        let id = &node.id;
        let (title, label, help) = match self {
            Fault::Itself => (
                format!("`{id}` is its own prerequisite"),
                "names the lesson itself",
                "remove it".to_owned(),
            ),
            Fault::Unknown => (
                format!("prerequisite `{prerequisite}` is not a lesson of this course"),
                "no such lesson",
                match nearest(prerequisite, &graph.0.keys().copied().collect::<Vec<_>>()) {
                    Some(nearest) => format!("did you mean `{nearest}`?"),
                    None => "name a lesson that SUMMARY.md lists, or remove it".to_owned(),
                },
            ),
            Fault::Circle(way) => (
                format!("prerequisites go in a circle: `{id}` needs `{way}`"),
                "leads back to this lesson",
                "remove one of these prerequisites".to_owned(),
            ),
            Fault::Later => (
                format!("prerequisite `{prerequisite}` comes later in the book"),
                "not read yet at this point",
                format!("list `{prerequisite}` before `{id}` in SUMMARY.md"),
            ),
        };
        Problem::new(&node.page, span.clone(), title, label).with_help(help)
    }
}

/// Katas that the kata builds on and its lesson does not, directly or through another.
fn undeclared(node: &Node, graph: &Graph<'_>) -> Vec<Problem> {
    let (Some(front_matter), Some(manifest)) = (&node.front_matter, &node.kata) else {
        return Vec::new();
    };
    let dependencies = kata::dependencies(manifest).into_iter();
    let missing = dependencies.filter(|(kata, _)| {
        let reaches = |prerequisite: &String| graph.way(prerequisite, kata).is_some();
        !front_matter.prerequisites.iter().any(reaches)
    });
    missing
        .map(|(kata, span)| {
            let title = format!("kata `{}` depends on `{kata}`, its lesson does not", node.id);
            Problem::new(&manifest.source, span, title, "not among the lesson's prerequisites")
                .with_help(format!("add `{kata}` to `prerequisites` in `{}`", node.page.path()))
        })
        .collect()
}
