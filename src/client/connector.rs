//! Opens plain HTTP connections, at the addresses of a host in turn.

use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use hyper_util::rt::TokioIo;
use tokio::net::{TcpStream, lookup_host};
use tokio::task::JoinSet;
use tokio::time::timeout;
use url::Url;

use super::route::{NetworkRoute, endpoint};
use super::service_stream::{ServiceStream, Socket};
use super::transport_error::TransportError;
use crate::config::Endpoint;
use crate::http::is_localhost;

/// How long an address is tried before the next one is, too: the first may be in an IPv6 network without a route (RFC 8305).
const NEXT_ADDRESS: Duration = Duration::from_millis(250);

/// A connection as hyper takes it.
pub(super) type Io = TokioIo<ServiceStream>;

/// Opens connections.
#[derive(Debug, Clone)]
pub(super) struct Connector {
    /// Timeout, including DNS lookup.
    pub(super) timeout: Duration,
    /// Where they go.
    pub(super) route: NetworkRoute,
}

impl Connector {
    /// A new connection for requests to the origin of a URL, within `limit` at the latest.
    pub(super) async fn open(&self, url: &str, limit: Duration) -> Result<Io, TransportError> {
        let parsed =
            Url::parse(url).map_err(|error| TransportError::illegal(&format!("the URL is not legal: {error}")))?;
        let wait = self.timeout.min(limit);
        let opened = timeout(wait, self.opened(&parsed)).await;
        opened
            .map_err(|_| TransportError::no_connection(&self.route.shown(url), wait))?
            .map_err(|error| TransportError::unreachable(&self.route.shown(url), &error))
    }

    async fn opened(&self, url: &Url) -> io::Result<Io> {
        let socket = match &self.route {
            NetworkRoute::Direct => Socket::from(connected(&endpoint(url)).await?),
            NetworkRoute::To(to) => Socket::from(connected(to).await?),
            NetworkRoute::Proxy(proxy) => Socket::from(connected(&endpoint(&proxy.url)).await?),
            #[cfg(unix)]
            NetworkRoute::Socket(path) => Socket::from(tokio::net::UnixStream::connect(path).await?),
            #[cfg(not(unix))]
            NetworkRoute::Socket(_) => return Err(io::ErrorKind::Unsupported.into()),
        };
        Ok(TokioIo::new(ServiceStream::new(socket)))
    }
}

/// A connection to the first address of a host that takes one.
async fn connected(to: &Endpoint) -> io::Result<TcpStream> {
    let mut addresses = addresses(to).await?.into_iter();
    let mut attempts = JoinSet::new();
    let mut refused = io::Error::new(io::ErrorKind::NotFound, "it has no address");
    loop {
        if let Some(address) = addresses.next() {
            attempts.spawn(TcpStream::connect(address));
        }
        match timeout(NEXT_ADDRESS, attempts.join_next()).await {
            Ok(Some(Ok(Ok(stream)))) => {
                stream.set_nodelay(true)?;
                return Ok(stream);
            }
            Ok(Some(Ok(Err(error)))) => refused = error,
            Ok(None) => return Err(refused),
            Ok(Some(Err(_))) | Err(_) => {}
        }
    }
}

/// The addresses of a host. `localhost` and the names below it are this machine over IPv4 and IPv6 (RFC 6761 section 6.3), whichever
/// of them the system knows, and whatever else it takes them for.
pub(super) async fn addresses(to: &Endpoint) -> io::Result<Vec<SocketAddr>> {
    let found = lookup_host((to.host.as_str(), to.port)).await.map(Iterator::collect::<Vec<_>>);
    if !is_localhost(&to.host) {
        return found;
    }
    let mut addresses = found.unwrap_or_default();
    addresses.retain(|address| address.ip().to_canonical().is_loopback());
    for loopback in [SocketAddr::from((Ipv4Addr::LOCALHOST, to.port)), (Ipv6Addr::LOCALHOST, to.port).into()] {
        if !addresses.contains(&loopback) {
            addresses.push(loopback);
        }
    }
    Ok(addresses)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn localhost_is_this_machine_over_both_protocols() {
        let found = addresses(&Endpoint { host: "localhost".to_owned(), port: 7 }).await.expect("addresses");
        assert!(found.iter().any(SocketAddr::is_ipv4) && found.iter().any(SocketAddr::is_ipv6), "{found:?}");
        let below = addresses(&Endpoint { host: "lamps.localhost".to_owned(), port: 7 }).await.expect("addresses");
        assert!(!below.is_empty() && below.iter().all(|address| address.ip().is_loopback()), "{below:?}");
    }
}
