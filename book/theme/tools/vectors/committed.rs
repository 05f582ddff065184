//! Holds what a kata says against the file that the page's tools are tested with. The katas' tests
//! include this file by its path, so that there is one rule for all vectors.

use std::path::Path;

/// Compares vectors, each a line of JSON, with the file of that name beside this one. With
/// `VECTORS=overwrite` in the environment the file is written instead.
pub fn check(name: &str, vectors: &[serde_json::Value]) {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../book/theme/tools/vectors");
    let path = Path::new(folder).join(name);
    let lines: Vec<_> = vectors.iter().map(ToString::to_string).collect();
    let said = format!("[\n{}\n]\n", lines.join(",\n"));
    if std::env::var_os("VECTORS").is_some_and(|how| how == "overwrite") {
        return std::fs::write(&path, said).expect("a file that can be written");
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default().replace('\r', "");
    let differs = said.lines().zip(committed.lines()).find(|(said, committed)| said != committed);
    assert!(
        said == committed,
        "book/theme/tools/vectors/{name} is not what this crate says.\n{}\n\
         Run this test again with VECTORS=overwrite, then `node --test book/theme/tools/*.test.mjs`.",
        match differs {
            Some((said, committed)) => format!("expected {said}\nfound    {committed}"),
            None => "One of them ends before the other.".to_owned(),
        },
    );
}
