//! All that is built before the first kata runs. Where an interrupt comes first there is nothing.

use super::both_ways::{self, Ways};
use crate::interrupt::Interrupts;
use crate::report;
use course::Lesson;
use kata_runner::{Lock, build};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tokio::runtime::Runtime;
use tokio::select;

/// What stays as it is while the lock is held.
pub type Locked<T> = (T, Option<Lock>);

pub struct Builder<'a> {
    pub root: &'a Path,
    pub runtime: &'a Runtime,
    pub interrupts: &'a mut Interrupts,
}

impl Builder<'_> {
    /// The katas' executables. Cargo is asked unless all of them are known.
    pub fn programs(
        &mut self,
        lessons: &[&Lesson],
        known: BTreeMap<String, PathBuf>,
    ) -> anyhow::Result<Option<BTreeMap<String, PathBuf>>> {
        if lessons.iter().all(|lesson| known.contains_key(lesson.id())) {
            return Ok(Some(known));
        }
        let built = build(self.root, lessons.iter().map(|lesson| lesson.id()));
        self.unless_interrupted(built)
    }

    /// What the challenges of these lessons are checked with, and the lock that keeps it so.
    pub fn ways(
        &mut self,
        lessons: &[&Lesson],
    ) -> anyhow::Result<Option<Locked<BTreeMap<String, Ways>>>> {
        if lessons.is_empty() {
            return Ok(Some((BTreeMap::new(), None)));
        }
        let Some(lock) = self.lock()? else { return Ok(None) };
        let built = both_ways::build(self.root, lessons, &lock);
        Ok(self.unless_interrupted(built)?.map(|ways| (ways, Some(lock))))
    }

    /// Who has it may be at it for as long as its katas run.
    fn lock(&mut self) -> anyhow::Result<Option<Lock>> {
        if let Some(lock) = Lock::try_take(self.root)? {
            return Ok(Some(lock));
        }
        report::blocked()?;
        let root = self.root.to_owned();
        let lock = self.runtime.spawn_blocking(move || Lock::take(&root));
        self.runtime.block_on(async {
            select! {
                lock = lock => Ok(Some(lock??)),
                () = self.interrupts.next() => Ok(None),
            }
        })
    }

    /// Somebody may have stopped Cargo, which gets the same Ctrl-C.
    fn unless_interrupted<T, E: Into<anyhow::Error>>(
        &mut self,
        built: Result<T, E>,
    ) -> anyhow::Result<Option<T>> {
        match built {
            Err(_) if self.runtime.block_on(self.interrupts.came()) => Ok(None),
            built => built.map(Some).map_err(Into::into),
        }
    }
}
