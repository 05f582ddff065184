//! Which of the places at which a claim and an output part is named.

use expected_output::{Cause, Mismatch, Pattern};

fn find(claim: &str, output: &str) -> Box<Mismatch> {
    Pattern::parse(claim).expect("a claim").find_match(output).expect_err("a mismatch")
}

/// The claim line and the printed line, as `4:6`; `-` for no printed line.
#[track_caller]
fn check(claim: &str, output: &str, place: &str) {
    let mismatch = find(claim, output);
    let printed = mismatch.printed_line.map_or("-".to_owned(), |line| line.to_string());
    assert_eq!(format!("{}:{printed}", mismatch.claim_line), place, "{mismatch:?}");
}

#[test]
fn the_furthest_line_is_named() {
    check("a\nb\nc", "a\nb\nx", "3:3");
    check("a\n...\nb\nc", "a\nx\nb\nx\nb\nd", "4:4");
    check("a\n...\nb\nServer: c", "a\nx\nb\nx\nb\nServer: d", "4:6");
    check("a\n> ...\nb", "a\n> 1\n> 2\nc", "3:4");
    check("a\n> ...\n> Host: b\nc", "a\n> Host: a\n> Host: x\nc", "3:3");
}

#[test]
fn a_name_that_disagrees_comes_before_a_text_that_differs_later() {
    check("a <x>\nb <x>\nend", "a 1\nb 2\nENDE", "2:2");
    check("a <x>\n...\na <x>\nb <x>\n...", "a 1\nz\na 2\nb 1\na 1\nb 3\nz", "4:6");
}

#[test]
fn the_nearest_line_is_one_that_names_let_through() {
    let claim = "a <x>\n...\nb <x>\nSay hello!";
    check(claim, "a 1\nz\nb 1\nSay goodbye\nb 1\nSay hallo!", "4:6");
    check(claim, "a 1\nz\nb 2\nSay hallo!\nb 1\nSay goodbye", "4:6");
}

#[test]
fn the_output_ended_where_names_let_nothing_else_through() {
    check("k <x>\n...\n<x> a\nz", "k 1\nq\n2 a\nb\n1 a", "4:-");
}

#[test]
fn bounds_hold_for_a_name_that_is_bound_elsewhere() {
    check("n <ms>\n<_><ms 0..5><_>x", "n 12\na12bx", "2:2");
}

#[test]
fn columns_count_characters() {
    let mismatch = find("é<port>!", "éxyz!");
    assert_eq!((mismatch.column, mismatch.printed_range), (2, 2..5));
    let mismatch = find("zé", "zè");
    assert_eq!((mismatch.column, mismatch.printed_range, mismatch.claim_span), (2, 1..3, 1..3));
}

#[test]
fn a_placeholder_for_its_own_spelling_is_noticed() {
    #[track_caller]
    fn check(claim: &str, output: &str, itself: Option<&str>) {
        let found = Pattern::parse(claim).unwrap().find_match(output);
        let cause = found.err().map(|mismatch| mismatch.cause);
        let expected = itself.map(|spelling| Cause::BindsItself { placeholder: spelling.into() });
        assert_eq!(cause, expected);
    }
    check("x<h1>", "x<h1>", Some("<h1>"));
    check("x<h1><b>", "x<h1><b>", Some("<h1>"));
    check("<word> x", "<word> x", Some("<word>"));
    check("<_> x", "<_> x", Some("<_>"));
    check("<_> x\n<_> x", "<_> x\ny x", None);
    check("<h1> x", "<h2> x", None);
}

#[test]
fn what_is_bound_so_far_is_told() {
    let mismatch = find("a <x> <_>\nb <x>, c", "a 1 2\nb 1, d");
    let texts: Vec<_> = mismatch.bindings.iter().map(|b| (&*b.shown, &*b.text)).collect();
    assert_eq!(texts, [("<x>", "1"), ("<_>", "2")]);
    assert_eq!(mismatch.filled.as_deref(), Some("b 1, c"));
}

#[test]
fn the_lines_that_were_searched_are_told() {
    #[track_caller]
    fn check(claim: &str, output: &str, searched: std::ops::Range<usize>) {
        assert_eq!(find(claim, output).searched, searched);
    }
    check("a\nb", "a\nc\nd", 2..3);
    check("a\n...\nb", "a\nc\nd\ne", 3..5);
    check("a\n> ...\nb", "a\n> 1\n> 2\n> 3\nc", 3..6);
    check("a\n> ...\nb\nc", "a\n> 1\nb\nd\n", 4..5);
    check("a\nb", "a", 2..2);
    check("a", "a\nb", 2..3);
}
