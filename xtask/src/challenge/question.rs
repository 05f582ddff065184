//! A question, asked where there is somebody to answer, and else said how to.

use super::Desk;
use crate::report::learner;
use course::{Challenge, Question};
use std::io::{self, BufRead, IsTerminal};
use std::process::ExitCode;

/// Asks, or takes the answer that came with the command.
pub fn ask(
    desk: &mut Desk<'_>,
    challenge: &Challenge,
    question: &Question,
    given: Option<&str>,
) -> anyhow::Result<ExitCode> {
    if let Some(given) = given {
        let right = judge(desk, challenge, question, given)?;
        return Ok(ExitCode::from(u8::from(right != Some(true))));
    }
    learner::question(desk.lesson, challenge, question)?;
    if !io::stdin().is_terminal() {
        learner::how_to_answer(desk.lesson, challenge)?;
        return Ok(ExitCode::SUCCESS);
    }
    loop {
        learner::prompt(match question {
            Question::Choice(_) => "Which one? ",
            Question::Open(_) => "What do you think? ",
        })?;
        let Some(answer) = line()? else { return Ok(ExitCode::SUCCESS) };
        // After a wrong one, or none of those there are, once more.
        if judge(desk, challenge, question, &answer)? == Some(true) {
            return Ok(ExitCode::SUCCESS);
        }
    }
}

/// Says what is to be said to an answer, and whether it was right; `None` if it was none.
fn judge(
    desk: &mut Desk<'_>,
    challenge: &Challenge,
    question: &Question,
    given: &str,
) -> anyhow::Result<Option<bool>> {
    let choices = match question {
        Question::Open(answer) => {
            learner::answer(answer)?;
            let agrees = !io::stdin().is_terminal() || agrees()?;
            desk.set_solved(challenge, agrees)?;
            return Ok(Some(true));
        }
        Question::Choice(choices) => choices,
    };
    let is_meant = |letter: char| given.trim().eq_ignore_ascii_case(&letter.to_string());
    let Some(choice) = choices.iter().find(|choice| is_meant(choice.letter)) else {
        learner::no_such_choice(given, choices)?;
        return Ok(None);
    };
    learner::judged(choice)?;
    desk.set_solved(challenge, choice.is_right)?;
    Ok(Some(choice.is_right))
}

fn agrees() -> io::Result<bool> {
    learner::prompt("Was that it? [y/n] ")?;
    Ok(line()?.is_some_and(|line| ["y", "yes"].iter().any(|yes| line.eq_ignore_ascii_case(yes))))
}

/// What is typed, without blanks around it. `None` at the end of input, and for nothing.
fn line() -> io::Result<Option<String>> {
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line)?;
    let line = line.trim();
    Ok((!line.is_empty()).then(|| line.to_owned()))
}
