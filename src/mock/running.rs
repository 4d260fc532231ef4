//! The mock as a server: listens, accepts connections, stops.

use std::convert::Infallible;
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::{Either, select};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::Bytes;
use hyper::header::{HeaderMap, HeaderName, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Handle;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::documented::{Documented, Reply};
use super::problem::Problem;
use super::request::ReceivedRequest;
use crate::contract::Case;
use crate::finding::rules::service::CANNOT_RESPOND;
use crate::http::Headers;
use crate::schema::Schemas;

/// The largest request body that is read, in bytes; documented bodies are a thousand times smaller.
const LARGEST_BODY: usize = 64 << 20;

/// The pause after a connection could not be accepted because this machine lacks resources.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// The documented service, before it runs.
#[derive(Debug, Clone, Copy)]
pub struct Service;

/// A running service. When dropped, it accepts no further connections and ends when the open ones are idle.
#[derive(Debug)]
pub struct Running {
    /// Where it listens: the port is the real one, also where any free one was asked for.
    pub addr: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    task: Option<JoinHandle<()>>,
}

/// Why the service could not be started or went down.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// The address cannot be listened on.
    #[error("the documented service cannot listen on {addr}: {source}; choose another port, or 0 for any free one")]
    Bind {
        /// What was asked for.
        addr: SocketAddr,
        /// What the system said.
        source: std::io::Error,
    },
    /// It stopped on its own.
    #[error("the documented service went down: {0}")]
    Down(String),
}

impl Service {
    /// Serves `cases` on `bind` (port 0: any free one), on `runtime`. Returns when connections are accepted.
    ///
    /// # Errors
    /// [`ServiceError::Bind`] where the address is in use or not of this machine.
    pub fn start(
        cases: impl Into<Arc<Vec<Case>>>,
        schemas: Arc<Schemas>,
        runtime: &Handle,
        bind: SocketAddr,
    ) -> Result<Running, ServiceError> {
        let failed = |source| ServiceError::Bind { addr: bind, source };
        let listener = std::net::TcpListener::bind(bind).map_err(failed)?;
        listener.set_nonblocking(true).map_err(failed)?;
        let addr = listener.local_addr().map_err(failed)?;
        let documented = Arc::new(Documented::new(&cases.into(), schemas));
        let (stop, stopped) = oneshot::channel::<()>();
        let _entered = runtime.enter();
        let listener = TcpListener::from_std(listener).map_err(failed)?;
        Ok(Running { addr, stop: Some(stop), task: Some(runtime.spawn(serve(listener, documented, stopped))) })
    }
}

impl Running {
    /// `http://127.0.0.1:49152`
    pub fn base_url(&self) -> String {
        format!("http://{}", self.addr)
    }

    /// Stops accepting and waits until open connections are done.
    ///
    /// # Errors
    /// [`ServiceError::Down`] where serving had failed.
    pub async fn shutdown(mut self) -> Result<(), ServiceError> {
        self.stop.take();
        self.wait().await
    }

    /// Waits until the service ends; it does not end on its own, except after an error.
    ///
    /// # Errors
    /// [`ServiceError::Down`] where serving failed.
    pub async fn wait(&mut self) -> Result<(), ServiceError> {
        let Some(task) = self.task.take() else { return Ok(()) };
        task.await.map_err(|error| ServiceError::Down(error.to_string()))
    }
}

/// Accepts connections until `stopped`, then waits until those it has are done. An error of that channel means that its
/// sender is gone, which is the other way to stop.
async fn serve(listener: TcpListener, documented: Arc<Documented>, mut stopped: oneshot::Receiver<()>) {
    let connections = GracefulShutdown::new();
    while let Either::Left((stream, _)) = select(pin!(accept(&listener)), &mut stopped).await {
        let documented = Arc::clone(&documented);
        let service = service_fn(move |request| handle(Arc::clone(&documented), request));
        let connection = connections.watch(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
        tokio::spawn(async move {
            // A client may close the connection early: that is not an error of the service.
            let _ = connection.await;
        });
    }
    drop(listener);
    connections.shutdown().await;
}

async fn accept(listener: &TcpListener) -> TcpStream {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                // Where a platform does not support this, the service is only slower.
                let _ = stream.set_nodelay(true);
                return stream;
            }
            // It was over before it began.
            Err(error) if matches!(error.kind(), ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset) => {}
            Err(_) => tokio::time::sleep(ACCEPT_PAUSE).await,
        }
    }
}

async fn handle(
    documented: Arc<Documented>,
    request: Request<hyper::body::Incoming>,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let (head, body) = request.into_parts();
    let reply = match Limited::new(body, LARGEST_BODY).collect().await {
        Ok(body) => {
            let body = body.to_bytes();
            let path = head.uri.path();
            documented.reply(&ReceivedRequest::new(
                head.method.as_str(),
                path,
                head.uri.query(),
                headers(&head.headers),
                body,
            ))
        }
        Err(error) => {
            let detail =
                format!("the request's body could not be read, or is larger than {LARGEST_BODY} bytes: {error}");
            Reply::problem(&Problem::new(413, &CANNOT_RESPOND, detail))
        }
    };
    Ok(response(reply))
}

fn headers(map: &HeaderMap) -> Headers {
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    Headers(map.iter().map(|(name, value)| (name.as_str().to_owned(), text(value))).collect())
}

fn response(reply: Reply) -> Response<Full<Bytes>> {
    let Ok(status) = StatusCode::from_u16(reply.status) else {
        let detail = format!("the documented status {} is not an HTTP status code", reply.status);
        return response(Reply::problem(&Problem::new(500, &CANNOT_RESPOND, detail)));
    };
    let mut response = Response::new(Full::new(reply.body));
    *response.status_mut() = status;
    for (name, value) in reply.headers {
        let value = HeaderValue::from_bytes(value.as_bytes()).ok();
        // An invalid name or value cannot be sent; the judge reports the documented field as missing.
        if let (Ok(name), Some(value)) = (HeaderName::try_from(name), value) {
            response.headers_mut().append(name, value);
        }
    }
    response
}
