//! Whatever is handed in: no panic, and only ranges that can be cut.

use expected_output::{Claim, Pattern, evidence};
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
    fn nothing_panics(block in text(), output in text(), other in text(), start in 0_usize..9) {
        let pattern = match Pattern::parse(&block) {
            Ok(pattern) => pattern,
            Err(errors) => {
                prop_assert!(!errors.is_empty());
                prop_assert!(errors.iter().all(|error| block.get(error.span.clone()).is_some()));
                return Ok(());
            }
        };
        match pattern.find_match(&output) {
            Ok(found) => {
                evidence(&output, &found);
                evidence(&other, &found);
            }
            Err(mismatch) => {
                prop_assert!(block.get(mismatch.claim_span.clone()).is_some());
                let line = mismatch.printed_line.and_then(|line| output.split('\n').nth(line - 1));
                prop_assert!(line.is_none_or(|line| line.get(mismatch.printed_range.clone()).is_some()));
                mismatch.explain(&Claim { path: "a.md", file: &block, start: 0 }, &output, true);
                mismatch.explain(&Claim { path: "a.md", file: &other, start }, &other, false);
            }
        }
    }

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
