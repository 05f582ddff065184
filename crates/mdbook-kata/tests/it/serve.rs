//! The book over HTTP.

use std::net::TcpListener;
use std::process::Command;

use crate::fixture::Fixture;
use crate::server::{Server, line};

#[test]
fn only_this_machine_s_names_are_answered() {
    let fixture = Fixture::new();
    let server = Server::start(&fixture);
    let check = |path, hosts: &[&str], status: &str| {
        let answer = server.get(path, hosts);
        assert!(
            answer.starts_with(&format!("HTTP/1.1 {status}")),
            "{path} {hosts:?}: {answer:.200}"
        );
    };
    let local = server.address.as_str();
    assert!(local.starts_with("127.0.0.1:"), "{local}");
    for host in [local, "127.0.0.1", "localhost", "LOCALHOST:1"] {
        check("/", &[host], "200");
    }
    for host in
        ["example.com", "localhost.example.com", "127.0.0.1.example.com:3000", "", "a b", "[::1]"]
    {
        check("/", &[host], "421");
        check("/.events", &[host], "421");
    }
    check("/", &[], "421");
    check("/.events", &[], "421");
    check("/.events", &[local, "example.com"], "421");
    check("/", &[local, "example.com"], "421");
    check("/part/second.html", &[local], "200");
    check("/none.html", &[local], "404");
    check("/../../Cargo.toml", &[local], "404");
    check("/%2e%2e/%2e%2e/Cargo.toml", &[local], "404");
    assert!(server.get("/none.html", &[local]).contains("Document not found"));
    assert!(server.get("/", &[local]).contains("cache-control: no-cache"));
    server.stop();
}

/// mdBook gives each renderer a folder of its own, if there is more than one.
#[test]
fn pages_are_served_whatever_else_is_built() {
    let fixture = Fixture::new();
    fixture.edit("book/book.toml", "[output.html]", "[output.markdown]\n\n[output.html]");
    let server = Server::start(&fixture);
    assert!(server.get("/about.html", &["localhost"]).starts_with("HTTP/1.1 200"));
    server.stop();
}

#[test]
fn a_change_is_built_and_a_fault_is_told() {
    let fixture = Fixture::new();
    let mut server = Server::start(&fixture);
    let page = |server: &Server| server.get("/about.html", &["localhost"]);
    fixture.edit("book/src/about.md", "See", "Behold");
    server.wait_for_line("Rebuilt");
    assert!(page(&server).contains("Behold"));
    let mut events = server.events(&["localhost"]);
    line(&mut events, "data: ");
    fixture.edit("book/src/about.md", "#concept", "#nowhere");
    assert!(line(&mut events, "data: ").contains("nowhere"));
    assert!(page(&server).contains("#concept"));
    fixture.edit("book/src/about.md", "#nowhere", "");
    server.wait_for_line("Rebuilt");
    assert!(!page(&server).contains("#concept"));
    let told = server.stop();
    assert!(told.contains("book/src/about.md:3:21: part/second.html#nowhere →"), "{told}");
}

#[test]
fn a_changed_kata_is_told_and_served() {
    let fixture = Fixture::new();
    fixture.edit("katas/first/src/main.rs", "// ANCHOR:", "fn nobody() {}\n// ANCHOR:");
    let server = Server::start(&fixture);
    assert!(server.get("/part/first.html", &["localhost"]).starts_with("HTTP/1.1 200"));
    let told = server.stop();
    assert!(told.contains("nobody") && told.contains("The book and its katas disagree"), "{told}");
    assert!(!told.contains("served"), "{told}");
}

#[test]
fn an_open_page_hears_that_book_and_katas_disagree() {
    let fixture = Fixture::new();
    let server = Server::start(&fixture);
    let mut events = server.events(&["localhost"]);
    let mut next =
        || serde_json::from_str::<serde_json::Value>(&line(&mut events, "data: ")).unwrap();
    let first = next();
    assert!(first["note"].is_null());
    fixture.edit("book/src/part/first.md", "main.rs:main", "main.rs:mian");
    let typo = next();
    assert_ne!(typo["edition"], first["edition"]);
    assert!(typo["error"].is_null());
    let note = typo["note"].as_str().unwrap();
    assert!(note.contains("has no anchor `mian`") && note.contains("first.md:"), "{note}");
    assert!(!note.contains('\x1b'), "{note}");
    // What makes no book is told with it.
    fixture.edit("book/src/about.md", "See", "```svgbob <b>\n```\n");
    let failed = next();
    assert_eq!((&failed["edition"], &failed["note"]), (&typo["edition"], &typo["note"]));
    let error = failed["error"].as_str().unwrap();
    assert!(error.contains("`mian`") && error.contains("a drawing is empty"), "{error}");
    fixture.edit("book/src/about.md", "```svgbob <b>\n```\n", "Behold");
    assert!(next()["error"].is_null());
    fixture.edit("book/src/part/first.md", "main.rs:mian", "main.rs:main");
    assert!(next()["note"].is_null());
    server.stop();
}

#[test]
fn an_open_page_hears_of_changes() {
    let fixture = Fixture::new();
    let server = Server::start(&fixture);
    let edition = || {
        let page = server.get("/about.html", &["localhost"]);
        let script = page.split("<script data-edition=\"").nth(1).expect("a script");
        script.split('"').next().unwrap().to_owned()
    };
    let mut events = server.events(&["localhost"]);
    let mut next =
        || serde_json::from_str::<serde_json::Value>(&line(&mut events, "data: ")).unwrap();
    let first = next();
    assert_eq!((&first["edition"], &first["error"]), (&edition().into(), &().into()));
    fixture.edit("book/src/about.md", "See", "```svgbob <b>\n```\n");
    let failed = next();
    assert_eq!(failed["edition"], first["edition"]);
    let error = failed["error"].as_str().unwrap();
    assert!(
        error.contains("a drawing is empty") && error.contains("book/src/about.md:3:1"),
        "{error}"
    );
    assert!(error.contains("svgbob <b>") && !error.contains('\x1b'), "{error}");
    // Whoever comes later hears it too.
    assert!(line(&mut server.events(&["localhost"]), "data: ").contains("a drawing is empty"));
    fixture.edit("book/src/about.md", "```svgbob <b>\n```\n", "Behold");
    let mended = next();
    assert_eq!((&mended["edition"], &mended["error"]), (&edition().into(), &().into()));
    assert_ne!(mended["edition"], first["edition"]);
    server.stop();
}

#[test]
fn only_pages_that_are_served_have_the_script() {
    let fixture = Fixture::new();
    let server = Server::start(&fixture);
    let check = |path: &str, expected| {
        let answer = server.get(path, &["localhost"]);
        assert_eq!(answer.matches("data-edition").count(), expected, "{path}: {answer:.200}");
        // Nobody asks whether a page has changed: its script may have.
        for header in ["last-modified: ", "etag: "] {
            assert_eq!(answer.contains(header), expected == 0, "{path}: {answer:.200}");
        }
    };
    for page in ["/", "/part/second.html", "/none", "/print.html", "/toc.html"] {
        check(page, 1);
    }
    let folder = std::fs::read_dir(fixture.path("tmp")).unwrap().next().unwrap().unwrap().path();
    let mut pages = 0;
    for file in walkdir::WalkDir::new(&folder).into_iter().map(Result::unwrap) {
        let path = file.path();
        if path.extension().is_some_and(|extension| extension == "html") {
            pages += 1;
            assert!(!std::fs::read_to_string(path).unwrap().contains("data-edition"), "{path:?}");
        } else if path.extension().is_some_and(|extension| extension == "css") {
            let path = path.strip_prefix(&folder).unwrap();
            check(&format!("/{}", path.display()), 0);
        }
    }
    assert!(pages > 3);
    server.stop();
}

/// RFC 9110 §8.6: a length that a GET would not have had is none.
#[test]
fn a_head_is_that_of_the_page() {
    let fixture = Fixture::new();
    let server = Server::start(&fixture);
    let is_date = |line: &&str| !line.starts_with("date: ");
    for path in ["/", "/part/second.html", "/none", "/favicon.svg"] {
        let page = server.get(path, &["localhost"]);
        let (expected, body) = page.split_once("\r\n\r\n").unwrap();
        let asked = server.ask("HEAD", path, &["localhost"]);
        let head = asked.strip_suffix("\r\n\r\n").unwrap();
        assert!(
            head.lines().filter(is_date).eq(expected.lines().filter(is_date)),
            "{path}: {head}"
        );
        assert!(head.contains(&format!("content-length: {}", body.len())), "{path}: {head}");
    }
    server.stop();
}

#[cfg(unix)]
#[test]
fn the_signals_that_end_it_leave_nothing_behind() {
    use std::time::{Duration, Instant};

    for signal in ["-INT", "-TERM", "-HUP", "-QUIT"] {
        let fixture = Fixture::new();
        let mut server = Server::start(&fixture);
        assert_eq!(std::fs::read_dir(fixture.path("tmp")).unwrap().count(), 1);
        // It does not wait for whoever listens, and leaves no book that was being built.
        let mut events = server.events(&["localhost"]);
        line(&mut events, "data: ");
        fixture.edit("book/src/about.md", "See", "Behold");
        let end = Instant::now() + Duration::from_secs(10);
        while std::fs::read_dir(fixture.path("tmp")).unwrap().count() < 2 {
            assert!(Instant::now() < end, "nothing is built");
            std::thread::yield_now();
        }
        let pid = server.child.id().to_string();
        assert!(Command::new("kill").args([signal, &pid]).status().unwrap().success());
        while server.child.try_wait().unwrap().is_none() {
            assert!(Instant::now() < end, "{signal}: still running");
            std::thread::sleep(Duration::from_millis(10));
        }
        assert!(server.child.wait().unwrap().success(), "{signal}");
        assert_eq!(std::fs::read_dir(fixture.path("tmp")).unwrap().count(), 0, "{signal}");
    }
}

#[test]
fn a_taken_port_is_told() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let fixture = Fixture::new();
    let output = Command::new(env!("CARGO_BIN_EXE_mdbook-kata"))
        .args(["serve", "--port", &port])
        .arg(fixture.root())
        .output()
        .unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains(&port) && told.contains("`--port 0`"), "{told}");
}
