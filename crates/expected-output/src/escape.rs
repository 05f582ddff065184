//! Printed text as a claim has to write it.

use crate::parse;

/// The claim line that stands for exactly this printed line. Escapes only what would be read as
/// something else, since a claim is written for readers.
pub(crate) fn line(printed: &str) -> String {
    let claim = part(printed);
    if parse::literal_line(&claim).as_deref() == Some(printed) {
        return claim;
    }
    // Only the first `...` of a line can make it an elision.
    let claim = claim.replacen("...", "\\...", 1);
    if parse::literal_line(&claim).as_deref() == Some(printed) { claim } else { all(printed) }
}

/// Text within a line, as far as it can be told without its surroundings.
pub(crate) fn part(printed: &str) -> String {
    let mut claim = String::with_capacity(printed.len());
    let mut rest = printed;
    while let Some(next) = rest.chars().next() {
        let slashes = rest.len() - rest.trim_start_matches('\\').len();
        let taken = if slashes > 0 {
            let after = &rest[slashes..];
            // All of a run, so that `\\` is not written with three.
            let escapes = slashes > 1 || after.starts_with('<') || after.starts_with("...");
            claim.push_str(&"\\".repeat(if escapes { 2 * slashes } else { 1 }));
            slashes
        } else {
            if parse::is_placeholder(rest) {
                claim.push('\\');
            }
            claim.push(next);
            next.len_utf8()
        };
        rest = &rest[taken..];
    }
    claim
}

/// Everything that can be escaped: right wherever it stands.
pub(crate) fn all(printed: &str) -> String {
    printed.replace('\\', "\\\\").replace('<', "\\<").replace("...", "\\...")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_would_be_misread_is_escaped() {
        #[track_caller]
        fn check(printed: &str, claim: &str) {
            assert_eq!(line(printed), claim);
            assert_eq!(parse::literal_line(claim).as_deref(), Some(printed));
        }
        check("", "");
        check("a < b, <8 bytes> </p>", "a < b, <8 bytes> </p>");
        check("<h1>Hi</h1> <ms 0..5>", r"\<h1>Hi</h1> \<ms 0..5>");
        check("<<a>", r"<\<a>");
        check("Waiting...", "Waiting...");
        check("  ...", r"  \...");
        check("...table...", r"\...table...");
        check("....", "....");
        check(r"C:\dir", r"C:\dir");
        check(r"\\server", r"\\\\server");
        check(r"\\ <8>", r"\\\\ <8>");
        check(r"\<a> \<8> \...", r"\\\<a> \\<8> \\...");
        check(r"\\ ...", r"\\\\ \...");
        check(r"\", r"\");
    }
}
