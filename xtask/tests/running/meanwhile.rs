//! What changes while `verify` is at it.

use crate::course::{XTASK, solvable};
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

/// Cargo, after which the learner's module has become the solution.
const CARGO: &str = r#"#!/bin/sh
"$REAL" "$@"
status=$?
case "$PWD" in */target/*) cp "$KATA/src/door.rs" "$KATA/solutions/door.rs" ;; esac
exit $status
"#;

#[test]
fn a_solution_that_was_not_tried_has_not_passed() {
    let course = solvable();
    let cargo = course.path().join("cargo");
    fs::write(&cargo, CARGO).expect("a program");
    fs::set_permissions(&cargo, Permissions::from_mode(0o755)).expect("a program");
    let verify = || {
        let mut command = Command::new(XTASK);
        command.current_dir(course.path()).arg("verify").env_remove("CARGO_TARGET_DIR");
        command.env("CI", "").env("CARGO", &cargo).env("REAL", env!("CARGO"));
        command.env("KATA", course.path().join("katas/knock")).output().expect("xtask")
    };
    let first = verify();
    assert_eq!(first.status.code(), Some(0), "the copies were made before: {first:?}");
    let second = verify();
    assert_eq!(second.status.code(), Some(1), "{second:?}");
}
