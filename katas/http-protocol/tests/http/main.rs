//! HTTP from outside: bytes in, bytes out.

mod content;
mod framing;
mod heads;
mod httparse;
mod known_answers;
#[cfg(unix)]
mod listen; // its test sets a limit with `ulimit`
mod peer;
mod server;
mod splits;
mod strangers;
mod wrong_length;
