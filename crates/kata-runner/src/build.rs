//! One `cargo build` for all the katas that are asked for.

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
    #[error("the katas do not build; what Cargo says of it stands above")]
    Failed,
    /// Cargo built the package and no binary of its name came out.
    #[error("package `{id}` has no binary called `{id}`")]
    NoBinary {
        /// The kata.
        id: String,
    },
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
    let cargo = env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(&cargo)
        .current_dir(root)
        .args(["build", "--message-format=json-render-diagnostics"])
        .args(ids.iter().flat_map(|id| ["--package", id, "--bin", id]))
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|source| BuildError::Start { cargo, source })?;
    if !output.status.success() {
        return Err(BuildError::Failed);
    }
    let messages = String::from_utf8_lossy(&output.stdout);
    let built: BTreeMap<_, _> = messages.lines().filter_map(executable).collect();
    for id in ids {
        if !built.contains_key(id) {
            return Err(BuildError::NoBinary { id: id.to_owned() });
        }
    }
    built::remember(root, &built, asked);
    Ok(built)
}

/// Target name and path, if this message of Cargo's tells of an executable.
fn executable(message: &str) -> Option<(String, PathBuf)> {
    let message: Value = serde_json::from_str(message).ok()?;
    let path = message.get("executable")?.as_str()?;
    let name = message.get("target")?.get("name")?.as_str()?;
    Some((name.to_owned(), path.into()))
}
