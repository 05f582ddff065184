use crate::Pattern;
use crate::pattern::{Content, Item, Segment};

/// What a line was read as: literals in quotes, placeholders with what was found in them, the
/// margin of an elision before its dots.
fn shown(item: &Item) -> String {
    let segment = |segment: &Segment| match segment {
        Segment::Literal(literal) => format!("'{}'", literal.text),
        Segment::Placeholder(p) => {
            let name = if p.anonymous { "_" } else { &p.label };
            let kind = p.kind.map(|kind| format!(":{kind:?}")).unwrap_or_default();
            let bounds =
                p.bounds.as_ref().map(|bounds| format!(" in {bounds}")).unwrap_or_default();
            format!("<{name}{kind}{bounds}>")
        }
    };
    match &item.content {
        Content::Text(segments) => segments.iter().map(segment).collect::<Vec<_>>().join(" "),
        Content::Elision { margin } => format!("[{margin}]..."),
    }
}

#[track_caller]
fn check(line: &str, expected: &str) {
    let pattern = Pattern::parse(&format!("{line}\nz")).unwrap();
    assert_eq!(shown(&pattern.items[0]), expected);
}

#[test]
fn placeholders() {
    check("a <b> c", "'a ' <b> ' c'");
    check("<a><b>", "<a> <b>");
    check("<_> <_a> <a-b_c 1 d>", "<_> ' ' <_a> ' ' <a-b_c 1 d>");
    check("<größe>", "<größe>");
    check("<Buffer 48> <8 bytes> <A> <aB>", "'<Buffer 48> <8 bytes> <A> <aB>'");
    check("<> < a> <a > <a  b> <a", "'<> < a> <a > <a  b> <a'");
    check("<1..x> < a 1..2> <..> <a<b>", "'<1..x> < a 1..2> <..> <a' <b>");
    check("a < b <c>", "'a < b ' <c>");
    check("<<a>>", "'<' <a> '>'");
    check("<a.b> <a,b> </a> <-a>", "'<a.b> <a,b> </a> <-a>'");
}

#[test]
fn types_and_bounds() {
    check("<port> <port _> <port a>", "<port:port> ' ' <_:port> ' ' <port a:port>");
    check("<porter> <host port>", "<porter> ' ' <host port>");
    check("<host _>", "<host _>");
    check(
        "<ms 0..50> <ms _ 1..> <ms wait ..2.5>",
        "<ms:ms in 0..50> ' ' <_:ms in 1..> ' ' <ms wait:ms in ..2.5>",
    );
    check("<number -5..-1>", "<number:number in -5..-1>");
    check("<loading ...> <a ..> <a..b> <a b..c>", "'<loading ...> <a ..> <a..b> <a b..c>'");
}

#[test]
fn elisions() {
    check("...", "[]...");
    check("  > ...", "[  > ]...");
    check("  ...comparison table...", "[  ]...");
    check("... 2 lines <here> ...", "[]...");
    check("-- ...", "[-- ]...");
    check(r"\<\\ ...", r"[<\ ]...");
    check("a ...", "'a ...'");
    check("1...", "'1...'");
    check("<_> ...", "<_> ' ...'");
    check("...a", "'...a'");
    check("....", "'....'");
    check("......", "'......'");
    check("> ... ...", "'> ... ...'");
    check("...a....", "'...a....'");
    check("...a \\...", "'...a ...'");
    check("…", "'…'");
}

#[test]
fn escapes() {
    check(r"\<a>", "'<a>'");
    check(r"\\<a>", r"'\' <a>");
    check(r"\\\<a>", r"'\<a>'");
    check(r"\...", "'...'");
    check(r"\....", "'....'");
    check(r"  \...a...", "'  ...a...'");
    check(r"\a \", r"'\a \'");
    check(r"\.. ...", r"[\.. ]...");
}

#[test]
fn lines_keep_their_place_in_the_block() {
    let block = "a\r\n\r\n  b <c> \\<d\r\n\r\n";
    let pattern = Pattern::parse(block).unwrap();
    let lines: Vec<_> = pattern.items.iter().map(|item| &block[item.span.clone()]).collect();
    assert_eq!(lines, ["a", "", r"  b <c> \<d"]);
    let segments: Vec<_> = pattern.items[2].segments().iter().map(|s| &block[s.span()]).collect();
    assert_eq!(segments, ["  b ", "<c>", r" \<d"]);
}

#[test]
fn faults_are_collected() {
    let block = "z <ms 5..1>\n<host 0..1> <hex 0..1>\r\né <ms 1..x> <ms 0..=5>\n<0..5> < ..5>";
    let errors = Pattern::parse(block).unwrap_err();
    let shown: Vec<_> =
        errors.iter().map(|e| format!("{}: {e}; {}", &block[e.span.clone()], e.help)).collect();
    insta::assert_snapshot!(shown.join("\n"), @r"
    <ms 5..1>: line 1, column 3: the bounds `5..1` hold no number: the first is greater than the second; write the smaller one first
    <host 0..1>: line 2, column 1: only a numeric type can be bounded: `host` is not a type, so there is nothing to compare; the numeric types are port, number, ms; if the program prints this as it stands, write `\<host 0..1>`
    <hex 0..1>: line 2, column 13: only a numeric type can be bounded: `hex` is not a numeric type; the numeric types are port, number, ms; if the program prints this as it stands, write `\<hex 0..1>`
    <ms 1..x>: line 3, column 3: `1..x` are not bounds: `x` is not a number; write `0..50`, `1..` or `..50`; both ends are included
    <ms 0..=5>: line 3, column 13: `0..=5` are not bounds: `=5` is not a number; write `0..50`, `1..` or `..50`; both ends are included
    <0..5>: line 4, column 1: this placeholder has no name: bounds, but no type before them; write `<number 0..5>`; if the program prints this as it stands, write `\<0..5>`
    < ..5>: line 4, column 8: this placeholder has no name: bounds, but no type before them; write `<number ..5>`; if the program prints this as it stands, write `\< ..5>`
    ");
}

#[test]
fn a_block_has_to_claim_something() {
    #[track_caller]
    fn check(block: &str, claims: bool) {
        assert_eq!(Pattern::parse(block).is_ok(), claims);
    }
    check("", false);
    check(" \n\n", false);
    check("...", false);
    check("<a> <b>\n> ...", false);
    check("<a>,", true);
    check("\\...", true);
}
