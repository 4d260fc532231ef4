//! `TransportError`: why there is no response, in words that hold no secret, and of which kind.

use std::error::Error;
use std::io::ErrorKind;
use std::time::Duration;

#[cfg(feature = "tls")]
use super::route::NetworkRoute;
use super::route::authority;
use super::stream::Stream;
#[cfg(feature = "tls")]
use super::tls::refused_certificate;

/// Why there is no response, or not a whole one. Never contains a secret: neither headers nor paths nor queries.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct TransportError {
    /// What was tried and what happened, one line.
    pub message: String,
    /// What kind of cause it is.
    pub kind: TransportErrorKind,
    /// The service could not be reached at all.
    pub connect: bool,
}

/// The kind of cause why there is no response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TransportErrorKind {
    /// Nothing listens at the address.
    Refused,
    /// The certificate of the service was refused.
    Certificate,
    /// A timeout of the settings ran out.
    Timeout,
    /// No connection could be made, or the host was not found.
    NoConnection,
    /// The connection ended before the response did.
    Lost,
    /// Another one.
    Other,
}

/// What is known of a response whose body did not come.
pub(super) struct Head {
    /// The time from the request to the header fields.
    pub(super) after: Duration,
    pub(super) status: u16,
}

impl TransportError {
    /// Whether a timeout of the settings ran out.
    pub fn timed_out(&self) -> bool {
        self.kind == TransportErrorKind::Timeout
    }

    /// The timeout ended while the body was read: all of it or, of a stream, the first item.
    pub(super) fn late_body(
        url: &str,
        head: &Head,
        stream: Option<Stream>,
        received: usize,
        timeout: Duration,
    ) -> Self {
        let Head { after, status } = head;
        let (at, seconds) = (authority(url), timeout.as_secs_f64());
        let late = match stream {
            None => format!("the body of the response of {at}"),
            Some(stream) => format!("the first {} of the stream of {at}", stream.item()),
        };
        let message = format!(
            "{late} did not end within {seconds} s (timeout): the header fields were received after {} ms (HTTP {status}), and {} \
             of the body",
            after.as_millis(),
            bytes(received)
        );
        Self { message, kind: TransportErrorKind::Timeout, connect: false }
    }

    /// The request is not legal HTTP.
    pub(super) fn illegal(why: &str) -> Self {
        Self { message: format!("the request cannot be sent: {why}"), kind: TransportErrorKind::Other, connect: false }
    }

    pub(super) fn too_large(url: &str, limit: usize) -> Self {
        let limit = if limit < 1 << 20 { bytes(limit) } else { format!("{} MiB", limit >> 20) };
        let message = format!("the response of {} is larger than {limit} and was not read", authority(url));
        Self { message, kind: TransportErrorKind::Other, connect: false }
    }

    /// The response has a content coding that is not supported.
    pub(super) fn unknown_coding(url: &str, coding: &str) -> Self {
        let message = format!(
            "the response of {} is encoded in `{coding}`, which is not a content coding that doctrial knows (gzip, \
             deflate, br, zstd)",
            authority(url)
        );
        Self { message, kind: TransportErrorKind::Other, connect: false }
    }

    /// The body of the response does not have the content coding that its header names.
    pub(super) fn undecodable(url: &str, coding: &str, why: &std::io::Error) -> Self {
        let message =
            format!("the response of {} is encoded in `{coding}`, but cannot be decoded: {why}", authority(url));
        Self { message, kind: TransportErrorKind::Other, connect: false }
    }

    /// No connection could be made in time.
    pub(super) fn no_connection(at: &str, wait: Duration) -> Self {
        let message = format!("no connection to {at} within {} s (timeout)", wait.as_secs_f64());
        Self { message, kind: TransportErrorKind::Timeout, connect: true }
    }

    /// No connection could be made.
    pub(super) fn unreachable(at: &str, error: &std::io::Error) -> Self {
        let (kind, message) = match error.kind() {
            ErrorKind::ConnectionRefused => {
                (TransportErrorKind::Refused, format!("connection refused by {at}: is the service running?"))
            }
            // The system has no error code for a name that was not found.
            _ if error.raw_os_error().is_none() => {
                (TransportErrorKind::NoConnection, format!("the host of {at} was not found: {error}"))
            }
            _ => (TransportErrorKind::NoConnection, format!("no connection to {at}: {error}")),
        };
        Self { message, kind, connect: true }
    }

    /// The request was sent, and the timeout ended before the head of a response came: at most `received` bytes of it, or of
    /// interim responses (1xx), as far as is known.
    pub(super) fn no_response(url: &str, timeout: Duration, received: usize) -> Self {
        let (at, seconds) = (authority(url), timeout.as_secs_f64());
        let message = if received == 0 {
            format!("the request was sent to {at}, but no response was received within {seconds} s (timeout)")
        } else {
            format!(
                "the request was sent to {at}, but the header fields of its response did not end within {seconds} s \
                 (timeout): received {}",
                bytes(received)
            )
        };
        Self { message, kind: TransportErrorKind::Timeout, connect: false }
    }

    /// The request was sent, and the connection ended before the head of a response came.
    pub(super) fn lost(url: &str, error: &(dyn Error + 'static)) -> Self {
        let message = format!("no response of {}: {}", authority(url), causes(error));
        Self { message, kind: TransportErrorKind::Lost, connect: false }
    }

    /// The response ended before its body did.
    pub(super) fn cut_off(url: &str, error: &(dyn Error + 'static)) -> Self {
        let message = format!("the response of {} was cut off: {}", authority(url), causes(error));
        Self { message, kind: TransportErrorKind::Lost, connect: false }
    }

    /// The proxy requires credentials that it was not given.
    pub(super) fn refused_by_proxy(proxy: &str) -> Self {
        let message = format!("{proxy} refused the request: HTTP 407 (give its user and password in `proxy`)");
        Self { message, kind: TransportErrorKind::Other, connect: true }
    }

    /// No secure connection could be made.
    #[cfg(feature = "tls")]
    pub(super) fn no_secure_connection(url: &str, route: &NetworkRoute, error: &(dyn Error + 'static)) -> Self {
        let at = authority(url);
        let causes = causes(error);
        let (kind, message) = match (refused_certificate(error), cause::<std::io::Error>(error)) {
            (Some(why), _) => (TransportErrorKind::Certificate, format!("the certificate of {at} was refused: {why}")),
            (None, Some(io)) if io.kind() == ErrorKind::ConnectionRefused => {
                return Self::unreachable(&route.shown(url), io);
            }
            (None, Some(io)) if causes.contains("dns error") => return Self::unreachable(&route.shown(url), io),
            (None, _) => {
                (TransportErrorKind::NoConnection, format!("no connection to {at}{}: {causes}", through(route, url)))
            }
        };
        Self { message, kind, connect: true }
    }

    /// The service requires a client certificate, or another one.
    #[cfg(feature = "tls")]
    pub(super) fn unwelcome(url: &str) -> Self {
        let message = format!(
            "{} ended the connection, as it does not accept the client's certificate or was shown none \
             (`client-certificate` in the table [tls] of the host)",
            authority(url)
        );
        Self { message, kind: TransportErrorKind::Other, connect: true }
    }

    /// The HTTP client for unshared connections cannot be set up.
    #[cfg(feature = "tls")]
    pub(super) fn no_client(error: &dyn Error) -> Self {
        Self { message: error.to_string(), kind: TransportErrorKind::Other, connect: true }
    }
}

/// Whether a request failed because of the connection, before any response to it: the connection was closed, or has bytes that
/// belong to an earlier response.
pub(super) fn is_unusable_connection(error: &(dyn Error + 'static)) -> bool {
    let is_unusable = |error: &hyper::Error| {
        error.is_incomplete_message() || error.is_parse() || error.is_canceled() || error.is_closed()
    };
    cause::<hyper::Error>(error).is_some_and(is_unusable)
        || cause::<std::io::Error>(error).is_some_and(|io| {
            matches!(
                io.kind(),
                ErrorKind::ConnectionReset
                    | ErrorKind::BrokenPipe
                    | ErrorKind::ConnectionAborted
                    | ErrorKind::UnexpectedEof
            )
        })
}

/// Whether what came in place of a response is not one.
#[cfg(feature = "tls")]
pub(super) fn is_illegible(error: &(dyn Error + 'static)) -> bool {
    cause::<hyper::Error>(error).is_some_and(hyper::Error::is_parse)
}

/// What a connection to the service goes through.
#[cfg(feature = "tls")]
fn through(route: &NetworkRoute, url: &str) -> String {
    match route {
        NetworkRoute::Direct => String::new(),
        NetworkRoute::To(_) | NetworkRoute::Socket(_) | NetworkRoute::Proxy(_) => format!(" by {}", route.shown(url)),
    }
}

/// An error and its causes from the outermost to the innermost, each once. What wraps an error of HTTP is left out: it only
/// says that something failed, and may name the URL.
pub(super) fn causes(error: &(dyn Error + 'static)) -> String {
    let mut causes: Vec<String> = Vec::new();
    let mut next = cause::<hyper::Error>(error).map(|error| error as &dyn Error).or_else(|| error.source());
    while let Some(cause) = next {
        let text = cause.to_string();
        if !causes.iter().any(|earlier| earlier.contains(&text)) {
            causes.push(text);
        }
        next = cause.source();
    }
    if causes.is_empty() { "the HTTP client gave no cause".to_owned() } else { causes.join(": ") }
}

/// The first of an error and its causes that is of this kind.
fn cause<'e, T: Error + 'static>(error: &'e (dyn Error + 'static)) -> Option<&'e T> {
    std::iter::successors(Some(error), |error| (*error).source()).find_map(<dyn Error>::downcast_ref)
}

/// `1 byte`, `5 bytes`.
fn bytes(number: usize) -> String {
    if number == 1 { "1 byte".to_owned() } else { format!("{number} bytes") }
}
