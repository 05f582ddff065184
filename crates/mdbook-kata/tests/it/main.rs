//! One test program: each would link all of mdBook.

#![allow(clippy::unwrap_used, reason = "a test that unwraps nothing has failed, and says where")]

mod book;
mod command;
mod fixture;
mod listing;
mod page;
mod part;
mod serve;
mod server;
