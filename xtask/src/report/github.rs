//! For people, and as annotations that GitHub shows beside the lines of a change.

use super::human::Human;
use super::{Event, Reporter, plain};
use std::io::{self, Write};

pub struct Github {
    human: Human,
}

impl Github {
    pub fn new(human: Human) -> Self {
        Self { human }
    }
}

impl Reporter for Github {
    fn tell(&mut self, event: &Event<'_>) -> io::Result<()> {
        self.human.tell(event)?;
        match event {
            Event::Problems(problems) => problems.iter().try_for_each(|problem| {
                let place = (problem.path(), problem.line());
                annotate(place, problem.title(), &problem.to_string())
            }),
            Event::Failed { why } => writeln!(io::stdout(), "::error::{}", data(why)),
            Event::Ended { verdicts, .. } => {
                verdicts.iter().flat_map(|verdict| &verdict.faults).try_for_each(|fault| {
                    let place = (fault.place.0.as_str(), fault.place.1);
                    annotate(place, &fault.title, &plain(&fault.diagnostic))
                })
            }
            _ => Ok(()),
        }
    }
}

/// A workflow command: `::error file=…,line=…,title=…::message`.
fn annotate((path, line): (&str, usize), title: &str, message: &str) -> io::Result<()> {
    let (path, title) = (property(path), property(title));
    writeln!(io::stdout(), "::error file={path},line={line},title={title}::{}", data(message))
}

/// As GitHub's own toolkit escapes a message.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// As GitHub's own toolkit escapes a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_command_is_escaped() {
        assert_eq!(data("50 %\r\nand more"), "50 %25%0D%0Aand more");
        assert_eq!(property("a: b, c"), "a%3A b%2C c");
    }
}
