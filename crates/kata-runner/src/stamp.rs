//! By what a file is known to be unchanged, without reading it.

use serde::{Deserialize, Serialize};
use std::fs::{self, Metadata};
use std::path::Path;
use std::time::UNIX_EPOCH;

/// The size of a file in bytes and the time of its last change, in nanoseconds from 1970; of a
/// folder the time at which a name came or went. Where nothing is, that is its stamp.
///
/// ```
/// use kata_runner::Stamp;
///
/// let folder = tempfile::tempdir()?;
/// let before = Stamp::of(folder.path());
/// std::fs::remove_dir(folder.path())?;
/// assert_ne!(Stamp::of(folder.path()), before);
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp(Option<(u64, u64)>);

impl Stamp {
    /// The stamp that the file or folder has now.
    pub fn of(path: &Path) -> Self {
        let stamp = |metadata: Metadata| {
            let changed = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
            Some((metadata.len(), u64::try_from(changed.as_nanos()).ok()?))
        };
        Self(fs::metadata(path).ok().and_then(stamp))
    }
}
