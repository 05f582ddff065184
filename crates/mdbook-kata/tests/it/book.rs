//! A built book.

use std::fs;

use mdbook_kata::{Error, build};

use crate::fixture::Fixture;

/// Builds, and says what is wrong, in the words of the command.
pub(crate) fn problems(fixture: &Fixture) -> String {
    let error = build(&fixture.course(), None).unwrap_err();
    format!("{}\nerror: {error}", error.details(false).join("\n"))
}

#[test]
fn a_page_as_html() {
    let fixture = Fixture::new();
    let folder = build(&fixture.course(), None).unwrap();
    assert_eq!(folder, fixture.path("book/book"));
    let page = fixture.read("book/book/part/second.html");
    let main =
        &page[page.find("<main id=\"page-content\">").unwrap()..page.find("</main>").unwrap()];
    let (head, rest) = main.split_at(main.find("<svg").unwrap());
    let rest = &rest[rest.find("</svg>").unwrap()..];
    insta::assert_snapshot!(format!("{head}...{rest}"), @r##"
    <main id="page-content">
                            <h1 id="the-second-t"><a class="header" href="#the-second-t">The *second* &lt;T&gt;</a></h1>
    <ul class="lesson-head">
    <li>Phase 7.5, Sockets &amp; Co, lesson 2</li>
    <li>beginner</li>
    <li>5 min</li>
    <li>about a, b</li>
    <li>builds on <a href="../part/first.html">The *first* &lt;T&gt;</a></li>
    </ul>

    <pre><code class="language-sh">cargo run -p second
    </code></pre>
    <h2 id="concept"><a class="header" href="#concept">Concept</a></h2>
    <p>Text.</p>
    <figure class="drawing">
    <div>...</svg></div>
    <figcaption aria-hidden="true">Two &amp; arrows</figcaption></figure>
    <h2 id="key-insight"><a class="header" href="#key-insight">Key Insight</a></h2>
    <blockquote>
    <p>Short.</p>
    </blockquote>
    <h2 id="experiment"><a class="header" href="#experiment">Experiment</a></h2>
    <figure class="listing"><figcaption><a href="../katas/second/src/main.rs.html#L2">katas/second/src/main.rs</a> <span class="lines">lines 2–4</span></figcaption>
    <pre><code class="language-rust">fn main() {
        println!("Hello");
    }</code></pre>
    </figure>
    <h2 id="expected-output"><a class="header" href="#expected-output">Expected Output</a></h2>
    <pre><code class="language-text expected-output">Hello
    </code></pre>
    <h2 id="challenge"><a class="header" href="#challenge">Challenge</a></h2>
    <ol>
    <li>
    <p>Why?</p>
    <details>
    <summary>Answer</summary>
    <p>Because.</p>
    </details>
    </li>
    </ol>
    <h2 id="deep-dive"><a class="header" href="#deep-dive">Deep Dive</a></h2>
    <pre><code>not a claim
    </code></pre>
    <h2 id="common-mistakes"><a class="header" href="#common-mistakes">Common Mistakes</a></h2>
    <ul>
    <li>None. <em>What it looks like:</em> x. <em>Cure:</em> y.</li>
    </ul>
    <div class="lesson-progress" data-lesson="second"></div>

    <nav class="neighbours" aria-label="Lessons around The *second* &lt;T&gt;">
    <ul>
    <li>Previous lesson: <a href="../part/first.html">The *first* &lt;T&gt;</a></li>
    </ul>
    </nav>
    "##);
}

/// Nothing is fetched from elsewhere, and there is no editor.
#[test]
fn a_page_loads_only_the_book_s_own_files() {
    let fixture = Fixture::new();
    let folder = build(&fixture.course(), None).unwrap();
    let page = fixture.read("book/book/part/second.html");
    let loaded: Vec<_> = page.split(" src=\"").skip(1).map(|rest| &rest[..5]).collect();
    assert!(loaded.len() > 3 && loaded.iter().all(|src| !src.starts_with("http")), "{loaded:?}");
    let files: Vec<_> =
        fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert!(
        files.iter().any(|file| file.to_string_lossy().starts_with("searchindex")),
        "{files:?}"
    );
    assert!(!files.iter().any(|file| file.to_string_lossy().starts_with("ace")), "{files:?}");
}

#[test]
fn two_drawings_share_no_id() {
    let fixture = Fixture::new();
    fixture.edit(
        "book/src/about.md",
        "See",
        "```svgbob x\n<->\n```\n\n```svgbob y\n<->\n```\n\nSee",
    );
    build(&fixture.course(), None).unwrap();
    for page in ["about.html", "print.html"] {
        let page = fixture.read(&format!("book/book/{page}"));
        let mut ids: Vec<_> =
            page.split(" id=\"").skip(1).filter_map(|id| id.split('"').next()).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all);
        assert!(page.matches("<svg role=\"img\"").count() >= 2);
    }
}

#[test]
fn broken_links_are_collected() {
    let fixture = Fixture::new();
    fixture.edit("book/src/about.md", "#concept", "#nowhere");
    fixture.edit(
        "book/src/part/first.md",
        "Because.",
        "[x](none.md) ![p](p.png) [y](https://example.com/)",
    );
    insta::assert_snapshot!(problems(&fixture), @"
    book/src/about.md:3:18: part/second.html#nowhere → nothing in `part/second.html` has the id `nowhere`
    book/src/part/first.md:44:8: none.html → there is no `part/none.html`
    book/src/part/first.md:44:22: p.png → there is no `part/p.png`
    error: the book has 3 broken links
    ");
}

#[test]
fn each_link_is_told_where_it_stands() {
    let fixture = Fixture::new();
    let links = "`[x](none.md)` [x](none.md), [y](none.md) and ![z](https://example.com/z.png)\n\n\
                 <style>a { b: url(https://example.com/c) }</style>\n\nSee";
    fixture.edit("book/src/about.md", "See", links);
    insta::assert_snapshot!(problems(&fixture), @"
    book/src/about.md:3:20: none.html → there is no `none.html`
    book/src/about.md:3:34: none.html → there is no `none.html`
    book/src/about.md:3:52: https://example.com/z.png → nothing is loaded from elsewhere: put the file into the book
    book/src/about.md:5:19: https://example.com/c → nothing is loaded from elsewhere: put the file into the book
    error: the book has 4 broken links
    ");
}

/// mdBook copies the first page to the book's own folder, and its links lead from there then.
#[test]
fn a_book_cannot_begin_in_a_folder() {
    let fixture = Fixture::new();
    fixture.edit("book/src/SUMMARY.md", "[About](about.md)\n\n", "");
    let lessons = fixture.read("book/src/SUMMARY.md");
    fixture.write("book/src/SUMMARY.md", &format!("{lessons}\n[About](about.md)\n"));
    insta::assert_snapshot!(problems(&fixture), @"
    index.html: ../katas/first/src/main.rs.html#L2 → nothing: this is the first page of SUMMARY.md once more, which lies in a folder; let one that lies in book/src itself come first
    error: the book has 1 broken link
    ");
}

#[test]
fn a_complaint_of_a_footnote_has_its_place() {
    let fixture = Fixture::new();
    fixture.edit("book/src/about.md", "See", "A[^a]\n\n[^a]: x\n\n[^a]: y\n\n[^b]: z\n\nSee");
    insta::assert_snapshot!(problems(&fixture), @"
    mdBook: book/src/about.md:7:1: footnote `a` in about.md defined multiple times - not updating to new definition
    mdBook: book/src/about.md:9:1: footnote `b` in `about.md` is defined but not referenced
    error: mdBook has 2 complaints
    ");
}

#[test]
fn what_mdbook_only_logs_is_an_error() {
    let fixture = Fixture::new();
    fixture.edit("book/src/about.md", "See", "Of `<b>`: the <b> of");
    insta::assert_snapshot!(problems(&fixture), @"
    mdBook: book/src/about.md:3:15: unclosed HTML tag `<b>` found in `about.md` while exiting Paragraph
    HTML tags must be closed before exiting a markdown element.
    error: mdBook has 1 complaint
    ");
}

#[test]
fn a_faulty_drawing_stops_the_build() {
    let fixture = Fixture::new();
    fixture.edit("book/src/part/first.md", " Two & arrows", "");
    fixture.edit("book/src/about.md", "See", "```svgbob x\n```\n");
    insta::assert_snapshot!(problems(&fixture), @"
    error: a drawing is empty
     --> book/src/about.md:3:1
      |
    3 | ```svgbob x
      | ^^^^^^^^^^^
      |
      = help: draw something between the fences, or remove them

    error: a drawing has no caption
      --> book/src/part/first.md:17:1
       |
    17 | ```svgbob
       | ^^^^^^^^^
       |
       = help: write it behind `svgbob`: who does not see the drawing hears its caption instead

    error: the book has 2 problems; it was not built
    ");
}

#[test]
fn lessons_count_on() {
    let fixture = Fixture::new();
    fixture.edit("book/src/part/second.md", "sequence: 2", "sequence: 1");
    insta::assert_snapshot!(problems(&fixture), @"
    error: lesson 1 of phase 7.5 is number 2 in SUMMARY.md
     --> book/src/part/second.md:5:1
      |
    5 | sequence: 1
      | ^^^^^^^^^^^
      |
      = help: write `sequence: 2`, or move the lesson in SUMMARY.md

    error: the book has 1 problem; it was not built
    ");
    fixture.edit("book/src/part/second.md", "phase: 7.5", "phase: 8");
    build(&fixture.course(), None).unwrap();
}

#[test]
fn what_markdown_takes_for_text_stops_the_build() {
    let fixture = Fixture::new();
    fixture.edit(
        "book/src/part/first.md",
        "Because.",
        "See [this][nowhere].\n\n   ```rsut\n   ```",
    );
    fixture.edit("book/src/about.md", "See", "<div>\n</div>\n- See");
    insta::assert_snapshot!(problems(&fixture), @"
    error: this stands in an HTML block, in which no Markdown is read
     --> book/src/about.md:5:1
      |
    5 | - See [the second](part/second.md#concept).
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: put a blank line before it, or, if HTML is meant, tags around it

    error: looks like a link and is none
      --> book/src/part/first.md:44:8
       |
    44 |    See [this][nowhere].
       |        ^^^^^^^^^^^^^^^^
       |
       = help: a target with blanks stands in `<…>`, one by name needs a line `[name]: target`; if no link is meant, put it into backticks

    error: unknown language `rsut`
      --> book/src/part/first.md:46:7
       |
    46 |    ```rsut
       |       ^^^^
       |
       = help: did you mean `rust`?

    error: the book has 3 problems; it was not built
    ");
}

#[test]
fn mdbook_s_own_errors_are_passed_on() {
    let fixture = Fixture::new();
    fixture.edit("book/book.toml", "theme = \"theme\"", "theme = \"none\"");
    assert!(matches!(build(&fixture.course(), None), Err(Error::Mdbook(_))));
}

#[test]
fn a_file_that_is_no_text_is_named() {
    let fixture = Fixture::new();
    fs::write(fixture.path("katas/first/notes.md"), b"na\xefve\n").unwrap();
    let told = problems(&fixture).replace('\\', "/"); // as Windows writes paths
    assert!(told.contains("katas/first/notes.md: "), "{told}");
}

#[test]
fn a_page_that_is_the_first_of_its_folder_is_linked_to() {
    let fixture = Fixture::new();
    fixture.write("book/src/tags/README.md", "# Tags\n\n<!-- course: tags -->\n");
    fixture.edit(
        "book/src/SUMMARY.md",
        "[About](about.md)",
        "[About](about.md)\n[Tags](tags/README.md)",
    );
    build(&fixture.course(), None).unwrap();
    assert!(fixture.read("book/book/part/first.html").contains("../tags/index.html#tag-a"));
}
