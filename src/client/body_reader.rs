//! Reads the body of a response to its end, or as far as needed where it is a stream. How large it may be is set here.

use std::error::Error;
use std::time::{Duration, Instant};

use http_body_util::BodyExt as _;
use hyper::body::{Body, Bytes};
use tokio::time::timeout_at;

use super::first_item::FirstItem;
use super::stream::Stream;

/// The largest response body that is read, in bytes; a larger one is a [`TransportError`](super::TransportError).
pub const MAX_RESPONSE: usize = 64 << 20;

/// How long further items of a stream are read that may have an end, after the first of them.
const FURTHER_ITEMS: Duration = Duration::from_secs(1);

/// Reads the body of a response.
pub(super) struct BodyReader {
    /// What kind of stream it is, if any.
    pub(super) stream: Option<Stream>,
    /// When the request was sent.
    pub(super) started: Instant,
    /// How long the whole exchange may take.
    pub(super) timeout: Duration,
}

/// A body, still with its content codings.
pub(super) struct ReadBody {
    pub(super) body: Vec<u8>,
    /// It may continue: it was read as far as needed.
    pub(super) is_cut: bool,
}

/// Why a body could not be read.
pub(super) enum Stopped {
    TooLarge,
    /// The timeout, after this many bytes.
    Late {
        received: usize,
    },
    Failed(Box<dyn Error + Send + Sync>),
}

impl BodyReader {
    /// Reads at most `limit` bytes.
    pub(super) async fn read<B>(&self, incoming: &mut B, limit: usize) -> Result<ReadBody, Stopped>
    where
        B: Body<Data = Bytes, Error: Error + Send + Sync + 'static> + Unpin,
    {
        let mut body = Vec::with_capacity(expected_length(incoming));
        let end = self.started + self.timeout;
        let mut first_item = self.stream.map(FirstItem::of);
        let mut enough = None;
        loop {
            let chunk = match timeout_at(enough.unwrap_or(end).into(), incoming.frame()).await {
                Ok(Some(Ok(frame))) => frame.into_data().unwrap_or_default(),
                Ok(None) => return Ok(ReadBody { body, is_cut: false }),
                Ok(Some(Err(error))) => return Err(Stopped::Failed(error.into())),
                Err(_) if enough.is_none() => return Err(Stopped::Late { received: body.len() }),
                Err(_) => {
                    body.truncate(Stream::whole_items(&body));
                    return Ok(ReadBody { body, is_cut: true });
                }
            };
            if body.len() + chunk.len() > limit {
                return Err(Stopped::TooLarge);
            }
            body.extend_from_slice(&chunk);
            let Some(stream) = self.stream.filter(|_| enough.is_none()) else { continue };
            let Some(first) = first_item.as_mut().and_then(|item| item.end(&body)) else { continue };
            if stream.ends_with_first_item() {
                body.truncate(first);
                return Ok(ReadBody { body, is_cut: true });
            }
            enough = Some(end.min(Instant::now() + FURTHER_ITEMS));
        }
    }
}

/// At most 64 KiB are reserved before anything has come.
fn expected_length(incoming: &impl Body) -> usize {
    incoming.size_hint().exact().map_or(0, |length| length.min(64 << 10) as usize)
}
