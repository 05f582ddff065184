//! The invariants of ARCHITECTURE.md that Cargo can see.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The names of the crates that a package needs to run, its own among them.
fn crates(package: &str) -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--edges", "normal", "--prefix", "none", "--package", package])
        .output()
        .expect("cargo tree");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).expect("text");
    tree.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}

const TOOLING: [&str; 6] =
    ["expected-output", "course", "kata-runner", "watch", "mdbook-kata", "xtask"];

#[track_caller]
fn uses_none_of(package: &str, forbidden: &[&str]) {
    let used: Vec<_> =
        crates(package).into_iter().filter(|name| forbidden.contains(&name.as_str())).collect();
    assert_eq!(used, Vec::<String>::new(), "used by {package}");
}

#[test]
fn arrows_point_down() {
    uses_none_of("expected-output", &["course", "kata-runner", "watch", "mdbook-kata", "xtask"]);
    uses_none_of("course", &["kata-runner", "watch", "mdbook-kata", "xtask", "tokio"]);
    uses_none_of("kata-runner", &["expected-output", "course", "watch", "mdbook-kata", "xtask"]);
    uses_none_of("watch", &["expected-output", "course", "kata-runner", "mdbook-kata", "xtask"]);
    uses_none_of("mdbook-kata", &["kata-runner", "xtask"]);
}

#[test]
fn verify_does_not_wait_for_mdbook() {
    uses_none_of("xtask", &["mdbook-kata", "mdbook-driver", "mdbook-core", "svgbob"]);
}

#[test]
fn a_kata_needs_few_crates_and_no_tooling() {
    let katas = Path::new(env!("CARGO_MANIFEST_DIR")).join("../katas");
    let mut seen = 0;
    for kata in fs::read_dir(katas).expect("katas") {
        let kata = kata.expect("a kata").file_name().into_string().expect("a name in Unicode");
        uses_none_of(&kata, &TOOLING);
        let count = crates(&kata).len();
        assert!(count <= 25, "{kata} needs {count} crates; a first run compiles them all");
        seen += 1;
    }
    assert!(seen > 0, "no katas");
}
