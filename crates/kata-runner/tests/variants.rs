//! Copies of katas are built with what the katas themselves are.

use kata_runner::{Lock, Programs, Variant, build_variants};
use std::fs;
use std::path::Path;

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn append(root: &Path, path: &str, text: &str) {
    let before = fs::read_to_string(root.join(path)).expect(path);
    write(root, path, &format!("{before}{text}"));
}

/// A workspace of a kata and a library.
fn workspace() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let package = |name: &str| format!("[package]\nname = \"{name}\"\nedition = \"2024\"\n");
    let workspace = "[workspace]\nresolver = \"3\"\nmembers = [\"base\", \"katas/*\"]\n";
    write(root, "Cargo.toml", workspace);
    write(root, "base/Cargo.toml", &package("base"));
    write(root, "base/src/lib.rs", "pub fn one() -> u8 {\n    1\n}\n");
    write(root, "katas/one/Cargo.toml", &package("one"));
    write(root, "katas/one/src/main.rs", "fn main() {}\n");
    write(root, "katas/one/tests/challenges.rs", "");
    folder
}

fn build(root: &Path) -> Programs {
    let (name, kata) = ("copy".to_owned(), "katas/one".to_owned());
    let variant = Variant { name, kata, solved: false, edit: None };
    let lock = Lock::take(root).expect("a lock");
    build_variants(root, &[variant], &lock).expect("Cargo").remove("copy").expect("what was asked")
}

#[test]
fn a_copy_finds_what_its_kata_does() {
    let check = |what: &str, change: &dyn Fn(&Path)| {
        let folder = workspace();
        let root = folder.path().canonicalize().expect("a folder");
        change(&root);
        let Programs { program, checks } = build(&root);
        // Another's of the same name would be written over it.
        assert!(program.as_ref().is_some_and(|p| p.ends_with("copy")), "{what}: {program:?}");
        assert!(checks.is_some(), "{what}: its checks");
    };
    let base = "base = { path = \"../../base\" }";
    let uses = "#[test]\nfn one() {\n    base::one();\n}\n";
    for table in ["dependencies", "dev-dependencies", "target.'cfg(not(none))'.dependencies"] {
        check(table, &|root| {
            append(root, "katas/one/Cargo.toml", &format!("[{table}]\n{base}\n"));
            write(root, "katas/one/tests/challenges.rs", uses);
        });
    }
    check("a dependency of the workspace's", &|root| {
        append(root, "Cargo.toml", "[workspace.dependencies]\nbase = { path = \"base\" }\n");
        append(root, "katas/one/Cargo.toml", "[dependencies]\nbase.workspace = true\n");
        write(root, "katas/one/tests/challenges.rs", uses);
    });
    check("a program with a name", &|root| {
        append(root, "katas/one/Cargo.toml", "[[bin]]\nname = \"one\"\npath = \"src/main.rs\"\n");
    });
    check("a program by default", &|root| {
        append(root, "katas/one/Cargo.toml", "default-run = \"one\"\n");
    });
    check("a workspace by its path", &|root| {
        append(root, "katas/one/Cargo.toml", "workspace = \"../..\"\n");
    });
    check("a package at the root", &|root| {
        append(root, "Cargo.toml", "[package]\nname = \"root\"\nedition = \"2024\"\n");
        write(root, "src/lib.rs", "");
    });
    check("other programs", &|root| {
        for other in ["a", "z"] {
            write(root, &format!("katas/one/src/bin/{other}.rs"), "fn main() {}\n");
        }
    });
    check("a profile", &|root| {
        let profile =
            "[profile.dev]\ndebug-assertions = false\n[profile.dev.package.one]\nopt-level = 1\n";
        append(root, "Cargo.toml", profile);
        let main = "#[cfg(debug_assertions)]\ncompile_error!(\"another profile\");\nfn main() {}\n";
        write(root, "katas/one/src/main.rs", main);
    });
    check("default members", &|root| append(root, "Cargo.toml", "default-members = [\"base\"]\n"));
    check("a patch", &|root| {
        append(root, "Cargo.toml", "[patch.crates-io]\nbase = { path = \"base\" }\n");
    });
}

#[test]
fn what_a_kata_has_no_more_its_copy_has_not_either() {
    let folder = workspace();
    let root = folder.path().canonicalize().expect("a folder");
    write(&root, "katas/one/tests/challenges.rs", "mod more;\n");
    write(&root, "katas/one/tests/more/mod.rs", "");
    assert!(build(&root).checks.is_some());
    fs::remove_file(root.join("katas/one/tests/more/mod.rs")).expect("a file");
    assert!(build(&root).checks.is_none());

    let uses = |data| format!("const _: &str = include_str!(\"{data}\");\n");
    for data in ["data", "data/more", "data"] {
        let _ = fs::remove_file(root.join("katas/one/tests/data"));
        let _ = fs::remove_dir_all(root.join("katas/one/tests/data"));
        write(&root, &format!("katas/one/tests/{data}"), "");
        write(&root, "katas/one/tests/challenges.rs", &uses(data));
        assert!(build(&root).checks.is_some(), "{data}");
    }
}
