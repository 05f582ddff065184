//! From a claim and a new output to the claim that holds of it.

mod align;
mod anchors;
mod give_back;
mod merge;
mod names;
mod step;
mod write;

use std::collections::{HashMap, HashSet};

use write::Writer;

use crate::pattern::Item;
use crate::text::{self, counted};
use crate::{Binding, Cause, Match, Mismatch, ParseError, Pattern};

/// Why a claim cannot be made to hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BlessError {
    /// The claim cannot be read. Not of a blank one, which is filled.
    #[error("the claim has {} that must be corrected by hand first", counted(.0.len(), "fault"))]
    Claim(Vec<ParseError>),
    /// Of what the claim says no text would be left, or nothing was printed. What is worth claiming
    /// is for a person to say.
    #[error("no text of the claim is left in the output: choose by hand what to claim")]
    NothingLeft,
    /// There are too many ways to read the claim, as it stands or as it would have to be.
    #[error("{0}")]
    TooManyWays(Box<Mismatch>),
}

/// The claim changed as little as it takes to hold of an output.
///
/// A claim that holds is handed back as it is, to the byte. Of any other, the lines that hold stay
/// as they are, placeholders and `...` included, and only the others are replaced by what was
/// printed. Line breaks stay what they were, and so do blanks and blank lines at the claim's end.
/// The result always holds, and blessing it again changes nothing.
///
/// - As many lines stay as can: a printed line more leaves all of them, a printed line less or
///   another costs at most one. Which of the lines that bind a name to different texts stay follows
///   from that.
/// - A new line is escaped where it would not be read as it was printed.
/// - In a changed line, placeholders stay if it is plain that they still hold: `took <ms>ms, 3
///   items` becomes `took <ms>ms, 4 items`. Others are replaced by the text.
/// - A line beside a `...` that no longer holds is replaced by the printed line most like it, so
///   that the `...` does not swallow it. A `...` that is interrupted stands again after the
///   interruption.
/// - A placeholder that would only ever stand for its own spelling is escaped.
/// - A blank claim becomes the whole output.
///
/// Memory and time are bounded. Claims and outputs that differ in a great many places are cut where
/// a line stands once in both; then more lines may be replaced than need be.
///
/// # Errors
///
/// The claim is faulty, too little of it would be left to claim anything, or there are too many
/// ways to read it: see [`BlessError`].
///
/// # Example
///
/// ```
/// let claim = "\
/// Listening on <port>
///   ...log...
/// Sent 3 bytes in <ms>ms
/// Bye.
/// ";
/// let output = "\
/// Listening on 40123
/// Press Ctrl-C to stop...
///   closing
///   closed
/// Sent 4 bytes in 12ms
/// Bye.
/// ";
/// assert_eq!(expected_output::bless(claim, output).unwrap(), "\
/// Listening on <port>
/// Press Ctrl-C to stop...
///   ...log...
/// Sent 4 bytes in <ms>ms
/// Bye.
/// ");
/// ```
pub fn bless(claim: &str, output: &str) -> Result<String, BlessError> {
    let pattern = match Pattern::parse(claim) {
        Ok(pattern) => match pattern.find_match(output) {
            Ok(_) => return Ok(claim.to_owned()),
            Err(mismatch) if matches!(mismatch.cause, Cause::TooManyWays { .. }) => {
                return Err(BlessError::TooManyWays(mismatch));
            }
            Err(_) => pattern,
        },
        Err(_) if text::lines(claim).next().is_none() => {
            Pattern { items: Vec::new(), slots: 0, placeholders: 0 }
        }
        Err(faults) => return Err(BlessError::Claim(faults)),
    };
    let lines = text::printed(output);
    let steps = anchors::steps(&pattern, &lines);
    let steps = give_back::give_back(&steps, &pattern.items, &lines);
    let writer = Writer { block: claim, pattern: &pattern, lines: &lines };
    let (blessed, found) = settle(writer.literal(&steps), output)?;
    let merged = writer.merged(&steps, values(&pattern, &found));
    // Names may stand in each other's way where lines were merged one by one.
    let merged = merged.and_then(|merged| settle(merged, output).ok());
    Ok(merged.map_or(blessed, |(merged, _)| merged))
}

/// Makes sure that a claim holds, with placeholders that only stand for themselves made literal.
fn settle(mut claim: String, output: &str) -> Result<(String, Match), BlessError> {
    loop {
        let pattern = Pattern::parse(&claim).map_err(|_| BlessError::NothingLeft)?;
        match pattern.find_match(output) {
            Ok(found) => return Ok((claim, found)),
            Err(mismatch) if matches!(mismatch.cause, Cause::BindsItself { .. }) => {
                claim = escaped(&claim, &pattern, &mismatch.bindings);
            }
            Err(mismatch) => return Err(BlessError::TooManyWays(mismatch)),
        }
    }
}

/// The claim with those placeholders escaped that only stand for themselves. Each time there is at
/// least one less.
fn escaped(claim: &str, pattern: &Pattern, bindings: &[Binding]) -> String {
    let others: HashSet<_> =
        bindings.iter().filter(|b| *b.text != *b.spelling).map(|b| &b.spelling).collect();
    let mut text = String::with_capacity(claim.len());
    let mut at = 0;
    for placeholder in pattern.items.iter().flat_map(Item::placeholders) {
        if !others.contains(&placeholder.spelling) {
            text.push_str(&claim[at..placeholder.span.start]);
            text.push('\\');
            at = placeholder.span.start;
        }
    }
    text + &claim[at..]
}

/// By slot, what the names of a claim stand for in a match of the claim made from it.
fn values<'t>(pattern: &Pattern, found: &'t Match) -> Vec<Option<&'t str>> {
    let mut values = vec![None; pattern.slots];
    let names: HashMap<_, _> =
        found.bindings().iter().map(|b| (b.name.as_deref(), &*b.text)).collect();
    for placeholder in pattern.items.iter().flat_map(Item::placeholders) {
        if let Some(slot) = placeholder.slot {
            values[slot] = names.get(&Some(&*placeholder.label)).copied();
        }
    }
    values
}
