//! What happens while katas run: some misbehave, each in its own way, somebody presses Ctrl-C, or
//! saves a file. Each kata gets its diagnosis, the others still run, and nothing is left behind.
#![cfg(target_os = "linux")]

mod building;
mod challenging;
mod course;
mod meanwhile;
mod memory;
mod processes;
mod progress;
mod remembering;
mod repeating;
mod terminal;
mod verifying;
