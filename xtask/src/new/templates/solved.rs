//! `src/reply.rs` with challenge 1 solved. TODO: solve your own

/// What a message is answered with.
pub fn reply(message: &str) -> &'static str {
    if message.eq_ignore_ascii_case("ping") { "pong" } else { "no answer" }
}
