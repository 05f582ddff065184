//! `cargo +nightly fuzz run everything`, in `katas/websocket-framing`.

#![no_main]

#[path = "../check.rs"]
mod check;

libfuzzer_sys::fuzz_target!(|data: &[u8]| check::check(data));
