//! The frames of RFC 6455: bytes in, pieces of frames out, and the other way round.
//! No socket, no clock, no dice: those are the caller's.
//!
//! - `header`: the first 2 to 14 bytes of a frame
//! - `mask`: what a client does to its payloads
//! - `decode`: frames out of bytes, however these arrive
//! - `encode`: frames into bytes
//! - `close`: the payload of a Close, and its codes
//! - `message`: frames into messages
//! - `violation`: which rule was broken, and what to tell the peer
//!
//! A server's side of it, given what its socket brings:
//!
//! ```
//! use websocket_framing::{Decoder, Message, Messages, Role, Violation};
//!
//! fn received(reads: &mut [Vec<u8>]) -> Result<Vec<Message>, Violation> {
//!     let mut decoder = Decoder::new(Role::Server, 1024 * 1024);
//!     let mut messages = Messages::new(1024 * 1024);
//!     let mut received = Vec::new();
//!     for read in reads {
//!         for piece in decoder.decode(read) {
//!             let Some(message) = messages.add(piece?)? else { continue };
//!             let closes = matches!(message, Message::Close(_));
//!             received.push(message);
//!             if closes {
//!                 return Ok(received); // what comes behind it is discarded (§1.4)
//!             }
//!         }
//!     }
//!     Ok(received)
//! }
//!
//! let mut reads = [b"\x81\x85\x37\xfa\x21".to_vec(), b"\x3d\x7f\x9f\x4d\x51\x58".to_vec()];
//! assert_eq!(received(&mut reads)?, [Message::Text("Hello".to_owned())]);
//! # Ok::<(), Violation>(())
//! ```

mod close;
mod decode;
mod encode;
mod header;
mod mask;
// The challenges change this module; with the feature, their solution stands in.
#[cfg_attr(feature = "solutions", path = "../solutions/message.rs")]
mod message;
mod violation;

pub use close::{CODES, Close, is_sent};
pub use decode::{Decoder, Piece, Pieces, Role};
pub use encode::Frame;
pub use header::{Header, MAX_CONTROL, MAX_HEADER, Opcode};
pub use mask::mask;
pub use message::{Message, Messages};
pub use violation::Violation;
