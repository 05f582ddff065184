//! Each check, seen failing: one thing is broken, and exactly that is found.

use crate::fixture::Fixture;

pub(crate) const MAIN: &str = "katas/hello/src/main.rs";
pub(crate) const TESTS: &str = "katas/hello/tests/challenges.rs";
pub(crate) const PLANTED: &str = "katas/hello/tests/planted.toml";

/// Changes `from` to `to` in a file and compares what is found, `path:line:column: title` a line.
#[track_caller]
pub(crate) fn check(path: &str, from: &str, to: &str, expected: &str) {
    found(&Fixture::good().with(path, from, to), expected);
}

#[track_caller]
pub(crate) fn found(fixture: &Fixture, expected: &str) {
    assert_eq!(fixture.found(), expected);
}
