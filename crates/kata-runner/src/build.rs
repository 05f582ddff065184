//! What Cargo is asked to build.

use crate::built;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::SystemTime;
use std::{env, io};

/// Why there is nothing to run.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// Cargo could not be started.
    #[error("cannot start `{cargo}`")]
    Start {
        /// The program that was tried: `$CARGO`, or `cargo` from the path.
        cargo: String,
        /// What the system said.
        source: io::Error,
    },
    /// Cargo has said on stderr what is wrong.
    #[error("{what} does not build; what Cargo says of it stands above")]
    Failed {
        /// A kata by its id, or what several are called.
        what: String,
    },
    /// Cargo built the package and no binary of its name came out.
    #[error("package `{id}` has no binary called `{id}`")]
    NoBinary {
        /// The kata.
        id: String,
    },
    /// A file of a kata that is to be copied could not be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system or the file's reader said.
        source: io::Error,
    },
    /// Copies of katas, or the lock on them, could not be written.
    #[error("cannot write {}", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl BuildError {
    fn failed(ids: &[&str]) -> Self {
        let what =
            if let [id] = ids { format!("kata `{id}`") } else { "one of the katas".to_owned() };
        Self::Failed { what }
    }
}

/// Builds the binaries of these packages, with Cargo's progress on stderr.
/// Gives the path of each executable under its kata's id.
///
/// # Errors
/// When Cargo is not there, when the build fails, or when a package has no
/// binary of its own name.
pub fn build<'a>(
    root: &Path,
    ids: impl IntoIterator<Item = &'a str>,
) -> Result<BTreeMap<String, PathBuf>, BuildError> {
    let ids: Vec<_> = ids.into_iter().collect();
    if ids.is_empty() {
        return Ok(BTreeMap::new()); // or Cargo would build the default members
    }
    let asked = SystemTime::now();
    let packages = ids.iter().flat_map(|id| ["--package", id, "--bin", id]);
    let built = cargo(root, packages)?;
    if !built.success {
        return Err(BuildError::failed(&ids));
    }
    let programs: BTreeMap<_, _> = built.executables.into_iter().map(Executable::named).collect();
    for id in ids {
        if !programs.contains_key(id) {
            return Err(BuildError::NoBinary { id: id.to_owned() });
        }
    }
    built::remember(root, &programs, asked);
    Ok(programs)
}

/// Builds the test program `tests/challenges.rs` of a package, with Cargo's progress on stderr.
///
/// # Errors
/// When Cargo is not there, or when the build fails, as a learner's often does.
pub fn build_checks(root: &Path, id: &str) -> Result<PathBuf, BuildError> {
    let built = cargo(root, ["--package", id, "--test", CHECKS])?;
    let checks = built.executables.into_iter().find(|executable| executable.target == CHECKS);
    checks.filter(|_| built.success).map(|checks| checks.path).ok_or(BuildError::failed(&[id]))
}

/// The name of the test program that holds a kata's challenges.
pub(crate) const CHECKS: &str = "challenges";

/// The folder for what Cargo makes, unless a configuration file names another. What is ours stands
/// here even then.
pub(crate) fn target_folder(root: &Path) -> PathBuf {
    let named = ["CARGO_TARGET_DIR", "CARGO_BUILD_TARGET_DIR"].into_iter().find_map(env::var_os);
    root.join(named.unwrap_or_else(|| "target".into()))
}

/// What Cargo has done.
pub(crate) struct Built {
    pub(crate) success: bool,
    pub(crate) executables: Vec<Executable>,
}

/// A program that Cargo has built.
pub(crate) struct Executable {
    /// The folder of its package.
    pub(crate) package: PathBuf,
    /// The name of the binary or test in it.
    pub(crate) target: String,
    pub(crate) path: PathBuf,
}

impl Executable {
    fn named(self) -> (String, PathBuf) {
        (self.target, self.path)
    }

    /// If this message of Cargo's tells of one.
    fn read(message: &str) -> Option<Self> {
        let message: Value = serde_json::from_str(message).ok()?;
        Some(Self {
            package: Path::new(message.get("manifest_path")?.as_str()?).parent()?.to_owned(),
            target: message.get("target")?.get("name")?.as_str()?.to_owned(),
            path: message.get("executable")?.as_str()?.into(),
        })
    }
}

/// Runs `cargo build` with these arguments.
pub(crate) fn cargo<'a>(
    folder: &Path,
    args: impl IntoIterator<Item = &'a str>,
) -> Result<Built, BuildError> {
    let cargo = env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(&cargo)
        .current_dir(folder)
        .args(["build", "--message-format=json-render-diagnostics"])
        .args(args)
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|source| BuildError::Start { cargo, source })?;
    let messages = String::from_utf8_lossy(&output.stdout);
    let executables = messages.lines().filter_map(Executable::read).collect();
    Ok(Built { success: output.status.success(), executables })
}
