//! TCP keeps no borders: whatever is read must be the same at every split.

use http_protocol::{Fault, Head, HeadReader, Reader, Received, Step};
use std::fmt::Debug;

/// What a stream comes to: the whole and how many bytes it took, or that it is not over.
pub type Outcome<T> = Result<Option<(T, usize)>, Fault>;

fn feed<R: Reader>(mut reader: R, pieces: &[&[u8]]) -> Outcome<R::Whole> {
    let mut before = 0;
    for piece in pieces {
        match reader.feed(piece)? {
            Step::NeedMore => before += piece.len(),
            Step::Done { whole, used } => return Ok(Some((whole, before + used))),
        }
    }
    Ok(None)
}

/// What `bytes` come to in one piece; and it must be the same in any two, and byte by byte.
pub fn at_every_split<R>(new: impl Fn() -> R, bytes: &[u8]) -> Outcome<R::Whole>
where
    R: Reader<Whole: Debug + PartialEq>,
{
    let whole = feed(new(), &[bytes]);
    // Of what is long, a sample: each split costs as much as the whole.
    for border in (0..=bytes.len()).step_by(1 + bytes.len() / 500) {
        let (before, after) = bytes.split_at(border);
        assert_eq!(feed(new(), &[before, after]), whole, "split at {border}: {}", shown(bytes));
    }
    let single: Vec<&[u8]> = bytes.chunks(1).collect();
    assert_eq!(feed(new(), &single), whole, "byte by byte: {}", shown(bytes));
    whole
}

pub fn head<H: Head + Debug + PartialEq>(bytes: &[u8]) -> Outcome<H> {
    let outcome = at_every_split(HeadReader::<H>::default, bytes);
    outcome.map(|done| {
        done.map(|(Received { head, raw }, used)| {
            assert_eq!(raw, bytes[..used], "the bytes of the head");
            (head, used)
        })
    })
}

pub fn shown(bytes: &[u8]) -> String {
    bytes.escape_ascii().to_string()
}
