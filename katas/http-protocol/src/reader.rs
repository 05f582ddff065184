//! Reading without a socket: pieces of a stream go in, and one whole comes out.

use crate::fault::Fault;

/// What one more piece came to.
#[derive(Debug, PartialEq, Eq)]
pub enum Step<Whole> {
    /// Every byte of the piece was used, and more must come.
    NeedMore,
    /// The whole ended after `used` bytes. The others belong to whatever is next.
    Done { whole: Whole, used: usize },
}

/// Reads one thing from a stream, and the same thing however the stream is split.
pub trait Reader {
    type Whole;

    /// Takes the next piece. After `Done` or a fault, there is nothing more to feed.
    fn feed(&mut self, piece: &[u8]) -> Result<Step<Self::Whole>, Fault>;

    /// The stream is over. Few things are whole when that happens.
    fn end(self) -> Option<Self::Whole>
    where
        Self: Sized,
    {
        None
    }
}
