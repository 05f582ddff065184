//! What people read when a claim does not hold: each cause, word for word.

mod lines;
mod placeholders;

use expected_output::{Claim, Pattern};
use insta::assert_snapshot;

/// The explanation of a claim that stands in a lesson from line 4 on.
fn explain(block: &str, output: &str) -> String {
    let file = format!("## Expected Output\n\n```text\n{block}\n```\n");
    let pattern = Pattern::parse(block).expect("a claim");
    let mismatch = pattern.find_match(output).expect_err("a mismatch");
    let start = file.find(block).expect("the block");
    let claim = Claim { path: "lesson.md", file: &file, start };
    mismatch.explain(&claim, output, false)
}

#[test]
fn text_that_differs_is_marked_and_nothing_else() {
    assert_snapshot!(explain("Hello\nMagic GUID: 258EAFA5-E914", "Hello\nMagic GUID: 258EAFA6-E914"), @"
    error: the printed text differs from the claim
     --> lesson.md:5:20
      |
    5 | Magic GUID: 258EAFA5-E914
      |                    ^ expected `5`
      |
     ::: stdout:2:20
      |
    2 | Magic GUID: 258EAFA6-E914
      |                    - printed `6`
      |
      = help: correct the one that is wrong; for what varies from run to run write a placeholder, `<name>`
    ");
}

#[test]
fn crlf_and_characters_of_any_width() {
    assert_snapshot!(explain("é → <x>\r\nüb\\<er>\r\n", "é → ü\r\nübel\r\n"), @r"
    error: the printed text differs from the claim
     --> lesson.md:5:1
      |
    5 | üb\<er>
      | ^^^^^^^ expected `üb<er>`
      |
     ::: stdout:2:1
      |
    2 | übel
      | ---- printed `übel`
      |
      = help: correct the one that is wrong; for what varies from run to run write a placeholder, `<name>`
    ");
}

#[test]
fn colour_is_asked_for() {
    let (block, output) = ("one", "two");
    let mismatch = Pattern::parse(block).unwrap().find_match(output).unwrap_err();
    let claim = Claim { path: "lesson.md", file: block, start: 0 };
    assert!(mismatch.explain(&claim, output, true).contains("\u{1b}["));
    assert!(!mismatch.explain(&claim, output, false).contains('\u{1b}'));
}

#[test]
fn a_file_that_is_not_the_claims_does_no_harm() {
    let mismatch = Pattern::parse("one <é>é").unwrap().find_match("one x").unwrap_err();
    let claim = Claim { path: "lesson.md", file: "é", start: 1 };
    assert!(mismatch.explain(&claim, "", false).starts_with("error: "));
}
