//! The matcher against one that is slow and obviously right, over alphabets so small that texts
//! repeat, overlap and go wrong in every way.
//!
//! Not with `proptest`: its cases cost more than what they check here, and these are as small as
//! they can get without being shrunk.

mod dice;

use dice::Dice;
use std::fmt;

use expected_output::{Fate, Match, Pattern};

#[derive(Clone, Copy, Debug, PartialEq)]
enum Part {
    Literal(&'static str),
    Anonymous,
    Named(&'static str),
    Number,
}

#[derive(Clone, Debug)]
enum Line {
    Elision(&'static str),
    Text(Vec<Part>),
}

/// A way to read a claim: how many printed lines each line stands for, and which texts the
/// placeholders stand for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Reading<'t> {
    lines: Vec<usize>,
    texts: Vec<&'t str>,
    names: Vec<(&'static str, &'t str)>,
}

/// Tries everything, in the order of preference, and returns the first that fits.
fn first_reading<'t>(
    claim: &[Line],
    output: &[&'t str],
    so_far: &Reading<'t>,
) -> Option<Reading<'t>> {
    let Some((line, others)) = claim.split_first() else {
        return output.is_empty().then(|| so_far.clone());
    };
    let mut next = so_far.clone();
    next.lines.push(1);
    match line {
        Line::Elision(margin) => (1..=output.len()).find_map(|count| {
            let has_margin = |line: &&str| line.starts_with(margin) || *line == margin.trim_end();
            let mut next = so_far.clone();
            next.lines.push(count);
            let all = output[..count].iter().all(has_margin);
            all.then(|| first_reading(others, &output[count..], &next))?
        }),
        Line::Text(parts) => {
            let (text, rest) = output.split_first()?;
            readings(parts, text, &next).iter().find_map(|next| first_reading(others, rest, next))
        }
    }
}

/// All ways to read a printed line, the preferred first.
fn readings<'t>(parts: &[Part], text: &'t str, so_far: &Reading<'t>) -> Vec<Reading<'t>> {
    let Some((part, others)) = parts.split_first() else {
        return if text.is_empty() { vec![so_far.clone()] } else { Vec::new() };
    };
    if let Part::Literal(literal) = part {
        return text
            .strip_prefix(literal)
            .map_or(Vec::new(), |rest| readings(others, rest, so_far));
    }
    let mut ends: Vec<usize> = (1..=text.len()).collect();
    if *part == Part::Number {
        ends.reverse();
        ends.retain(|end| text[..*end].bytes().all(|byte| byte.is_ascii_digit()));
    }
    let read = |end: usize| {
        let (text, rest) = text.split_at(end);
        let mut next = so_far.clone();
        next.texts.push(text);
        let name = match part {
            Part::Named(name) => *name,
            Part::Number => "number",
            _ => return readings(others, rest, &next),
        };
        match next.names.iter().find(|(other, _)| *other == name) {
            Some((_, bound)) if *bound != text => return Vec::new(),
            Some(_) => {}
            None => next.names.push((name, text)),
        }
        readings(others, rest, &next)
    };
    ends.into_iter().flat_map(read).collect()
}

fn reading(found: &Match, lines: usize) -> Reading<'_> {
    let mut reading = Reading { lines: vec![0; lines], ..Reading::default() };
    for fate in found.fates() {
        let (Fate::Claimed { claim_line } | Fate::Elided { claim_line }) = fate;
        reading.lines[claim_line - 1] += 1;
    }
    reading.texts = found.bindings().iter().map(|binding| binding.text.as_str()).collect();
    reading
}

/// Whether there is a match, once both have been found to say the same.
fn check(claim: &[Line], output: &[String]) -> bool {
    let block = claim.iter().map(Line::to_string).collect::<Vec<_>>().join("\n");
    let output: Vec<&str> = output.iter().map(String::as_str).collect();
    let context = format!("--- claim\n{block}\n--- output\n{}\n---", output.join("\n"));

    let expected = first_reading(claim, &output, &Reading::default());
    let found = Pattern::parse(&block).expect(&context).find_match(&output.join("\n"));
    for binding in found.as_ref().map_or(&[][..], Match::bindings) {
        assert_eq!(
            output[binding.output_line - 1][binding.range.clone()],
            binding.text,
            "{context}"
        );
    }
    let found = found.as_ref().ok().map(|found| reading(found, claim.len()));
    let expected = expected.map(|reading| Reading { names: Vec::new(), ..reading });
    assert_eq!(found, expected, "{context}");
    found.is_some()
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Elision(margin) => write!(f, "{margin}..."),
            Self::Text(parts) => parts.iter().try_for_each(|part| match part {
                Part::Literal(text) => f.write_str(text),
                Part::Anonymous => f.write_str("<_>"),
                Part::Named(name) => write!(f, "<{name}>"),
                Part::Number => f.write_str("<number>"),
            }),
        }
    }
}

impl Dice {
    fn claim(&mut self) -> Vec<Line> {
        let mut claim: Vec<Line> = (0..self.below(5)).map(|_| self.claim_line()).collect();
        // The claim has to claim something.
        claim.push(Line::Text(vec![Part::Literal("z")]));
        claim
    }

    fn claim_line(&mut self) -> Line {
        use Part::{Anonymous, Literal, Named, Number};
        const PARTS: [Part; 12] = [
            Literal("a"),
            Literal("b"),
            Literal("ab"),
            Literal("1"),
            Literal(">"),
            Anonymous,
            Named("x"),
            Named("x"),
            Named("x"),
            Named("y"),
            Named("y"),
            Number,
        ];
        match self.below(3) {
            0 => Line::Elision(self.pick(&["", "> ", "  "])),
            _ => Line::Text((0..self.below(6)).map(|_| self.pick(&PARTS)).collect()),
        }
    }

    /// An output that has nothing to do with a claim.
    fn output(&mut self) -> Vec<String> {
        const LINES: [&str; 20] = [
            "", "a", "b", "aa", "ab", "ba", "1", "11", "a1", "abab", "aabb", "a1b1", ">", "> a",
            "> ab", "  a", "  b1", "aaaa", "abcab", "1111",
        ];
        let mut output: Vec<_> = (0..self.below(5)).map(|_| self.pick(&LINES).to_owned()).collect();
        output.push("z".into());
        output
    }

    /// An output that fits a claim, or nearly does.
    fn output_of(&mut self, claim: &[Line]) -> Vec<String> {
        let names = [self.pick(&["a", "b", "ab", "1"]), self.pick(&["a", "b", "11"])];
        let mut output = Vec::new();
        for line in claim {
            match line {
                Line::Elision(margin) => {
                    for _ in 0..=self.below(3) {
                        output.push(
                            format!("{margin}{}", self.pick(&["", "a", "ab", "1a"]))
                                .trim_end()
                                .to_owned(),
                        );
                    }
                }
                Line::Text(parts) => {
                    output.push(parts.iter().map(|part| self.text_of(*part, names)).collect());
                }
            }
        }
        output
    }

    fn text_of(&mut self, part: Part, names: [&'static str; 2]) -> &'static str {
        match part {
            Part::Literal(text) => text,
            Part::Named(name) if self.below(20) > 0 => names[usize::from(name == "y")],
            Part::Number => self.pick(&["1", "1", "11"]),
            _ => self.pick(&["a", "b", "1", "ab"]),
        }
    }
}

#[test]
fn finds_what_the_reference_finds() {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let (mut fitted, mut others) = (0, 0);
    for _ in 0..150_000 {
        let claim = dice.claim();
        let (near, any) = (dice.output_of(&claim), dice.output());
        for output in [near, any] {
            if check(&claim, &output) { fitted += 1 } else { others += 1 }
        }
    }
    assert!(fitted > 50_000 && others > 50_000, "{fitted} fit, {others} do not");
}

#[test]
fn known_faults_of_other_matchers() {
    #[track_caller]
    fn check(claim: &str, output: &str, fits: bool) {
        let found = Pattern::parse(claim).unwrap().find_match(output);
        assert_eq!(found.is_ok(), fits, "{found:?}");
    }
    check("...\nfoo\nbar", "foo\nx\nfoo\nbar", true);
    check("...\nfoo\nbar", "foo\nbar", false);
    check("ab<x>ab", "ab", false);
    check("ab<x>ab", "abab", false);
    check("ab<x>ab", "ababab", true);
    check(r"\...", "...", true);
    check(r"\...", "a", false);
    check("...\n...\nz", "a\nz", false);
    check("...\n...\nz", "a\nb\nz", true);
    check("<x>aab", "aaaab", true);
    check("=<x><x>", "=abab", true);
    check("=<x><x>", "=aba", false);
    check("<number>1!", "111!", true);
}
