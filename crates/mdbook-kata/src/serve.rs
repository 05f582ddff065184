//! The book on this machine, rebuilt whenever it changes.

mod built;
mod live;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::thread;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, HOST, IF_MATCH, IF_MODIFIED_SINCE, IF_NONE_MATCH, IF_UNMODIFIED_SINCE, RANGE,
};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use course::{Cause, Course, Problems};
use tokio::net::TcpListener;
use tokio::{runtime, signal};
use tower_http::services::{ServeDir, ServeFile};
use watch::Changes;

use built::{Built, Loaded};

use crate::error::Error;

/// What happens while a book is served.
#[derive(Debug)]
pub enum Event<'a> {
    /// The first book is there, at this address.
    Serving(SocketAddr),
    /// A changed book is there.
    Rebuilt,
    /// The change made no book. The last one that did is still served.
    Failed(&'a Error),
    /// The book shows other lines than its katas have, as it must while somebody solves a
    /// challenge. It is built all the same.
    Unlike(&'a Problems),
}

/// Serves the book of the course below `root` at `port` (0: any that is free) of this machine only,
/// and builds it again after every change, until Ctrl-C or SIGTERM. An open page shows the change, or
/// why there is none, and where the book and its katas disagree.
///
/// # Errors
///
/// If the port is taken, or there is no first book to serve.
pub fn serve(
    root: &Path,
    port: u16,
    tell: impl Fn(Event<'_>) + Send + 'static,
) -> Result<(), Error> {
    let at_port = |source| Error::Port { port, source };
    let runtime = runtime::Builder::new_current_thread().enable_all().build().map_err(at_port)?;
    let built = Arc::new(Built::default());
    let served = runtime.block_on(async {
        tokio::select! {
            // First in line, so that it is heard before there is anything to leave behind.
            biased;
            stopped = stop() => stopped.map_err(at_port),
            served = build_and_answer(root, port, tell, &built) => served,
        }
    });
    built.close();
    served
}

/// Waits for Ctrl-C, Ctrl-\, the end of the terminal, or for what ends a program that has none.
async fn stop() -> io::Result<()> {
    #[cfg(unix)]
    {
        use signal::unix::{SignalKind, signal};

        let mut hangup = signal(SignalKind::hangup())?;
        let mut quit = signal(SignalKind::quit())?;
        let mut terminate = signal(SignalKind::terminate())?;
        tokio::select! {
            stopped = tokio::signal::ctrl_c() => stopped,
            _ = hangup.recv() => Ok(()),
            _ = quit.recv() => Ok(()),
            _ = terminate.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    signal::ctrl_c().await
}

async fn build_and_answer(
    root: &Path,
    port: u16,
    tell: impl Fn(Event<'_>) + Send + 'static,
    built: &Arc<Built>,
) -> Result<(), Error> {
    let at_port = |source| Error::Port { port, source };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(at_port)?;
    let address = listener.local_addr().map_err(at_port)?;
    // Before the first build, so that no change is missed.
    let mut changes = Changes::below(root)?;
    built.renew(|| load(root, &tell))?;
    tell(Event::Serving(address));
    let (root, renewed) = (root.to_owned(), Arc::clone(built));
    thread::spawn(move || {
        while changes.wait().is_some() {
            match renewed.renew(|| load(&root, &tell)) {
                Ok(()) => tell(Event::Rebuilt),
                Err(error) => tell(Event::Failed(&error)),
            }
        }
    });
    let app = Router::new().fallback(answer).with_state(Arc::clone(built));
    axum::serve(listener, app).await.map_err(at_port)
}

/// A learner who changes a kata reads the book meanwhile: what that causes is told, but no obstacle.
fn load(root: &Path, tell: &impl Fn(Event<'_>)) -> Result<Loaded, Problems> {
    let unlike = match Course::load(root) {
        Ok(course) => return Ok(Loaded { course, unlike: Problems::default() }),
        Err(problems) => problems,
    };
    if unlike.iter().any(|problem| problem.cause() != Cause::Listing) {
        return Err(unlike);
    }
    tell(Event::Unlike(&unlike));
    Course::load_for_learner(root).map(|course| Loaded { course, unlike })
}

async fn answer(State(built): State<Arc<Built>>, mut request: Request) -> Response {
    if !is_local(request.headers()) {
        // RFC 9110 §15.5.20: this server does not answer for that name.
        return (StatusCode::MISDIRECTED_REQUEST, "This book is at http://localhost.\n")
            .into_response();
    }
    if request.uri().path() == live::EVENTS {
        return live::events(built.news()).into_response();
    }
    let Some((folder, edition)) = built.current() else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    // The script in a page names the edition, so that "not modified" would not be true of it.
    for header in [IF_MATCH, IF_NONE_MATCH, IF_MODIFIED_SINCE, IF_UNMODIFIED_SINCE, RANGE] {
        request.headers_mut().remove(header);
    }
    // With its script a page is longer than its file; hyper keeps the length, and the body back.
    if request.method() == Method::HEAD {
        *request.method_mut() = Method::GET;
    }
    let not_found = ServeFile::new(folder.join("404.html"));
    let mut files = ServeDir::new(folder).not_found_service(not_found);
    match files.try_call(request).await {
        Ok(response) => {
            let mut response = live::with_script(response.map(Body::new), &edition).await;
            // A browser may keep a page, but has to ask whether it has changed.
            response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
            response
        }
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

/// A page of another site can have its own name lead to 127.0.0.1 (DNS rebinding) and would then
/// read what is served here. Its browser still tells the name that it was given.
fn is_local(headers: &HeaderMap) -> bool {
    let mut hosts = headers.get_all(HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
    let authority = host.to_str().ok().and_then(|host| host.parse::<Authority>().ok());
    authority.is_some_and(|authority| {
        let host = authority.host();
        host.eq_ignore_ascii_case("localhost") || host == "127.0.0.1"
    })
}
