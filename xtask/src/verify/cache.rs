//! What has passed and is as it was need not run again.
//!
//! Beside each kata's executable lies a record of its last pass: of the executable, and of all else
//! that the verdict depended on. A record that is missing, old or broken costs one run.

use super::evidence;
use super::verdict::Coverage;
use course::Lesson;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;
use std::{env, fs};
use walkdir::WalkDir;

/// All that the verdict on a kata depends on.
pub struct Inputs {
    record: PathBuf,
    program: PathBuf,
    /// The hash of claim, evidence, options, this tool and what challenges are checked with.
    others: String,
}

impl Inputs {
    pub fn new(root: &Path, lesson: &Lesson, program: &Path, options: &str) -> Self {
        let claim = &lesson.source.text()[lesson.claim.block.clone()];
        let evidence = fs::read_to_string(root.join(evidence::path(lesson))).unwrap_or_default();
        let tool = env::current_exe().ok().and_then(|exe| stamp(&exe)).unwrap_or_default();
        let challenges =
            lesson.solution.as_ref().map(|_| sources(root, lesson)).unwrap_or_default();
        // Lengths keep a text's end from passing for the next one's beginning.
        let parts = [claim, &evidence, options, &tool, &challenges];
        let parts = parts.map(|part| format!("{}\n{part}", part.len()));
        Self {
            record: program.with_extension("verified"),
            program: program.to_owned(),
            others: hash(parts.concat().as_bytes()),
        }
    }

    /// How much was claimed when the kata passed with these same inputs.
    pub fn recall(&self) -> Option<Coverage> {
        let record = fs::read_to_string(&self.record).ok()?;
        let lines: Vec<_> = record.lines().collect();
        let [program, stamped, others, claimed, printed] = lines[..] else { return None };
        // Reading an executable can take longer than running it: its stamp comes first.
        let same = stamp(&self.program)? == stamped || self.program_hash()? == program;
        let coverage = Coverage { claimed: claimed.parse().ok()?, printed: printed.parse().ok()? };
        (same && others == self.others).then_some(coverage)
    }

    /// Records a pass. Where that cannot be written, the kata will simply run again.
    pub fn remember(&self, coverage: Coverage) {
        let Some((program, stamp)) = self.program_hash().zip(stamp(&self.program)) else { return };
        let Coverage { claimed, printed } = coverage;
        let record = format!("{program}\n{stamp}\n{}\n{claimed}\n{printed}\n", self.others);
        let _ = fs::write(&self.record, record); // half of it would be a broken one
    }

    fn program_hash(&self) -> Option<String> {
        fs::read(&self.program).ok().map(|bytes| hash(&bytes))
    }
}

/// All files of a kata whose challenges are checked, and the versions of what they are checked with.
/// A kata that it builds on is part of its executable.
fn sources(root: &Path, lesson: &Lesson) -> String {
    let mut sources = fs::read_to_string(root.join("Cargo.lock")).unwrap_or_default();
    let kata = root.join(lesson.kata());
    for entry in WalkDir::new(&kata).sort_by_file_name().into_iter().flatten() {
        let bytes = fs::read(entry.path()).unwrap_or_default();
        let _ = write!(sources, "\n{} {}", entry.path().display(), hash(&bytes));
    }
    sources
}

/// Size and time of the last change, to the nanosecond.
fn stamp(path: &Path) -> Option<String> {
    let metadata = fs::metadata(path).ok()?;
    let changed = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(format!("{} {}", metadata.len(), changed.as_nanos()))
}

fn hash(bytes: &[u8]) -> String {
    let bytes: Vec<_> = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    bytes.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_is_recalled() {
        let folder = tempfile::tempdir().expect("a folder");
        let program = folder.path().join("kata");
        let inputs = |others: &str| Inputs {
            record: program.with_extension("verified"),
            program: program.clone(),
            others: others.to_owned(),
        };
        let recalled = |others| inputs(others).recall().map(|c| (c.claimed, c.printed));
        fs::write(&program, "one").expect("a file");
        assert_eq!(recalled("a"), None, "nothing is recorded");

        inputs("a").remember(Coverage { claimed: 2, printed: 3 });
        assert_eq!(recalled("a"), Some((2, 3)));
        assert_eq!(recalled("b"), None, "the claim, say, is another");

        fs::write(&program, "two").expect("a file");
        assert_eq!(recalled("a"), None, "the program is another");
        fs::write(&program, "one").expect("a file");
        assert_eq!(recalled("a"), Some((2, 3)), "written anew, but the same");

        fs::write(program.with_extension("verified"), "broken").expect("a file");
        assert_eq!(recalled("a"), None, "the record is broken");
    }
}
