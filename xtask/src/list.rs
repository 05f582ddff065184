//! `cargo xtask list`: the course as a table, one line a lesson.

use crate::report;
use crate::verify::evidence;
use anstyle::Style;
use course::{Course, Lesson};
use expected_output::counted;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

pub fn list(root: &Path) -> anyhow::Result<ExitCode> {
    // Nothing here depends on what a page shows of its kata, which a learner may have changed.
    let course = match Course::load_for_learner(root) {
        Ok(course) => course,
        Err(problems) => {
            report::problems(&problems)?;
            return Ok(ExitCode::from(crate::WRONG));
        }
    };
    let facts: Vec<_> = course.lessons().iter().map(|lesson| Facts::of(root, lesson)).collect();
    let rows: Vec<_> =
        course.lessons().iter().zip(&facts).map(|(lesson, facts)| row(lesson, facts)).collect();
    write(&rows, &total(&facts))?;
    Ok(ExitCode::SUCCESS)
}

/// What can be counted in a lesson.
#[derive(Default)]
struct Facts {
    minutes: u32,
    /// How many printed lines the claim stands for, once it holds.
    claimed: usize,
    /// How many lines the evidence has, which leaves out none. `None` if nothing is recorded.
    printed: Option<usize>,
    checked: usize,
    questions: usize,
}

impl Facts {
    fn of(root: &Path, lesson: &Lesson) -> Facts {
        let checked = lesson.checked().count();
        Facts {
            minutes: lesson.front_matter.estimated_minutes,
            claimed: lesson.claim.pattern.claimed(),
            printed: evidence::recorded_lines(root, lesson),
            checked,
            questions: lesson.challenges.len() - checked,
        }
    }

    fn claim(&self) -> String {
        let printed = self.printed.map_or_else(|| "?".to_owned(), |lines| lines.to_string());
        format!("{} of {printed}", self.claimed)
    }

    fn challenges(&self) -> String {
        let checked = format!("{} checked", self.checked);
        let questions = counted(self.questions, "question");
        match (self.checked, self.questions) {
            (_, 0) => checked,
            (0, _) => questions,
            _ => format!("{checked}, {questions}"),
        }
    }
}

type Row = [String; 6];

/// Prerequisites come last: of all columns theirs is the one that can get long.
const HEAD: [&str; 6] = ["PHASE", "ID", "MINUTES", "CLAIMED", "CHALLENGES", "PREREQUISITES"];

fn row(lesson: &Lesson, facts: &Facts) -> Row {
    let prerequisites = lesson.front_matter.prerequisites.join(", ");
    [
        lesson.front_matter.phase.to_string(),
        lesson.id().to_owned(),
        facts.minutes.to_string(),
        facts.claim(),
        facts.challenges(),
        if prerequisites.is_empty() { "—".to_owned() } else { prerequisites },
    ]
}

fn total(facts: &[Facts]) -> String {
    let all = facts.iter().fold(Facts { printed: Some(0), ..Facts::default() }, |all, one| Facts {
        minutes: all.minutes + one.minutes,
        claimed: all.claimed + one.claimed,
        printed: all.printed.zip(one.printed).map(|(all, one)| all + one),
        checked: all.checked + one.checked,
        questions: all.questions + one.questions,
    });
    let lessons = counted(facts.len(), "lesson");
    let (minutes, claim, challenges) = (all.minutes, all.claim(), all.challenges());
    format!("{lessons}, {minutes} min; {claim} lines claimed; challenges: {challenges}")
}

fn write(rows: &[Row], total: &str) -> io::Result<()> {
    const BOLD: Style = Style::new().bold();
    let head = HEAD.map(str::to_owned);
    let mut widths = [0; 6];
    for row in rows.iter().chain([&head]) {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.chars().count().max(*width);
        }
    }
    let mut stdout = anstream::stdout().lock();
    writeln!(stdout, "{BOLD}{}{BOLD:#}", aligned(&head, &widths))?;
    for row in rows {
        writeln!(stdout, "{}", aligned(row, &widths))?;
    }
    writeln!(stdout, "\n{total}")
}

/// One line of the table; numbers stand at the right of their columns.
fn aligned(row: &Row, widths: &[usize; 6]) -> String {
    let cell = |(index, (text, width)): (usize, (&String, &usize))| match HEAD[index] {
        "MINUTES" | "CLAIMED" => format!("{text:>width$}"),
        _ => format!("{text:width$}"),
    };
    let cells: Vec<_> = row.iter().zip(widths).enumerate().map(cell).collect();
    cells.join("  ").trim_end().to_owned()
}
