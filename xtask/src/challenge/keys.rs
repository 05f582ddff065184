//! Keys, one at a time and without Enter, where there is a terminal.

use std::io::{self, IsTerminal, Read};
use std::thread;
use tokio::sync::mpsc;

/// The keyboard, until it is dropped: then the terminal is as it was.
pub struct Keys {
    pressed: mpsc::UnboundedReceiver<u8>,
    #[cfg(unix)]
    _mode: Option<mode::Single>,
}

impl Keys {
    /// `None` if there is no terminal.
    pub fn listen() -> Option<Self> {
        if !io::stdin().is_terminal() {
            return None;
        }
        let (tell, pressed) = mpsc::unbounded_channel();
        // It ends with the program: nobody can call back a thread that waits for a key.
        thread::spawn(move || {
            for key in io::stdin().lock().bytes().map_while(Result::ok) {
                if tell.send(key).is_err() {
                    return;
                }
            }
        });
        Some(Self {
            pressed,
            #[cfg(unix)]
            _mode: mode::Single::set(),
        })
    }

    /// The next key. Never, once there are no more.
    pub async fn next(keys: &mut Option<Self>) -> u8 {
        if let Some(Self { pressed, .. }) = keys
            && let Some(key) = pressed.recv().await
        {
            return key;
        }
        std::future::pending().await
    }
}

#[cfg(unix)]
mod mode {
    use rustix::termios::{
        LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr,
    };
    use std::io::stdin;

    /// What stands for no key: `_POSIX_VDISABLE`.
    const NO_KEY: u8 = if cfg!(any(target_os = "linux", target_os = "android")) { 0 } else { 0xff };

    /// A terminal that hands over each key and shows none. Ctrl-C stays what it is. Ctrl-\ is a key
    /// like any other: nobody would be left to put the terminal back.
    pub struct Single(Termios);

    impl Single {
        pub fn set() -> Option<Self> {
            let before = tcgetattr(stdin()).ok()?;
            let mut single = before.clone();
            single.local_modes.remove(LocalModes::ICANON | LocalModes::ECHO);
            single.special_codes[SpecialCodeIndex::VQUIT] = NO_KEY;
            tcsetattr(stdin(), OptionalActions::Now, &single).ok()?;
            Some(Self(before))
        }
    }

    impl Drop for Single {
        fn drop(&mut self) {
            // If that fails, the terminal is gone.
            let _ = tcsetattr(stdin(), OptionalActions::Now, &self.0);
        }
    }
}
