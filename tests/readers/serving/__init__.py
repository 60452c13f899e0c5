"""The outputs over HTTP, on loopback: servers, and clients that subscribe."""
