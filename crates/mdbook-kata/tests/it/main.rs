//! One test program: each would link all of mdBook.

mod book;
mod command;
mod fixture;
mod page;
mod serve;
