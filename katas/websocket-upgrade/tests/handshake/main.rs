//! The handshake, tried from outside: bytes in, bytes out.

mod connection;
mod known_answers;
mod request;
mod rules;
mod strangers;
mod vectors;
