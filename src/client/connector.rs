use std::io;
use std::time::Duration;

use hyper_util::rt::TokioIo;
use tokio::net::{TcpStream, lookup_host};
use tokio::task::JoinSet;
use tokio::time::timeout;
use url::Url;

use super::service_stream::ServiceStream;
use super::transport_error::TransportError;

/// How long an address is tried before the next one is, too: the first may be of an IPv6 network that leads nowhere (RFC 8305).
const NEXT_ADDRESS: Duration = Duration::from_millis(250);

/// A connection as hyper takes it.
pub(super) type Io = TokioIo<ServiceStream>;

/// Opens connections.
#[derive(Debug, Clone, Copy)]
pub(super) struct Connector {
    /// How long that may take, the looking up of the name included.
    pub(super) timeout: Duration,
}

impl Connector {
    /// A new connection to the origin of a URL, within `most` at the latest.
    pub(super) async fn open(&self, url: &str, most: Duration) -> Result<Io, TransportError> {
        let parsed =
            Url::parse(url).map_err(|error| TransportError::illegal(&format!("the URL is not legal: {error}")))?;
        let wait = self.timeout.min(most);
        let opened = timeout(wait, opened(&parsed)).await;
        opened
            .map_err(|_| TransportError::no_connection(url, wait))?
            .map_err(|error| TransportError::unreachable(url, &error))
    }
}

async fn opened(url: &Url) -> io::Result<Io> {
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    let stream = connected(host, url.port_or_known_default().unwrap_or(80)).await?;
    stream.set_nodelay(true)?;
    Ok(TokioIo::new(ServiceStream::new(stream)))
}

/// A connection to the first address of a host that takes one.
async fn connected(host: &str, port: u16) -> io::Result<TcpStream> {
    let mut addresses = lookup_host((host, port)).await?;
    let mut attempts = JoinSet::new();
    let mut refused = io::Error::new(io::ErrorKind::NotFound, "it has no address");
    loop {
        if let Some(address) = addresses.next() {
            attempts.spawn(TcpStream::connect(address));
        }
        match timeout(NEXT_ADDRESS, attempts.join_next()).await {
            Ok(Some(Ok(Ok(stream)))) => return Ok(stream),
            Ok(Some(Ok(Err(error)))) => refused = error,
            Ok(None) => return Err(refused),
            Ok(Some(Err(_))) | Err(_) => {}
        }
    }
}
