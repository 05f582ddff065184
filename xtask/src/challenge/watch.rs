//! Checks again at every save, and listens to keys meanwhile.

use super::Desk;
use super::check::Checker;
use super::keys::Keys;
use crate::interrupt::{INTERRUPTED, Interrupts};
use crate::report::learner;
use ::watch::Changes;
use course::Challenge;
use tokio::runtime;
use tokio::select;
use tokio::task::JoinError;

/// Until `q` or Ctrl-C. Gives the exit status.
pub fn watch(desk: &mut Desk<'_>, number: Option<u64>) -> anyhow::Result<u8> {
    let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
    let mut interrupts = runtime.block_on(async { Interrupts::listen() })?;
    let changes = Changes::below(desk.root)?;
    let mut one = number.map(|number| desk.challenge(number)).transpose()?;
    one = one.or_else(|| desk.next_unsolved(0));
    let mut keys = Keys::listen();
    let mut next = runtime.spawn_blocking(|| wait(changes));
    let mut is_new = true;
    let code = loop {
        if is_new {
            let mut checker = Checker { runtime: &runtime, interrupts: &mut interrupts };
            if checker.check(desk, one)? == INTERRUPTED {
                break INTERRUPTED;
            }
            learner::watching(keys.is_some())?;
        }
        let event = runtime.block_on(async {
            select! {
                more = &mut next => Event::Changed(more),
                key = Keys::next(&mut keys) => Event::Key(key),
                () = interrupts.next() => Event::Interrupt,
            }
        });
        is_new = match event {
            Event::Changed(more) => {
                let Some(changes) = more? else { break 0 };
                next = runtime.spawn_blocking(|| wait(changes));
                true
            }
            // Ctrl-D is what ends input elsewhere.
            Event::Key(b'q' | 4) => break 0,
            Event::Key(key) => press(desk, &mut one, key)?,
            Event::Interrupt => break INTERRUPTED,
        };
    };
    runtime.shutdown_background(); // a thread waits for changes, for ever
    Ok(code)
}

enum Event {
    Changed(Result<Option<Changes>, JoinError>),
    Key(u8),
    Interrupt,
}

fn wait(changes: Changes) -> Option<Changes> {
    changes.next().map(|()| changes)
}

/// What a key does. Whether there is something to be checked anew after it.
fn press<'a>(
    desk: &mut Desk<'a>,
    one: &mut Option<&'a Challenge>,
    key: u8,
) -> anyhow::Result<bool> {
    desk.refresh()?;
    match key {
        b'h' => match *one {
            Some(challenge) => desk.show_hint(challenge)?,
            None => learner::all_solved(desk.lesson)?,
        },
        b'n' => *one = desk.next_unsolved(one.map_or(0, |one| one.number)),
        b'l' => {
            let lessons = std::slice::from_ref(desk.lesson);
            learner::table(lessons, |lesson, number| desk.progress.of(lesson, number).solved)?;
        }
        _ => learner::watching(true)?,
    }
    Ok(key == b'n')
}
