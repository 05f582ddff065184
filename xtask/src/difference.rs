//! How two texts differ, for people.

use anstyle::{AnsiColor, Style};
use expected_output::visible;
use similar::{ChangeTag, TextDiff};
use std::time::Duration;

/// After this the shortest of all differences is looked for no more, only a right one: with tens of
/// thousands of lines it would be minutes.
const LONGEST: Duration = Duration::from_millis(500);

/// A unified diff in colour, with the names of both; nothing if nothing differs.
pub fn unified(names: [&str; 2], [before, after]: [&str; 2]) -> String {
    if before == after {
        return String::new();
    }
    let diff = TextDiff::configure().timeout(LONGEST).diff_lines(before, after);
    let mut lines = vec![format!("--- {}", names[0]), format!("+++ {}", names[1])];
    for hunk in diff.unified_diff().context_radius(2).iter_hunks() {
        lines.push(hunk.header().to_string());
        lines.extend(hunk.iter_changes().map(|change| {
            let (sign, style) = match change.tag() {
                ChangeTag::Delete => ('-', AnsiColor::Red.on_default()),
                ChangeTag::Insert => ('+', AnsiColor::Green.on_default()),
                ChangeTag::Equal => (' ', Style::new()),
            };
            let line = visible(change.value().trim_end_matches(['\n', '\r']));
            format!("{style}{sign}{line}{style:#}")
        }));
    }
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::unified;

    #[test]
    fn also_what_is_long_is_compared() {
        let lines = |word: &str| -> String {
            (0..80_000).map(|number| format!("{word} {number}\n")).collect::<Vec<_>>().concat()
        };
        let diff = unified(["a", "b"], [&lines("before"), &lines("after")]);
        let count = |sign| diff.lines().filter(|line| line.contains(sign)).count();
        assert_eq!((count("-before "), count("+after ")), (80_000, 80_000));
    }
}
