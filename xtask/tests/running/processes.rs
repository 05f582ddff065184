//! Processes, and whether they are still there.

use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command};
use std::time::Duration;

pub const MOMENT: Duration = Duration::from_millis(10);

/// That many moments.
pub const MINUTE: u32 = 6000;

/// Starts somebody with these streams, and waits until they have left the process group.
pub fn leaves_group(streams: &str) -> String {
    format!(
        r#"
        use std::process::{{Command, Stdio}};
        let sleep = Command::new("setsid").args(["/bin/sleep", "1961"]){streams}.spawn().expect("setsid");
        let command = format!("/proc/{{}}/cmdline", sleep.id());
        while !std::fs::read(&command).expect("a process").starts_with(b"/bin/sleep") {{}}
        let _ = Stdio::null;"#
    )
}

/// Waits for what other processes do, with a deadline that only a broken one reaches.
pub fn wait_until(what: &str, holds: impl Fn() -> bool) {
    for _ in 0..MINUTE {
        if holds() {
            return;
        }
        std::thread::sleep(MOMENT);
    }
    panic!("waited for a minute until {what}");
}

/// Sends a program this signal: `INT`, as Ctrl-C does.
pub fn signal(child: &Child, name: &str) {
    let (signal, pid) = (format!("-{name}"), child.id().to_string());
    assert!(Command::new("kill").args([signal, pid]).status().expect("kill").success());
}

/// The status that a program ends with, by itself.
pub fn ended(child: &mut Child) -> Option<i32> {
    let mut status = None;
    for _ in 0..MINUTE {
        status = child.try_wait().expect("a child");
        if status.is_some() {
            break;
        }
        std::thread::sleep(MOMENT);
    }
    let _ = child.kill();
    status.expect("an end within a minute").code()
}

pub fn assert_nobody_sleeps(seconds: &str) {
    wait_until("nobody sleeps", || sleepers(seconds).is_empty());
}

/// The processes `sleep SECONDS`, zombies aside: those have no command line.
pub fn sleepers(seconds: &str) -> Vec<PathBuf> {
    let processes = fs::read_dir("/proc").expect("/proc").flatten().map(|entry| entry.path());
    let sleeps = |process: &PathBuf| {
        let command = fs::read(process.join("cmdline")).unwrap_or_default();
        command.ends_with(format!("sleep\0{seconds}\0").as_bytes())
    };
    processes.filter(sleeps).collect()
}
