//! Nothing on a page can be changed, and nothing that a kata prints, without a verdict that says so:
//! tried with every character of every line, on every lesson of this course.

use super::judge;
use crate::verify::evidence::Review;
use course::{Course, Lesson};
use expected_output::Pattern;
use kata_runner::{Limits, Run, Runner, build};
use std::path::{Path, PathBuf};
use tokio::runtime;

/// The lessons of this course, each with what its kata prints.
fn lessons() -> (PathBuf, Vec<(Lesson, String)>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let course = Course::load(&root).expect("a course without problems");
    let programs = build(&root, course.lessons().iter().map(Lesson::id)).expect("katas that build");
    let runtime = runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let runner = Runner::new(Limits::default());
    let run = |id| runtime.block_on(runner.run(&programs[id], &[])).expect("a kata that runs");
    let printed = |id| String::from_utf8(run(id).stdout).expect("text");
    let lessons = course.lessons().iter().map(|lesson| (lesson.clone(), printed(lesson.id())));
    (root.clone(), lessons.collect())
}

/// What is said of a lesson whose kata printed this and ended well.
fn diagnose(root: &Path, lesson: &Lesson, output: &str) -> Option<String> {
    let run = Run {
        stdout: output.as_bytes().to_vec(),
        stderr: Vec::new(),
        end: kata_runner::End::Exited(std::process::ExitStatus::default()),
        elapsed: std::time::Duration::ZERO,
    };
    judge(root, lesson, run, Review::Variant)
        .faults
        .into_iter()
        .next()
        .map(|fault| fault.diagnostic)
}

/// Every way to replace or remove one character of a line, with the line's number from 1.
fn changes(text: &str) -> impl Iterator<Item = (usize, String)> {
    let line_of = |at: usize| text[..at].matches('\n').count() + 1;
    text.char_indices().filter(|(_, char)| *char != '\n').flat_map(move |(at, char)| {
        let (before, after) = (&text[..at], &text[at + char.len_utf8()..]);
        let other = if char == '~' { '!' } else { '~' };
        let changed = [format!("{before}{other}{after}"), format!("{before}{after}")];
        changed.into_iter().map(move |changed| (line_of(at), changed))
    })
}

#[test]
fn every_character_that_is_printed() {
    let (root, lessons) = lessons();
    for (lesson, output) in &lessons {
        assert_eq!(diagnose(&root, lesson, output), None, "{}", lesson.id());
        let mut tried = 0;
        for (line, changed) in changes(output).filter(|(line, _)| !has_port(output, *line)) {
            let Some(said) = diagnose(&root, lesson, &changed) else {
                panic!("nothing is said of line {line}:\n{changed}");
            };
            // In the diagnostic's margin: two lines that contradict each other are both shown.
            let said = plain(&said);
            let margin = format!("{line} |");
            let shown = said.lines().any(|line| line.trim_start().starts_with(&margin));
            assert!(shown, "line {line}:\n{changed}\n{said}");
            tried += 1;
        }
        assert!(tried > output.lines().count(), "{} prints nothing", lesson.id());
    }
}

/// One port is as good as another; that such a line is not left out is seen in the evidence.
fn has_port(output: &str, line: usize) -> bool {
    output.lines().nth(line - 1).unwrap_or_default().contains("127.0.0.1:")
}

#[test]
fn every_literal_character_of_the_claim() {
    let (root, lessons) = lessons();
    for (lesson, output) in &lessons {
        let file = lesson.source.text();
        let block = &file[lesson.claim.block.clone()];
        let first = file[..lesson.claim.block.start].matches('\n').count();
        let mut tried = 0;
        for (line, changed) in changes(block).filter(|(line, _)| is_literal(block, *line)) {
            let mut lesson = lesson.clone();
            lesson.claim.pattern = Pattern::parse(&changed).expect("a claim");
            let Some(said) = diagnose(&root, &lesson, output) else {
                panic!("nothing is said of line {line}:\n{changed}");
            };
            let place = format!("{}:{}:", lesson.path(), first + line);
            assert!(plain(&said).contains(&place), "expected {place}\n{changed}\n{said}");
            tried += 1;
        }
        assert!(tried > block.lines().count(), "{} claims nothing", lesson.id());
    }
}

/// Lines with placeholders and dots are tried by the claim language's own tests.
fn is_literal(block: &str, line: usize) -> bool {
    let line = block.lines().nth(line - 1).unwrap_or_default();
    !line.contains('<') && !line.contains("...")
}

fn plain(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}
