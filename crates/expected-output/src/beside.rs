//! A claim beside its evidence, for those who read both.

use crate::evidence::without_ports;
use crate::found::Fate;
use crate::kind::Kind;
use crate::pattern::{Content, Literal, Pattern, Segment};
use crate::text;

/// A line of a claim, with what was recorded for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// One printed line.
    Claimed(Vec<Piece>),
    /// Printed lines that the claim leaves out.
    Elided {
        /// The claim's own line: its margin, dots and words.
        claim: String,
        /// The lines as they were recorded.
        recorded: Vec<String>,
    },
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Printed as it stands.
    Text(String),
    /// Stands for a text that varies.
    Placeholder {
        /// As the evidence has it: `<base64 key>`.
        shown: String,
        /// What texts of its type look like; `None` if it has no type.
        kind: Option<&'static str>,
    },
}

impl Pattern {
    /// The claim line by line, each elision with the lines of the evidence that it stands for.
    /// `block` is the text that the pattern was parsed from. `None` if this is not the evidence of
    /// a match of this claim.
    ///
    /// ```
    /// use expected_output::{Line, Pattern, evidence};
    ///
    /// let block = "took <ms>ms\n...\nbye\n";
    /// let pattern = Pattern::parse(block).unwrap();
    /// let output = "took 12ms\none\ntwo\nbye\n";
    /// let evidence = evidence(output, &pattern.find_match(output).unwrap());
    /// let lines = pattern.beside(block, &evidence).unwrap();
    /// let recorded = vec!["one".to_owned(), "two".to_owned()];
    /// assert_eq!(lines[1], Line::Elided { claim: "...".to_owned(), recorded });
    /// ```
    pub fn beside(&self, block: &str, evidence: &str) -> Option<Vec<Line>> {
        let found = self.as_shown().find_match(evidence).ok()?;
        let printed = text::printed(evidence);
        let recorded = |line: usize| {
            let fates = found.fates.iter().zip(&printed);
            let of = fates.filter(|(fate, _)| **fate == Fate::Elided { claim_line: line });
            of.map(|(_, text)| (*text).to_owned()).collect()
        };
        let lines = self.items.iter().enumerate().map(|(index, item)| match &item.content {
            Content::Text(segments) => Line::Claimed(segments.iter().map(piece).collect()),
            Content::Elision { .. } => {
                let claim = block.get(item.span.clone()).unwrap_or_default().to_owned();
                Line::Elided { claim, recorded: recorded(index + 1) }
            }
        });
        Some(lines.collect())
    }

    /// The claim that the evidence makes true: in it each placeholder has its own spelling, and so
    /// has the port of a loopback address, which varies though the claim may not say so.
    fn as_shown(&self) -> Pattern {
        let mut pattern = self.clone();
        for item in &mut pattern.items {
            item.is_open = false;
            let Content::Text(segments) = &mut item.content else { continue };
            let text: String = segments
                .iter()
                .map(|segment| match segment {
                    Segment::Literal(literal) => literal.text.as_str(),
                    Segment::Placeholder(placeholder) => &placeholder.shown,
                })
                .collect();
            let text = without_ports(&text);
            if !text.is_empty() {
                *segments = vec![Segment::Literal(Literal { text, ..Literal::default() })];
            }
        }
        pattern
    }
}

fn piece(segment: &Segment) -> Piece {
    match segment {
        Segment::Literal(literal) => Piece::Text(literal.text.clone()),
        Segment::Placeholder(placeholder) => Piece::Placeholder {
            shown: placeholder.shown.to_string(),
            kind: placeholder.kind.map(Kind::form),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn beside(block: &str, evidence: &str) -> Option<Vec<Line>> {
        Pattern::parse(block).expect("a claim").beside(block, evidence)
    }

    #[test]
    fn each_line_is_claimed_or_left_out() {
        let text = |text: &str| Line::Claimed(vec![Piece::Text(text.to_owned())]);
        let elided = |claim: &str, recorded: &[&str]| {
            let recorded = recorded.iter().map(|line| (*line).to_owned()).collect();
            Line::Elided { claim: claim.to_owned(), recorded }
        };
        let check = |block, evidence, expected: &[Line]| {
            assert_eq!(beside(block, evidence).as_deref(), Some(expected), "{block}");
        };
        check("a\nb\n", "a\nb\n", &[text("a"), text("b")]);
        check("a\n\nb\n", "a\n\nb\n", &[text("a"), Line::Claimed(vec![]), text("b")]);
        check("a\n...more...\n", "a\n\nb\n", &[text("a"), elided("...more...", &["", "b"])]);
        check(
            "a\n  > ...\n...\n",
            "a\n  > b\nc\n",
            &[text("a"), elided("  > ...", &["  > b"]), elided("...", &["c"])],
        );
        let port = Piece::Placeholder {
            shown: "<port>".to_owned(),
            kind: Some("a whole number from 1 to 65535"),
        };
        let name = Piece::Placeholder { shown: "<name>".to_owned(), kind: None };
        let blank = Piece::Text(" ".to_owned());
        let at = Piece::Text("at".to_owned());
        check(
            "at <port 1..> <name>\n",
            "at <port> <name>\n",
            &[Line::Claimed(vec![Piece::Text("at ".to_owned()), port, blank, name.clone()])],
        );
        check("at<name>\n", "at<name>\n", &[Line::Claimed(vec![at, name])]);
        check("at [::1]:80\n", "at [::1]:<port>\n", &[text("at [::1]:80")]);
    }

    #[test]
    fn another_claims_evidence_is_none() {
        assert_eq!(beside("a\n", "b\n"), None);
        assert_eq!(beside("at <port>\n", "at 80\n"), None);
    }
}
