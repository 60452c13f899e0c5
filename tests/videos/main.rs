//! `seminar videos`: the recordings that a host's list has of a series' talks.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on fails
#![allow(unreachable_pub)]

#[path = "../common/mod.rs"]
mod common;
mod fetching;
mod matching;
mod server;
mod writing;
mod youtube;
