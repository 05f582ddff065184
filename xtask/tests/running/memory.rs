//! `verify`: how much it holds of what was printed.

use crate::course::{RIGHT, course, verify};
use std::fs;

/// Prints as it should, and nearly as much as a kata may.
const LOUD: &str = r#"println!("Hello, world!\n  pid 1\n{}", "  much\n".repeat(140_000));"#;

/// The most that `verify` has had in memory after this many loud katas, one after the other, in KiB.
fn peak(loud: usize) -> usize {
    let folder = tempfile::tempdir().expect("a folder");
    let copy = folder.path().join("status");
    let weighing = format!(
        r#"let status = format!("/proc/{{}}/status", std::os::unix::process::parent_id());
        std::fs::copy(status, "{}").expect("what its parent, verify, has had");
        {RIGHT}"#,
        copy.display(),
    );
    let ids: Vec<_> = (1..=loud).map(|number| format!("loud-{number:02}")).collect();
    let loud = ids.iter().map(|id| (id.as_str(), LOUD));
    let katas: Vec<_> = loud.chain([("weighing", weighing.as_str())]).collect();
    let course = course(&katas);
    for id in &ids {
        let evidence = course.path().join(format!("katas/{id}/evidence.snap"));
        let recorded = fs::read_to_string(&evidence).expect("evidence");
        let much = "  much\n".repeat(140_000);
        fs::write(evidence, recorded.replace("  left out\n", &much)).expect("evidence");
    }
    let output = verify(course.path(), &["--jobs", "1"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    let status = fs::read_to_string(copy).expect("text");
    let (_, peak) = status.split_once("VmHWM:").expect("what Linux says of a process");
    peak.split_whitespace().next().and_then(|peak| peak.parse().ok()).expect("a number")
}

#[test]
fn what_katas_print_is_not_held_until_the_end() {
    let [few, many] = [2, 14].map(peak);
    // Were it held, it would be 24 megabytes; the allocator alone makes a difference of up to four.
    assert!(many < few + 8 * 1024, "{few} KiB after 2 loud katas, {many} KiB after 14");
}
