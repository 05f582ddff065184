//! What is wrong with challenges, their checks and their solutions.

use crate::fixture::{ECHO, Fixture, HELLO};
use crate::found::{PLANTED, TESTS, check, found};

#[test]
fn challenges() {
    check(HELLO, "2. Why does", "2. Greet nobody.\n3. Why does", "hello.md:59:1: challenge 2 can be neither checked nor looked up");
    check(HELLO, "   <details><summary>Answer</summary>\n\n   1. Because it can.\n\n   </details>\n", "", "hello.md:59:1: challenge 2 can be neither checked nor looked up");
    check(ECHO, "1. Why?", "- Why?", "echo.md:28:1: no challenges under Challenge");
    check(ECHO, "1. Why?", "2. Why?", "echo.md:30:1: challenge 1 is numbered 2");
    check(HELLO, "1. **Somebody", "2. **Somebody", "hello.md:51:1: challenge 1 is numbered 2\nhello.md:59:1: challenge 2 is numbered 3");
    check(HELLO, "2. Why does", "What stands here ends the list.\n\n1. Why does", "hello.md:61:1: challenge 2 is numbered 1");
    found(&Fixture::good().map(HELLO, |page| page.replace("1. **Somebody", "- **Somebody").replace("2. Why", "- Why")), "hello.md:49:1: no challenges under Challenge");
    check(TESTS, "fn challenge_1_", "fn challenge_3_", "hello.md:51:1: challenge 1 has hints and no check\nhello/tests/challenges.rs:3:4: `challenge_3_greets_somebody_else` checks a challenge that the lesson does not have");
    for misspelt in ["chalenge_1_greets", "challenge_1"] {
        check(TESTS, "challenge_1_greets_somebody_else", misspelt, "hello.md:51:1: challenge 1 has hints and no check");
    }
    found(&Fixture::good().without(TESTS), "hello.md:51:1: challenge 1 has hints and no check");
    check(TESTS, "fn challenge_1_", "async fn challenge_1_", "");
    check(TESTS, "#[test]\n", "#[test]\n#[ignore]\nfn challenge_99999999999999999999_x() {}\n\n#[test]\n", "hello/tests/challenges.rs:3:4: `challenge_99999999999999999999_x` checks a challenge that the lesson does not have");
    check(HELLO, "Greet them in `src/greet.rs`.\n", "Greet them in `src/greet.rs`.\n\nMore:\n\n", "hello.md:56:4: this fold belongs to no challenge");
    check(HELLO, "   <details><summary>Hint 1", "<details><summary>Hint 1", "hello.md:53:1: this fold belongs to no challenge");
    check(HELLO, "   </details>\n\n2. Why", "   </details>\n\n<details><summary>Hint 2</summary>\n\nMore.\n\n</details>\n\n2. Why", "hello.md:59:1: this fold belongs to no challenge");
    check(HELLO, "   <details><summary>Hint 1</summary>\n\n   Say `you`.\n\n   </details>\n", "", "hello.md:51:1: challenge 1 has no hint");
    // What else is checked says nothing of its planted bugs.
    let two = Fixture::good().with(HELLO, "<details><summary>Answer</summary>\n\n   1. Because it can.", "In `src/greet.rs`.\n   <details><summary>Hint 1</summary>");
    let two = two.map(TESTS, |tests| tests.to_owned() + &tests.replace("1_", "2_")).map(PLANTED, |bugs| format!("{bugs}\n{}", bugs.replace("= 1", "= 2")));
    found(&two, "");
    found(&two.with(HELLO, "   <details><summary>Hint 1</summary>\n\n   Say `you`.\n\n   </details>\n", ""), "hello.md:51:1: challenge 1 has no hint");
    check(HELLO, "## Challenge\n", "## Challenge\n\nHints stand in a `<details>`.\n\n```html\n<details>\n```\n", "");
}

#[test]
fn commands_of_challenges() {
    let with = |command: &str, expected| check(HELLO, "in `src/greet.rs`.", &format!("in `src/greet.rs`, then run {command}."), expected);
    with("`cargo xtask challenge hello 1`", "");
    with("`cargo xtask challenge hello 1 --watch`", "");
    with("`cargo xtask challenge --hint hello 1`", "");
    with("`cargo xtask challenge hello`", "");
    with("`cargo xtask challenge`, and the cargo xtask challenge of all", "");
    with("`cargo xtask challenge echo 1`", "hello.md:51:63: the command of challenge 1 is another's");
    with("`cargo xtask challenge hello 2`", "hello.md:51:63: the command of challenge 1 is another's");
    with("`cargo xtask challenge 1`", "hello.md:51:63: the command of challenge 1 is another's");
    with("this:\n\n   ```console\n   $ cargo xtask challenge hello 1\n   $ cargo xtask challenge echo 2\n   ```\n\n   Good", "hello.md:55:6: the command of challenge 1 is another's");
    check(HELLO, "Say `you`.", "See `cargo xtask challenge echo 1`.", "hello.md:55:9: the command of challenge 1 is another's");
    check(HELLO, "Why does it greet?", "Why is there no `cargo xtask challenge hello 2`?", "");
}

#[test]
fn checks_are_ignored_tests() {
    const IGNORED: &str = "#[ignore = \"challenge 1\"]\n";
    let name = "`challenge_1_greets_somebody_else`";
    check(TESTS, IGNORED, "", &format!("hello/tests/challenges.rs:2:4: {name} is not ignored"));
    check(TESTS, IGNORED, "// #[ignore]\n", &format!("hello/tests/challenges.rs:3:4: {name} is not ignored"));
    check(TESTS, "#[test]\n", "#[ignore]\nfn other() {}\n#[test]\n", "");
    check(TESTS, IGNORED, "#[ignore]\nfn other() {}\n", &format!("hello/tests/challenges.rs:4:4: {name} is no test\nhello/tests/challenges.rs:4:4: {name} is not ignored"));
    check(TESTS, "#[test]\n", "", &format!("hello/tests/challenges.rs:2:4: {name} is no test"));
    check(TESTS, "#[test]\n", "#[cfg(test)]\n", &format!("hello/tests/challenges.rs:3:4: {name} is no test"));
    check(TESTS, "#[test]\n", "#[tokio::test]\n", "");
    check(TESTS, "#[test]\n", "#[tokio::test(\n    flavor = \"multi_thread\",\n    start_paused = true\n)]\n", "");
    check(TESTS, "fn challenge_1_greets_somebody_else() {}\n", "    fn challenge_1_greets_somebody_else() {}\n", &format!("hello/tests/challenges.rs:3:8: {name} stands in a module"));
    check(TESTS, IGNORED, "#[ignore]\n/// What it checks;\n// and how.\n#[should_panic]\n", "");
}

#[test]
fn hints() {
    check(HELLO, "   Say `you`.\n\n   </details>\n", "   Say `you`.\n\n   </details>\n\n   <!-- <details><summary>Hint</summary>\n   No. </details> -->\n", "");
    check(HELLO, "Greet them in `src/greet.rs`.\n", "Greet them.\n\n   ```html\n   <details>\n   ```\n\n   In `src/greet.rs`.\n", "");
    check(HELLO, "Hint 1", "Hint", "hello.md:53:4: the fold `Hint` of a checked challenge is no hint");
    check(HELLO, "Hint 1", "Hint 2", "hello.md:53:4: the fold `Hint 2` of a checked challenge is no hint");
    check(HELLO, "<summary>Hint 1</summary>", "", "hello.md:53:4: a fold without summary or end");
    check(HELLO, "Hint 1</summary>", "Hint 1</summary></details><details><summary>Hint 2</summary>", "");
}

#[test]
fn questions() {
    let with = |folds: &str, expected| check(HELLO, "<details><summary>Answer</summary>\n\n   1. Because it can.\n\n   </details>", folds, expected);
    let choice = |summary: &str, body: &str| format!("<details><summary>{summary}</summary>{body}</details>\n   ");
    let two = |first: [&str; 2], second: [&str; 2]| choice(first[0], first[1]) + &choice(second[0], second[1]);
    with(&two(["A. It can", "Yes. It can."], ["B. It must", "No, it need not."]), "");
    with(&two(["A. It can", "Yes."], ["B. It must", "Yes."]), "hello.md:61:4: a question with 2 right choices");
    with(&two(["A. It can", "No."], ["B. It must", "No."]), "hello.md:61:4: a question with 0 right choices");
    with(&choice("A. It can", "Yes."), "hello.md:61:4: a question with 1 right choices");
    with(&two(["A. It can", "Yes."], ["C. It must", "No."]), "hello.md:62:4: the fold `C. It must` is neither an answer nor a choice");
    with(&two(["A. It can", "Maybe."], ["B. It must", "No."]), "hello.md:61:4: the choice `A. It can` does not say whether it is right");
    with(&two(["Answer", "Yes."], ["Answer", "No."]), "hello.md:61:4: the fold `Answer` is neither an answer nor a choice\nhello.md:62:4: the fold `Answer` is neither an answer nor a choice");
}

#[test]
fn solutions() {
    const SOLVED: &str = "katas/hello/solutions/greet.rs";
    const MORE: &str = "katas/hello/solutions/more.rs";
    found(&Fixture::good().file(MORE, "more"), "hello/solutions/more.rs:1:1: `katas/hello/solutions/more.rs` solves no module");
    found(&Fixture::good().without(SOLVED), "hello.md:51:1: challenge 1 does not say what to change\nhello/solutions/greet.rs:1:1: cannot read `katas/hello/solutions/greet.rs`");
    check(HELLO, "`src/greet.rs`", "`src/main.rs`", "hello.md:51:1: challenge 1 does not say what to change");
    found(&Fixture::good().without(PLANTED), "hello/tests/planted.toml:1:1: cannot read `katas/hello/tests/planted.toml`");
    check(PLANTED, "[[bug]]", "[bug]", "hello/tests/planted.toml:1:2: `bug` is no list");
    check(PLANTED, "[[bug]]", "[[bugs]]", "hello/tests/planted.toml:1:3: unknown key `bugs` among planted bugs");
    found(&Fixture::good().map(PLANTED, |bug| format!("{bug}\n{}", bug.replace("[[bug]]", "[[bugs]]"))), "hello/tests/planted.toml:8:3: unknown key `bugs` among planted bugs");
    check(PLANTED, "what =", "whit = \"x\"\nwhat =", "hello/tests/planted.toml:3:1: unknown key `whit` among planted bugs");
    check(PLANTED, "[[bug]]", "[[bug]", "hello/tests/planted.toml:1:7: not valid TOML: unclosed array table, expected `]`");
    check(PLANTED, "what =", "how =", "hello/tests/planted.toml:3:1: unknown key `how` among planted bugs");
    check(PLANTED, "what =", "# what =", "hello/tests/planted.toml:1:1: a planted bug without `what`");
    check(PLANTED, "challenge = 1", "challenge = \"1\"", "hello/tests/planted.toml:2:13: `challenge` cannot be `\"1\"`");
    check(PLANTED, "what = \"", "what = 1 # \"", "hello/tests/planted.toml:3:8: `what` cannot be `1`");
    check(PLANTED, "challenge = 1", "challenge = 2", "hello/tests/planted.toml:1:1: a bug is planted for challenge 2, which nothing checks");
    check(PLANTED, "\"you\"", "\"u\"", "hello/tests/planted.toml:5:11: `katas/hello/solutions/greet.rs` has this text 2 times");
    check(PLANTED, "\"you\"", "\"they\"", "hello/tests/planted.toml:5:11: `katas/hello/solutions/greet.rs` has this text 0 times");
    check(PLANTED, "solutions/greet.rs", "./solutions/greet.rs", "");
    check(PLANTED, "solutions/greet.rs", "../echo/src/main.rs", "hello/tests/planted.toml:4:8: `../echo/src/main.rs` is no file of this kata");
    check(PLANTED, "solutions/greet.rs", "/etc/passwd", "hello/tests/planted.toml:4:8: `/etc/passwd` is no file of this kata");
    check(PLANTED, "with = \"nobody\"", "with = \"you\"", "hello/tests/planted.toml:5:11: this edit changes nothing");
    check(PLANTED, "solutions/greet.rs", "solutions/none.rs", "hello/solutions/none.rs:1:1: cannot read `katas/hello/solutions/none.rs`");
}
