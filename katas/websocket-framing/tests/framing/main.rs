//! The codec, tried from outside: bytes in, bytes out.

mod known_answers;
mod memory;
#[cfg(feature = "solutions")]
mod messages;
mod python;
mod rules;
mod splits;
mod strangers;
#[cfg(feature = "solutions")]
mod vectors;
mod wire;
