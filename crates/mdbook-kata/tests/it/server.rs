//! The book as it is served, and what an open page hears.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use crate::fixture::Fixture;

pub(crate) struct Server {
    pub(crate) child: Child,
    pub(crate) stdout: BufReader<ChildStdout>,
    pub(crate) address: String,
}

impl Server {
    pub(crate) fn start(fixture: &Fixture) -> Server {
        // What it leaves behind is seen in this folder.
        std::fs::create_dir_all(fixture.path("tmp")).unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_mdbook-kata"))
            .args(["serve", "--port", "0"])
            .arg(fixture.root())
            .env(if cfg!(windows) { "TMP" } else { "TMPDIR" }, fixture.path("tmp"))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next());
        Server { address: address.expect("an address").to_owned(), child, stdout }
    }

    /// The whole answer to a GET.
    pub(crate) fn get(&self, path: &str, hosts: &[&str]) -> String {
        self.ask("GET", path, hosts)
    }

    pub(crate) fn ask(&self, method: &str, path: &str, hosts: &[&str]) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "{method} {path} HTTP/1.1\r\nConnection: close\r\n").unwrap();
        for host in hosts {
            write!(stream, "Host: {host}\r\n").unwrap();
        }
        stream.write_all(b"\r\n").unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// The stream of what a page hears, from its head.
    pub(crate) fn events(&self, hosts: &[&str]) -> BufReader<TcpStream> {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        write!(stream, "GET /.events HTTP/1.1\r\n").unwrap();
        for host in hosts {
            write!(stream, "Host: {host}\r\n").unwrap();
        }
        stream.write_all(b"\r\n").unwrap();
        BufReader::new(stream)
    }

    pub(crate) fn wait_for_line(&mut self, expected: &str) {
        let mut line = String::new();
        self.stdout.read_line(&mut line).unwrap();
        assert_eq!(line.trim_end(), expected);
    }

    /// Ends it and hands back what it wrote to stderr.
    pub(crate) fn stop(mut self) -> String {
        self.child.kill().unwrap();
        let mut text = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut text).unwrap();
        self.child.wait().unwrap();
        text
    }
}

/// A test that fails leaves no server behind.
impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The next line that begins so, without its beginning.
pub(crate) fn line(stream: &mut impl BufRead, beginning: &str) -> String {
    let mut line = String::new();
    while !line.starts_with(beginning) {
        line.clear();
        assert!(stream.read_line(&mut line).unwrap() > 0, "no more {beginning:?}");
    }
    line[beginning.len()..].trim_end().to_owned()
}
