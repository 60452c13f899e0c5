//! An address that works on one machine or in one network only.

use std::net::IpAddr;

use super::address::Address;
use crate::diagnostic::{Code, Diagnostic};

/// Names that no resolver on the public network answers to.
const ENDINGS: [&str; 6] = ["localhost", "local", "internal", "lan", "intranet", "localdomain"];

pub(super) fn check(address: &Address<'_>, found: &mut Vec<Diagnostic>) {
    let host = address.host();
    let private = match host.trim_matches(['[', ']']).parse() {
        Err(_) => address.is_on_any(&ENDINGS),
        Ok(IpAddr::V4(ip)) => {
            ip.is_private() || ip.is_loopback() || ip.is_link_local() || ip.is_unspecified()
        }
        Ok(IpAddr::V6(ip)) => ip.is_loopback() || ip.is_unspecified() || ip.is_unique_local(),
    };
    if private {
        let message = format!("`{host}` cannot be reached from elsewhere");
        found.push(
            Diagnostic::new(Code::PrivateAddress, address.span(), message)
                .help("write the address that the public sees"),
        );
    }
}
