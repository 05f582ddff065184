//! What is wrong in one page.

use crate::fixture::{ECHO, Fixture, HELLO};
use crate::found::{check, found};

#[test]
fn the_good_course_has_no_problems() {
    check(HELLO, "Before it all.", "Before all.", "");
}

#[test]
fn front_matter_keys() {
    check(HELLO, "difficulty: beginner", "dificulty: beginner", "hello.md:7:1: unknown key `dificulty` in front matter");
    check(HELLO, "phase: 7.5", "phases: 7.5\nphase: 7.5", "hello.md:3:1: unknown key `phases` in front matter");
    check(HELLO, "tags: [greeting, first]\n", "", "hello.md:10:1: front matter lacks `tags`");
    check(HELLO, "sequence: 1\n", "sequence: 1\nauthor: me\n", "hello.md:6:1: unknown key `author` in front matter");
    check(HELLO, "sequence: 1\n", "sequence: 1\nsequence: 2\nid: hello\n", "hello.md:6:1: key `sequence` is given twice\nhello.md:7:1: key `id` is given twice");
    check(HELLO, "id: hello\n", "", "hello.md:10:1: front matter lacks `id`");
}

#[test]
fn front_matter_values() {
    check(HELLO, "beginner", "medium", "hello.md:7:13: `difficulty` cannot be `medium`");
    check(HELLO, "title: Hällo", "title: [Hällo]", "hello.md:6:8: `title` cannot be `[Hällo]`");
    check(HELLO, "title: Hällo", "title:", "hello.md:6:6: `title` is empty");
    check(HELLO, "title: Hällo", "title: ~", "hello.md:6:8: `title` cannot be `~`");
    check(HELLO, "title: Hällo", "title: \"  \"", "hello.md:6:8: `title` cannot be `\"  \"`");
    check(HELLO, "sequence: 1", "sequence: one", "hello.md:5:11: `sequence` cannot be `one`");
    check(HELLO, "sequence: 1", "sequence: 0", "hello.md:5:11: `sequence` cannot be `0`");
    check(HELLO, "sequence: 1", "sequence: '1'", "hello.md:5:11: `sequence` cannot be `'1'`");
    check(HELLO, "minutes: 5", "minutes: 2.5", "hello.md:10:20: `estimated_minutes` cannot be `2.5`");
    check(HELLO, "phase: 7.5", "phase: seven", "hello.md:3:8: `phase` cannot be `seven`");
    check(HELLO, "[greeting, first]", "greeting", "hello.md:8:7: `tags` cannot be `greeting`");
    check(HELLO, "[greeting, first]", "[greeting, \"\"]", "hello.md:8:18: `tags` cannot be `\"\"`");
    check(HELLO, "[greeting, first]", "[greeting, [first]]", "hello.md:8:18: `tags` cannot be `[first]`");
    check(HELLO, "[greeting, first]", "[first, first]", "hello.md:8:15: `first` in `tags` is given twice");
    check(HELLO, "[greeting, first]", "{ greeting: first }", "hello.md:8:7: `tags` cannot be `{ greeting: first }`");
    check(ECHO, "  - hello", "  - Hello World", "echo.md:10:5: `prerequisites` cannot be `Hello World`");
    check(ECHO, "  - hello", "  - hello\n  - hello", "echo.md:11:5: `hello` in `prerequisites` is given twice");
    check(ECHO, "  - hello", "  - hello\n  - http-2", "echo.md:11:5: prerequisite `http-2` is not a lesson of this course");
    check(ECHO, "  - hello", "  - hello\n  - 2nd", "echo.md:11:5: `prerequisites` cannot be `2nd`");
    check(ECHO, "  - hello", "  - hello\n  - a_b", "echo.md:11:5: `prerequisites` cannot be `a_b`");
    check(HELLO, "id: hello", "id: Hello", "hello.md:2:5: `id` cannot be `Hello`");
    check(HELLO, "phase_title: First Steps\nsequence: 1", "phase_title:\nsequence: x", "hello.md:4:12: `phase_title` is empty\nhello.md:5:11: `sequence` cannot be `x`");
}

#[test]
fn front_matter_yaml() {
    check(HELLO, "title: Hällo", "title: Hällo: again", "hello.md:6:13: front matter is not valid YAML: mapping values are not allowed in this context");
    for after in ["", "\u{a0}"] {
        check(HELLO, "sequence: 1", &format!("sequence:{after}1"), "hello.md:5:1: front matter is not valid YAML: no blank behind `sequence:`");
    }
    check(HELLO, "minutes: 5", "minutes:5", "hello.md:10:1: front matter is not valid YAML: no blank behind `estimated_minutes:`");
    check(HELLO, "[greeting, first]", "[greeting, first", "hello.md:9:14: front matter is not valid YAML: illegal placement of ':' indicator");
    check(HELLO, "estimated_minutes: 5\n---", "estimated_minutes: 5\n", "hello.md:1:1: front matter is not closed");
    check(HELLO, "estimated_minutes: 5\n---", "estimated_minutes: 5\n----", "hello.md:1:1: front matter is not closed");
    check(HELLO, "id: hello\n", "id: hello\n...\nphase: 1\n", "hello.md:4:1: front matter is not valid YAML: expected `key: value`");
    check(HELLO, "id: hello\n", "id: hello\n? [a]\n: b\n", "hello.md:3:3: front matter is not valid YAML: expected `key: value`");
    check(HELLO, "id: hello\n", "- id\n", "hello.md:2:1: front matter is not valid YAML: expected `key: value`");
}

#[test]
fn sections() {
    check(HELLO, "## Deep Dive\n", "", "hello.md:70:1: section `Deep Dive` is missing");
    check(HELLO, "## Common Mistakes\n", "", "hello.md:72:53: section `Common Mistakes` is missing");
    check(HELLO, "## Concept", "## Concepts", "hello.md:16:1: unknown section `Concepts`");
    check(HELLO, "## Concept", "## Concepts\n\nWords.\n\n## Concept", "hello.md:16:1: unknown section `Concepts`");
    check(HELLO, "## Deep Dive", "## Appendix", "hello.md:67:1: unknown section `Appendix`\nhello.md:71:1: section `Deep Dive` is missing");
    for heading in ["### Deep Dive", "# Deep Dive", "##Deep Dive"] {
        check(HELLO, "## Deep Dive", heading, "hello.md:67:1: `Deep Dive` is no section as it stands");
    }
    check(HELLO, "## Key Insight", "    ## Key Insight", "hello.md:24:1: `Key Insight` is no section as it stands");
    check(HELLO, "## Key Insight", "```text\n# Key Insight\n```", "hello.md:30:1: section `Key Insight` is missing");
    check(HELLO, "## Deep Dive\n", "Deep\nDive\n---\n", "");
    check(HELLO, "## Deep Dive\n", "## Deep Dive\n\nThis\nand that.\n---\n", "hello.md:69:1: unknown section `This and that.`");
    check(HELLO, "## Deep Dive", "## Appendix\n\n## Deep Dive", "hello.md:67:1: unknown section `Appendix`");
    check(HELLO, "## Deep Dive", "## Concept\n\n## Deep Dive", "hello.md:67:1: section `Concept` is there twice");
    check(HELLO, "## Concept\n", "## Deep Dive\n\nWords.\n\n## Concept\n", "hello.md:20:1: section `Concept` is out of order\nhello.md:71:1: section `Deep Dive` is there twice");
    found(&Fixture::good().with(HELLO, "## Concept", "## X").with(HELLO, "## Key Insight", "## Concept").with(HELLO, "## X", "## Key Insight"), "hello.md:24:1: section `Concept` is out of order");
}

#[test]
fn unclosed() {
    let (block, comment) = ("this code block is not closed", "this comment is not closed");
    check(HELLO, "hello <name>\n```", "hello <name>", &format!("hello.md:45:1: {block}"));
    check(HELLO, "Words, and an escaped", "```http\n\nWords, and an escaped", &format!("hello.md:26:1: {block}"));
    check(HELLO, "First the top:", "```\nFirst the top:", &format!("hello.md:30:1: {block}"));
    check(HELLO, "Words, and an escaped", "<!-- note to self\n\nWords, and an escaped", &format!("hello.md:26:1: {comment}"));
    check(HELLO, "   Say `you`.", "   ```\n   Say `you`.", &format!("hello.md:55:4: {block}"));
    check(HELLO, "## Deep Dive", "<!-- x -->\n\n## Deep Dive", "");
    // What does not depend on it is said all the same.
    found(&Fixture::good().with(HELLO, "hello <name>\n```", "hello <name>").with(HELLO, ":main}}", ":mian}}"), &format!("hello.md:39:1: `katas/hello/src/main.rs` has no anchor `mian`\nhello.md:45:1: {block}"));
    check("book/src/introduction.md", "# Introduction", "# Introduction\n\n```\n", &format!("introduction.md:3:1: {block}"));
    check("book/src/introduction.md", "# Introduction", "# Introduction\n\n```\n## Concept\n```\n", "");
}

#[test]
fn claims() {
    check(HELLO, "```text\nhello <name>\n```", "hello", "hello.md:43:1: nothing is claimed under Expected Output");
    check(HELLO, "```text\nhello <name>\n```", "    hello", "hello.md:43:1: nothing is claimed under Expected Output");
    check(HELLO, "```text\nhello <name>\n```", "  ```text\n  hello\n  ```", "hello.md:45:1: the claim is indented or stands inside something else");
    check(HELLO, "```text\nhello <name>\n```", "- ```text\n  hello\n  ```", "hello.md:45:1: the claim is indented or stands inside something else");
    check(HELLO, "hello <name>\n", "", "hello.md:46:1: this block claims nothing");
    check(HELLO, "hello <name>\n", "hello ä\nhello <number 9..1>\n", "hello.md:47:7: the bounds `9..1` hold no number");
    check(HELLO, "```text\nhello <name>\n```", "> ```text\n> hello\n> ```", "hello.md:45:1: the claim is indented or stands inside something else");
}

#[test]
fn mistakes() {
    check(HELLO, "- Words. *What", "- Nothing else.\n- Words. *What", "hello.md:73:1: a mistake without `*Cure:*`\nhello.md:73:1: a mistake without `*What it looks like:*`");
    check(HELLO, "*Cure:*", "*cure*:", "hello.md:73:1: a mistake without `*Cure:*`");
    check(HELLO, "- Words. *What", "Words. *What", "hello.md:71:1: no mistakes under Common Mistakes");
    check(ECHO, "   *Cure:* answers.", "   - *Cure:* answers.", "");
    check(HELLO, "- Words. *What", "- Words.\n  - Nested.\n\n  *What", "");
}
