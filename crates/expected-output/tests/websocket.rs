//! The claim of a real lesson, and what becomes of it when any one of its characters is wrong.

use expected_output::{Cause, Fate, Match, Mismatch, Pattern, evidence};

const CLAIM: &str = include_str!("websocket/claim.txt");
const OUTPUT: &str = include_str!("websocket/output.txt");

#[test]
fn a_fitting_transcript_fits() {
    let found = find(CLAIM).unwrap();
    let texts: Vec<_> = found.bindings().iter().map(|b| (&*b.shown, &*b.text)).collect();
    let (key, hash) = ("EBESExQVFhcYGRobHB0eHw==", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    let hashes = [("<hash>", hash); 3];
    assert_eq!(texts[..2], [("<base64 key>", key), ("<base64 hash>", hash)]);
    assert_eq!(texts[2..], hashes);
    assert_eq!((found.claimed(), found.elided()), (35, 8));
    assert_eq!(found.fates()[21], Fate::Elided { claim_line: 22 });
}

#[test]
fn the_evidence_leaves_nothing_out_but_what_is_bound() {
    let found = find(CLAIM).unwrap();
    let evidence = evidence(OUTPUT, &found);
    assert_eq!(evidence.lines().count(), OUTPUT.lines().count());
    let changed: Vec<_> = evidence
        .lines()
        .zip(OUTPUT.lines())
        .filter(|(new, old)| new != old)
        .map(|(new, _)| new)
        .collect();
    assert_eq!(
        changed,
        [
            "    Sec-WebSocket-Key: <base64 key>",
            "  Computed Accept: <base64 hash>",
            "  > Host: 127.0.0.1:<port>",
            "  < Sec-WebSocket-Accept: <hash>",
            "  Expected: <hash>",
            "  Received: <hash>",
        ]
    );
}

#[test]
fn line_endings_do_not_count() {
    for (claim, output) in
        [(crlf(CLAIM), OUTPUT.into()), (CLAIM.into(), crlf(OUTPUT)), (crlf(CLAIM), crlf(OUTPUT))]
    {
        Pattern::parse(&claim).unwrap().find_match(&output).unwrap();
    }
}

fn crlf(text: &str) -> String {
    text.replace('\n', "\r\n")
}

/// In the claim as it stands, and in one that names little and leaves most out.
#[test]
fn a_wrong_character_is_reported_at_its_own_line() {
    let sparse = "...\nMagic GUID: <guid>\n...\n  Computed Accept: <hash>\n...\n\
        Received upgrade response:\n  < HTTP/1.1 101 Switching Protocols\n...\n  Received: <hash>\n...\n";
    assert!(check_each_character(CLAIM) > 700);
    assert!(check_each_character(sparse) > 100);
    assert!(check_each_character(&crlf(sparse)) > 100);
}

fn find(claim: &str) -> Result<Match, Box<Mismatch>> {
    Pattern::parse(claim).expect("a claim").find_match(OUTPUT)
}

fn check_each_character(claim: &str) -> usize {
    assert!(find(claim).is_ok());
    let mut checked = 0;
    for (index, line) in claim.lines().enumerate() {
        for (at, character) in literal(line).char_indices() {
            let start = line.as_ptr().addr() - claim.as_ptr().addr() + at;
            let mut wrong = claim.to_owned();
            wrong.replace_range(start..start + character.len_utf8(), "~");
            let mismatch = find(&wrong).expect_err(&wrong);
            assert_eq!(mismatch.claim_line, index + 1, "{mismatch:?}\n{wrong}");
            assert!(!matches!(mismatch.cause, Cause::TooManyWays { .. }));
            checked += 1;
        }
    }
    checked
}

/// The bytes of a line that are neither in its placeholder, which is its last word, nor from the
/// dots of an elision on.
fn literal(line: &str) -> &str {
    let placeholder =
        line.rfind('<').filter(|open| line[open + 1..].starts_with(char::is_lowercase));
    &line[..placeholder.or(line.find("...")).unwrap_or(line.len())]
}
