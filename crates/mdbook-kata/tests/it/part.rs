//! What a page shows of the course as a whole.

use std::collections::BTreeSet;
use std::fmt::Write;

use mdbook_kata::build;

use crate::fixture::Fixture;

/// A built page of a course of so many lessons, which build on those that `prerequisites` says.
fn built(lessons: usize, prerequisites: impl Fn(usize) -> Vec<usize>, page: &str) -> String {
    let fixture = Fixture::new();
    let name = |number: usize| format!("lesson-{number}");
    let mut summary = "# Summary\n\n[About](about.md)\n\n".to_owned();
    for id in ["first", "second"] {
        std::fs::remove_file(fixture.path(&format!("book/src/part/{id}.md"))).unwrap();
        std::fs::remove_dir_all(fixture.path(&format!("katas/{id}"))).unwrap();
    }
    for number in 0..lessons {
        let prerequisites: Vec<_> = prerequisites(number).into_iter().map(name).collect();
        let sequence = u32::try_from(number + 1).unwrap();
        fixture.lesson(&name(number), sequence, &prerequisites.join(", "));
        let _ = writeln!(summary, "- [The \\*{0}\\* \\<T\\>](part/{0}.md)", name(number));
    }
    fixture.write("book/src/SUMMARY.md", &summary);
    fixture.write("book/src/about.md", page);
    build(&fixture.course(), None).unwrap();
    fixture.read("book/book/about.html")
}

/// How many lessons the map and the list have, each once and as a link, and how many lines.
fn check(lessons: usize, prerequisites: impl Fn(usize) -> Vec<usize>, lines: usize, time: &str) {
    let html = built(lessons, prerequisites, "<!-- course: map -->\n\n<!-- course: lessons -->\n");
    let start = html.find("<svg class=\"narrow\"").unwrap();
    let map = &html[start..start + html[start..].find("</svg>").unwrap()];
    let list = &html[html.find("<div class=\"course-lessons\"").unwrap()..];
    for part in [map, list] {
        let named: Vec<_> = part.split("data-lesson=\"").skip(1).map(|rest| &rest[..9]).collect();
        assert_eq!(named.len(), lessons);
        assert_eq!(named.iter().collect::<BTreeSet<_>>().len(), lessons);
        assert!(part.matches("href=\"part/lesson-").count() >= lessons);
    }
    assert_eq!(map.matches("<path").count(), lines);
    assert!(list.contains(time), "{list:.200}");
}

#[test]
fn a_course_of_any_size_has_its_map() {
    check(1, |_| vec![], 0, "1 lesson, 5 min");
    let chain = |number: usize| number.checked_sub(1).into_iter().collect();
    check(3, chain, 2, "3 lessons, 15 min");
    check(3, |number| (0..number).collect(), 2, "3 lessons, 15 min");
    check(
        100,
        |number| if number < 10 { vec![] } else { vec![number - 10, number - 7] },
        180,
        "8 h 20 min",
    );
}

#[test]
fn tags_lead_into_the_index_if_there_is_one() {
    let check = |page, expected: &str| {
        let fixture = Fixture::new();
        fixture.write("book/src/about.md", page);
        build(&fixture.course(), None).unwrap();
        let lesson = fixture.read("book/book/part/first.html");
        assert!(lesson.contains(expected), "{expected}");
    };
    let links = "<li>about <a href=\"../about.html#tag-a\">a</a>, <a href=\"../about.html#tag-b\">b</a></li>";
    check("# About\n\n<!-- course: tags -->\n", links);
    check("# About\n", "<li>about a, b</li>");
}

#[test]
fn parts_as_html() {
    let parts = ["totals", "map", "lessons", "progress", "tags"];
    let page = parts.map(|part| format!("<!-- course: {part} -->\nNext.\n\n")).concat();
    let html = built(2, |number| if number == 0 { vec![] } else { vec![0] }, &page);
    let main = &html[html.find("<main").unwrap()..html.find("</main>").unwrap()];
    insta::assert_snapshot!(main);
}
