//! What people read when a claim does not hold: each cause, word for word.

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
fn known_names_are_filled_in_before_texts_are_compared() {
    assert_snapshot!(explain("Sent <hash>\nReceived <hash> in time", "Sent abc\nReceived abc too late"), @"
    error: the printed text differs from the claim
     --> lesson.md:5:17
      |
    5 | Received <hash> in time
      |                 ^^^^^^^ expected `in time`
      |
     ::: stdout:2:14
      |
    2 | Received abc too late
      |              -------- printed `too late`
      |
      = note: with what the names stand for, the claim line reads `Received abc in time`
      = help: correct the one that is wrong; for what varies from run to run write a placeholder, `<name>`
    ");
}

#[test]
fn a_line_that_is_printed_later_is_found() {
    assert_snapshot!(explain("one\ntwo\nthree", "one\nthree\ntwo"), @"
    error: the printed text differs from the claim
     --> lesson.md:5:1
      |
    5 | two
      | ^^^ expected `two`
      |
     ::: stdout:2:1
      |
    2 | three
      | ----- printed `three`
      |
      = note: the claim line fits printed line 3
      = help: correct the one that is wrong; for what varies from run to run write a placeholder, `<name>`
    ");
}

#[test]
fn a_line_that_has_more_or_less() {
    assert_snapshot!(explain("short", "shorter"), @"
    error: the printed text differs from the claim
     --> lesson.md:4:6
      |
    4 | short
      |      ^ nothing more is expected here
      |
     ::: stdout:1:6
      |
    1 | shorter
      |      -- printed `er`
      |
      = help: correct the one that is wrong; for what varies from run to run write a placeholder, `<name>`
    ");
    assert_snapshot!(explain("got <n> bytes, closing", "got 5 bytes"), @"
    error: the printed text differs from the claim
     --> lesson.md:4:9
      |
    4 | got <n> bytes, closing
      |         ^^^^^^^^^^^^^^ expected `bytes, closing`
      |
     ::: stdout:1:7
      |
    1 | got 5 bytes
      |       ----- printed `bytes`
      |
      = help: correct the one that is wrong; for what varies from run to run write a placeholder, `<name>`
    ");
}

#[test]
fn a_type_that_is_refused() {
    assert_snapshot!(explain("Listening on <port>", "Listening on 70000"), @"
    error: `70000` does not fit <port>
     --> lesson.md:4:14
      |
    4 | Listening on <port>
      |              ^^^^^^ expected <port>
      |
     ::: stdout:1:14
      |
    1 | Listening on 70000
      |              ----- `70000` is not a port: a whole number from 1 to 65535
      |
      = help: if the program is right, write another type or other bounds than <port>
    ");
    assert_snapshot!(explain("took <ms 0..50>ms", "took 70ms"), @"
    error: `70` does not fit <ms 0..50>
     --> lesson.md:4:6
      |
    4 | took <ms 0..50>ms
      |      ^^^^^^^^^^ expected <ms 0..50>
      |
     ::: stdout:1:6
      |
    1 | took 70ms
      |      -- `70` is outside 0..50
      |
      = help: if the program is right, write another type or other bounds than <ms 0..50>
    ");
}

#[test]
fn a_name_that_stands_for_two_texts() {
    assert_snapshot!(explain("Sent:     <hash>\n...\nReceived: <hash>", "Sent:     abc\nx\ny\nReceived: abd"), @"
    error: <hash> stands for two different texts
     --> lesson.md:6:11
      |
    4 | Sent:     <hash>
      |           ------ first stands here
    5 | ...
    6 | Received: <hash>
      |           ^^^^^^ has to stand for `abc` again
      |
     ::: stdout:1:11
      |
    1 | Sent:     abc
      |           --- <hash> stood for `abc`
    ...
    4 | Received: abd
      |           --- printed `abd`
      |
      = note: with what the names stand for, the claim line reads `Received: abc`
      = help: if the two may differ, give one of them another name than <hash>
    ");
    assert_snapshot!(explain("<a>=<a>", "x=y"), @"
    error: <a> stands for two different texts
     --> lesson.md:4:5
      |
    4 | <a>=<a>
      | --- ^^^ has to stand for `x` again
      | |
      | first stands here
      |
     ::: stdout:1:3
      |
    1 | x=y
      | - - printed `y`
      | |
      | <a> stood for `x`
      |
      = note: with what the names stand for, the claim line reads `x=x`
      = help: if the two may differ, give one of them another name than <a>
    ");
}

#[test]
fn an_elision_that_stands_for_nothing() {
    assert_snapshot!(explain("Head\n  > ...\nTail", "Head\nTail"), @"
    error: this `...` stands for no line
     --> lesson.md:5:1
      |
    5 |   > ...
      | ^^^^^^^ stands for one or more lines
      |
     ::: stdout:2:1
      |
    2 | Tail
      | ---- does not begin with `  > `
      |
      = help: remove the line if nothing is printed there
    ");
    assert_snapshot!(explain("Head\n...", "Head"), @"
    error: this `...` stands for no line
     --> lesson.md:5:1
      |
    5 | ...
      | ^^^ stands for one or more lines
      |
      = note: the output ends before it
      = help: remove the line if nothing is printed there
    ");
}

#[test]
fn an_output_that_ends_early() {
    assert_snapshot!(explain("one\ntwo\nthree", "one\n"), @"
    error: the output ended before the claim did
     --> lesson.md:5:1
      |
    5 | two
      | ^^^ expected next
      |
      = note: 1 line printed, 2 lines of the claim left
      = help: make the program print the rest, or end the claim before it
    ");
    assert_snapshot!(explain("one", ""), @"
    error: the output ended before the claim did
     --> lesson.md:4:1
      |
    4 | one
      | ^^^ expected next
      |
      = note: the program printed nothing
      = help: make the program print the rest, or end the claim before it
    ");
}

#[test]
fn an_output_that_goes_on() {
    assert_snapshot!(explain("one", "one\ntwo\nthree\nfour\nfive\n"), @"
    error: the output goes on after the claim's end
     --> lesson.md:4:1
      |
    4 | one
      | ^^^ the claim ends here
      |
     ::: stdout:2:1
      |
    2 | two
      | --- the first of 4 lines printed after it
    3 | three
      | -----
    4 | four
      | ----
      |
      = help: claim these lines too, or end the claim with a line `...`
    ");
    assert_snapshot!(explain("one\n  ...", "one\n  a\nb"), @"
    error: the output goes on after the claim's end
     --> lesson.md:5:1
      |
    5 |   ...
      | ^^^^^ the claim ends here
      |
     ::: stdout:3:1
      |
    3 | b
      | - printed after it
      |
      = note: the `...` stands only for lines that begin with `  `
      = help: claim these lines too, or end the claim with a line `...`
    ");
}

#[test]
fn a_line_after_an_elision_that_never_came() {
    assert_snapshot!(explain("one\n...\nServer: done\nend", "one\na\nServer: dome\nend"), @"
    error: the line after `...` was never printed
     --> lesson.md:6:11
      |
    6 | Server: done
      |           ^ never printed
      |
     ::: stdout:3:11
      |
    3 | Server: dome
      |           - the nearest printed line
      |
      = note: the `...` before it stands for all from printed line 2 to the end of the output
      = help: make the program print the line, or correct it in the claim
    ");
    assert_snapshot!(explain("one\n...\nServer: done\nend", "one\na\nb"), @"
    error: the line after `...` was never printed
     --> lesson.md:6:1
      |
    6 | Server: done
      | ^^^^^^^^^^^^ never printed
      |
      = note: the `...` before it stands for all from printed line 2 to the end of the output
      = help: make the program print the line, or correct it in the claim
    ");
}

#[test]
fn a_claim_with_too_many_readings() {
    assert_snapshot!(explain("Dump:\n<a><b><c><a><b><c>!", &format!("Dump:\n{}c!", "ab".repeat(2_000))), @"
    error: there are too many ways to read this claim
     --> lesson.md:5:1
      |
    5 | <a><b><c><a><b><c>!
      | ^^^^^^^^^^^^^^^^^^^ came this far
      |
      = note: hard to tell apart: <a>, <b>, <c>
      = help: put literal text between the placeholders, or give them names of their own
    ");
}

#[test]
fn a_placeholder_that_stands_for_itself() {
    assert_snapshot!(explain("Title: <h1>Hello</h1>", "Title: <h1>Hello</h1>"), @r"
    error: <h1> only ever stands for itself
     --> lesson.md:4:8
      |
    4 | Title: <h1>Hello</h1>
      |        ^^^^ reads as a placeholder
      |
     ::: stdout:1:8
      |
    1 | Title: <h1>Hello</h1>
      |        ---- stands for itself
      |
      = help: if the program prints it as it stands, write `\<h1>`
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
