//! What becomes of a claim when the output has changed.

use expected_output::{BlessError, Pattern, bless};

#[track_caller]
fn check(claim: &str, output: &str, expected: &str) {
    assert_eq!(bless(claim, output).as_deref(), Ok(expected));
    assert_eq!(bless(expected, output).as_deref(), Ok(expected));
    assert!(Pattern::parse(expected).expect("a claim").find_match(output).is_ok());
}

#[test]
fn a_claim_that_holds_is_left_alone() {
    for claim in ["a <x>\n  ...\n", "a <x>  \r\n  ...words...\t\r\n\r\n \n", "\\a <x>\n..."] {
        let output = if claim.starts_with('\\') { "\\a 1\nb" } else { "a 1\n  b\n  c" };
        check(claim, output, claim);
    }
}

#[test]
fn other_lines_stay_as_they_were() {
    let claim = "a <x>\nb\n...\nc <ms>ms\nd <x>";
    check(claim, "a 1\nb\nz\nc 1ms\nd 1", claim);
    check(claim, "new\na 1\nb\nz\nc 1ms\nd 1", "new\na <x>\nb\n...\nc <ms>ms\nd <x>");
    check(claim, "a 1\nnew\nb\nz\nc 1ms\nd 1", "a <x>\nnew\nb\n...\nc <ms>ms\nd <x>");
    check(claim, "a 1\nb\nz\nc 1ms\nd 1\nnew", "a <x>\nb\n...\nc <ms>ms\nd <x>\nnew");
    check(claim, "b\nz\nc 1ms\nd 1", "b\n...\nc <ms>ms\nd <x>");
    check(claim, "a 1\nb\nc 1ms\nd 1", "a <x>\nb\nc <ms>ms\nd <x>");
    check(claim, "a 1\nB\nz\nc 1ms\nd 1", "a <x>\nB\n...\nc <ms>ms\nd <x>");
}

#[test]
fn names_stay_bound() {
    check("sent <hash>\ngot <hash>", "sent abc\ngot abd", "sent <hash>\ngot abd");
    check("a <ms 0..50>\nb <ms 0..5>", "a 12\nb 12", "a <ms 0..50>\nb 12");
    let claim = "key <key>\nsent <hash>\ngot <hash>\nagain <hash>";
    check(
        claim,
        "key k\nsent x\ngot abc\nagain abc",
        "key <key>\nsent x\ngot <hash>\nagain <hash>",
    );
    check(
        "...\nid=<id>\n...\nbye <id>\nend",
        "id=1\nid=2\nx\nid=3\ny\nbye 2\nEND",
        "...\nid=<id>\n...\nbye <id>\nEND",
    );
    check(
        "id=<id>\n...\nbye <id>\nlast <id>",
        "id=1\nx\nbye 2\nlast 2",
        "id=1\n...\nbye <id>\nlast <id>",
    );
}

#[test]
fn a_changed_line_keeps_what_plainly_holds() {
    check("took <ms>ms, 3 items", "took 12ms, 4 items", "took <ms>ms, 4 items");
    check("took <ms>ms, 3 items", "took 12ms, no items", "took <ms>ms, no items");
    check("took <ms>ms, 3 items", "took 12ms, 3 items, more", "took <ms>ms, 3 items, more");
    check("sent <n> bytes to <host>", "sent 12 octets to here", "sent 12 octets to here");
    check(
        "sent <number> bytes to <host>",
        "sent 12 octets to here",
        "sent <number> octets to <host>",
    );
    check("<who> was here", "something else here", "something else here");
    check("took <ms 0..50>ms", "took 70ms", "took 70ms");
    check("a <x>\nb <x>, ok", "a 1\nB 1, ok", "a <x>\nB <x>, ok");
    check("a <x>\nb <x>, ok", "a 1\nB 2, ok", "a <x>\nB 2, ok");
    check("a <n> is 1\nb <n> is 2", "a 1 is x\nb 1 is y", "a <n> is x\nb <n> is y");
    check("a <n> is 1\nb <n> is 2", "a 1 is x\nb 3 is y", "a <n> is x\nb 3 is y");
    check("in <port>: 1", "in 80: <a>", r"in <port>: \<a>");
}

#[test]
fn elisions() {
    let claim = "> ...\nend";
    check(claim, "> 1\n> 2\nnew\n> 3\n> 4\nend", "> ...\nnew\n> ...\nend");
    check(claim, "new\n> 1\nend", "new\n> ...\nend");
    check(claim, "end", "end");
    check("a\n...\nz", "a\nx\ny", "a\n...\ny");
    check("a\n...\nz", "a\nx", "a\n...");
    check("a\n...\nz\nend", "a\nx\nq\nend", "a\n...\nq\nend");
    check("z\n...\nend", "q\nx\ny\nend", "q\n...\nend");
    check(
        "a\n...\nServer: done\n...\nend",
        "a\nx\ny\nServer: dome\nq\nend",
        "a\n...\nServer: dome\n...\nend",
    );
    check(
        "a\n...\nServer: done\nend",
        "a\nx\nServer: dome\ny\nend",
        "a\n...\nServer: dome\n...\nend",
    );
    check("a\n  ...table...\nz", "b\n  1\n  2\nz", "b\n  ...table...\nz");
}

#[test]
fn new_text_is_escaped() {
    check("a", "<h1>", r"\<h1>");
    check("a", "  ...", r"  \...");
    check("a", r"\\x", r"\\\\x");
    check("Title: <h1>x", "Title: <h1>x", r"Title: \<h1>x");
    check("a <h1>\nb", "a <h1>\nc", "a \\<h1>\nc");
}

#[test]
fn line_breaks_and_the_end_stay() {
    check("a\r\nb\r\n", "a\nc\nd\n", "a\r\nc\r\nd\r\n");
    check("a\r\nb", "a\nc\nd\n", "a\r\nc\r\nd");
    check("a  \nb \n\n", "a\n\nb\nc\n", "a  \n\nb\nc \n\n");
    check("a\t\nb\n", "a", "a\n");
    check("", "a\n<b>\n", "a\n\\<b>\n");
    check("\n", "a", "a\n");
}

#[test]
fn what_cannot_be_blessed() {
    assert!(matches!(bless("<ms 5..1>", "a"), Err(BlessError::Claim(errors)) if errors.len() == 1));
    assert!(matches!(bless("...", "a"), Err(BlessError::Claim(_))));
    assert!(matches!(bless("\u{c}", "a"), Err(BlessError::Claim(_))));
    assert_eq!(bless("a", "\n"), Err(BlessError::NothingLeft));
    assert_eq!(bless("a\n...", "b"), Err(BlessError::NothingLeft));
    let line = "ab".repeat(2_000);
    let given_up = bless("<a><b><a><b><a><c><c>!", &format!("{line}b!"));
    assert!(matches!(given_up, Err(BlessError::TooManyWays(_))));
}
