//! All that has to hold of any claim and any output: what the fuzzer runs, and `tests/fuzz.rs` for
//! a number of inputs that is the same each time.

use std::collections::HashMap;
use std::ops::Range;
use std::time::{Duration, Instant};

use expected_output::{
    BlessError, Cause, Claim, Match, Mismatch, ParseError, Pattern, bless, evidence,
};

/// What the language cares about.
const TOKENS: [&str; 64] = [
    "a",
    "b",
    "1",
    "z",
    "é",
    "中",
    " ",
    " ",
    "\t",
    "\n",
    "\n",
    "\n",
    "\r\n",
    "\r",
    "<",
    ">",
    "<a>",
    "<a>",
    "<b>",
    "<_>",
    "<_>",
    "<c d>",
    "<ms>",
    "<ms 0..5>",
    "<ms 5..0>",
    "<ms _ 1..>",
    "<port>",
    "<port _>",
    "<number>",
    "<number 1..>",
    "<base64 x>",
    "<hex>",
    "<duration>",
    "<timestamp>",
    "<uuid>",
    "<ip>",
    "<path>",
    "<word>",
    "<word _>",
    "<a 0..1>",
    "...",
    "...",
    "...",
    "...\n",
    "\n...\n",
    "...a...",
    "\\",
    "\\<",
    "\\...",
    "> ",
    "> ...",
    "  ",
    "  ...",
    ".",
    ",",
    "-",
    "127.0.0.1:",
    "[::1]:80",
    "12:30:00",
    "12ms",
    "dGhlIHNhbXBsZSBub25jZQ==",
    "\u{1b}[1m",
    "<h1>",
    "/",
];

/// The last of these in an input begins the output.
const END: char = '\u{0}';

/// Reads an input as a claim and an output, as text or as [`TOKENS`], and checks them.
pub fn check(data: &[u8]) {
    let Some((kind, data)) = data.split_first() else { return };
    let text = if kind % 2 == 0 {
        String::from_utf8_lossy(data).into_owned()
    } else {
        data.iter().map(|byte| TOKENS.get(usize::from(*byte)).copied().unwrap_or("\0")).collect()
    };
    let (claim, output) = text.rsplit_once(END).unwrap_or((&text, &text));
    let started = Instant::now();
    check_pair(claim, output);
    let taken = started.elapsed();
    // What a search that is given up takes, unoptimised and on a slow machine.
    assert!(taken < Duration::from_secs(60), "{taken:?}");
}

fn check_pair(claim: &str, output: &str) {
    let fits = match Pattern::parse(claim) {
        Err(errors) => {
            check_errors(claim, &errors);
            let blank = claim.trim_matches([' ', '\t', '\r', '\n']).is_empty();
            assert_eq!(bless(claim, output).err() == Some(BlessError::Claim(errors)), !blank);
            None
        }
        Ok(pattern) => {
            let found = pattern.find_match(output);
            match &found {
                Ok(found) => check_match(claim, &pattern, output, found),
                Err(mismatch) => check_mismatch(claim, output, mismatch),
            }
            Some(found)
        }
    };
    match bless(claim, output) {
        Ok(new) => {
            let again = Pattern::parse(&new).expect("a blessed claim").find_match(output);
            assert!(again.is_ok(), "{new}\n{again:?}");
            assert_eq!(bless(&new, output).as_ref(), Ok(&new));
            assert!(!matches!(fits, Some(Ok(_))) || new == claim, "{new}");
        }
        Err(BlessError::TooManyWays(mismatch)) => {
            assert!(matches!(mismatch.cause, Cause::TooManyWays { .. }), "{mismatch:?}");
        }
        Err(_) => assert!(!matches!(fits, Some(Ok(_)))),
    }
}

fn check_errors(claim: &str, errors: &[ParseError]) {
    assert!(!errors.is_empty());
    for error in errors {
        cut(claim, &error.span);
        let line = claim.split('\n').nth(error.line - 1).expect("a claim line");
        assert!((1..=line.chars().count() + 1).contains(&error.column));
    }
}

fn check_match(claim: &str, pattern: &Pattern, output: &str, found: &Match) {
    assert_eq!(found.claimed() + found.elided(), found.fates().len());
    assert_eq!(found.claimed(), pattern.claimed());
    let lines: Vec<&str> = output.split('\n').collect();
    let mut names = HashMap::new();
    for binding in found.bindings() {
        assert_eq!(cut(claim, &binding.claim_span), &*binding.spelling);
        assert_eq!(cut(lines[binding.output_line - 1], &binding.range), binding.text);
        if let Some(name) = &binding.name {
            assert_eq!(*names.entry(name).or_insert(&binding.text), &binding.text);
        }
    }
    let evidence = evidence(output, found);
    assert_eq!(evidence.lines().count(), found.fates().len());
    // An address of which a placeholder stands for a part may be one in the evidence only.
    if !output.contains("127.0.0.1:") && !output.contains("[::1]:") {
        assert!(pattern.beside(claim, &evidence).is_some(), "{evidence}");
    }
}

fn check_mismatch(claim: &str, output: &str, mismatch: &Mismatch) {
    cut(claim, &mismatch.claim_span);
    assert!((1..=claim.split('\n').count()).contains(&mismatch.claim_line));
    if let Some(line) = mismatch.printed_line {
        let line = output.split('\n').nth(line - 1).expect("a printed line");
        let before =
            &line[..cut(line, &mismatch.printed_range).as_ptr().addr() - line.as_ptr().addr()];
        assert_eq!(before.chars().count() + 1, mismatch.column);
    }
    let printed = output.split('\n').count();
    assert!(mismatch.searched.start >= 1 && mismatch.searched.start <= mismatch.searched.end);
    assert!(mismatch.searched.end <= printed + 1);
    let page = Claim { path: "page.md", file: claim, start: 0 };
    assert!(mismatch.explain(&page, output, false).starts_with("error: "));
    // A file that has changed since.
    mismatch.explain(&Claim { path: "page.md", file: output, start: 1 }, claim, true);
}

fn cut<'a>(text: &'a str, range: &Range<usize>) -> &'a str {
    text.get(range.clone()).unwrap_or_else(|| panic!("{range:?} of {text:?}"))
}
