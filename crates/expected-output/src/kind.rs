//! The types that a placeholder's first word may name, and the bounds of the numeric ones.

mod decimal;
mod forms;

use std::fmt;

/// A known first word of a placeholder.
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    /// With its article, for messages: "a port".
    noun: &'static str,
    /// The form asked for, for messages and for the guide.
    form: &'static str,
    accept: fn(&str) -> bool,
    /// Whether its texts have a value that bounds can be set to.
    pub(crate) numeric: bool,
}

/// All types. The guide in `language.md` lists them too.
#[rustfmt::skip]
pub(crate) static KINDS: [Kind; 11] = [
    Kind { name: "port", noun: "a port", form: "a whole number from 1 to 65535", accept: forms::port, numeric: true },
    Kind { name: "base64", noun: "base64", form: "letters, digits and `+/` or `-_`, padded with `=` to a multiple of four, with no stray bits before the padding", accept: forms::base64, numeric: false },
    Kind { name: "hex", noun: "hexadecimal", form: "digits 0 to 9 and a to f, together or in groups with a blank or a colon between, each with or without `0x`", accept: forms::hex, numeric: false },
    Kind { name: "number", noun: "a number", form: "digits, perhaps with a sign, a decimal point, an exponent, or `,` or `_` between thousands", accept: forms::number, numeric: true },
    Kind { name: "ms", noun: "a number of milliseconds", form: "digits, perhaps with a decimal point; the unit is written after the placeholder: `<ms>ms`", accept: forms::ms, numeric: true },
    Kind { name: "duration", noun: "a duration", form: "numbers with a unit: ns, µs, us, ms, s, m, min, h or d", accept: forms::duration, numeric: false },
    Kind { name: "timestamp", noun: "a timestamp", form: "a date and time as in RFC 3339 or HTTP, a date, a time of day, or a Unix time of 10 to 19 digits", accept: forms::timestamp, numeric: false },
    Kind { name: "uuid", noun: "a UUID", form: "32 hexadecimal digits in groups of 8-4-4-4-12", accept: forms::uuid, numeric: false },
    Kind { name: "ip", noun: "an IP address", form: "an IPv4 or IPv6 address, without a port and without brackets", accept: forms::ip, numeric: false },
    Kind { name: "path", noun: "a path", form: "names with `/` or `\\` between, without blanks at either end", accept: forms::path, numeric: false },
    Kind { name: "word", noun: "a word", form: "characters without a blank", accept: forms::word, numeric: false },
];

impl Kind {
    pub(crate) fn named(word: &str) -> Option<&'static Self> {
        KINDS.iter().find(|kind| kind.name == word)
    }

    pub(crate) fn accepts(&self, text: &str) -> bool {
        (self.accept)(text)
    }

    pub(crate) fn form(&self) -> &'static str {
        self.form
    }

    pub(crate) fn refusal(&self, text: &str) -> String {
        format!("`{text}` is not {}: {}", self.noun, self.form)
    }
}

pub(crate) fn is_port(text: &str) -> bool {
    forms::port(text)
}

impl fmt::Debug for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// `0..50`, `1..` or `..50`: both ends included.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Bounds {
    low: Option<String>,
    high: Option<String>,
}

/// Why a text is not bounds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum BadBounds {
    NotANumber(String),
    Reversed,
}

impl Bounds {
    pub(crate) fn parse(text: &str) -> Result<Self, BadBounds> {
        let (low, high) = text.split_once("..").unwrap_or((text, ""));
        let bounds = Self { low: end(low)?, high: end(high)? };
        match (&bounds.low, &bounds.high) {
            (Some(low), Some(high)) if decimal::compare(low, high).is_gt() => {
                Err(BadBounds::Reversed)
            }
            _ => Ok(bounds),
        }
    }

    /// Whether the value of a text that its numeric type accepted is within them.
    pub(crate) fn hold(&self, text: &str) -> bool {
        let is_below = |end: &String| decimal::compare(text, end).is_lt();
        let is_above = |end: &String| decimal::compare(text, end).is_gt();
        !self.low.as_ref().is_some_and(is_below) && !self.high.as_ref().is_some_and(is_above)
    }
}

fn end(text: &str) -> Result<Option<String>, BadBounds> {
    if text.is_empty() {
        return Ok(None);
    }
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || b"-.".contains(&byte));
    // `plain` keeps out what Rust reads as a number and readers do not: `inf`, `1e3`.
    if plain && !text.starts_with('.') && text.parse::<f64>().is_ok() {
        Ok(Some(text.to_owned()))
    } else {
        Err(BadBounds::NotANumber(text.to_owned()))
    }
}

impl fmt::Display for Bounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [low, high] = [&self.low, &self.high].map(|end| end.as_deref().unwrap_or_default());
        write!(f, "{low}..{high}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_guide_lists_each_type() {
        let guide = include_str!("language.md");
        for kind in &KINDS {
            let row = format!("| `{}` | {} |\n", kind.name, kind.form);
            assert!(guide.contains(&row), "{row}");
        }
    }

    #[test]
    fn bounds_include_both_ends() {
        #[track_caller]
        fn check(bounds: &str, text: &str, held: bool) {
            assert_eq!(Bounds::parse(bounds).unwrap().hold(text), held, "{text} in {bounds}");
        }
        check("0..50", "0", true);
        check("0..50", "50", true);
        check("0..50", "50.1", false);
        check("1..", "1,234,567", true);
        check("1..", "0", false);
        check("..-1.5", "-1.5", true);
        check("..-1.5", "-1.4", false);
        check("..9223372036854775807", "9223372036854775808", false);
        check("9007199254740993..", "9,007,199,254,740,992", false);
        check("1..", "0.99999999999999999999", false);
        check("1000..", "1e3", true);
    }

    #[test]
    fn bounds_that_mean_nothing_are_refused() {
        #[track_caller]
        fn check(bounds: &str, why: BadBounds) {
            assert_eq!(Bounds::parse(bounds), Err(why));
        }
        check("50..0", BadBounds::Reversed);
        check("0..n", BadBounds::NotANumber("n".into()));
        check("0..=50", BadBounds::NotANumber("=50".into()));
        check("0...5", BadBounds::NotANumber(".5".into()));
        check("1e3..", BadBounds::NotANumber("1e3".into()));
    }
}
