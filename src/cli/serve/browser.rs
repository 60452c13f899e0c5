//! The browser that people have chosen for themselves.

use std::io;
use std::process::{Command, Stdio};

/// Opens an address in it, and does not wait for it.
pub(super) fn open(address: &str) -> io::Result<()> {
    let (program, words): (_, &[_]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        // The first quoted word is the title of a window.
        ("cmd", &["/C", "start", ""])
    } else {
        ("xdg-open", &[])
    };
    let mut command = Command::new(program);
    command.args(words).arg(address);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().map(drop)
}
