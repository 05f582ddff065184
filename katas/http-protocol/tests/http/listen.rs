//! The server that stays until somebody stops it, as a program of its own.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

/// Stops the server whatever becomes of the test.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// It may have twenty files open, and thirty clients come.
#[test]
fn after_a_client_too_many_the_next_is_served() {
    let limited = "ulimit -n 20 && exec \"$0\" 127.0.0.1:0";
    let mut server = Command::new("sh")
        .args(["-c", limited, env!("CARGO_BIN_EXE_http-protocol")])
        .stdout(Stdio::piped())
        .spawn()
        .map(Server)
        .expect("a shell");
    let mut log = BufReader::new(server.0.stdout.take().expect("a pipe")).lines();
    let mut told = || log.next().expect("a server that goes on").expect("a line");
    let listening = told();
    let address = listening.strip_prefix("Listening on ").expect("an address");

    let idle: Vec<TcpStream> =
        (0..30).map(|_| TcpStream::connect(address).expect("room in the queue")).collect();
    let failed = told();
    assert!(failed.starts_with("[server] Could not take a client: "), "{failed}");
    drop(idle);

    let mut client = TcpStream::connect(address).expect("a server that goes on");
    let request = "GET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    client.write_all(request.as_bytes()).expect("a server that reads");
    let mut answer = String::new();
    client.read_to_string(&mut answer).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
}
