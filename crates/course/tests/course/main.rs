//! A good course, and what is said when one thing in it is wrong.

mod fixture;
mod found;
mod good;
mod look;
mod properties;

// One case a line, however long.
#[rustfmt::skip]
mod between;
#[rustfmt::skip]
mod challenges;
#[rustfmt::skip]
mod listings;
#[rustfmt::skip]
mod page;
