//! How an open page hears of a new book.
//!
//! By Server-Sent Events and not over a `WebSocket`, though the course is about the latter: all that is said
//! goes one way, in lines of text. An event stream is one more HTTP answer, under the same check of
//! its Host and, as the server names no other origin, readable by the book's own pages only; and
//! browsers reconnect by themselves. Its one cost is that a browser opens six connections to a
//! server over HTTP/1.1 and no more, so a page that nobody sees lets go of its own.

use std::convert::Infallible;

use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, ETAG, LAST_MODIFIED};
use axum::http::{HeaderValue, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::Stream;
use futures_util::stream::unfold;
use serde_json::json;
use tokio::sync::watch::Receiver;

use super::built::News;
use crate::markup;

/// Where the events are. No page of a book is called so: mdBook copies no hidden files.
pub(super) const EVENTS: &str = "/.events";

/// It is put into pages as they are sent, and is in no file: a book that is not served has none.
const SCRIPT: &str = include_str!("live.js");

/// What there is to know now, and then whenever it changes.
pub(super) fn events(
    mut news: Receiver<News>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    news.mark_changed();
    let stream = unfold(news, |mut news| async {
        news.changed().await.ok()?;
        let News { edition, error, note } = news.borrow_and_update().clone();
        let data = json!({ "edition": edition, "error": error, "note": note }).to_string();
        Some((Ok(Event::default().data(data)), news))
    });
    Sse::new(stream).keep_alive(KeepAlive::default())
}

/// The answer, and in it the script, which knows what edition it came with, if it is a page.
pub(super) async fn with_script(mut response: Response, edition: &str) -> Response {
    let content_type = response.headers().get(CONTENT_TYPE);
    let is_page = content_type.is_some_and(|value| value.as_bytes().starts_with(b"text/html"));
    if !is_page {
        return response;
    }
    let headers = response.headers_mut();
    headers.remove(CONTENT_LENGTH);
    // Nobody is to ask whether the page has changed since: its script may have.
    headers.remove(LAST_MODIFIED);
    headers.remove(ETAG);
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    let (head, body) = response.into_parts();
    let Ok(page) = to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let page = String::from_utf8_lossy(&page);
    Response::from_parts(head, Body::from(insert(&page, edition)))
}

/// Last of all in the page, or at its end if it has none.
fn insert(page: &str, edition: &str) -> String {
    let (before, behind) = page.split_at(page.rfind("</body>").unwrap_or(page.len()));
    let edition = markup::attribute(edition);
    format!(
        "{before}<script data-edition=\"{edition}\" data-events=\"{EVENTS}\">{SCRIPT}</script>{behind}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_is_the_last_of_a_page() {
        let check = |page: &str, before: &str, behind: &str| {
            let page = insert(page, "\"7");
            let (found, rest) = page.split_once("<script data-edition=\"&quot;7\"").unwrap();
            let (_, end) = rest.split_once("</script>").unwrap();
            assert_eq!((found, end), (before, behind));
        };
        check("<body>a</body></html>", "<body>a", "</body></html>");
        check("<pre></body></pre></body>", "<pre></body></pre>", "</body>");
        check("a", "a", "");
    }

    /// It would end before its end.
    #[test]
    fn the_script_can_stand_in_a_page() {
        assert!(!SCRIPT.contains("</") && !SCRIPT.contains("<!--"));
    }
}
