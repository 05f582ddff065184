//! The challenges of the lesson, checked. As shipped every one of these fails:
//!
//!     cargo test -p {{id}} --test challenges -- --ignored challenge_1

use {{crate}}::reply::reply;

// TODO: checks that fail as shipped, and say what was wanted
#[test]
#[ignore = "challenge 1"]
fn challenge_1_a_ping_has_no_case() {
    for (message, expected) in [("ping", "pong"), ("PING", "pong"), ("pin", "no answer")] {
        assert_eq!(reply(message), expected, "expected `{expected}` as the answer to `{message}`");
    }
}
