//! Content in chunks (RFC 9112 §7.1). Challenge 3 changes this file.

use crate::fault::Fault;
use crate::reader::{Reader, Step};

/// Reads content that comes in chunks. Not yet: nothing is known here of any coding.
#[derive(Debug, Default)]
pub struct Chunked {}

impl Reader for Chunked {
    type Whole = Vec<u8>;

    fn feed(&mut self, _piece: &[u8]) -> Result<Step<Vec<u8>>, Fault> {
        Err(Fault::Coding)
    }
}
