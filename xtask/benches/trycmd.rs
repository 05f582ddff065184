//! trycmd as its documentation has it: in a test. `verify.rs` starts it in the folder of a course.

use std::env;
use std::fs;

#[test]
fn test() {
    katas();
}

/// Runs the katas of the course in this folder against the cases beside them.
pub(crate) fn katas() {
    let course = env::current_dir().expect("a folder");
    let cases = trycmd::TestCases::new();
    for case in fs::read_dir(course.join("try")).expect("the cases of a course").flatten() {
        let id = case.path().file_stem().expect("a name").to_string_lossy().into_owned();
        let program = course.join("target/debug").join(&id);
        cases.register_bin(id, program);
    }
    cases.case(course.join("try/*.toml")).run();
}
