//! A bound on how long a search may take.

/// Steps that are left.
pub(crate) struct Budget(usize);

/// The steps ran out: whether there is a match is not known.
#[derive(Debug)]
pub(crate) struct Exhausted;

impl Budget {
    pub(crate) fn new(steps: usize) -> Self {
        Self(steps)
    }

    pub(crate) fn spend(&mut self, steps: usize) -> Result<(), Exhausted> {
        self.0 = self.0.checked_sub(steps).ok_or(Exhausted)?;
        Ok(())
    }
}
