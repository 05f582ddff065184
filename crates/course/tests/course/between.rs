//! What is wrong between pages, katas and SUMMARY.md, and with files of any sort.

use course::{Course, Problem};

use crate::fixture::{ECHO, Fixture, HELLO, SUMMARY};
use crate::found::{MAIN, PLANTED, TESTS, check, found};

#[test]
fn summary() {
    check(SUMMARY, "- [Later]()\n", "- [Later](later.md)\n", "SUMMARY.md:9:3: `later.md` is listed but is no `.md` file in book/src");
    check(SUMMARY, "- [Later]()\n", "- [Later](../book.toml)\n", "SUMMARY.md:9:3: `../book.toml` is listed but is no `.md` file in book/src");
    found(&Fixture::good().with(SUMMARY, "[Later]()", "[Later](../src2/x.md)").file("book/src2/x.md", ""), "SUMMARY.md:9:3: `../src2/x.md` is listed but is no `.md` file in book/src");
    check(SUMMARY, "- [Later]()\n", "- [Again](./first/hello.md)\n", "SUMMARY.md:9:3: `./first/hello.md` is listed twice");
    check(SUMMARY, "[Introduction](introduction.md)\n", "", "introduction.md:1:1: page is not listed in SUMMARY.md");
    check(SUMMARY, "  - [Echo](first/echo.md)\n", "", "echo.md:1:1: page is not listed in SUMMARY.md");
    check(SUMMARY, "(first/echo.md)", "(first/ecoh.md)", "SUMMARY.md:8:5: `first/ecoh.md` is listed but is no `.md` file in book/src");
    check(SUMMARY, "(first/echo.md)", "(/first/echo.md)", "SUMMARY.md:8:5: `/first/echo.md` is listed but is no `.md` file in book/src");
    check(SUMMARY, "(first/echo.md)", "(other.md)", "SUMMARY.md:8:5: `other.md` is listed but is no `.md` file in book/src\necho.md:1:1: page is not listed in SUMMARY.md");
    found(&Fixture::good().without(SUMMARY), "SUMMARY.md:1:1: cannot read `book/src/SUMMARY.md`");
    found(&Fixture::good().file("book/src/a b.md", "").with(SUMMARY, "[Later]()", "[Later](a%20b.md)"), "");
}

#[cfg(unix)]
#[test]
fn pages_behind_a_link() {
    let root = Fixture::good().write();
    let pages = root.path().join("book/src");
    std::fs::rename(pages.join("first"), root.path().join("elsewhere")).expect("a folder");
    std::os::unix::fs::symlink("../../elsewhere", pages.join("first")).expect("a link");
    std::os::unix::fs::symlink(".", pages.join("circle")).expect("a link");
    let problems = Course::load(root.path()).expect_err("pages that are not looked for");
    let titles: Vec<_> = problems.iter().map(Problem::title).filter(|title| title.contains("listed")).collect();
    assert_eq!(titles, ["`first/hello.md` is listed but stands behind a link", "`first/echo.md` is listed but stands behind a link"]);
}

#[test]
fn names() {
    check(HELLO, "id: hello", "id: helo", "hello.md:2:5: lesson `helo` stands in `hello.md`");
    check("katas/hello/Cargo.toml", "name = \"hello\"", "name = \"helo\"", "hello/Cargo.toml:2:8: the package of kata `hello` is called `helo`");
    check("katas/hello/Cargo.toml", "name = \"hello\"", "", "hello/Cargo.toml:1:1: `Cargo.toml` of kata `hello` has no package name");
    check("katas/hello/Cargo.toml", "name = \"hello\"", "name = ", "hello/Cargo.toml:2:8: not valid TOML: string values must be quoted, expected literal string");
    check("katas/echo/Cargo.toml", "[[bin]]\nname = \"echo\"", "[[bin]]\nname = \"ping\"", "echo/Cargo.toml:6:8: the binary of kata `echo` is called `ping`");
    let bin = |path| Fixture::good().file(&format!("katas/echo/src/bin/{path}"), "");
    found(&bin("hello.rs"), "echo/Cargo.toml:2:8: kata `echo` has another program, `hello`");
    found(&bin("ping/main.rs"), "echo/Cargo.toml:2:8: kata `echo` has another program, `ping`");
    found(&bin("ping/other.rs"), "");
    found(&bin("ping.rs").with("katas/echo/Cargo.toml", "[[bin]]", "autobins = false\n[[bin]]"), "");
    check("katas/hello/Cargo.toml", "description = \"A greeting\"", "", "hello/Cargo.toml:2:8: kata `hello` has no description");
    check("katas/hello/Cargo.toml", "A greeting", " ", "hello/Cargo.toml:2:8: kata `hello` has no description");
    check("katas/hello/Cargo.toml", "[features]\nsolutions = []\n", "", "hello/Cargo.toml:2:8: kata `hello` has no feature `solutions`");
    check("katas/hello/Cargo.toml", "solutions = []\n", "", "hello/Cargo.toml:5:2: kata `hello` has no feature `solutions`");
    found(&Fixture::good().without("katas/hello/Cargo.toml"), "hello.md:2:5: lesson `hello` has no kata");
    found(&Fixture::good().without("katas/echo/src/main.rs").with(ECHO, "src/main.rs", "Cargo.toml"), "echo/Cargo.toml:2:8: kata `echo` has no `src/main.rs`");
    found(&Fixture::good().file("katas/lost/Cargo.toml", "[package]\nname = \"lost\"\n"), "lost/Cargo.toml:1:1: kata `lost` has no lesson");
    found(&Fixture::good().file("katas/no-kata/README.md", ""), "");
}

#[test]
fn two_lessons_of_one_name() {
    let echo = Fixture::good().text(ECHO).to_owned();
    let twice = Fixture::good().file("book/src/second/echo.md", &echo);
    found(&twice.with(SUMMARY, "- [Later]()", "- [Echo](second/echo.md)"), "second/echo.md:2:5: two lessons are called `echo`");
}

#[test]
fn lessons_agree() {
    check(SUMMARY, "[Echo]", "[Ec*h*o `2`]", "SUMMARY.md:8:5: `Echo` is listed as `Echo 2`");
    check(SUMMARY, "[Echo]", "[Ec*h*o]", "");
    check(SUMMARY, "[Echo]", "[Echo\n    2]", "SUMMARY.md:8:5: `Echo` is listed as `Echo 2`");
    check(ECHO, "phase_title: First Steps", "phase_title: Steps", "echo.md:4:14: phase 7.5 has two titles");
    check(ECHO, "phase: 7.5", "phase: 7", "echo.md:3:8: phase 7 comes after phase 7.5");
    check(ECHO, "phase: 7.5", "phase: 7.10", "");
    check(ECHO, "tags: []", "tags: [last, Greeting]", "echo.md:8:14: tag `Greeting` is `greeting` elsewhere");
    check(ECHO, "tags: []", "tags: [greeting]", "");
    found(&Fixture::good().with(ECHO, "phase_title: First Steps", "phase_title: Steps").with(ECHO, "## Deep Dive", ""), "echo.md:4:14: phase 7.5 has two titles\necho.md:35:1: section `Deep Dive` is missing");
}

#[test]
fn a_kata_s_page_is_a_lesson() {
    let with = |edit: fn(&str) -> String, expected| found(&Fixture::good().map(ECHO, edit), expected);
    with(|page| format!("\n{page}"), "echo.md:1:1: the page of kata `echo` has no front matter");
    with(|page| format!("# Echo\n{page}"), "echo.md:1:1: the page of kata `echo` has no front matter");
    with(|_| String::new(), "echo.md:1:1: the page of kata `echo` has no front matter");
    // What some editors write before it all, which mdBook takes away.
    with(|page| format!("\u{feff}{page}"), "");
    with(|page| format!("\u{feff}{}", page.replace("difficulty", "dificulty")), "echo.md:7:1: unknown key `dificulty` in front matter");
    found(&Fixture::good().file("book/src/echo.md", "# A plain page\n").with(SUMMARY, "[Later]()", "[Later](echo.md)"), "");
    found(&Fixture::good().map(ECHO, |page| format!("\n{page}")).with(SUMMARY, "  - [Echo](first/echo.md)\n", ""), "echo.md:1:1: page is not listed in SUMMARY.md");
}

#[test]
fn prerequisites() {
    check(ECHO, "  - hello\n", "  - hello\n  - helo\n", "echo.md:11:5: prerequisite `helo` is not a lesson of this course");
    check(ECHO, "  - hello\n", "  - hello\n  - http\n", "echo.md:11:5: prerequisite `http` is not a lesson of this course");
    check(ECHO, "  - hello\n", "  - hello\n  - echo\n", "echo.md:11:5: `echo` is its own prerequisite");
    check(HELLO, "prerequisites: []", "prerequisites: [echo]", "hello.md:9:17: prerequisites go in a circle: `hello` needs `echo` needs `hello`");
    found(&Fixture::good().with(HELLO, "prerequisites: []", "prerequisites: [echo]").with(ECHO, "prerequisites:\n  - hello\n", "prerequisites: []\n").with("katas/echo/Cargo.toml", "hello.workspace = true\n", ""), "hello.md:9:17: prerequisite `echo` comes later in the book");
}

#[test]
fn dependencies_are_prerequisites() {
    let alone = || Fixture::good().with(ECHO, "prerequisites:\n  - hello\n", "prerequisites: []\n");
    found(&alone(), "echo/Cargo.toml:9:1: kata `echo` depends on `hello`, its lesson does not");
    found(&alone().with("katas/echo/Cargo.toml", "hello.workspace = true", "hi = { path = \"../hello\" }"), "echo/Cargo.toml:9:1: kata `echo` depends on `hello`, its lesson does not");
    found(&alone().with("katas/echo/Cargo.toml", "[dependencies]\nhello", "[dev-dependencies]\nhello"), "");
    found(&alone().with("katas/echo/Cargo.toml", "hello.workspace = true", "[dependencies.hello]\nworkspace = true"), "echo/Cargo.toml:9:15: kata `echo` depends on `hello`, its lesson does not");
    found(&Fixture::good().with("katas/echo/Cargo.toml", "hello.workspace = true", "hello = \"1\""), "");
    found(&Fixture::good().without("Cargo.toml"), "Cargo.toml:1:1: cannot read `Cargo.toml`");
}

#[test]
fn a_dependency_may_be_reached_through_another_lesson() {
    let third = || {
        let echo = Fixture::good().text(ECHO).replace("id: echo", "id: third").replace("katas/echo", "katas/third");
        let good = Fixture::good().file("book/src/first/third.md", &echo.replace("  - hello", "  - echo"));
        let good = good.with(SUMMARY, "- [Later]()", "- [Echo](first/third.md)");
        good.file("katas/third/Cargo.toml", "[package]\nname = \"third\"\ndescription = \"A third\"\n[dependencies]\nhello = { path = \"../hello\" }\n").file("katas/third/src/main.rs", "fn main() {}\n")
    };
    found(&third(), "");
    found(&third().with("book/src/first/third.md", "  - echo", "  - third"), "third.md:10:5: `third` is its own prerequisite\nthird/Cargo.toml:5:1: kata `third` depends on `hello`, its lesson does not");
    found(&third().with(HELLO, "prerequisites: []", "prerequisites: [third]"), "hello.md:9:17: prerequisites go in a circle: `hello` needs `third` needs `echo` needs `hello`");
}

#[test]
fn files_that_cannot_be_read() {
    const NOT_SHOWN: &str = "katas/hello/src/more.rs";
    const SHOWN: &str = "book/shown.txt";
    for path in [HELLO, ECHO, SUMMARY, MAIN, TESTS, PLANTED, NOT_SHOWN, SHOWN, "katas/hello/Cargo.toml", "Cargo.toml", "book/src/introduction.md"] {
        let root = Fixture::good().file(NOT_SHOWN, "").with(ECHO, "## Deep Dive", "## Deep Dive\n{{#include ../../shown.txt}}").write();
        std::fs::write(root.path().join(path), [0xff]).expect("a file");
        let problems = Course::load(root.path()).expect_err("not UTF-8");
        let titles: Vec<_> = problems.iter().map(Problem::title).collect();
        assert!(titles.contains(&format!("cannot read `{path}`").as_str()), "{titles:?}");
    }
}

#[test]
fn files_in_another_encoding() {
    let latin_1 = |path: &str, from: &str, expected: &str| {
        let fixture = Fixture::good();
        let (before, behind) = fixture.text(path).split_once(from).expect("where to put it");
        let text = [before.as_bytes(), from.as_bytes(), b"\xe9\xe8 \xe7", behind.as_bytes()].concat();
        let root = fixture.write();
        std::fs::write(root.path().join(path), text).expect("a file");
        let problems = Course::load(root.path()).expect_err("not UTF-8");
        let place = |problem: &Problem| format!("{}:{}: {}", problem.line(), problem.column(), problem.title());
        let found: Vec<_> = problems.iter().filter(|problem| problem.path() == path).map(place).collect();
        assert_eq!(found, [expected]);
        assert!(problems.to_string().contains("this byte is no UTF-8: 0xe9"), "{problems}");
    };
    latin_1(HELLO, "Before it all", "14:14: cannot read `book/src/first/hello.md`");
    latin_1(HELLO, "title: Hä", "6:10: cannot read `book/src/first/hello.md`");
    latin_1(MAIN, "    greet::", "7:12: cannot read `katas/hello/src/main.rs`");
    latin_1("Cargo.toml", "katas/*\"]\n", "3:1: cannot read `Cargo.toml`");
}
