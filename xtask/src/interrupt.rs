//! Ctrl-C, and what a CI system sends when it has waited long enough.

use futures_util::FutureExt;
use std::io;
#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};
#[cfg(windows)]
use tokio::signal::windows::{CtrlC, ctrl_c};
use tokio::task::yield_now;

/// What shells give a command that Ctrl-C ended: 128 and the number of SIGINT.
pub const INTERRUPTED: u8 = 130;

/// Listens from the time that it was made. From then on neither signal ends the program by itself,
/// and none is missed, whether somebody waits for it at that moment or not.
pub struct Interrupts {
    #[cfg(unix)]
    interrupt: Signal,
    #[cfg(unix)]
    terminate: Signal,
    #[cfg(windows)]
    interrupt: CtrlC,
}

impl Interrupts {
    /// Must be called within a runtime.
    pub fn listen() -> io::Result<Self> {
        #[cfg(unix)]
        let interrupts = Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        };
        #[cfg(windows)]
        let interrupts = Self { interrupt: ctrl_c()? };
        Ok(interrupts)
    }

    /// Waits for the next one.
    pub async fn next(&mut self) {
        #[cfg(unix)]
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
        #[cfg(windows)]
        self.interrupt.recv().await;
    }

    /// Whether one has come since the last was waited for.
    pub async fn came(&mut self) -> bool {
        yield_now().await; // the runtime looks at what has come only when it is given the chance
        self.next().now_or_never().is_some()
    }
}
