//! Everything that the commands print. Colour is dropped on the way out where nobody wants it:
//! `anstream` follows `NO_COLOR`, `CLICOLOR_FORCE` and whether the stream is a terminal.

use crate::verdict::{Fault, Verdict};
use anstream::{eprintln, println};
use anstyle::{AnsiColor, Style};
use course::Problems;
use std::path::Path;

const PASS: Style = AnsiColor::Green.on_default().bold();
const FAIL: Style = AnsiColor::Red.on_default().bold();
const BOLD: Style = Style::new().bold();

/// An error that kept a command from doing anything, with all that led to it.
pub fn error(error: &anyhow::Error) {
    eprintln!("{FAIL}error{FAIL:#}: {error:#}");
}

/// What is wrong in the course itself.
pub fn problems(problems: &Problems) {
    for problem in problems {
        eprintln!("{}\n", problem.render(true));
    }
    let count = counted(problems.len(), "problem");
    eprintln!("{FAIL}error{FAIL:#}: the course has {count}; nothing was run");
}

/// One kata, in fixed columns.
pub fn line(verdict: &Verdict) {
    let (style, status) = if verdict.holds() { (PASS, "PASS") } else { (FAIL, "FAIL") };
    let (seconds, id) = (verdict.elapsed.as_secs_f64(), &verdict.id);
    let claimed = match verdict.claimed {
        Some((claimed, printed)) => format!("  {claimed} of {printed} lines claimed"),
        None => String::new(),
    };
    println!("{style}{status:>8}{style:#} [{seconds:>8.3}s] {BOLD}{id}{BOLD:#}{claimed}");
}

/// All that is wrong with one kata, each as a diagnostic.
pub fn faults(root: &Path, verdict: &Verdict) {
    for fault in &verdict.faults {
        println!();
        match fault {
            Fault::Mismatch(diagnostic) => println!("{diagnostic}"),
            Fault::Evidence(difference) => println!("{}", difference.explain(root)),
            Fault::End(end) => println!("{FAIL}error{FAIL:#}: {} {end}", verdict.id),
            Fault::Stderr(text) => {
                println!("{FAIL}error{FAIL:#}: {} wrote to stderr:", verdict.id);
                text.lines().for_each(|line| println!("  | {line}"));
            }
            Fault::NotText(byte) => println!(
                "{FAIL}error{FAIL:#}: the output of {} is not UTF-8 from byte {byte} on",
                verdict.id
            ),
        }
    }
}

/// The last line.
pub fn summary(verdicts: &[Verdict]) {
    let failed = verdicts.iter().filter(|verdict| !verdict.holds()).count();
    let style = if failed == 0 { PASS } else { FAIL };
    let passed = verdicts.len() - failed;
    let katas = counted(verdicts.len(), "kata");
    println!("\n{style} Summary{style:#} {katas}: {passed} passed, {failed} failed");
}

fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
