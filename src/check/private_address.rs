//! An address that works on one machine or in one network only.

use url::Host;

use super::address::Address;
use crate::diagnostic::{Code, Diagnostic};

/// Names that no resolver on the public network answers to.
const ENDINGS: [&str; 6] = ["localhost", "local", "internal", "lan", "intranet", "localdomain"];

pub(super) fn check(address: &Address<'_>, found: &mut Vec<Diagnostic>) {
    let private = match address.url.host() {
        Some(Host::Domain(_)) => address.is_on_any(&ENDINGS),
        Some(Host::Ipv4(ip)) => {
            ip.is_private() || ip.is_loopback() || ip.is_link_local() || ip.is_unspecified()
        }
        Some(Host::Ipv6(ip)) => ip.is_loopback() || ip.is_unspecified() || ip.is_unique_local(),
        None => false,
    };
    if private {
        let host = address.url.host_str().unwrap_or_default();
        let message = format!("`{host}` cannot be reached from elsewhere");
        found.push(
            Diagnostic::new(Code::PrivateAddress, address.span.clone(), message)
                .help("write the address that the public sees"),
        );
    }
}
