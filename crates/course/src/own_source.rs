//! A kata's own source: the lines that its lesson has to show.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use crate::anchor;
use crate::files::{folder_of, stem};
use crate::listing::ListedFiles;
use crate::problem::Problems;
use crate::source::Source;

/// A file of a kata's `src` that is no test.
pub(crate) struct OwnSource {
    pub(crate) source: Arc<Source>,
    /// The lines (from 1) that are neither blank nor an anchor nor a test.
    pub(crate) lines: BTreeSet<usize>,
}

/// The own sources of the kata in `folder`.
pub(crate) fn own_sources(
    folder: &str,
    listed: &mut ListedFiles<'_>,
    problems: &mut Problems,
) -> Vec<OwnSource> {
    let mut sources = Vec::new();
    for path in listed.files.list(&format!("{folder}/src"), "rs") {
        let opened = listed.open(&path, problems);
        sources.extend(opened.map(|(source, _)| (tests(source), Arc::clone(source))));
    }
    let modules: Vec<String> =
        sources.iter().flat_map(|(tests, _)| tests.modules.clone()).collect();
    let is_test = |path: &str| {
        let of = |module: &String| {
            path == format!("{module}.rs") || path.starts_with(&format!("{module}/"))
        };
        modules.iter().any(of)
    };
    sources.retain(|(_, source)| !is_test(source.path()));
    sources.into_iter().map(|(tests, source)| own_source(&tests, source)).collect()
}

fn own_source(tests: &Tests, source: Arc<Source>) -> OwnSource {
    let is_test = |line: &usize| tests.regions.iter().any(|region| region.contains(line));
    let is_own = |text: &str| !text.trim().is_empty() && !anchor::is_marker(text);
    let lines = source
        .lines()
        .enumerate()
        .filter(|(line, (_, text))| is_own(text) && !is_test(line))
        .map(|(line, _)| line + 1)
        .collect();
    OwnSource { source, lines }
}

/// The test code of a file.
#[derive(Debug, Default, PartialEq, Eq)]
struct Tests {
    /// Lines from 0.
    regions: Vec<Range<usize>>,
    /// The modules that are tests as a whole, as paths without `.rs`.
    modules: Vec<String>,
}

/// A test is `#[cfg(test)]` and then a `mod`, both at the line's start; an inline module ends with
/// the next `}` at a line's start. rustfmt guarantees the columns, so no Rust parser is needed. Any
/// other item under `#[cfg(test)]` is source like the rest.
fn tests(source: &Source) -> Tests {
    let lines: Vec<&str> = source.lines().map(|(_, text)| text).collect();
    let mut tests = Tests::default();
    for (start, pair) in lines.windows(2).enumerate() {
        let Some(module) = pair[1].strip_prefix("mod ").filter(|_| pair[0] == "#[cfg(test)]")
        else {
            continue;
        };
        if let Some(name) = module.strip_suffix(';') {
            tests.regions.push(start..start + 2);
            tests.modules.push(format!("{}/{name}", modules_folder(source.path())));
        } else {
            let end = lines.iter().skip(start + 2).position(|line| *line == "}");
            let end = end.map_or(lines.len(), |end| start + 3 + end);
            let is_empty = module.ends_with('}');
            tests.regions.push(start..if is_empty { start + 2 } else { end });
        }
    }
    tests
}

/// Where Rust looks for the modules of a file.
fn modules_folder(path: &str) -> String {
    match stem(path) {
        "main" | "lib" | "mod" => folder_of(path).to_owned(),
        stem => format!("{}/{stem}", folder_of(path)),
    }
}

#[cfg(test)]
mod unit {
    use super::*;

    #[test]
    fn finds_test_regions() {
        let check = |text: &str, region: Option<Range<usize>>, module: Option<&str>| {
            let found = tests(&Source::new("src/a.rs", text));
            let expected = Tests {
                regions: region.into_iter().collect(),
                modules: module.map(str::to_owned).into_iter().collect(),
            };
            assert_eq!(found, expected, "{text}");
        };
        check("fn a() {}\n", None, None);
        check("#[cfg(test)]\nmod tests {\n    fn b() {\n    }\n}\nfn a() {}\n", Some(0..5), None);
        check("#[cfg(test)]\r\nmod tests {\r\n}\r\nfn a() {}\r\n", Some(0..3), None);
        check("fn a() {}\n#[cfg(test)]\nmod tests {\n", Some(1..3), None);
        check("#[cfg(test)]\nmod tests {}\nfn a() {}\n}\n", Some(0..2), None);
        check("#[cfg(test)]\nmod tests;\nfn a() {}\n", Some(0..2), Some("src/a/tests"));
        check("#[cfg(test)]\nfn helper() {}\n", None, None);
        check("    #[cfg(test)]\n    mod tests {\n    }\n", None, None);
    }
}
