//! TODO: what the challenges change, in a module of its own, named for what it does

/// What a message is answered with.
pub fn reply(message: &str) -> &'static str {
    if message == "ping" { "pong" } else { "no answer" }
}
