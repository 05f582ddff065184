//! The whole transcript of a run, in a form that is the same for every run.

use std::ops::Range;

use crate::kind::is_port;
use crate::{Match, text};

/// The whole of an output that a claim fits, less what may vary: each text that a placeholder
/// stands for reads as the placeholder, where it stands, and the port of a loopback address
/// (`127.0.0.1:PORT`, `[::1]:PORT`, `localhost:PORT`) as `<port>`, wherever it stands.
///
/// It can be kept beside a program, and a change anywhere in the output changes it. Line breaks are
/// LF, blanks at a line's end and blank lines at the output's end are left off, and the last line
/// is ended.
///
/// The match has to be one of the same output; of any other, what lies outside of it is left as it
/// stands.
///
/// # Example
///
/// ```
/// let output = "Listening on 127.0.0.1:40123\ntook 12ms\n";
/// let claim = expected_output::Pattern::parse("...\ntook <ms>ms").unwrap();
/// let found = claim.find_match(output).unwrap();
/// assert_eq!(expected_output::evidence(output, &found), "Listening on 127.0.0.1:<port>\ntook <ms>ms\n");
/// ```
pub fn evidence(output: &str, found: &Match) -> String {
    let mut bindings = found.bindings().iter().peekable();
    let mut evidence = String::with_capacity(output.len());
    for (index, line) in text::printed(output).into_iter().enumerate() {
        let mut parts = Vec::new();
        while let Some(binding) = bindings.next_if(|binding| binding.output_line <= index + 1) {
            parts.push((binding.range.clone(), &*binding.shown));
        }
        parts.extend(loopback_ports(line));
        // A stable sort: where a placeholder stands for the port, it comes first and stays.
        parts.sort_by_key(|(range, _)| range.start);
        replace(line, &parts, &mut evidence);
        evidence.push('\n');
    }
    evidence
}

/// A line without placeholders as the evidence has it.
pub(crate) fn without_ports(line: &str) -> String {
    let mut shown = String::with_capacity(line.len());
    replace(line, &loopback_ports(line), &mut shown);
    shown
}

/// Writes a line with its parts replaced; of parts that overlap, the first.
fn replace(line: &str, parts: &[(Range<usize>, &str)], into: &mut String) {
    let mut at = 0;
    for (range, shown) in parts {
        // A match of another output may have ranges that are none here.
        if let (Some(before), Some(_)) = (line.get(at..range.start), line.get(range.clone())) {
            into.push_str(before);
            into.push_str(shown);
            at = range.end;
        }
    }
    into.push_str(&line[at..]);
}

/// Where the ports of loopback addresses stand in a line, and what stands for them.
fn loopback_ports(line: &str) -> Vec<(Range<usize>, &'static str)> {
    const HOSTS: [&str; 3] = ["127.0.0.1:", "[::1]:", "localhost:"];
    let mut ports = Vec::new();
    for host in HOSTS {
        for (at, _) in line.match_indices(host) {
            let start = at + host.len();
            let rest = &line[start..];
            let len = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            let alone =
                !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '.' || c == '-');
            if alone && is_port(&rest[..len]) {
                ports.push((start..start + len, "<port>"));
            }
        }
    }
    ports
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Pattern;

    #[test]
    fn what_may_vary_reads_as_its_placeholder() {
        #[track_caller]
        fn check(claim: &str, output: &str, expected: &str) {
            let found = Pattern::parse(claim).unwrap().find_match(output).unwrap();
            assert_eq!(evidence(output, &found), expected);
        }
        check("a\n", "a\n", "a\n");
        check("x <ms 0..50> <_>\n", "x 12 b", "x <ms> <_>\n");
        check("x <port _>\n...\n", "x 80\r\n\r\n b \r\n\r\n", "x <port _>\n\n b\n");
        check("<_> took <ms>ms", "127.0.0.1:80 took 1ms", "<_> took <ms>ms\n");
        check(
            "at 127.0.0.1:80 for <ms>ms",
            "at 127.0.0.1:80 for 1ms",
            "at 127.0.0.1:<port> for <ms>ms\n",
        );
        check("<a>é<a>!", "ééé!", "<a>é<a>!\n");
        let ports = "127.0.0.1:1 [::1]:2 localhost:3";
        check(
            "z\n...",
            &format!("z\n{ports}"),
            "z\n127.0.0.1:<port> [::1]:<port> localhost:<port>\n",
        );
        let others =
            "1127.0.0.1:1 my.localhost:3 127.0.0.1:0 127.0.0.1:70000 127.0.0.1: 10.0.0.1:80";
        check("z\n...", &format!("z\n{others}"), &format!("z\n{others}\n"));
        check("on 127.0.0.1:<port server>", "on 127.0.0.1:80", "on 127.0.0.1:<port server>\n");
        check("on <address>, <n>", "on 127.0.0.1:80, 7", "on <address>, <n>\n");
    }

    #[test]
    fn a_match_of_another_output_does_no_harm() {
        let found = Pattern::parse("x <a>").unwrap().find_match("x abcdef").unwrap();
        assert_eq!(evidence("é\n", &found), "é\n");
        assert_eq!(evidence("", &found), "");
    }
}
