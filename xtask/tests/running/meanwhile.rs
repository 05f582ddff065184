//! What changes while `verify` is at it.

use crate::course::{XTASK, solvable};
use std::process::Command;

const UNDOING: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/programs/undoing-cargo.sh");

#[test]
fn a_solution_that_was_not_tried_has_not_passed() {
    let course = solvable();
    let verify = || {
        let mut command = Command::new(XTASK);
        command.current_dir(course.path()).arg("verify").env_remove("CARGO_TARGET_DIR");
        command.env("CI", "").env("CARGO", UNDOING).env("ASKED", env!("CARGO"));
        command.env("KATA", course.path().join("katas/knock")).output().expect("xtask")
    };
    let first = verify();
    assert_eq!(first.status.code(), Some(0), "the copies were made before: {first:?}");
    let second = verify();
    assert_eq!(second.status.code(), Some(1), "{second:?}");
}
