//! What the preprocessor makes of a page.

use mdbook_kata::Kata;
use mdbook_preprocessor::book::{Book, Chapter};
use mdbook_preprocessor::config::Config;
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};

use crate::fixture::Fixture;

/// The Markdown that mdBook gets for a page, or what is wrong with it.
fn page(fixture: &Fixture, path: &str, text: &str) -> Result<String, String> {
    let chapter = Chapter::new("x", text.to_owned(), path, vec![]);
    let book = Book::new_with_items(vec![chapter.into()]);
    let context = PreprocessorContext::new("".into(), Config::default(), "html".into());
    let book =
        Kata::new(fixture.course()).run(&context, book).map_err(|error| error.to_string())?;
    Ok(book.chapters().next().unwrap().content.clone())
}

/// The source of a plain page and what the book gets, both with `<drawing>` for a figure.
#[track_caller]
fn check(text: &str, expected: &str) {
    let shown = page(&Fixture::new(), "about.md", text).unwrap();
    let (start, end) = (shown.find("<figure"), shown.find("</figure>"));
    let shown = match (start, end) {
        (Some(start), Some(end)) => format!("{}<drawing>{}", &shown[..start], &shown[end + 9..]),
        _ => shown,
    };
    assert_eq!(shown, expected, "{text}");
}

#[test]
fn only_html_has_drawings() {
    let kata = Kata::new(Fixture::new().course());
    assert!(kata.supports_renderer("html").unwrap());
    assert!(!kata.supports_renderer("markdown").unwrap());
}

#[test]
fn a_lesson_gets_a_head_and_a_terminal() {
    let fixture = Fixture::new();
    let text = fixture.read("book/src/part/second.md");
    let shown = page(&fixture, "part/second.md", &text).unwrap();
    let (head, body) = shown.split_at(shown.find("## Concept").unwrap());
    insta::assert_snapshot!(head, @r#"
    # The \*second\* \<T\>

    <ul class="lesson-head"><li>Phase 7.5, Sockets &amp; Co, lesson 2</li><li>beginner</li><li>5 min</li><li>about a, b</li><li>builds on <a href="../part/first.md">The *first* &lt;T&gt;</a></li></ul>

    ```sh
    cargo run -p second
    ```
    "#);
    // With all that was added taken back, the body is as it was written.
    let (start, end) = (body.find("<figure").unwrap(), body.find("</figure>").unwrap() + 9);
    let body = body.replace(&body[start..end], "```svgbob Two & arrows\na --> b\n```");
    let body = body.replace("```text,expected-output\nHello", "```\nHello");
    let (start, end) = (body.find("<figure").unwrap(), body.find("```rust").unwrap());
    let body = body.replace(&body[start..end], "").replace("\n\n</figure>", "");
    let body = &body[..body.find("\n\n<div class=\"lesson-progress\"").unwrap()];
    assert_eq!(body, &text[text.find("## Concept").unwrap()..]);
}

#[test]
fn a_lesson_says_where_it_all_comes_from() {
    let fixture = Fixture::new();
    let path = "book/src/part/second.md";
    fixture.edit(path, "```\nHello\n```", "```\nHello\n<ms> ms\n  ...\n```");
    fixture.edit(path, "1. Why?", "1. **Moon.** Greet it in `src/main.rs`, and no `<details>`.\n\n   <details>\n   <summary>Hint 1</summary>\n\n   Say `moon`.\n\n   </details>\n2. Why?");
    fixture.write(
        "katas/second/evidence.snap",
        "---\nsource: x\ninfo: [\"12\"]\n---\nHello\n<ms> ms\n  a\n\n  <b>\n",
    );
    fixture.write(
        "katas/second/tests/challenges.rs",
        "#[test]\n#[ignore]\nfn challenge_1_greets_the_moon() {}\n",
    );
    fixture.write("katas/second/tests/planted.toml", "[[bug]]\nchallenge = 1\nwhat = \"x\"\nfile = \"solutions/main.rs\"\nreplace = \"moon\"\nwith = \"sun\"\n");
    fixture.write(
        "katas/second/solutions/main.rs",
        "fn main() {\n    println!(\"Hello, moon\");\n}\n",
    );
    let shown = page(&fixture, "part/second.md", &fixture.read(path)).unwrap();
    insta::assert_snapshot!(&shown[shown.find("## Experiment").unwrap()..]);
}

#[test]
fn a_solution_says_whose_else_it_shows() {
    let fixture = Fixture::new();
    let path = "book/src/part/second.md";
    let item = |number| {
        format!(
            "{number}. Greet in `src/main.rs`.\n\n   <details><summary>Hint 1</summary>Say it.</details>\n\n"
        )
    };
    fixture.edit(path, "1. Why?", &(item(1) + &item(2) + "3. Why?"));
    let bug = |number| {
        format!(
            "[[bug]]\nchallenge = {number}\nwhat = \"x\"\nfile = \"solutions/main.rs\"\nreplace = \"main\"\nwith = \"x\"\n"
        )
    };
    fixture.write("katas/second/tests/planted.toml", &(bug(1) + &bug(2)));
    fixture.write(
        "katas/second/tests/challenges.rs",
        "#[test]\n#[ignore]\nfn challenge_1_a() {}\n\n#[test]\n#[ignore]\nfn challenge_2_b() {}\n",
    );
    fixture.write("katas/second/solutions/main.rs", "fn main() {}\n");
    let shown = page(&fixture, "part/second.md", &fixture.read(path)).unwrap();
    let summaries = shown.lines().filter(|line| line.contains("Solution"));
    assert_eq!(
        summaries.map(str::trim).collect::<Vec<_>>(),
        [
            "<summary>Solution (shows that of challenge 2 too)</summary>",
            "<summary>Solution (shows that of challenge 1 too)</summary>",
        ]
    );
}

/// However far its text is set in.
#[test]
fn a_solution_stands_in_its_item() {
    for (marker, margin) in [("1.", "   "), ("1. ", "    "), ("1)   ", "      "), (" 1.", "    ")] {
        let fixture = Fixture::new();
        let path = "book/src/part/second.md";
        let item = format!(
            "{marker} Greet in `src/main.rs`.\n\n{margin}<details><summary>Hint 1</summary>Say it.</details>\n"
        );
        let text = fixture.read(path);
        let (start, end) = (text.find("1. Why?").unwrap(), text.find("\n## Deep").unwrap());
        fixture.write(path, &text.replace(&text[start..end], &item));
        fixture.write("katas/second/tests/planted.toml", "[[bug]]\nchallenge = 1\nwhat = \"x\"\nfile = \"solutions/main.rs\"\nreplace = \"main\"\nwith = \"x\"\n");
        let check = "#[test]\n#[ignore]\nfn challenge_1_a() {}\n";
        fixture.write("katas/second/tests/challenges.rs", check);
        fixture.write("katas/second/solutions/main.rs", "fn main() {}\n");
        mdbook_kata::build(&fixture.course(), None).unwrap();
        let page = fixture.read("book/book/part/second.html");
        let list = page.split_once("id=\"challenge\"").unwrap().1.split_once("</ol>").unwrap().0;
        for part in ["class=\"checks\"", "Hint 1", "class=\"solution\"", "language-diff"] {
            assert!(list.contains(part), "{marker:?} {part}: {list}");
        }
    }
}

#[test]
fn a_plain_page_stays_as_it_is() {
    for text in [
        "---\na: b\n---\n# A\r\n\r\n~~~\n```svgbob x\na\n```\n~~~\n\ttab  \n",
        "## Expected Output\n\n```\nHello\n```\n\n    ```svgbob x\n    ```\n",
        "```svgbobs\na\n```\n\\`\\`\\`svgbob x\n`` ```svgbob `` <!-- ```svgbob x -->",
        "",
    ] {
        check(text, text);
    }
}

#[test]
fn a_drawing_ends_before_the_next_line() {
    check("```svgbob x\na\n```\n\nNext", "<drawing>\n\nNext");
    check("```svgbob x\na\n```\nNext", "<drawing>\n\nNext");
    check("Before\n~~~svgbob x y\na\n\n\nb\n~~~", "Before\n<drawing>");
    check("> ```svgbob x\n> a\n> ```\n> Next", "> <drawing>\n>\n> Next");
    check("a\n\n> ```svgbob x\n> a\n> ```\n> b", "a\n\n> <drawing>\n>\n> b");
    check("- a\n  ```svgbob x\n  a\n  ```\n  Next", "- a\n  <drawing>\n\n  Next");
    check("- ```svgbob x\n  a\n  ```\n- Next", "- <drawing>\n\n- Next");
    check("```svgbob x\r\na\r\n```\r\nNext", "<drawing>\n\r\nNext");
}

#[test]
fn what_follows_a_block_at_once_is_markdown() {
    let fixture = Fixture::new();
    let path = "book/src/part/second.md";
    fixture.edit(path, "main}}\n```\n", "main}}\n```\nThat is `main`.\n");
    fixture.edit(path, "Hello\n```\n", "Hello\n```\n> That is **all**.\n");
    fixture.write("katas/second/evidence.snap", "---\nsource: x\n---\nHello\n");
    let shown = page(&fixture, "part/second.md", &fixture.read(path)).unwrap();
    assert!(shown.contains("</figure>\n\nThat is `main`."), "{shown}");
    assert!(shown.contains("</figure>\n\n> That is **all**."), "{shown}");
}

#[test]
fn a_faulty_drawing_is_shown_with_its_line() {
    let fixture = Fixture::new();
    let text = "# About\n\n```svgbob\na\n```\n\n- ```svgbob x\n\n  ```\n";
    fixture.write("book/src/about.md", text);
    // As if an include above had been filled in.
    let filled = text.replace("# About", "# About\n\nthis\nand that");
    insta::assert_snapshot!(page(&fixture, "about.md", &filled).unwrap_err(), @"
    error: a drawing has no caption
     --> book/src/about.md:3:1
      |
    3 | ```svgbob
      | ^^^^^^^^^
      |
      = help: write it behind `svgbob`: who does not see the drawing hears its caption instead

    error: a drawing is empty
     --> book/src/about.md:7:3
      |
    7 | - ```svgbob x
      |   ^^^^^^^^^^^
      |
      = help: draw something between the fences, or remove them
    ");
}

#[test]
fn a_part_that_is_not_there_is_shown_with_its_line() {
    let fixture = Fixture::new();
    let text = "# About\n\n<!-- course: mpa -->\n\nSee <!-- course: map -->\n";
    fixture.write("book/src/about.md", text);
    insta::assert_snapshot!(page(&fixture, "about.md", text).unwrap_err(), @"
    error: unknown part of the course
     --> book/src/about.md:3:1
      |
    3 | <!-- course: mpa -->
      | ^^^^^^^^^^^^^^^^^^^^
      |
      = help: write `totals`, `map`, `lessons`, `progress` or `tags`

    error: a part of the course cannot stand within a line
     --> book/src/about.md:5:5
      |
    5 | See <!-- course: map -->
      |     ^^^^^^^^^^^^^^^^^^^^
      |
      = help: put the comment on a line of its own
    ");
}
