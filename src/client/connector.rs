use std::io;
use std::time::Duration;

use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpStream, lookup_host};
use tokio::task::JoinSet;
use tokio::time::timeout;
use url::Url;

use super::http_client::ClientError;
#[cfg(feature = "tls")]
use super::tls;
use super::transport_error::TransportError;

/// How long an address is tried before the next one is, too: the first may be of an IPv6 network that leads nowhere (RFC 8305).
const NEXT_ADDRESS: Duration = Duration::from_millis(250);

/// What bytes are sent on and received from: TCP, or TLS above it.
pub(super) trait ByteStream: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> ByteStream for T {}

/// A byte stream as hyper takes it.
pub(super) type Io = TokioIo<Box<dyn ByteStream>>;

/// Opens connections.
#[derive(Debug, Clone)]
pub(super) struct Connector {
    /// How long that may take: looking up the name, TCP, and TLS.
    pub(super) timeout: Duration,
    /// By which certificates are judged; `None` at a service that does not speak TLS.
    #[cfg(feature = "tls")]
    pub(super) trust: Option<tls::Trust>,
}

impl Connector {
    /// For a service at `base`.
    ///
    /// # Errors
    /// The service speaks TLS, and this build cannot, or finds no certificates to trust.
    pub(super) fn new(timeout: Duration, base: Option<&Url>) -> Result<Self, ClientError> {
        let secure = base.filter(|url| url.scheme() == "https");
        if let Some(url) = secure.filter(|_| !cfg!(feature = "tls")) {
            return Err(ClientError::NoTls(url.origin().ascii_serialization()));
        }
        Ok(Self {
            timeout,
            // Over plain HTTP no certificate is ever looked at: reading the system's takes longer than a case.
            #[cfg(feature = "tls")]
            trust: secure.map(|_| tls::Trust::of_system()).transpose()?,
        })
    }

    /// A new connection to the origin of a URL, within `most` at the latest.
    pub(super) async fn open(&self, url: &str, most: Duration) -> Result<Io, TransportError> {
        let parsed =
            Url::parse(url).map_err(|error| TransportError::illegal(&format!("the URL is not legal: {error}")))?;
        let wait = self.timeout.min(most);
        let opened = timeout(wait, self.opened(&parsed)).await;
        opened.map_err(|_| TransportError::no_connection(url, wait))?.map_err(|error| {
            #[cfg(feature = "tls")]
            if let Some(why) = tls::refused_certificate(&error) {
                return TransportError::refused(url, &why);
            }
            TransportError::unreachable(url, &error)
        })
    }

    async fn opened(&self, url: &Url) -> io::Result<Io> {
        let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
        let stream = connected(host, url.port_or_known_default().unwrap_or(80)).await?;
        stream.set_nodelay(true)?;
        #[cfg(feature = "tls")]
        if let Some(trust) = self.trust.as_ref().filter(|_| url.scheme() == "https") {
            return Ok(TokioIo::new(Box::new(trust.secured(host, stream).await?)));
        }
        Ok(TokioIo::new(Box::new(stream)))
    }
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
