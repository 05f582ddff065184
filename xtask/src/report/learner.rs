//! What a learner is told.

use super::{BAD, BOLD, GOOD};
use crate::challenge::Checked;
use anstyle::{AnsiColor, Style};
use course::{Challenge, ChallengeKind, Choice, Lesson, Question};
use expected_output::{counted, visible};
use std::io::{self, Write};
use textwrap::{Options, WordSplitter};

const ASIDE: Style = AnsiColor::Cyan.on_default();

/// As wide as prose is read best, and no wider than the terminal.
const WIDTH: usize = 80;

pub fn warning(text: &str) -> io::Result<()> {
    let style = AnsiColor::Yellow.on_default().bold();
    writeln!(anstream::stderr(), "{style}warning{style:#}: {text}")
}

/// All challenges of these lessons, one a line.
pub fn table(lessons: &[Lesson], is_solved: impl Fn(&str, u64) -> bool) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    let (mut all, mut solved) = (0, 0);
    for lesson in lessons {
        writeln!(out, "{BOLD}{}{BOLD:#}", lesson.id())?;
        for challenge in &lesson.challenges {
            let done = is_solved(lesson.id(), challenge.number);
            (all, solved) = (all + 1, solved + usize::from(done));
            let (style, status) = if done { (GOOD, "solved") } else { (ASIDE, "open") };
            let kind = match &challenge.kind {
                ChallengeKind::Checked { .. } => "",
                ChallengeKind::Question(_) => "  (a question)",
            };
            let (number, title) = (challenge.number, challenge.title());
            writeln!(out, "{style}{status:>8}{style:#}  {number}  {title}{kind}")?;
        }
    }
    writeln!(out, "\n{solved} of {} solved", counted(all, "challenge"))
}

/// How the checks went: a line for each challenge, and what the first that fails has to say.
pub fn checked(
    lesson: &Lesson,
    all: &[Checked<'_>],
    questions: &[(&Challenge, bool)],
    hints_seen: impl Fn(&Challenge) -> usize,
) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    for Checked { challenge, checks, passed, failed } in all {
        let (style, status) = if failed.is_none() { (GOOD, "SOLVED") } else { (BAD, "FAILED") };
        let (number, title) = (challenge.number, challenge.title());
        let of = counted(*checks, "check");
        writeln!(out, "{style}{status:>8}{style:#}  {number}  {title}: {passed} of {of} passed")?;
    }
    for (challenge, is_solved) in questions {
        let (style, status) = if *is_solved { (GOOD, "SOLVED") } else { (ASIDE, "OPEN") };
        let (number, title) = (challenge.number, challenge.title());
        let command = command(lesson, challenge);
        writeln!(out, "{style}{status:>8}{style:#}  {number}  {title}: `{command}` asks it")?;
    }
    let failed = all.iter().find_map(|checked| Some((checked.challenge, checked.failed.as_ref()?)));
    let Some((challenge, (test, said))) = failed else { return Ok(()) };
    writeln!(out, "\n{BAD}{test}{BAD:#}\n")?;
    for line in visible(said).lines() {
        writeln!(out, "{}", format!("  {line}").trim_end())?;
    }
    writeln!(out)?;
    what_now(&mut out, lesson, challenge, hints_seen(challenge))
}

/// What to look at, and what else there is.
fn what_now(
    out: &mut impl Write,
    lesson: &Lesson,
    challenge: &Challenge,
    seen: usize,
) -> io::Result<()> {
    let modules = lesson.solution.iter().flat_map(|solution| solution.of(challenge));
    let files: Vec<_> =
        modules.map(|module| format!("{}/{}", lesson.kata(), module.shipped)).collect();
    writeln!(out, "{BOLD}Look at{BOLD:#} {}, then check again:", files.join(" and "))?;
    let (command, width) = (command(lesson, challenge), 15);
    writeln!(out, "  {:width$}{command}", "once")?;
    writeln!(out, "  {:width$}{command} --watch", "at every save")?;
    let hints = match &challenge.kind {
        ChallengeKind::Checked { hints, .. } => hints.len(),
        ChallengeKind::Question(_) => 0,
    };
    if seen < hints {
        writeln!(out, "  {:width$}{command} --hint   ({seen} of {hints} seen)", "a hint")?;
    } else {
        writeln!(out, "  {:width$}{command} --hint", "the hints")?;
        writeln!(out, "  {:width$}{command} --solution", "the solution")?;
    }
    Ok(())
}

fn command(lesson: &Lesson, challenge: &Challenge) -> String {
    format!("cargo xtask challenge {} {}", lesson.id(), challenge.number)
}

pub fn hints(
    lesson: &Lesson,
    challenge: &Challenge,
    shown: &[(usize, &String)],
    all: usize,
) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    for (index, (number, hint)) in shown.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        let (id, title) = (lesson.id(), challenge.title());
        writeln!(
            out,
            "{BOLD}Hint {number} of {all}{BOLD:#} for {id} {}, {title}\n",
            challenge.number
        )?;
        writeln!(out, "{}", prose(hint))?;
    }
    Ok(())
}

pub fn no_more_hints(lesson: &Lesson, challenge: &Challenge) -> io::Result<()> {
    let command = command(lesson, challenge);
    writeln!(
        anstream::stdout(),
        "That was the last one. `{command} --solution` shows the solution."
    )
}

/// A difference in colour.
pub fn solution(difference: &str) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    if difference.is_empty() {
        return writeln!(out, "Your file is the solution.");
    }
    write!(out, "{difference}")
}

pub fn question(lesson: &Lesson, challenge: &Challenge, question: &Question) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    writeln!(
        out,
        "{BOLD}{} {}{BOLD:#}\n\n{}\n",
        lesson.id(),
        challenge.number,
        prose(&challenge.text)
    )?;
    if let Question::Choice(choices) = question {
        for choice in choices {
            writeln!(out, "  {BOLD}{}{BOLD:#}  {}", choice.letter, choice.text)?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// Where nobody can be asked.
pub fn how_to_answer(lesson: &Lesson, challenge: &Challenge) -> io::Result<()> {
    let command = answer_command(lesson, challenge);
    writeln!(anstream::stdout(), "Answer it with `{command}`.")
}

/// As somebody would answer a question.
pub fn answer_command(lesson: &Lesson, challenge: &Challenge) -> String {
    let answer = match challenge.kind {
        ChallengeKind::Question(Question::Choice(_)) => "A",
        _ => "\"what you think\"",
    };
    format!("{} --answer {answer}", command(lesson, challenge))
}

pub fn prompt(text: &str) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    write!(out, "{BOLD}{text}{BOLD:#}")?;
    out.flush()
}

pub fn judged(choice: &Choice) -> io::Result<()> {
    let (style, verdict) = if choice.is_right { (GOOD, "Right.") } else { (BAD, "No.") };
    writeln!(anstream::stdout(), "{style}{verdict}{style:#}\n{}", prose(&choice.reason))
}

pub fn answer(text: &str) -> io::Result<()> {
    writeln!(anstream::stdout(), "{}", prose(text))
}

pub fn no_such_choice(given: &str, choices: &[Choice]) -> io::Result<()> {
    let letters: Vec<_> = choices.iter().map(|choice| choice.letter.to_string()).collect();
    let letters = letters.join(", ");
    writeln!(anstream::stdout(), "`{given}` is none of the choices, which are {letters}.")
}

pub fn all_solved(lesson: &Lesson) -> io::Result<()> {
    writeln!(anstream::stdout(), "All challenges of {} that are checked are solved.", lesson.id())
}

pub fn watching(has_keys: bool) -> io::Result<()> {
    let keys = if has_keys { "h hint, n next, l list, q quit" } else { "Ctrl-C ends it" };
    writeln!(anstream::stderr(), "\n{BOLD} Waiting{BOLD:#} for your next save; {keys}")
}

/// Markdown as it is read in a terminal: wrapped, what is bold in bold, code as it is.
fn prose(markdown: &str) -> String {
    let width = WIDTH.min(textwrap::termwidth());
    // Not `SHA-` and `1`.
    let options = Options::new(width).word_splitter(WordSplitter::NoHyphenation);
    let (mut in_fence, mut in_bold) = (false, false);
    let lines = markdown.split('\n').map(|line| {
        in_fence ^= line.trim_start().starts_with("```");
        if in_fence { line.to_owned() } else { bold(&textwrap::fill(line, &options), &mut in_bold) }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A paragraph with what stands between two `**` in bold; not within code, where it is two stars.
fn bold(text: &str, in_bold: &mut bool) -> String {
    let mut shown = String::new();
    for (index, part) in text.split_inclusive('`').enumerate() {
        if index % 2 == 1 {
            shown += part;
            continue;
        }
        for (index, part) in part.split("**").enumerate() {
            if index > 0 {
                *in_bold = !*in_bold;
                let (on, off) = (BOLD.render().to_string(), BOLD.render_reset().to_string());
                shown += if *in_bold { &on } else { &off };
            }
            shown += part;
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_bold_is_bold_and_code_is_code() {
        let check = |markdown, expected: &str| {
            let shown = prose(markdown);
            let shown = shown.replace(&format!("{BOLD}"), "[").replace(&format!("{BOLD:#}"), "]");
            assert_eq!(shown, expected);
        };
        check("**One** two **three**", "[One] two [three]");
        check("**one\ntwo** three", "[one\ntwo] three");
        check("`a ** b` **c** `**d**`", "`a ** b` [c] `**d**`");
        check("```rust\n**count += 1;\n```\n**One**", "```rust\n**count += 1;\n```\n[One]");
    }
}
