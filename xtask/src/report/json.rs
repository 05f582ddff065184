//! One JSON object a line. The schema is in xtask/README.md, and its example is a test.

use super::{Event, Reporter, plain};
use crate::verify::bless::Blessing;
use crate::verify::verdict::{Fault, Verdict};
use course::Problem;
use serde_json::{Value, json};
use std::io::{self, Write};

pub struct Json;

impl Reporter for Json {
    fn tell(&mut self, event: &Event<'_>) -> io::Result<()> {
        let mut out = io::stdout().lock();
        match event {
            Event::Problems(problems) => {
                problems.iter().try_for_each(|wrong| writeln!(out, "{}", problem(wrong)))
            }
            Event::Failed { why } => {
                writeln!(out, "{}", json!({ "event": "error", "message": why }))
            }
            Event::Started { ids } => {
                writeln!(out, "{}", json!({ "event": "started", "katas": ids }))
            }
            Event::Running { id } => writeln!(out, "{}", json!({ "event": "running", "id": id })),
            Event::Judged { verdict, .. } => writeln!(out, "{}", kata(verdict)),
            Event::Blessed { id, blessing: Blessing::Done { difference, untried, varies } } => {
                let diff = plain(difference);
                let varies = varies.as_deref().map(plain);
                let blessed = json!({
                    "event": "blessed", "id": id, "diff": diff, "untried": untried,
                    "varies": varies,
                });
                writeln!(out, "{blessed}")
            }
            Event::Blessed { id, blessing: Blessing::Refused(why) } => {
                writeln!(out, "{}", json!({ "event": "refused", "id": id, "why": why }))
            }
            Event::Interrupted => writeln!(out, "{}", json!({ "event": "interrupted" })),
            Event::Ended { verdicts, elapsed } => {
                let failed = verdicts.iter().filter(|verdict| !verdict.holds()).count();
                let passed = verdicts.len() - failed;
                let seconds = elapsed.as_secs_f64();
                let summary = json!({
                    "event": "summary", "passed": passed, "failed": failed, "seconds": seconds,
                });
                writeln!(out, "{summary}")
            }
        }
    }
}

fn kata(verdict: &Verdict) -> Value {
    json!({
        "event": "kata",
        "id": verdict.id,
        "lesson": verdict.lesson,
        "status": status(verdict),
        "seconds": verdict.elapsed.as_secs_f64(),
        "claimed": verdict.coverage.map(|coverage| coverage.claimed),
        "printed": verdict.coverage.map(|coverage| coverage.printed),
        "challenges": verdict.challenges,
        "faults": verdict.faults.iter().map(fault).collect::<Vec<_>>(),
    })
}

fn status(verdict: &Verdict) -> &'static str {
    match (verdict.cached, verdict.holds()) {
        (true, _) => "cached",
        (_, true) => "pass",
        (_, false) => "fail",
    }
}

fn fault(fault: &Fault) -> Value {
    json!({
        "kind": fault.kind.name(),
        "path": fault.place.0,
        "line": fault.place.1,
        "title": fault.title,
        "diagnostic": plain(&fault.diagnostic),
    })
}

fn problem(problem: &Problem) -> Value {
    json!({
        "event": "problem",
        "path": problem.path(),
        "line": problem.line(),
        "column": problem.column(),
        "title": problem.title(),
        "diagnostic": problem.to_string(),
    })
}
