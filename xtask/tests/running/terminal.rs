//! A terminal with nobody before it: what is typed, and what is to be seen.

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use std::fs::File;
use std::io::Read;

/// A terminal: its far end, and the one that a program has.
pub fn terminal() -> (File, File) {
    let far = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a terminal");
    grantpt(&far).and_then(|()| unlockpt(&far)).expect("a terminal");
    let name = ptsname(&far, Vec::new()).expect("a name");
    let near = File::options().read(true).write(true).open(name.to_str().expect("a path"));
    (far.into(), near.expect("a terminal"))
}

/// What programs write to a terminal, from its far end: up to this text, or until none of them has
/// it open any more.
pub fn written(far: &mut File, until: Option<&str>) -> String {
    let (mut written, mut bytes) = (Vec::new(), [0; 1024]);
    // Linux has an error at the end.
    while let Ok(count @ 1..) = far.read(&mut bytes) {
        written.extend_from_slice(&bytes[..count]);
        if until.is_some_and(|until| String::from_utf8_lossy(&written).contains(until)) {
            break;
        }
    }
    String::from_utf8(written).expect("text")
}

/// What is left to be seen of it.
pub fn seen(written: &str) -> String {
    const CLEAR: &str = "\r\x1b[2K";
    let lines =
        written.split('\n').map(|line| line.rsplit(CLEAR).next().unwrap_or(line).trim_end());
    lines.collect::<Vec<_>>().join("\n")
}
