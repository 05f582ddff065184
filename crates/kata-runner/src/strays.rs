//! What leaves its process group, and would outlive its run.
//!
//! A process that makes a session of its own is no member of its program's group any more, and when
//! its parent has ended nobody knows where it came from. Linux hands it to the nearest ancestor that
//! asks for such; other systems have nothing of the kind, and there it stays.

use crate::fresh;

/// From its making to its dropping, processes that lose their parent become children of this one.
/// Then they end, and so does every child that was not there in the beginning; and what is left of
/// the runs' directories, since somebody wrote there to the last, is removed.
///
/// One of these at a time, and while there is, nothing else in this process may start any other.
#[derive(Debug)]
pub struct Strays {
    #[cfg(target_os = "linux")]
    before: std::collections::BTreeSet<i32>,
}

impl Drop for Strays {
    fn drop(&mut self) {
        #[cfg(target_os = "linux")]
        self.end();
        fresh::remove_left();
    }
}

#[cfg(not(target_os = "linux"))]
impl Strays {
    /// Does nothing here.
    pub fn adopt() -> Self {
        Self {}
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use super::Strays;
    use rustix::io::Errno;
    use rustix::process::{
        Pid, Signal, WaitId, WaitIdOptions, WaitOptions, getpid, kill_process, set_child_subreaper,
        waitid, waitpid,
    };
    use std::collections::BTreeSet;
    use std::fs;

    impl Strays {
        /// Begins.
        pub fn adopt() -> Self {
            // Where the system refuses, it is as on those that cannot do it.
            let _ = set_child_subreaper(Some(getpid()));
            Self { before: children() }
        }

        pub(super) fn end(&mut self) {
            // What has children of its own leaves them to this process.
            for _ in 0..1000 {
                let now = children();
                let strays: Vec<_> = now.difference(&self.before).copied().collect();
                if strays.is_empty() {
                    break;
                }
                strays.into_iter().filter_map(Pid::from_raw).for_each(end);
            }
            let _ = set_child_subreaper(None);
        }
    }

    fn end(pid: Pid) {
        let _ = kill_process(pid, Signal::KILL);
        let _ = waitpid(Some(pid), WaitOptions::empty());
    }

    /// Of all threads. None where the system does not tell.
    fn children() -> BTreeSet<i32> {
        // Nearly always there are none, and to be told so takes one call.
        let options = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
        if matches!(waitid(WaitId::All, options), Err(Errno::CHILD)) {
            return BTreeSet::new();
        }
        let threads = fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
        let lists =
            threads.filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok());
        let pids =
            |list: String| -> Vec<_> { list.split_whitespace().flat_map(str::parse).collect() };
        lists.flat_map(pids).collect()
    }
}
