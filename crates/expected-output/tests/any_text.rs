//! Any text can be claimed.

use expected_output::Pattern;
use proptest::prelude::*;
use proptest::test_runner::Config;

/// Texts that are dense in what the language cares about.
fn text() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(vec![
        "a",
        "1",
        "é",
        " ",
        "\t",
        "\n",
        "\r\n",
        "<",
        ">",
        "<a>",
        "<_>",
        "<ms 0..5>",
        "<ms 5..0>",
        "<base64 x>",
        "<path>",
        "...",
        "...a...",
        "\\",
        "\\<",
        "\\...",
        "> ",
        "  ",
        ".",
        "127.0.0.1:",
        "[::1]:80",
        "\u{1b}[1m",
        "\u{0}",
        "中",
    ]);
    prop::collection::vec(parts, 0..20).prop_map(|parts| parts.concat())
}

/// The claim that an output is exactly this text.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('<', "\\<").replace("...", "\\...")
}

proptest! {
    #![proptest_config(Config { cases: 4_000, failure_persistence: None, ..Config::default() })]

    #[test]
    fn an_escaped_text_claims_itself(output in text()) {
        let claim = escaped(&output);
        let Ok(pattern) = Pattern::parse(&claim) else {
            prop_assert!(output.trim().is_empty());
            return Ok(());
        };
        let found = pattern.find_match(&output);
        prop_assert!(found.is_ok(), "{claim:?}: {found:?}");
        let printed = output.trim_end().split('\n').count();
        prop_assert_eq!(found.map(|found| (found.claimed(), found.elided())), Ok((printed, 0)));
    }
}
