//! The number of a phase.

use std::fmt;
use std::str::FromStr;

/// The number of a phase, kept as written. Phases sort like the sections of a book: 7, 7.5, 7.10,
/// 8.
///
/// ```
/// use course::Phase;
///
/// let phase = |text: &str| text.parse::<Phase>().unwrap(); assert!(phase("7") < phase("7.5") &&
/// phase("7.5") < phase("7.10") && phase("7.10") < phase("8"));
/// assert_eq!(phase("7.10").to_string(), "7.10"); assert!("seven".parse::<Phase>().is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phase(Vec<u32>);

/// A phase is not whole numbers with dots between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAPhase;

impl fmt::Display for NotAPhase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a phase such as `7` or `7.5`")
    }
}

impl std::error::Error for NotAPhase {}

impl FromStr for Phase {
    type Err = NotAPhase;

    fn from_str(text: &str) -> Result<Phase, NotAPhase> {
        let parts: Result<_, _> = text.split('.').map(str::parse).collect();
        let phase = Phase(parts.map_err(|_| NotAPhase)?);
        // `+7` and `07` are numbers to Rust; two spellings of one phase would print differently.
        if phase.to_string() == text { Ok(phase) } else { Err(NotAPhase) }
    }
}

impl fmt::Display for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, part) in self.0.iter().enumerate() {
            let dot = if index > 0 { "." } else { "" };
            write!(f, "{dot}{part}")?;
        }
        Ok(())
    }
}
