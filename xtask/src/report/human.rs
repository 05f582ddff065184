//! For people: a line for each kata, then what is wrong, then one line for all.

use super::progress::Progress;
use super::{BAD, BOLD, Detail, Event, GOOD, Reporter};
use crate::verify::bless::Blessing;
use crate::verify::verdict::Verdict;
use anstream::{AutoStream, ColorChoice};
use expected_output::{counted, visible};
use std::io::{self, StdoutLock, Write};
use std::time::Duration;

pub struct Human {
    detail: Detail,
    /// Looked for once: it asks the terminal and a handful of variables.
    colors: ColorChoice,
    progress: Progress,
    total: usize,
    /// The widest id: columns are fixed.
    width: usize,
}

impl Human {
    pub fn new(detail: Detail) -> Self {
        let colors = AutoStream::choice(&io::stdout());
        Self { detail, colors, progress: Progress::default(), total: 0, width: 0 }
    }

    fn out(&self) -> AutoStream<StdoutLock<'static>> {
        AutoStream::new(io::stdout().lock(), self.colors)
    }

    fn started(&mut self, ids: &[&str]) {
        self.total = ids.len();
        self.width = ids.iter().map(|id| id.chars().count()).max().unwrap_or(0);
        self.progress = Progress::on_a_terminal(ids.len());
    }

    fn judged(&mut self, verdict: &Verdict, position: usize) -> io::Result<()> {
        self.progress.done(&verdict.id);
        self.progress.above(|| {
            if verdict.holds() && self.detail == Detail::Quiet {
                return Ok(());
            }
            let mut out = self.out();
            self.line(&mut out, verdict, position)?;
            if self.detail == Detail::Verbose { details(&mut out, verdict) } else { Ok(()) }
        })
    }

    fn line(&self, out: &mut impl Write, verdict: &Verdict, position: usize) -> io::Result<()> {
        let (style, status) = match (verdict.cached, verdict.holds()) {
            (true, _) => (GOOD, "CACHED"),
            (_, true) => (GOOD, "PASS"),
            (_, false) => (BAD, "FAIL"),
        };
        let seconds = verdict.elapsed.as_secs_f64();
        let digits = self.total.to_string().len();
        let (id, width) = (&verdict.id, self.width);
        write!(out, "{style}{status:>8}{style:#} [{seconds:>8.3}s] ")?;
        write!(out, "({position:>digits$}/{}) {BOLD}{id:<width$}{BOLD:#}", self.total)?;
        if let Some(coverage) = verdict.coverage {
            write!(out, "  {} of {} lines claimed", coverage.claimed, coverage.printed)?;
        }
        match verdict.challenges {
            Some(count) if count > 0 && verdict.holds() => {
                writeln!(out, ", {} both ways", counted(count, "challenge"))
            }
            _ => writeln!(out),
        }
    }
}

impl Reporter for Human {
    fn tell(&mut self, event: &Event<'_>) -> io::Result<()> {
        match event {
            Event::Problems(problems) => super::problems(problems),
            Event::Failed { .. } => Ok(()), // said where every command's errors are
            Event::Started { ids } => {
                self.started(ids);
                Ok(())
            }
            Event::Running { id } => {
                self.progress.running(id);
                Ok(())
            }
            Event::Judged { verdict, position } => self.judged(verdict, *position),
            Event::Interrupted => {
                self.progress.end();
                writeln!(
                    anstream::stderr(),
                    "{BAD}error{BAD:#}: interrupted; nothing is left running"
                )
            }
            Event::Blessed { id, blessing } => blessed(&mut self.out(), id, blessing),
            Event::Ended { verdicts, elapsed } => {
                self.progress.end();
                ended(&mut self.out(), verdicts, *elapsed, self.detail)
            }
        }
    }
}

/// What the placeholders stood for, and all that was printed.
fn details(out: &mut impl Write, verdict: &Verdict) -> io::Result<()> {
    let mut shown = Vec::new();
    for binding in &verdict.bindings {
        let line = format!("{} = {}", binding.spelling, visible(&binding.text));
        if !shown.contains(&line) {
            writeln!(out, "         {line}")?;
            shown.push(line);
        }
    }
    for line in visible(&verdict.transcript).lines() {
        writeln!(out, "         | {line}")?;
    }
    Ok(())
}

pub fn blessed(out: &mut impl Write, id: &str, blessing: &Blessing) -> io::Result<()> {
    match blessing {
        Blessing::Done { difference, untried, varies } => {
            writeln!(
                out,
                "\n{GOOD} Blessed{GOOD:#} {BOLD}{id}{BOLD:#}\n{}",
                difference.trim_end()
            )?;
            if *untried > 0 {
                writeln!(out, "  = help: the challenges were not tried: verify again")?;
            }
            if let Some(varies) = varies {
                writeln!(out, "  = note: when it was run once more, this was wrong\n\n{varies}")?;
            }
            Ok(())
        }
        Blessing::Refused(why) => {
            writeln!(out, "\n{BAD} Refused{BAD:#} {BOLD}{id}{BOLD:#}: {why}")
        }
    }
}

fn ended(
    out: &mut impl Write,
    verdicts: &[Verdict],
    elapsed: Duration,
    detail: Detail,
) -> io::Result<()> {
    for fault in verdicts.iter().flat_map(|verdict| &verdict.faults) {
        writeln!(out, "\n{}", fault.diagnostic)?;
    }
    let failed = verdicts.iter().filter(|verdict| !verdict.holds()).count();
    let style = if failed == 0 { GOOD } else { BAD };
    let (katas, passed) = (counted(verdicts.len(), "kata"), verdicts.len() - failed);
    let seconds = elapsed.as_secs_f64();
    if failed > 0 || detail != Detail::Quiet {
        writeln!(out)?;
    }
    writeln!(
        out,
        "{style} Summary{style:#} [{seconds:>8.3}s] {katas}: {passed} passed, {failed} failed"
    )
}
