//! What a course that loads is made of.

use course::{ChallengeKind, Course, Difficulty, Question, SectionKind};

use crate::fixture::{ECHO, Fixture, HELLO, SUMMARY};

#[test]
fn a_good_course_loads() {
    let course = Fixture::good().load().expect("a good course");
    let ids: Vec<_> = course.lessons().iter().map(course::Lesson::id).collect();
    assert_eq!(ids, ["hello", "echo"]);
    assert_eq!(course.lesson("echo").map(course::Lesson::path), Some("book/src/first/echo.md"));
    assert!(course.lesson("introduction").is_none());
}

/// As many as are worth several threads, of which none knows which it will read.
#[test]
fn many_lessons_are_in_the_books_order() {
    let ids: Vec<_> = (10..99).rev().map(|number| format!("echo-{number}")).collect();
    let mut fixture = Fixture::good();
    for id in &ids {
        for path in [ECHO, "katas/echo/Cargo.toml", "katas/echo/src/main.rs"] {
            let named = |text: &str| text.replace("echo", id);
            let text = named(fixture.text(path));
            fixture = fixture.file(&named(path), &text);
        }
    }
    let links: Vec<_> = ids.iter().map(|id| format!("- [Echo](first/{id}.md)")).collect();
    let course = fixture.map(SUMMARY, |text| text.to_owned() + &links.join("\n")).load();
    let course = course.expect("a good course");
    let read: Vec<_> = course.lessons().iter().skip(2).map(course::Lesson::id).collect();
    assert_eq!(read, ids);
}

#[test]
fn a_lesson_is_data() {
    let course = Fixture::good().load().expect("a good course");
    let lesson = course.lesson("hello").expect("a lesson");
    let text = lesson.source.text();
    assert_eq!(lesson.front_matter.title, "Hällo");
    assert_eq!(lesson.front_matter.difficulty, Difficulty::Beginner);
    assert_eq!(lesson.front_matter.tags, ["greeting", "first"]);
    assert_eq!(lesson.kata(), "katas/hello");
    assert_eq!(&text[lesson.claim.block.clone()], "hello <name>\n");
    assert!(lesson.claim.pattern.find_match("hello you\n").is_ok());
    assert_eq!(text[lesson.section(SectionKind::DeepDive).body.clone()].trim(), "Words.");

    let listings: Vec<_> =
        lesson.listings.iter().map(|l| (l.anchor.as_deref(), &l.lines[..])).collect();
    assert_eq!(listings, [(Some("top"), &[2][..]), (Some("main"), &[6, 7, 8]), (None, &[1])]);

    let [first, second] = &lesson.challenges[..] else { panic!("two challenges") };
    let tests = vec!["challenge_1_greets_somebody_else".to_owned()];
    let hints = vec!["Say `you`.".to_owned()];
    assert_eq!((first.number, first.title()), (1, "Somebody else"));
    assert_eq!(first.text, "**Somebody else.** Greet them in `src/greet.rs`.");
    assert_eq!(first.kind, ChallengeKind::Checked { tests, hints });
    assert!(text[first.span.clone()].starts_with("1. **Somebody else.**"));
    let answer = Question::Open("1. Because it can.".to_owned());
    assert_eq!((second.number, second.title()), (2, "Why does it greet"));
    assert_eq!(second.kind, ChallengeKind::Question(answer));

    let solution = lesson.solution.as_ref().expect("a solution");
    let modules: Vec<_> = solution.of(first).map(|m| (&*m.shipped, &*m.solved)).collect();
    assert_eq!(modules, [("src/greet.rs", "solutions/greet.rs")]);
    let bugs: Vec<_> = solution.planted.iter().map(|bug| (bug.line, bug.what.as_str())).collect();
    assert_eq!(bugs, [(1, "greets nobody")]);
}

#[test]
fn a_course_may_have_windows_line_ends() {
    let mut fixture = Fixture::good();
    for path in [HELLO, "katas/hello/src/main.rs"] {
        fixture = fixture.map(path, |text| text.replace('\n', "\r\n"));
    }
    assert_eq!(fixture.found(), "");
}

#[test]
fn a_learner_may_change_a_kata() {
    let changed = Fixture::good()
        .with("katas/hello/src/main.rs", "greet::greet();\n", "greet::greet();\n}\nfn more() {\n")
        .with("katas/hello/src/main.rs", "// ANCHOR: main\n", "")
        .with("katas/hello/tests/challenges.rs", "#[ignore = \"challenge 1\"]\n", "");
    let root = changed.write();
    assert!(Course::load(root.path()).is_err());
    let course = Course::load_for_learner(root.path()).expect("nothing but listings differ");
    assert_eq!(course.lessons().len(), 2);
}

#[test]
fn a_learner_may_lose_what_a_challenge_changes() {
    let root = Fixture::good().without("katas/hello/src/greet.rs").write();
    let problems = Course::load(root.path()).expect_err("an author may not");
    let titles: Vec<_> = problems.iter().map(course::Problem::title).collect();
    let expected = [
        "included file `katas/hello/src/greet.rs` does not exist",
        "`katas/hello/solutions/greet.rs` solves no module",
    ];
    assert_eq!(titles, expected);
    let course = Course::load_for_learner(root.path()).expect("nothing but a learner's file lacks");
    let solution = course.lessons()[0].solution.as_ref().expect("a solution");
    assert_eq!(solution.modules[0].shipped, "src/greet.rs");
}

#[test]
fn the_root_is_above() {
    let root = Fixture::good().write();
    let below = root.path().join("katas/hello/src");
    assert_eq!(Course::find_root(&below).as_deref(), Ok(root.path()));
    let above = root.path().parent().expect("a parent");
    let error = Course::find_root(above).expect_err("no course").to_string();
    let expected = "no course here: looked for `book/book.toml` in `/tmp` and the folders above it";
    assert_eq!(error.replace(&above.display().to_string(), "/tmp"), expected);
}
