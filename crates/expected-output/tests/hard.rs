//! Inputs that make matchers hang or overflow their stack. No clock is read: what does not end here
//! in seconds does not end within the time that CI has.

use expected_output::{Cause, Match, Mismatch, Pattern, bless};

fn find(claim: &str, output: &str) -> Result<Match, Box<Mismatch>> {
    Pattern::parse(claim).expect("a claim").find_match(output)
}

#[test]
fn many_lines() {
    let lines = "x\n".repeat(100_000);
    assert_eq!(find(&lines, &lines).unwrap().claimed(), 100_000);
    assert_eq!(find("...\nx", &lines).unwrap().elided(), 99_999);
    let named = "id=<id> x\n".repeat(100_000);
    let ids = "id=7 x\n".repeat(100_000);
    assert_eq!(find(&named, &ids).unwrap().claimed(), 100_000);
}

#[test]
fn many_elisions_over_equal_lines() {
    let lines = "x\n".repeat(20_000);
    assert_eq!(find(&"...\nx\n".repeat(60), &lines).unwrap().claimed(), 60);
    let mismatch = find(&format!("{}y", "...\nx\n".repeat(60)), &lines).unwrap_err();
    assert_eq!(mismatch.claim_line, 121);
    let mismatch =
        find(&format!("{}id <a>\n...\nid <a>!", "...\nx\n".repeat(50)), &lines).unwrap_err();
    assert_eq!(mismatch.claim_line, 101);
}

#[test]
fn long_lines() {
    let line = "a".repeat(100_000);
    assert!(find("<a><b><c>!", &format!("{line}!")).is_ok());
    assert!(find("a<a>a<b>a<c>a!", &format!("{line}!")).is_ok());
    assert_eq!(find("<a>a<b>a<c>b!", &line).unwrap_err().claim_line, 1);
    assert!(find("<base64 key>!", &format!("{line}!")).is_ok());
}

#[test]
fn names_that_fit_in_too_many_ways_are_given_up() {
    #[track_caller]
    fn check(claim: &str, output: &str, names: &[&str]) {
        match find(claim, output).expect_err(claim).cause {
            Cause::TooManyWays { placeholders } => assert_eq!(placeholders, names),
            cause => panic!("{cause:?}"),
        }
    }
    let line = "ab".repeat(2_000);
    check("<a><b><a><b><a><c><c>!", &format!("{line}b!"), &["<a>", "<b>", "<c>"]);
    let word = "a".repeat(20_000);
    check("<x><word><hex>!", &format!("{word}g!"), &["<x>", "<word>", "<hex>"]);
}

#[test]
fn names_over_many_lines() {
    let ids: Vec<String> = (0..20_000).map(|id| format!("id={id}")).collect();
    let ids = ids.join("\n");
    let found = find("...\nid=<id>\n...\nbye <id>", &format!("{ids}\nx\nbye 19999")).unwrap();
    assert_eq!(found.claimed(), 2);
    assert!(find("...\nid=<id>\n...\nbye <id>", &format!("{ids}\nx\nbye 20000")).is_err());
}

#[test]
fn what_leads_nowhere_is_not_tried_again() {
    let output = format!("{}.q\nbye r", "a".repeat(100));
    let mismatch = find("<_><_><_><_><_><_>.<k>\nbye <k>", &output).unwrap_err();
    assert!(matches!(mismatch.cause, Cause::BoundDifferently { .. }), "{mismatch:?}");
}

/// How many of the claim's lines stay.
#[track_caller]
fn blessed(claim: &[String], output: &[String]) -> usize {
    let new = bless(&claim.join("\n"), &output.join("\n")).expect("a new claim");
    let old: std::collections::HashSet<_> = claim.iter().collect();
    new.lines().filter(|line| old.contains(&(*line).to_owned())).count()
}

/// Unoptimised, the time goes into the tests themselves.
const COUNT: usize = if cfg!(debug_assertions) { 30_000 } else { 100_000 };

fn numbered(count: usize, line: impl Fn(usize) -> String) -> Vec<String> {
    (0..count).map(line).collect()
}

#[test]
fn many_lines_are_blessed() {
    let lines = numbered(COUNT, |at| format!("line {at}"));
    let changed = |every: usize| {
        numbered(COUNT, |at| if at % every == 0 { format!("new {at}") } else { lines[at].clone() })
    };
    assert_eq!(blessed(&lines, &changed(COUNT)), COUNT - 1);
    assert_eq!(blessed(&lines, &changed(1_000)), COUNT - COUNT / 1_000);
    assert_eq!(blessed(&lines, &changed(10)), COUNT - COUNT / 10);
    assert_eq!(blessed(&lines, &changed(1)), 0);
    let mut reversed = lines.clone();
    reversed.reverse();
    assert!(blessed(&lines, &reversed) >= 1);
    let equal = vec!["x".to_owned(); COUNT];
    assert_eq!(blessed(&equal, &equal[1..]), COUNT - 1);
    assert_eq!(blessed(&equal[..COUNT / 2], &equal), COUNT);
}

#[test]
fn many_lines_with_elisions_and_names_are_blessed() {
    let mut claim = vec!["start".to_owned()];
    claim.extend(numbered(20, |at| format!("...\nline {}", (at + 1) * (COUNT / 25))));
    let claim: Vec<String> = claim.join("\n").lines().map(str::to_owned).collect();
    let mut output =
        numbered(COUNT, |at| if at == 0 { "start".into() } else { format!("line {at}") });
    output.truncate(COUNT / 25 * 20 + 1);
    output[COUNT / 25 * 10] = "other".into();
    assert_eq!(blessed(&claim, &output), claim.len() - 1);
    let mut gone = vec!["start".to_owned(), "...".to_owned()];
    gone.extend(numbered(COUNT, |at| format!("gone {at}")));
    assert_eq!(blessed(&gone, &["start".to_owned(), "x".to_owned()]), 2);
    let named = numbered(20_000, |at| format!("id <id {}> x", at / 2));
    let mut ids = numbered(20_000, |at| format!("id {} x", at / 2));
    ids[10_000] = "gone".into();
    assert_eq!(blessed(&named, &ids), 19_999);
}
