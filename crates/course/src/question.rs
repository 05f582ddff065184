//! Challenges that are answered and not programmed.

use std::sync::Arc;

use crate::fold::Fold;
use crate::problem::{Problem, Problems};
use crate::source::Source;

/// A question, and what is to be said to its answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// One of several answers is right.
    Choice(Vec<Choice>),
    /// The reader compares what they think with the answer in Markdown.
    Open(String),
}

/// One answer to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// `A`, `B` and so on.
    pub letter: char,
    /// The answer.
    pub text: String,
    /// Whether it is the right one.
    pub is_right: bool,
    /// Why it is right or wrong, as Markdown.
    pub reason: String,
}

/// Reads a question's folds: one `Answer`, or a choice in each. `None` if they are neither.
pub(crate) fn question(
    page: &Arc<Source>,
    folds: &[Fold],
    problems: &mut Problems,
) -> Option<Question> {
    if let [answer] = folds
        && answer.summary == "Answer"
    {
        return Some(Question::Open(answer.body.clone()));
    }
    let before = problems.len();
    let letters = 'A'..='Z';
    let choices: Vec<_> = letters
        .zip(folds)
        .filter_map(|(letter, fold)| {
            choice(page, letter, fold).map_err(|fault| problems.push(fault)).ok()
        })
        .collect();
    let right = choices.iter().filter(|choice| choice.is_right).count();
    if problems.len() == before && (right != 1 || choices.len() < 2) {
        problems.extend(folds.first().map(|first| not_one(page, first, right)));
    }
    (problems.len() == before).then_some(Question::Choice(choices))
}

fn choice(page: &Arc<Source>, letter: char, fold: &Fold) -> Result<Choice, Problem> {
    let Some(text) = fold.summary.strip_prefix(letter).and_then(|rest| rest.strip_prefix(". "))
    else {
        return Err(misnamed(page, fold, letter));
    };
    let (verdict, reason) = fold.body.split_once(['.', ',']).unwrap_or((&fold.body, ""));
    let is_right = match verdict {
        "Yes" => true,
        "No" => false,
        _ => return Err(unjudged(page, fold)),
    };
    let (text, reason) = (text.trim().to_owned(), reason.trim().to_owned());
    Ok(Choice { letter, text, is_right, reason })
}

fn misnamed(page: &Arc<Source>, fold: &Fold, letter: char) -> Problem {
    let title = format!("the fold `{}` is neither an answer nor a choice", fold.summary);
    let label = format!("expected `<summary>{letter}. …</summary>`");
    Problem::new(page, page.first_line(&fold.span), title, label).with_help(
        "a question has one fold `Answer`, or a fold for each choice: `A. …`, `B. …` and so on",
    )
}

fn unjudged(page: &Arc<Source>, fold: &Fold) -> Problem {
    let title = format!("the choice `{}` does not say whether it is right", fold.summary);
    Problem::new(page, page.first_line(&fold.span), title, "expected `Yes.` or `No.` in the fold")
        .with_help("begin it with `Yes.` or `No.`, and then say why")
}

fn not_one(page: &Arc<Source>, first: &Fold, right: usize) -> Problem {
    let title = format!("a question with {right} right choices");
    let label = "expected two choices or more, one of them right";
    Problem::new(page, page.first_line(&first.span), title, label)
        .with_help("one fold begins with `Yes.`, each other one with `No.`")
}
