//! Ctrl-C, Ctrl-\, the end of the terminal, and what a CI system sends when it has waited long enough.

use futures_util::FutureExt;
use std::future::poll_fn;
use std::io;
use std::task::Poll;
#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};
#[cfg(windows)]
use tokio::signal::windows::{CtrlC, ctrl_c};
use tokio::task::yield_now;

/// What shells give a command that Ctrl-C ended: 128 and the number of SIGINT.
pub const INTERRUPTED: u8 = 130;

#[cfg(unix)]
const KINDS: [fn() -> SignalKind; 4] =
    [SignalKind::interrupt, SignalKind::terminate, SignalKind::hangup, SignalKind::quit];

/// Listens from the time that it was made. From then on none of these ends the program by itself,
/// and none is missed, whether somebody waits for it at that moment or not.
pub struct Interrupts {
    #[cfg(unix)]
    signals: Vec<Signal>,
    #[cfg(windows)]
    signals: Vec<CtrlC>,
}

impl Interrupts {
    /// Must be called within a runtime.
    pub fn listen() -> io::Result<Self> {
        #[cfg(unix)]
        let signals = KINDS.map(|kind| signal(kind())).into_iter().collect::<io::Result<_>>()?;
        #[cfg(windows)]
        let signals = vec![ctrl_c()?];
        Ok(Self { signals })
    }

    /// Waits for the next one.
    pub async fn next(&mut self) {
        poll_fn(|context| {
            let came = self.signals.iter_mut().any(|signal| signal.poll_recv(context).is_ready());
            if came { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
    }

    /// Whether one has come since the last was waited for.
    pub async fn came(&mut self) -> bool {
        yield_now().await; // the runtime looks at what has come only when it is given the chance
        self.next().now_or_never().is_some()
    }
}
