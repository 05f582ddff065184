//! `src/chunked.rs` with challenge 3 solved.

use crate::fault::Fault;
use crate::fields::{Fields, is_text};
use crate::framing::MAX_CONTENT;
use crate::head::MAX_HEAD;
use crate::reader::{Reader, Step};

/// Reads content that comes in chunks (RFC 9112 §7.1).
#[derive(Debug, Default)]
pub struct Chunked {
    content: Vec<u8>,
    state: State,
    /// The line that is being read, as far as it has come.
    line: Vec<u8>,
    /// Bytes of all lines. Extensions and trailers have no limit of their own
    /// (§7.1.1, §7.1.2), and endless small chunks are a way to keep us busy.
    lines: usize,
}

#[derive(Debug, Default)]
enum State {
    /// In the line with the size.
    #[default]
    Size,
    /// In the data, so many bytes before its end.
    Data(usize),
    /// In the CRLF behind the data.
    DataEnd,
    /// Behind the last chunk, where fields may follow.
    Trailer,
}

impl Reader for Chunked {
    type Whole = Vec<u8>;

    fn feed(&mut self, piece: &[u8]) -> Result<Step<Vec<u8>>, Fault> {
        let mut used = 0;
        while used < piece.len() {
            if let State::Data(left) = self.state {
                let data = &piece[used..];
                let data = &data[..data.len().min(left)];
                self.content.extend_from_slice(data);
                used += data.len();
                let left = left - data.len();
                self.state = if left > 0 { State::Data(left) } else { State::DataEnd };
                continue;
            }
            let byte = piece[used];
            used += 1;
            if self.push(byte)? && self.end_line()? {
                return Ok(Step::Done { whole: std::mem::take(&mut self.content), used });
            }
        }
        Ok(Step::NeedMore)
    }
}

impl Chunked {
    /// Adds a byte to the line; whether it was the last.
    fn push(&mut self, byte: u8) -> Result<bool, Fault> {
        // Each chunk has a line for its size and an empty one, so that chunks of one
        // byte cost five: the limit must leave room for content that comes like that.
        self.lines += 1;
        if self.line.len() == MAX_HEAD || self.lines > MAX_HEAD + 5 * MAX_CONTENT {
            return Err(Fault::Chunk);
        }
        self.line.push(byte);
        Ok(byte == b'\n')
    }

    /// Judges the line that has just ended; whether it was the last of the content.
    fn end_line(&mut self) -> Result<bool, Fault> {
        let line = std::mem::take(&mut self.line);
        let line = line.strip_suffix(b"\r\n").ok_or(Fault::BareLf)?;
        self.state = match self.state {
            State::Size => match chunk_size(line)? {
                0 => State::Trailer,
                size if size > MAX_CONTENT - self.content.len() => {
                    return Err(Fault::ContentTooLarge);
                }
                size => State::Data(size),
            },
            State::DataEnd if line.is_empty() => State::Size,
            State::DataEnd | State::Data(_) => return Err(Fault::Chunk),
            State::Trailer if line.is_empty() => return Ok(true),
            // A trailer may be discarded (§7.1.2), and a server that merges it into
            // the head lets it overrule what the head said. But of fields it must be:
            // a line that is none may be the next request to somebody else.
            State::Trailer => {
                Fields::default().push(line)?;
                State::Trailer
            }
        };
        Ok(false)
    }
}

/// `chunk-size [ chunk-ext ]` (§7.1): at least one hexadecimal digit, and perhaps
/// extensions behind a semicolon, which whoever knows none ignores (§7.1.1).
fn chunk_size(line: &[u8]) -> Result<usize, Fault> {
    let digits = line.iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
    let (digits, extension) = line.split_at(digits);
    let is_extension = extension.trim_ascii_start().starts_with(b";") && is_text(extension);
    if digits.is_empty() || !(extension.is_empty() || is_extension) {
        return Err(Fault::Chunk);
    }
    let digits = std::str::from_utf8(digits).map_err(|_| Fault::Chunk)?;
    // All that can go wrong now is a number that no integer holds.
    usize::from_str_radix(digits, 16).map_err(|_| Fault::ContentTooLarge)
}
