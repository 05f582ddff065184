//! The line that says what is running. Drawn on stderr, and only if that is a terminal.

use indicatif::{ProgressBar, ProgressStyle};
use std::io::{self, IsTerminal};

#[derive(Default)]
pub struct Progress {
    /// Where nobody would see it there is none: also one that is hidden takes its time.
    bar: Option<ProgressBar>,
    running: Vec<String>,
}

impl Progress {
    pub fn on_a_terminal(total: usize) -> Self {
        let bar = io::stderr().is_terminal().then(|| {
            let style = ProgressStyle::with_template(" Running {pos}/{len} {wide_msg}");
            // The template is constant; were it wrong, a plain bar would be drawn.
            let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
            ProgressBar::new(total as u64).with_style(style)
        });
        Self { bar, running: Vec::new() }
    }

    pub fn running(&mut self, id: &str) {
        if let Some(bar) = &self.bar {
            self.running.push(id.to_owned());
            bar.set_message(self.running.join(", "));
        }
    }

    pub fn done(&mut self, id: &str) {
        if let Some(bar) = &self.bar {
            self.running.retain(|running| running != id);
            bar.set_message(self.running.join(", "));
            bar.inc(1);
        }
    }

    /// Prints above the line, which is drawn again below.
    pub fn above<T>(&self, print: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }

    pub fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
