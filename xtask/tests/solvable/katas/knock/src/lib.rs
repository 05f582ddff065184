#[cfg_attr(feature = "solutions", path = "../solutions/door.rs")]
pub mod door;
