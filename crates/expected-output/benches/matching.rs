//! `cargo bench -p expected-output --bench matching`: the matcher against the nearest peers, on what is easy and on
//! what is hard. Of each case, an output that fits and one that fails at its very end.
//!
//! Parsing and compiling are not measured, but for snapbox, which does both at once. A regex is only
//! asked whether it matches, not what its groups are; ours says what each line and placeholder is.

use std::fmt;
use std::hint::black_box;

use divan::counter::BytesCount;
use divan::{Bencher, bench};
use expected_output::Pattern;
use regex::{Regex, RegexBuilder};
use snapbox::Data;
use snapbox::filter::NormalizeToExpected;

fn main() {
    divan::main();
}

/// A claim in our language, the same for the peers, and an output.
struct Case {
    claim: String,
    regex: String,
    snapbox: String,
    output: String,
}

#[derive(Clone, Copy)]
enum Shape {
    /// 40 lines, as a lesson has them.
    Transcript,
    /// As many lines, none left out.
    Lines(usize),
    /// As many lines, all but the ends of as many stretches left out.
    Elided { lines: usize, elisions: usize },
    /// A line of as many bytes, with ten placeholders.
    Line(usize),
}

#[derive(Clone, Copy)]
struct Row {
    shape: Shape,
    fits: bool,
}

const ROWS: [Row; 16] = {
    const SHAPES: [Shape; 8] = [
        Shape::Transcript,
        Shape::Lines(100_000),
        Shape::Elided { lines: 1_000, elisions: 1 },
        Shape::Elided { lines: 10_000, elisions: 1 },
        Shape::Elided { lines: 100_000, elisions: 1 },
        Shape::Elided { lines: 1_000_000, elisions: 1 },
        Shape::Elided { lines: 1_000_000, elisions: 20 },
        Shape::Line(1_000_000),
    ];
    let mut rows = [Row { shape: Shape::Transcript, fits: true }; 16];
    let mut at = 0;
    while at < rows.len() {
        rows[at] = Row { shape: SHAPES[at / 2], fits: at % 2 == 0 };
        at += 1;
    }
    rows
};

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.shape {
            Shape::Transcript => write!(f, "transcript of 40 lines")?,
            Shape::Lines(lines) => write!(f, "{lines} lines")?,
            Shape::Elided { lines, elisions } => write!(f, "{lines} lines under {elisions} `...`")?,
            Shape::Line(bytes) => write!(f, "line of {bytes} bytes")?,
        }
        write!(f, "{}", if self.fits { "" } else { ", a miss" })
    }
}

impl Row {
    fn case(self) -> Case {
        let case = match self.shape {
            Shape::Transcript => text(40, 5),
            Shape::Lines(lines) => text(lines, usize::MAX),
            Shape::Elided { lines, elisions } => elided(lines, elisions),
            Shape::Line(bytes) => line(bytes),
        };
        let Case { claim, regex, snapbox, mut output } = case;
        if !self.fits {
            output.truncate(output.len() - 4);
            output.push_str("END\n");
        }
        Case { claim, regex: format!("^{regex}$"), snapbox, output }
    }
}

/// Each claim line is a printed line, every so many with a placeholder.
fn text(lines: usize, placeholder_every: usize) -> Case {
    let mut case = Case::new();
    for at in 0..lines {
        let stem = format!("  [{at:06}] frame received, opcode text, final, masked, ");
        match at % placeholder_every {
            1 => case.push(&stem, Some("hash"), "1f2e3d4c"),
            _ => case.push(&stem, None, "8 bytes"),
        }
    }
    case.end()
}

fn elided(lines: usize, elisions: usize) -> Case {
    let mut case = Case::new();
    for stretch in 0..elisions {
        case.push(&format!("stretch {stretch}"), None, "");
        case.claim.push_str("...\n");
        case.regex.push_str("(?:.*\\n)+?");
        case.snapbox.push_str("...\n");
        for at in 0..lines / elisions {
            let line = format!("  [{at:06}] frame received, opcode text, final, masked, 8 bytes\n");
            case.output += &line;
        }
    }
    case.end()
}

fn line(bytes: usize) -> Case {
    let mut case = Case::new();
    for at in 0..10 {
        let text = "0123456789abcdef, ".repeat(bytes / 180);
        case.push(&format!("field {at}: "), Some("value"), &text);
        // All in one line, and each a placeholder of its own.
        for text in [&mut case.claim, &mut case.regex, &mut case.snapbox, &mut case.output] {
            text.truncate(text.trim_end_matches("\\n").trim_end_matches('\n').len());
        }
        let end = case.claim.len() - 1;
        case.claim.insert_str(end, &format!(" {at}"));
    }
    case.push("", None, "");
    case.end()
}

impl Case {
    fn new() -> Self {
        Self {
            claim: String::new(),
            regex: String::new(),
            snapbox: String::new(),
            output: String::new(),
        }
    }

    /// A line that ends in a text, which the claim may leave open.
    fn push(&mut self, stem: &str, name: Option<&str>, text: &str) {
        let placeholder = name.map(|name| format!("<{name}>"));
        let literal = regex::escape(text);
        self.claim += &[stem, placeholder.as_deref().unwrap_or(text), "\n"].concat();
        self.regex += &[&*regex::escape(stem), name.map_or(&*literal, |_| "(.+?)"), "\\n"].concat();
        self.snapbox += &[stem, name.map_or(text, |_| "[..]"), "\n"].concat();
        self.output += &[stem, text, "\n"].concat();
    }

    fn end(mut self) -> Self {
        self.push("end", None, "");
        self
    }
}

#[bench(args = ROWS)]
fn ours(bencher: Bencher<'_, '_>, row: Row) {
    let case = row.case();
    let pattern = Pattern::parse(&case.claim).expect("a claim");
    assert_eq!(pattern.find_match(&case.output).is_ok(), row.fits);
    bencher
        .counter(BytesCount::of_str(&case.output))
        .bench(|| black_box(pattern.find_match(black_box(&case.output)).is_ok()));
}

#[bench(args = ROWS)]
fn regex(bencher: Bencher<'_, '_>, row: Row) {
    let case = row.case();
    let Some(regex) = compiled(&case.regex) else { return };
    assert_eq!(regex.is_match(&case.output), row.fits);
    bencher
        .counter(BytesCount::of_str(&case.output))
        .bench(|| black_box(regex.is_match(black_box(&case.output))));
}

fn compiled(regex: &str) -> Option<Regex> {
    RegexBuilder::new(regex).size_limit(1 << 29).build().ok()
}

#[bench(args = ROWS, sample_count = 10)]
fn snapbox(bencher: Bencher<'_, '_>, row: Row) {
    let case = row.case();
    let expected = Data::text(&case.snapbox);
    let matches = |output: &str| {
        let filter = NormalizeToExpected::new().redact();
        filter.normalize(Data::text(output), &expected) == expected
    };
    assert_eq!(matches(&case.output), row.fits);
    bencher
        .counter(BytesCount::of_str(&case.output))
        .bench(|| black_box(matches(black_box(&case.output))));
}
