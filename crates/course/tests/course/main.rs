//! A good course, and what is said when one thing in it is wrong.

// One case a line, however long.
#[rustfmt::skip]
mod checks;
mod fixture;
mod good;
mod look;
mod properties;
