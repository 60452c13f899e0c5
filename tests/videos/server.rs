//! A server on this machine that answers as it is told.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// A server, and what it was asked.
pub struct Server {
    pub address: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Answers each request, whose head it is given, with whatever is written to the connection.
    pub fn new(answer: impl Fn(&str, &mut TcpStream) + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&requests);
        thread::spawn(move || {
            for connection in listener.incoming() {
                let Ok(mut connection) = connection else { continue };
                let request = head(&mut connection);
                seen.lock().unwrap().push(request.clone());
                answer(&request, &mut connection);
            }
        });
        Self { address, requests }
    }

    /// Answers every request with this status line, headers and body.
    pub fn saying(head: &str, body: &[u8]) -> Self {
        let answer = [answer(head, body.len()).as_bytes(), body].concat();
        Self::new(move |_, connection| drop(connection.write_all(&answer)))
    }

    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

/// The head of an answer.
pub fn answer(head: &str, length: usize) -> String {
    let head = head.trim_end().replace('\n', "\r\n");
    format!("HTTP/1.1 {head}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n")
}

fn head(connection: &mut TcpStream) -> String {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && connection.read(&mut byte).is_ok_and(|read| read == 1) {
        head.push(byte[0]);
    }
    String::from_utf8(head).unwrap()
}
