use knock::door::answer;

fn check(knocks: u32, expected: &str) {
    let answer = answer(knocks);
    assert!(answer == expected, "expected `{expected}` to {knocks} knocks, got `{answer}`");
}

#[test]
#[ignore = "challenge 1"]
fn challenge_1_two_are_let_in() {
    check(2, "come in");
}

#[test]
#[ignore = "challenge 1"]
fn challenge_1_and_nobody_else() {
    check(2, "come in");
    check(3, "who is there?");
}
