//! The line that says what is running. Drawn on stderr, and only if that is a terminal.

use console::{Term, truncate_str};
use std::env;

/// Where nobody would see the line there is none.
#[derive(Default)]
pub struct Progress(Option<Line>);

struct Line {
    term: Term,
    done: usize,
    total: usize,
    running: Vec<String>,
}

impl Progress {
    pub fn on_a_terminal(total: usize) -> Self {
        let term = Term::buffered_stderr();
        // What calls itself dumb cannot take a line back.
        let is_seen = term.is_term() && env::var_os("TERM").is_none_or(|term| term != "dumb");
        Self(is_seen.then(|| Line { term, done: 0, total, running: Vec::new() }))
    }

    pub fn running(&mut self, id: &str) {
        if let Some(line) = &mut self.0 {
            line.running.push(id.to_owned());
            line.draw();
        }
    }

    pub fn done(&mut self, id: &str) {
        if let Some(line) = &mut self.0 {
            line.running.retain(|running| running != id);
            line.done += 1;
        }
    }

    /// Prints above the line, which is drawn again below.
    pub fn above<T>(&self, print: impl FnOnce() -> T) -> T {
        self.end();
        let printed = print();
        if let Some(line) = &self.0 {
            line.draw();
        }
        printed
    }

    pub fn end(&self) {
        if let Some(line) = &self.0 {
            let _ = line.term.clear_line().and_then(|()| line.term.flush());
        }
    }
}

impl Line {
    // A terminal that takes nothing more is no reason to stop: what is run can still be judged.
    fn draw(&self) {
        let text = format!(" Running {}/{} {}", self.done, self.total, self.running.join(", "));
        // One less than there are: some terminals go on in the next line when a line is full.
        let columns = usize::from(self.term.size().1).saturating_sub(1);
        let text = truncate_str(&text, columns, "…");
        let drawn = self.term.clear_line().and_then(|()| self.term.write_str(&text));
        let _ = drawn.and_then(|()| self.term.flush());
    }
}
