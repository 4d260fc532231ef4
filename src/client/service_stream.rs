//! The byte stream below a connection: TCP, a Unix socket or a tunnel, and what has come on it unread.

use std::io::{self, IoSlice};
use std::mem::MaybeUninit;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};

use memchr::memmem;
use socket2::SockRef;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
#[cfg(unix)]
use tokio::net::UnixStream;

use super::framing::{Framing, START};

/// How much is read at once of what is not a response.
const CHUNK: usize = 1 << 10;

/// What bytes are sent over.
#[derive(Debug)]
pub(super) struct Socket(Box<dyn Bytes>);

/// A connection of any kind.
trait Bytes: AsyncRead + AsyncWrite + std::fmt::Debug + Send + Unpin {
    /// What has come by now and has not been read, whether the runtime has noticed it or not.
    fn waiting(&self) -> Waiting;

    /// Acknowledges what has come: what the service sends in small pieces comes when the piece before it is acknowledged, which
    /// systems delay.
    fn acknowledge(&self) {}
}

impl Bytes for TcpStream {
    fn waiting(&self) -> Waiting {
        waiting(&SockRef::from(self))
    }

    #[cfg(target_os = "linux")]
    fn acknowledge(&self) {
        // Without it what follows comes later; nothing else changes.
        let _ = SockRef::from(self).set_tcp_quickack(true);
    }
}
#[cfg(unix)]
impl Bytes for UnixStream {
    fn waiting(&self) -> Waiting {
        waiting(&SockRef::from(self))
    }
}

/// What waits to be read on a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Waiting {
    Nothing,
    Bytes,
    /// The other side has closed it, or it is broken.
    End,
}

fn waiting(socket: &socket2::Socket) -> Waiting {
    match socket.peek(&mut [MaybeUninit::uninit()]) {
        Ok(0) => Waiting::End,
        Ok(_) => Waiting::Bytes,
        Err(error) if error.kind() == io::ErrorKind::WouldBlock => Waiting::Nothing,
        Err(_) => Waiting::End,
    }
}

impl From<TcpStream> for Socket {
    fn from(stream: TcpStream) -> Self {
        Self(Box::new(stream))
    }
}

#[cfg(unix)]
impl From<UnixStream> for Socket {
    fn from(stream: UnixStream) -> Self {
        Self(Box::new(stream))
    }
}

/// A connection to the service. It counts what comes on it, and may pass over bytes before a response: they come too late, after
/// the response to the request before.
#[derive(Debug)]
pub(super) struct ServiceStream {
    stream: Socket,
    received: Received,
    /// What has come, may be the start of a response, and has not been passed on.
    held: Vec<u8>,
}

/// What has come on a connection.
#[derive(Debug, Clone, Default)]
pub(super) struct Received(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    bytes: AtomicUsize,
    /// Until a response begins, bytes are passed over.
    passes_over: AtomicBool,
    passed_over: AtomicUsize,
    /// What comes is acknowledged at once.
    acknowledges: AtomicBool,
    /// The next write begins a request, and everything that has come before belongs to none.
    begins_request: AtomicBool,
    /// What has come since then.
    framing: Mutex<Option<Framing>>,
    /// A request was not begun: something had come before it.
    was_refused: AtomicBool,
    /// Bytes had come, not the end of the connection.
    was_stray: AtomicBool,
}

impl Received {
    /// How many bytes.
    pub(super) fn bytes(&self) -> usize {
        self.0.bytes.load(Ordering::Relaxed)
    }

    /// From now on what comes before the next response is passed over.
    pub(super) fn pass_over(&self) {
        self.0.passed_over.store(0, Ordering::Relaxed);
        self.0.passes_over.store(true, Ordering::Relaxed);
    }

    /// From now on what comes is acknowledged at once.
    pub(super) fn acknowledge(&self) {
        self.0.acknowledges.store(true, Ordering::Relaxed);
    }

    /// A request of this method is about to be sent: it is not begun where something has come, even if it looks like a response.
    pub(super) fn begin_request(&self, method: &str) {
        self.0.begins_request.store(true, Ordering::Relaxed);
        *self.framing() = Some(Framing::new(method));
    }

    /// Whether several responses came since a request was begun: the one that was taken as its own may be a further one to the
    /// request before it.
    pub(super) fn has_several_responses(&self) -> bool {
        self.framing().as_ref().is_some_and(Framing::has_further)
    }

    /// A poisoned lock is safe: state is never left half updated.
    fn framing(&self) -> MutexGuard<'_, Option<Framing>> {
        self.0.framing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether nothing of a request was sent as something had come before it.
    pub(super) fn was_refused(&self) -> bool {
        self.0.was_refused.load(Ordering::Relaxed)
    }

    /// Whether bytes had come before a request that was not begun.
    pub(super) fn was_stray(&self) -> bool {
        self.0.was_stray.load(Ordering::Relaxed)
    }

    /// Whether bytes were passed over since.
    pub(super) fn has_passed_over(&self) -> bool {
        self.0.passed_over.load(Ordering::Relaxed) > 0
    }
}

impl ServiceStream {
    pub(super) fn new(socket: Socket) -> Self {
        Self { stream: socket, received: Received::default(), held: Vec::new() }
    }

    pub(super) fn received(&self) -> Received {
        self.received.clone()
    }

    fn poll_read_on(&mut self, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let result = Pin::new(&mut self.stream.0).poll_read(cx, buffer);
        let read = buffer.filled().len() - before;
        self.received.0.bytes.fetch_add(read, Ordering::Relaxed);
        if let Some(framing) = self.received.framing().as_mut() {
            framing.read(&buffer.filled()[before..]);
        }
        if read > 0 && self.received.0.acknowledges.load(Ordering::Relaxed) {
            self.stream.0.acknowledge();
        }
        result
    }

    /// # Errors
    /// A request would begin, and something has come before it.
    fn look_before_request(&self) -> io::Result<()> {
        let counts = &self.received.0;
        if !counts.begins_request.load(Ordering::Relaxed) {
            return Ok(());
        }
        counts.begins_request.store(false, Ordering::Relaxed);
        let waiting = self.stream.0.waiting();
        if waiting == Waiting::Nothing && self.held.is_empty() {
            return Ok(());
        }
        counts.was_refused.store(true, Ordering::Relaxed);
        counts.was_stray.store(waiting == Waiting::Bytes || !self.held.is_empty(), Ordering::Relaxed);
        Err(io::ErrorKind::ConnectionAborted.into())
    }

    /// Reads up to the start of a response, which is held then, or to the end of the connection.
    fn poll_start(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let counts = Arc::clone(&self.received.0);
        while counts.passes_over.load(Ordering::Relaxed) {
            let mut chunk = [0; CHUNK];
            let mut chunk = ReadBuf::new(&mut chunk);
            ready!(self.poll_read_on(cx, &mut chunk))?;
            if chunk.filled().is_empty() {
                self.held.clear();
                break;
            }
            self.held.extend_from_slice(chunk.filled());
            let start = memmem::find(&self.held, START);
            counts.passes_over.store(start.is_none(), Ordering::Relaxed);
            let start = start.unwrap_or_else(|| begun_start(&self.held));
            self.held.drain(..start);
            counts.passed_over.fetch_add(start, Ordering::Relaxed);
        }
        Poll::Ready(Ok(()))
    }
}

/// Where the start of a response may have begun at the end of what came.
fn begun_start(bytes: &[u8]) -> usize {
    let earliest = bytes.len().saturating_sub(START.len() - 1);
    (earliest..bytes.len()).find(|&at| START.starts_with(&bytes[at..])).unwrap_or(bytes.len())
}

impl AsyncRead for ServiceStream {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_start(cx))?;
        if self.held.is_empty() {
            return self.poll_read_on(cx, buffer);
        }
        let length = buffer.remaining().min(self.held.len());
        buffer.put_slice(&self.held[..length]);
        self.held.drain(..length);
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for ServiceStream {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.look_before_request()?;
        Pin::new(&mut self.stream.0).poll_write(cx, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.look_before_request()?;
        Pin::new(&mut self.stream.0).poll_write_vectored(cx, parts)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.0.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream.0).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream.0).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

    use super::*;

    #[tokio::test]
    async fn no_request_is_begun_where_something_has_come() {
        for (sent, is_stray) in [("HTTP/1.1 200 OK\r\n\r\n", Some(true)), ("", Some(false)), ("nothing", None)] {
            let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
            let stream = TcpStream::connect(listener.local_addr().expect("an address")).await.expect("a connection");
            let (mut service, _) = listener.accept().expect("a connection");
            let mut stream = ServiceStream::new(stream.into());
            let received = stream.received();
            stream.write_all(b"GET / HTTP/1.1\r\n\r\n").await.expect("the first request");
            let service = match sent {
                "" => {
                    drop(service);
                    None
                }
                "nothing" => Some(service),
                bytes => {
                    service.write_all(bytes.as_bytes()).expect("sent");
                    Some(service)
                }
            };
            // Neither is looked at by the runtime.
            std::thread::sleep(std::time::Duration::from_millis(5));
            received.begin_request("POST");
            let result = stream.write_all(b"POST / HTTP/1.1\r\n\r\n").await;
            assert_eq!(result.is_err().then_some(received.was_stray()), is_stray, "{sent:?}");
            assert_eq!(received.was_refused(), is_stray.is_some(), "{sent:?}");
            drop(service);
        }
    }

    #[tokio::test]
    async fn what_comes_before_a_response_is_passed_over() {
        for (parts, is_passed_over) in [
            (&["gone", "HTTP/1.1 200 OK"][..], true),
            (&["HTTHTTP", "/1", ".1 200 OK"], true),
            (&["HTTP/1.1 200 OK"], false),
            (&["HTTP", "/1.1 200 OK"], false),
        ] {
            let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
            let stream = TcpStream::connect(listener.local_addr().expect("an address")).await.expect("a connection");
            let (mut service, _) = listener.accept().expect("a connection");
            let mut stream = ServiceStream::new(stream.into());
            let received = stream.received();
            received.pass_over();
            let reader = tokio::spawn(async move {
                let mut text = String::new();
                stream.read_to_string(&mut text).await.expect("text");
                text
            });
            for part in parts {
                service.write_all(part.as_bytes()).expect("sent");
                tokio::time::sleep(std::time::Duration::from_millis(5)).await;
            }
            drop(service);
            assert_eq!(reader.await.expect("read"), "HTTP/1.1 200 OK", "{parts:?}");
            assert_eq!((received.has_passed_over(), received.bytes()), (is_passed_over, parts.concat().len()));
        }
    }
}
