//! Whatever stands in the files, loading ends in a course or in problems that can be shown.

use course::{FrontMatter, Source, front_matter};
use proptest::prelude::*;

use crate::fixture::{ECHO, Fixture, HELLO, SUMMARY};

/// What the checks look for, so that random text gets past the first of them.
const PIECES: &[&str] = &[
    "---\n",
    "id: hello\n",
    "tags: [a, [b]]\n",
    "title: \"",
    "prerequisites: [hello, x]\n",
    "? ",
    ": ",
    "- ",
    "&a *a ",
    "## Concept\n",
    "## Experiment\n",
    "## Expected Output\n",
    "## Challenge\n",
    "## Deep Dive\n",
    "\n",
    "\r\n",
    "\t",
    "```rust\n",
    "```\n",
    "> ",
    "    ",
    "1. ",
    "<details>",
    "</details>",
    "<!-- ",
    " -->\n",
    "{{#include ",
    "../../../katas/hello/src/main.rs",
    ":top",
    ":1",
    "}}",
    "\\{{#include x}}",
    "{{#title x}}",
    "// ANCHOR: top\n",
    "// ANCHOR_END: top\n",
    "#[cfg(test)]\n",
    "mod x;\n",
    "mod x {\n",
    "}\n",
    "fn challenge_1_x() {}\n",
    "[x](first/hello.md)\n",
    "[dependencies]\n",
    "x = { path = \"../x\" }\n",
    "[[bin]]\n",
    "name = \"x\"\n",
    "ä€😀",
    "\u{0}",
    "\u{feff}",
    "\u{1b}[31m",
    "...",
    "<name>",
    "<",
    "\\",
];

const FILES: [&str; 7] = [
    HELLO,
    ECHO,
    SUMMARY,
    "katas/hello/src/main.rs",
    "katas/hello/tests/challenges.rs",
    "katas/echo/Cargo.toml",
    "Cargo.toml",
];

fn text() -> impl Strategy<Value = String> {
    let piece = proptest::sample::select(PIECES).prop_map(str::to_owned);
    let piece = prop_oneof![4 => piece, 1 => any::<String>()];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn front_matter_of_any_text(text in text()) {
        for text in [text.clone(), format!("---\n{text}\n---\n")] {
            if let Some(split) = front_matter::split(&text) {
                prop_assert!(split.yaml.end <= split.body && split.body <= text.len());
                prop_assert!(text[split.yaml].lines().all(|line| line.trim_end() != "---"));
            }
            if let Err(problems) = FrontMatter::parse(&Source::new("a.md", text)) {
                prop_assert!(!problems.to_string().is_empty());
            }
        }
    }
}

proptest! {
    // Fewer than usual: each case writes a course to disk.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn course_with_any_text_in_one_file(text in text(), keep in any::<bool>(), file in 0..FILES.len()) {
        let edit = |good: &str| if keep { format!("{good}{text}") } else { text.clone() };
        let fixture = Fixture::good().map(FILES[file], edit);
        if let Err(problems) = fixture.load() {
            prop_assert!(!problems.is_empty());
            for problem in &problems {
                prop_assert!(problem.line() > 0 && problem.column() > 0);
                prop_assert!(!problem.render(true).is_empty());
            }
        }
    }
}
