//! What mdBook complains about while it builds.
//!
//! mdBook logs what it would not publish if it were strict, such as a `<hash>` in prose that has
//! become a tag, and publishes it. Here nothing is published that was complained about.

use std::fmt::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

/// Runs `job` and hands back its result with all warnings and errors that were logged meanwhile, on
/// this thread.
pub(crate) fn complaints_of<T>(job: impl FnOnce() -> T) -> (T, Vec<String>) {
    let complaints = Complaints::default();
    let result = tracing::subscriber::with_default(complaints.clone(), job);
    let mut complaints = complaints.0.lock().unwrap_or_else(PoisonError::into_inner);
    (result, std::mem::take(&mut *complaints))
}

#[derive(Clone, Default)]
struct Complaints(Arc<Mutex<Vec<String>>>);

impl Subscriber for Complaints {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        *metadata.level() <= Level::WARN
    }

    fn event(&self, event: &Event<'_>) {
        let mut message = Message(String::new());
        event.record(&mut message);
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(message.0);
    }

    // Where in the code a message comes from tells an author nothing.
    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

struct Message(String);

impl Visit for Message {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        if field.name() == "message" {
            // Writing to a string cannot fail.
            let _ = write!(self.0, "{value:?}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn warnings_and_errors_are_complaints() {
        let (result, complaints) = complaints_of(|| {
            tracing::info!("fine");
            tracing::warn!("tag `{}`", "<hash>");
            tracing::error!(path = "x", "gone");
            7
        });
        assert_eq!((result, complaints), (7, vec!["tag `<hash>`".to_owned(), "gone".to_owned()]));
    }
}
