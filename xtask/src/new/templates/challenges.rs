//! The challenges of the lesson, checked. As shipped every one of these fails, with a message that
//! begins with `expected`:
//!
//!     cargo xtask challenge {{id}}

use {{crate}}::reply::reply;

// TODO: checks that fail as shipped, and say what was wanted
#[test]
#[ignore = "challenge 1"]
fn challenge_1_a_ping_has_no_case() {
    for (message, expected) in [("PING", "pong"), ("Ping", "pong"), ("pin", "no answer")] {
        let answer = reply(message);
        assert!(answer == expected, "expected `{expected}` to `{message}`, got `{answer}`");
    }
}
