//! Checks again at every save, and listens to keys meanwhile.

use super::Desk;
use super::check::Checker;
use super::keys::Keys;
use crate::interrupt::{INTERRUPTED, Interrupts};
use crate::report::{self, learner};
use ::watch::Changes;
use course::Challenge;
use tokio::runtime::{self, Runtime};
use tokio::select;
use tokio::task::{JoinError, JoinHandle};

/// Until `q` or Ctrl-C. Gives the exit status.
pub fn watch(desk: &mut Desk<'_>, number: Option<u64>) -> anyhow::Result<u8> {
    let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
    let code = until_quit(&runtime, desk, number);
    // However it ended, a thread waits for changes, and the runtime's own end would wait for it.
    runtime.shutdown_background();
    code
}

fn until_quit(runtime: &Runtime, desk: &mut Desk<'_>, number: Option<u64>) -> anyhow::Result<u8> {
    let mut interrupts = runtime.block_on(async { Interrupts::listen() })?;
    let changes = Changes::below(desk.root)?;
    let mut one = number.map(|number| desk.challenge(number)).transpose()?;
    one = one.or_else(|| desk.next_unsolved(0));
    let mut keys = Keys::listen();
    let mut next = runtime.spawn_blocking(|| wait(changes));
    let mut is_new = true;
    loop {
        if is_new {
            let mut checker = Checker { runtime, interrupts: &mut interrupts };
            if show(&mut checker, desk, one)? == INTERRUPTED {
                return Ok(INTERRUPTED);
            }
            learner::watching(keys.is_some())?;
        }
        is_new = match runtime.block_on(event(&mut next, &mut keys, &mut interrupts)) {
            Event::Changed(more) => {
                let Some(changes) = more? else { return Ok(0) };
                next = runtime.spawn_blocking(|| wait(changes));
                true
            }
            Event::Key(b'q' | CTRL_D | CTRL_BACKSLASH) => return Ok(0),
            // What cannot be done now, another key or save may.
            Event::Key(key) => press(desk, &mut one, key).unwrap_or_else(|error| {
                report::error(&error);
                false
            }),
            Event::Interrupt => return Ok(INTERRUPTED),
        };
    }
}

/// What ends input elsewhere.
const CTRL_D: u8 = 4;
/// What quits elsewhere, with a signal that would leave the terminal as it is now.
const CTRL_BACKSLASH: u8 = 28;

/// How the checks go, or what is asked: there is no save that answers a question.
fn show(
    checker: &mut Checker<'_>,
    desk: &mut Desk<'_>,
    one: Option<&Challenge>,
) -> anyhow::Result<u8> {
    let Some((challenge, asked)) = one.and_then(super::asked) else {
        return checker.check(desk, one);
    };
    learner::question(desk.lesson, challenge, asked)?;
    learner::how_to_answer(desk.lesson, challenge)?;
    Ok(0)
}

enum Event {
    Changed(Result<Option<Changes>, JoinError>),
    Key(u8),
    Interrupt,
}

async fn event(
    next: &mut JoinHandle<Option<Changes>>,
    keys: &mut Option<Keys>,
    interrupts: &mut Interrupts,
) -> Event {
    select! {
        more = next => Event::Changed(more),
        key = Keys::next(keys) => Event::Key(key),
        () = interrupts.next() => Event::Interrupt,
    }
}

fn wait(mut changes: Changes) -> Option<Changes> {
    changes.wait().map(|()| changes)
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
