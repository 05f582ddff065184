//! Lines that are missing, too many, or elsewhere.

use crate::explain;
use insta::assert_snapshot;

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
fn what_cannot_be_seen_is_named() {
    let check = |claim, printed, expected: Option<&str>| {
        let told = explain(claim, printed);
        let note = told.lines().find_map(|line| line.trim().strip_prefix("= note: where they "));
        assert_eq!(note, expected, "{told}");
    };
    check("a b\u{a0}c", "a b c", Some("differ, U+00A0 is expected and U+0020 printed"));
    check("a\tb", "a b", Some("differ, U+0009 is expected and U+0020 printed"));
    check("he\u{301}", "h\u{e9}", Some("differ, U+0065 U+0301 is expected and U+00E9 printed"));
    check("ends\u{200b}", "ends", Some("differ, U+200B is expected and nothing printed"));
    check("\u{e9}t\u{e9}", "ete", None);
}

#[test]
fn an_elision_where_nothing_is_left_out() {
    assert_snapshot!(explain("Head\n...\nTail", "Head\nTail"), @"
    error: this `...` stands for no line
     --> lesson.md:5:1
      |
    5 | ...
      | ^^^ stands for one or more lines
      |
     ::: stdout:2:1
      |
    2 | Tail
      | ---- claimed by the line after it
      |
      = help: remove the line if nothing is printed there
    ");
    assert_snapshot!(explain("...\nHead\nTail", "Head\nTail"), @"
    error: this `...` stands for no line
     --> lesson.md:4:1
      |
    4 | ...
      | ^^^ stands for one or more lines
      |
     ::: stdout:1:1
      |
    1 | Head
      | ---- claimed by the line after it
      |
      = help: remove the line if nothing is printed there
    ");
    assert_snapshot!(explain("Head\n  ...\n  at <n>\nTail", "Head\n  at 7\nTail"), @"
    error: this `...` stands for no line
     --> lesson.md:5:1
      |
    5 |   ...
      | ^^^^^ stands for one or more lines
      |
     ::: stdout:2:3
      |
    2 |   at 7
      |   ---- claimed by the line after it
      |
      = help: remove the line if nothing is printed there
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
fn what_was_meant_as_lines_left_out() {
    for dots in ["\u{2026}", "..", "  ....", "\u{2026}\u{2026}"] {
        let explained = explain(&format!("one\n{dots}\nthree"), "one\ntwo\nthree");
        let help = "= help: if lines are to be left out here, write three dots, `...`";
        assert!(explained.ends_with(help), "{explained}");
    }
    let explained = explain("one\n\\...\nthree", "one\ntwo\nthree");
    assert!(explained.contains("correct the one that is wrong"), "{explained}");
    let explained = explain("one.", "one");
    assert!(explained.contains("correct the one that is wrong"), "{explained}");
}
