//! Listings in a built book.

use mdbook_kata::build;

use crate::book::problems;
use crate::fixture::Fixture;

/// Whatever mdBook would make of it.
#[test]
fn a_listing_is_shown_as_it_is() {
    let fixture = Fixture::new();
    let lines = "    let _ = \"\n# one\n  #\n##two\n#[three]\n</code> &amp; \t`é`\n\";\n";
    let main = fixture
        .read("katas/first/src/main.rs")
        .replace("main() {\n", &format!("main() {{\n{lines}"));
    fixture.write("katas/first/src/main.rs", &main);
    build(&fixture.course(), None).unwrap();
    let page = fixture.read("book/book/part/first.html");
    let shown = lines.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    assert!(page.contains(&shown), "{page}");
}

#[test]
fn a_listing_that_is_not_shown_as_it_is_stops_the_build() {
    let check = |listing: &str, main: &str, expected: &str| {
        let fixture = Fixture::new();
        fixture.edit("book/src/part/first.md", LISTING, listing);
        fixture.edit("katas/first/src/main.rs", "    println!(\"Hello\");\n", main);
        let told = problems(&fixture);
        assert!(told.contains(expected) && told.contains("1 problem;"), "{listing}\n{told}");
    };
    let hello = "    println!(\"Hello\");\n";
    let fence = "    println!(\"\n```\n\");\n";
    check(LISTING, fence, "first.md:27:1");
    check(&LISTING.replace('\n', "\n  ").replacen("```", "- ```", 1), hello, "first.md:27:3");
    check(&format!("  {}", LISTING.replace('\n', "\n  ")), hello, "first.md:27:3");
    let fixture = Fixture::new();
    fixture.edit("katas/first/src/main.rs", hello, fence);
    fixture.edit("book/src/part/first.md", LISTING, &LISTING.replace("```", "````"));
    build(&fixture.course(), None).unwrap();
}

const LISTING: &str = "```rust\n{{#include ../../../katas/first/src/main.rs:main}}\n```";

/// Prose may come from a file too, and with it blocks that are in no page.
#[test]
fn an_included_text_moves_no_label() {
    let fixture = Fixture::new();
    fixture.write("shared/note.txt", "```text\nx\n```\n");
    let with_note = format!("{{{{#include ../../../shared/note.txt}}}}\n\n{LISTING}");
    fixture.edit("book/src/part/first.md", LISTING, &with_note);
    build(&fixture.course(), None).unwrap();
    let page = fixture.read("book/book/part/first.html");
    let (_, listing) = page.split_once("katas/first/src/main.rs</a>").unwrap();
    assert!(listing.split_once("</figure>").unwrap().0.contains("fn main()"), "{listing:.300}");
}

/// It has no page of its own to lead to.
#[test]
fn a_listing_may_be_of_any_file() {
    let check = |file: &str, expected: &str| {
        let fixture = Fixture::new();
        fixture.write(file, "x\n");
        let listing = format!("```text\n{{{{#include ../../../{file}}}}}\n```\n\n## Expected");
        fixture.edit("book/src/part/first.md", "## Expected", &listing);
        build(&fixture.course(), None).unwrap();
        assert!(fixture.read("book/book/part/first.html").contains(expected), "{file}");
    };
    check("katas/first/x.txt", "<figcaption>katas/first/x.txt <");
    check("shared/x.rs", "<figcaption>shared/x.rs <");
    check("katas/first/.x/x.rs", "<figcaption>katas/first/.x/x.rs <");
    check("katas/first/x.md", "<figcaption>katas/first/x.md <");
}
