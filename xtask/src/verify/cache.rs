//! What has passed and is as it was need not run again.
//!
//! For each kata a record is kept of its last pass: of the executable, and of all else that
//! the verdict depended on. A record that is missing, old or broken costs one run.

use super::evidence;
use super::verdict::Coverage;
use course::Lesson;
use kata_runner::{Stamp, files, local_packages, read_record, write_record};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::{array, env, fs};

/// Nothing depends on which name.
const NAME: &str = "katas-verified";

/// The passes of earlier runs, and those of this one.
pub struct Cache<'a> {
    root: &'a Path,
    /// What all verdicts depend on: what was asked for, and this tool.
    common: String,
    before: BTreeMap<String, Pass>,
    new: Mutex<BTreeMap<String, Pass>>,
}

/// All that the verdict on a kata depends on, as it was before it was run or copied: what changes
/// later, no verdict is about.
#[derive(Clone)]
pub struct Inputs {
    id: String,
    program: PathBuf,
    stamp: Stamp,
    /// The hash of claim, evidence, what challenges are checked with, and what all verdicts depend
    /// on.
    others: Hash,
}

#[derive(Serialize, Deserialize)]
struct Pass {
    /// Of the executable.
    program: Hash,
    /// Reading an executable can take longer than running it: its stamp is looked at first.
    stamp: Stamp,
    others: Hash,
    coverage: Coverage,
}

/// SHA-256, as numbers that JSON can have.
type Hash = [u64; 4];

impl<'a> Cache<'a> {
    /// What was recorded below `root` of runs with whatever options.
    pub fn read(root: &'a Path, options: &str) -> Self {
        let tool = env::current_exe().map(|tool| Stamp::of(&tool));
        Self {
            root,
            common: format!("{options} {tool:?}"),
            before: read_record(root, NAME).unwrap_or_default(),
            new: Mutex::default(),
        }
    }

    /// What the verdict on this lesson and this executable depends on now.
    pub fn inputs(&self, lesson: &Lesson, program: &Path) -> Inputs {
        let claim = &lesson.source.text()[lesson.claim.block.clone()];
        let evidence = fs::read_to_string(self.root.join(evidence::path(lesson)));
        let challenges = lesson.solution.as_ref().map(|_| sources(self.root, lesson));
        let mut others = Sha256::new();
        for part in
            [&self.common, claim, &evidence.unwrap_or_default(), &challenges.unwrap_or_default()]
        {
            // Lengths keep a text's end from passing for the next one's beginning.
            others.update(part.len().to_le_bytes());
            others.update(part);
        }
        Inputs {
            id: lesson.id().to_owned(),
            program: program.to_owned(),
            stamp: Stamp::of(program),
            others: finish(others),
        }
    }

    /// How much was claimed when the kata passed with these same inputs.
    pub fn recall(&self, inputs: &Inputs) -> Option<Coverage> {
        let pass = self.before.get(&inputs.id)?;
        let same = inputs.stamp == pass.stamp || hash(&inputs.program)? == pass.program;
        (same && pass.others == inputs.others).then_some(pass.coverage)
    }

    /// Keeps a pass, to be written in the end; but not if the executable has been replaced since.
    pub fn remember(&self, inputs: Inputs, coverage: Coverage) {
        let Inputs { id, program: path, stamp, others } = inputs;
        let before = self.before.get(&id).filter(|pass| pass.stamp == stamp);
        let program = before.map(|pass| pass.program);
        let Some(program) = program.or_else(|| hash(&path)) else { return };
        if Stamp::of(&path) == stamp {
            let mut new = self.new.lock().unwrap_or_else(PoisonError::into_inner);
            new.insert(id, Pass { program, stamp, others, coverage });
        }
    }

    /// Records what is new. Where that is impossible, katas will simply run again.
    pub fn write(&self) {
        let new = self.new.lock().unwrap_or_else(PoisonError::into_inner);
        if !new.is_empty() {
            let all: BTreeMap<_, _> = self.before.iter().chain(&*new).collect();
            let _ = write_record(self.root, NAME, &all);
        }
    }
}

/// All files of a kata whose challenges are checked, and of the packages that it builds on: a
/// solution or a check may use what is no part of the kata's own executable, and where a package has
/// its sources, and what else they include, only Cargo could tell. What is to be tried was read
/// before Cargo built: the files may say more by now.
fn sources(root: &Path, lesson: &Lesson) -> String {
    let tests: Vec<_> = lesson.checked().map(|(_, tests)| tests).collect();
    let mut sources = format!("{tests:?} {:?}", lesson.solution);
    let versions = ["Cargo.toml", "Cargo.lock"].map(|name| root.join(name));
    let packages = local_packages(root, &root.join(lesson.kata()));
    let files = packages.iter().flat_map(|package| files(package));
    let files = files.map(|file| file.path().to_owned());
    for file in versions.into_iter().chain(files) {
        let _ = write!(sources, "\n{} {:?}", file.display(), hash(&file));
    }
    sources
}

fn hash(path: &Path) -> Option<Hash> {
    fs::read(path).ok().map(|bytes| finish(Sha256::new_with_prefix(bytes)))
}

fn finish(hash: Sha256) -> Hash {
    let hash = hash.finalize();
    let (parts, _) = hash.as_chunks();
    array::from_fn(|part| u64::from_be_bytes(parts[part]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_is_recalled() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        fs::create_dir(root.join("target")).expect("a folder");
        let program = root.join("target/kata");
        let inputs = |others: &str| Inputs {
            id: "kata".to_owned(),
            program: program.clone(),
            stamp: Stamp::of(&program),
            others: finish(Sha256::new_with_prefix(others)),
        };
        let recalled = |others| {
            let coverage = Cache::read(root, "").recall(&inputs(others));
            coverage.map(|coverage| (coverage.claimed, coverage.printed))
        };
        fs::write(&program, "one").expect("a file");
        assert_eq!(recalled("a"), None, "nothing is recorded");

        let remember = |others, claimed| {
            let cache = Cache::read(root, "");
            cache.remember(inputs(others), Coverage { claimed, printed: 3 });
            cache.write();
        };
        remember("a", 2);
        assert_eq!(recalled("a"), Some((2, 3)));
        assert_eq!(recalled("b"), None, "the claim, say, is another");

        // Of another length: two changes can come at the same time, as far as a clock tells.
        fs::write(&program, "three").expect("a file");
        assert_eq!(recalled("a"), None, "the program is another");
        fs::write(&program, "one").expect("a file");
        assert_eq!(recalled("a"), Some((2, 3)), "written anew, but the same");

        remember("b", 1);
        assert_eq!(recalled("b"), Some((1, 3)), "the same program, with another claim");
        fs::write(&program, "three").expect("a file");
        remember("b", 3);
        assert_eq!(recalled("b"), Some((3, 3)));
        fs::write(&program, "one").expect("a file");
        assert_eq!(recalled("b"), None, "what passed was the other program");

        let (cache, before) = (Cache::read(root, ""), inputs("c"));
        fs::write(&program, "three").expect("a file");
        cache.remember(before, Coverage { claimed: 2, printed: 3 });
        cache.write();
        assert_eq!(recalled("c"), None, "replaced while it ran");

        write_record(root, NAME, &"broken").expect("a file");
        assert_eq!(recalled("a"), None, "the record is broken");
    }
}
