//! `cargo xtask verify`: every kata against its lesson.

use crate::report;
use crate::verdict::{Verdict, judge};
use anyhow::bail;
use course::{Course, Lesson};
use kata_runner::{Limits, build, run};
use std::path::Path;
use std::process::ExitCode;
use tokio::runtime;

#[derive(clap::Args)]
pub struct Args {
    /// Only these katas, by id; all of them if none is named
    ids: Vec<String>,
}

/// Checks the course, builds the katas, runs them one after another and reports each.
pub fn verify(root: &Path, args: &Args) -> anyhow::Result<ExitCode> {
    let course = match Course::load(root) {
        Ok(course) => course,
        Err(problems) => {
            report::problems(&problems);
            return Ok(ExitCode::from(crate::WRONG));
        }
    };
    let lessons = choose(&course, &args.ids)?;
    let programs = build(root, lessons.iter().map(|lesson| lesson.id()))?;

    let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
    let mut verdicts = Vec::new();
    for lesson in lessons {
        let run = runtime.block_on(run(&programs[lesson.id()], Limits::default()))?;
        let verdict = judge(root, lesson, run);
        report::line(&verdict);
        verdicts.push(verdict);
    }
    for verdict in &verdicts {
        report::faults(root, verdict);
    }
    report::summary(&verdicts);
    let held = verdicts.iter().all(Verdict::holds);
    Ok(if held { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn choose<'a>(course: &'a Course, ids: &[String]) -> anyhow::Result<Vec<&'a Lesson>> {
    if ids.is_empty() {
        return Ok(course.lessons().iter().collect());
    }
    let unknown: Vec<_> = ids.iter().filter(|id| course.lesson(id).is_none()).collect();
    if !unknown.is_empty() {
        let known: Vec<_> = course.lessons().iter().map(Lesson::id).collect();
        bail!("no lesson has the id {unknown:?}; this course has {known:?}");
    }
    Ok(ids.iter().filter_map(|id| course.lesson(id)).collect())
}
