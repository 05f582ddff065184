//! How hard a lesson is.

use std::fmt;

/// How much a lesson asks of the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Difficulty {
    /// `beginner`
    Beginner,
    /// `intermediate`
    Intermediate,
    /// `advanced`
    Advanced,
}

impl Difficulty {
    const ALL: [Difficulty; 3] =
        [Difficulty::Beginner, Difficulty::Intermediate, Difficulty::Advanced];

    /// The word that stands in the front matter.
    pub fn as_str(self) -> &'static str {
        match self {
            Difficulty::Beginner => "beginner",
            Difficulty::Intermediate => "intermediate",
            Difficulty::Advanced => "advanced",
        }
    }

    pub(crate) fn parse(text: &str) -> Option<Difficulty> {
        Difficulty::ALL.into_iter().find(|d| d.as_str() == text)
    }
}

impl fmt::Display for Difficulty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
