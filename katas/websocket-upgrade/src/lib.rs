//! The opening handshake of RFC 6455, both sides of it.
//!
//! - `accept`: the key, the hash, the one constant
//! - `server`: which answer a request gets, as a pure function
//! - `connection`: the server's side of one connection
//! - `client`: the client's side

mod accept;
pub mod client;
pub mod connection;
// The challenges change this module; with the feature, their solution stands in.
#[cfg_attr(feature = "solutions", path = "../solutions/server.rs")]
pub mod server;

pub use accept::{GUID, accept_key, encode_key, is_key};
