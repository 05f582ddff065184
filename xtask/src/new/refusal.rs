//! Why a lesson cannot be made, and what would help.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Group, Level, Renderer};
use course::Problems;
use std::io::{self, Write};

#[derive(Debug, PartialEq, Eq)]
pub struct Refusal {
    pub title: String,
    pub help: String,
}

impl Refusal {
    pub fn new(title: impl Into<String>, help: impl Into<String>) -> Refusal {
        Refusal { title: title.into(), help: help.into() }
    }

    fn render(&self) -> String {
        let group = Group::with_title(Level::ERROR.primary_title(&self.title))
            .element(Level::HELP.message(&self.help));
        Renderer::styled().decor_style(DecorStyle::Ascii).render(&[group])
    }
}

pub fn show(refusals: &[Refusal]) -> io::Result<()> {
    let mut stderr = anstream::stderr().lock();
    refusals.iter().try_for_each(|refusal| writeln!(stderr, "{}\n", refusal.render()))
}

/// What is wrong in the course, or would be; what follows from it is for the caller to say.
pub fn show_problems(problems: &Problems) -> io::Result<()> {
    let mut stderr = anstream::stderr().lock();
    problems.iter().try_for_each(|problem| writeln!(stderr, "{}\n", problem.render(true)))
}
