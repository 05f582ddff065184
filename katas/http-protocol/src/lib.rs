//! HTTP/1.1 by hand: RFC 9110 for what a message means, RFC 9112 for how it is written.
//!
//! - `reader`: what reading is without a socket
//! - `head`, `fields`: a message up to its first empty line
//! - `framing`: where the content behind it ends
//! - `fault`: what can be wrong with all of that
//! - `connection`: the same over a stream, with limits and deadlines
//! - `response`: writing an answer
//!
//! With the feature `server`, which is on unless a kata says otherwise:
//!
//! - `content`: chunks, and what is done with content
//! - `message`: head and content together
//! - `server`: which answer a request gets, as a pure function
//! - `serve`, `client`: the two ends of a connection

#[cfg(feature = "server")]
mod client;
mod connection;
// The challenges change this module; with the feature, their solution stands in.
#[cfg(feature = "server")]
#[cfg_attr(feature = "solutions", path = "../solutions/content.rs")]
mod content;
mod fault;
mod fields;
mod framing;
mod head;
#[cfg(feature = "server")]
mod message;
mod reader;
mod response;
#[cfg(feature = "server")]
mod serve;
#[cfg(feature = "server")]
mod server;

#[cfg(feature = "server")]
pub use client::{Exchange, exchange};
pub use connection::Connection;
pub use fault::{Error, Fault};
pub use fields::Fields;
pub use framing::{Counted, Framing, MAX_CONTENT, UntilClose};
pub use head::{Head, HeadReader, MAX_FIELDS, MAX_HEAD, Received, RequestHead, ResponseHead};
pub use reader::{Reader, Step};
pub use response::Response;
#[cfg(feature = "server")]
pub use serve::serve;
