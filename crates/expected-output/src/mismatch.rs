//! Why an output does not fit a claim, as data.

use std::ops::Range;

use crate::Binding;

/// Why an output does not fit a claim.
///
/// It names the place up to which everything can be told, not the first that looks odd: a changed
/// character in a claim is reported at its own line, however many `...` stand before it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", crate::explain::title(&self.cause))]
#[non_exhaustive]
pub struct Mismatch {
    /// The claim line that cannot be told; 1 is the block's first. For an output that goes on after
    /// the claim's end, its last.
    pub claim_line: usize,
    /// What to mark of the claim, in bytes of the block.
    pub claim_span: Range<usize>,
    /// The printed line that it meets; 1 is the output's first. `None` if there is none.
    pub printed_line: Option<usize>,
    /// What to mark of that printed line, in bytes of the line.
    pub printed_range: Range<usize>,
    /// The character of the printed line at which the mark begins; 1 is the first.
    pub column: usize,
    /// The printed lines among which the claim line was looked for; 1 is the output's first. More
    /// than one after a `...`, none if the output had ended.
    pub searched: Range<usize>,
    /// What went wrong there.
    pub cause: Cause,
    /// What the placeholders before it stand for.
    pub bindings: Vec<Binding>,
    /// The claim line with the texts in place of the names that are bound, if there are any.
    pub filled: Option<String>,
}

/// What went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Cause {
    /// A literal text of the claim is not what was printed.
    TextDiffers {
        /// What the claim says, less what both have in common at either end. Empty if the printed
        /// line only has more.
        expected: String,
        /// What was printed in its place. Empty if the claim line only has more.
        printed: String,
        /// The next printed line that the claim line fits, if there is one: lines are in another
        /// order, or there are more of them than claimed.
        later: Option<usize>,
    },
    /// A placeholder has a type or bounds that the text does not have.
    Refused {
        /// The placeholder, as it stands in the claim.
        placeholder: String,
        /// The text that stands there.
        text: String,
        /// Why it is not of that type, in a sentence.
        why: String,
    },
    /// A name stands for another text than before.
    BoundDifferently {
        /// The text that stands there now.
        text: String,
        /// The text it stood for before, and where.
        first: Box<Binding>,
    },
    /// A `...` has to stand for at least one line, and there is none.
    NothingElided {
        /// What precedes the `...`, and not the printed line. `None` if that line is what the claim
        /// line after the `...` stands for.
        margin: Option<String>,
    },
    /// The output ended before the claim did.
    Ended {
        /// How many claim lines are left.
        missing: usize,
        /// How many lines were printed.
        printed: usize,
    },
    /// The output goes on after the claim's end.
    WentOn {
        /// How many printed lines are left.
        extra: usize,
        /// The margin that the first of them lacks, if the claim ends with a `...`.
        margin: Option<String>,
    },
    /// A `...` went through to the output's end, since what follows it was never printed.
    NeverCame {
        /// The line of the `...`; 1 is the block's first.
        elision_line: usize,
        /// The first printed line that it stands for.
        since: usize,
    },
    /// The search was given up before all ways to read the claim were tried.
    TooManyWays {
        /// The placeholders that make it hard, as they stand in the claim.
        placeholders: Vec<String>,
    },
    /// A placeholder that only ever stands for its own spelling: it was meant to be literal.
    BindsItself {
        /// The placeholder, as it stands in the claim.
        placeholder: String,
    },
}
