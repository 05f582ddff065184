//! Placeholders that do not fit.

use crate::explain;
use insta::assert_snapshot;

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
fn what_was_meant_as_a_placeholder() {
    assert_snapshot!(explain("on <Port>", "on 8080"), @"
    error: the printed text differs from the claim
     --> lesson.md:4:4
      |
    4 | on <Port>
      |    ^^^^^^ expected `<Port>`
      |
     ::: stdout:1:4
      |
    1 | on 8080
      |    ---- printed `8080`
      |
      = help: if `<Port>` is to be a placeholder, its name has to be lower-case words: letters, digits, `-` and `_`, a letter or `_` first, with single blanks between
    ");
    assert_snapshot!(explain("on < port >", "on 8080"), @"
    error: the printed text differs from the claim
     --> lesson.md:4:4
      |
    4 | on < port >
      |    ^^^^^^^^ expected `< port >`
      |
     ::: stdout:1:4
      |
    1 | on 8080
      |    ---- printed `8080`
      |
      = help: if `< port >` is to be a placeholder, its name has to be lower-case words: letters, digits, `-` and `_`, a letter or `_` first, with single blanks between
    ");
}

#[test]
fn nothing_printed_for_a_placeholder() {
    // Blanks at the line's end do not count: it is not they that are missing.
    assert_snapshot!(explain("key: <base64 key>", "key: "), @"
    error: the printed text differs from the claim
     --> lesson.md:4:6
      |
    4 | key: <base64 key>
      |      ^^^^^^^^^^^^ expected `<base64 key>`
      |
     ::: stdout:1:5
      |
    1 | key:
      |     - `<base64 key>` is missing here
      |
      = help: correct the one that is wrong; for what varies from run to run write a placeholder, `<name>`
    ");
}
