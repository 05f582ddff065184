//! One JUnit XML document, for the CI systems that read it.

use super::{Event, Reporter, plain};
use crate::verify::verdict::Verdict;
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};
use std::io::{self, Write};
use std::time::Duration;

pub struct Junit;

impl Reporter for Junit {
    fn tell(&mut self, event: &Event<'_>) -> io::Result<()> {
        match event {
            // A course that is wrong has no test cases. Its exit status says so.
            Event::Problems(problems) => super::problems(problems),
            Event::Ended { verdicts, elapsed } => {
                let document = document(verdicts, *elapsed).to_string();
                writeln!(io::stdout(), "{}", document.map_err(io::Error::other)?.trim_end())
            }
            _ => Ok(()),
        }
    }
}

fn document(verdicts: &[Verdict], elapsed: Duration) -> Report {
    let mut suite = TestSuite::new("katas");
    suite.set_time(elapsed);
    suite.add_test_cases(verdicts.iter().map(case));
    let mut report = Report::new("cargo xtask verify");
    report.set_time(elapsed);
    report.add_test_suite(suite);
    report
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
