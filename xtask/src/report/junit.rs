//! One JUnit XML document, for the CI systems that read it.

use super::human::blessed;
use super::{Event, Reporter, plain};
use crate::verify::verdict::Verdict;
use course::Problem;
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};
use std::io::{self, Write};
use std::time::Duration;

pub struct Junit;

impl Reporter for Junit {
    fn tell(&mut self, event: &Event<'_>) -> io::Result<()> {
        match event {
            Event::Problems(problems) => {
                super::problems(problems)?;
                write(problems.iter().map(problem), Duration::ZERO)
            }
            Event::Failed { why } => write([error("verify", why)], Duration::ZERO),
            Event::Interrupted => write([error("verify", "interrupted")], Duration::ZERO),
            Event::Ended { verdicts, elapsed } => write(verdicts.iter().map(case), *elapsed),
            // After the document's end, and no part of it.
            Event::Blessed { id, blessing } => {
                blessed(&mut anstream::stderr().lock(), id, blessing)
            }
            Event::Started { .. } | Event::Running { .. } | Event::Judged { .. } => Ok(()),
        }
    }
}

/// The whole document.
fn write(cases: impl IntoIterator<Item = TestCase>, elapsed: Duration) -> io::Result<()> {
    let document = document(cases, elapsed).to_string().map_err(io::Error::other)?;
    writeln!(io::stdout(), "{}", allowed(document.trim_end()))
}

/// Without what no XML document may hold (XML 1.0, §2.2), and quick-junit leaves in.
fn allowed(document: &str) -> String {
    document.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}

fn document(cases: impl IntoIterator<Item = TestCase>, elapsed: Duration) -> Report {
    let mut suite = TestSuite::new("katas");
    suite.set_time(elapsed);
    suite.add_test_cases(cases);
    let mut report = Report::new("cargo xtask verify");
    report.set_time(elapsed);
    report.add_test_suite(suite);
    report
}

/// What kept katas from being run.
fn error(name: &str, message: &str) -> TestCase {
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
    status.set_message(message);
    TestCase::new(name, status)
}

fn problem(problem: &Problem) -> TestCase {
    let mut case = error(&format!("{}:{}", problem.path(), problem.line()), problem.title());
    case.set_classname(problem.path());
    case.status.set_description(problem.to_string());
    case
}

fn case(verdict: &Verdict) -> TestCase {
    let mut status = TestCaseStatus::success();
    if let Some(first) = verdict.faults.first() {
        let all: Vec<_> = verdict.faults.iter().map(|fault| plain(&fault.diagnostic)).collect();
        status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        status
            .set_type(first.kind.name())
            .set_message(&first.title)
            .set_description(all.join("\n\n"));
    }
    let mut case = TestCase::new(&verdict.id, status);
    case.set_classname(&verdict.lesson).set_time(verdict.elapsed);
    if !verdict.holds() {
        case.set_system_out(&verdict.transcript);
    }
    case
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_forbids_is_left_out() {
        let document = document([error("a", "b\u{fffe}c\0d")], Duration::ZERO);
        let document = document.to_string().expect("a document");
        assert!(
            document.contains("b\u{fffe}cd"),
            "quick-junit knows only of the control characters"
        );
        assert!(allowed(&document).contains("\"b\u{fffd}cd\""), "{document}");
    }
}
