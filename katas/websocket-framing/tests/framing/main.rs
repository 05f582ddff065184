//! The codec, tried from outside: bytes in, bytes out.

mod known_answers;
mod memory;
mod python;
mod rules;
mod splits;
mod strangers;
mod wire;
