//! HTTP/1.1 by hand: RFC 9110 for what a message means, RFC 9112 for how it is written.
//!
//! - `reader`: what reading is without a socket
//! - `head`, `fields`: a message up to its first empty line
//! - `framing`, `chunked`: where the content behind it ends
//! - `fault`: what can be wrong with all of that
//! - `connection`: the same over a stream, with limits and deadlines
//! - `message`: head and content together
//! - `response`: writing an answer
//! - `client`: asking
//! - `listen`: serving whoever comes, for katas with a server of their own too
//! - `server`, `serve`: answering; with the feature `server`, which is on unless a
//!   kata says otherwise

// The challenges change two modules; with the feature, their solutions stand in.
#[cfg_attr(feature = "solutions", path = "../solutions/chunked.rs")]
mod chunked;
mod client;
mod connection;
mod fault;
mod fields;
mod framing;
mod head;
mod listen;
mod message;
mod reader;
mod response;
#[cfg(feature = "server")]
mod serve;
#[cfg(feature = "server")]
#[cfg_attr(feature = "solutions", path = "../solutions/server.rs")]
mod server;

pub use client::{Exchange, exchange};
pub use connection::Connection;
pub use fault::{Error, Fault};
pub use fields::Fields;
pub use framing::{Framing, MAX_CONTENT};
pub use head::{Head, HeadReader, MAX_FIELDS, MAX_HEAD, Received, RequestHead, ResponseHead};
pub use listen::serve_forever;
pub use reader::{Reader, Step};
pub use response::Response;
#[cfg(feature = "server")]
pub use serve::serve;
