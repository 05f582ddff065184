//! `cargo +nightly fuzz run everything`, in `crates/expected-output`.

#![no_main]

#[path = "../check.rs"]
mod check;

libfuzzer_sys::fuzz_target!(|data: &[u8]| check::check(data));
