use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::header::{HeaderName, HeaderValue};
use axum::http::{Request, Response, StatusCode};
use axum::serve::ListenerExt;
use tokio::net::TcpListener;
use tokio::runtime::Handle;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::documented::{Documented, Reply};
use super::incoming::Incoming;
use super::refuse::Refusal;
use crate::contract::Case;
use crate::finding::rules::service::CANNOT_ANSWER;
use crate::http::Headers;
use crate::schema::Schemas;

/// The largest request body that is read, in bytes; documented bodies are a thousand times smaller.
const LARGEST_BODY: usize = 64 << 20;

/// The documented service, before it runs.
#[derive(Debug, Clone, Copy)]
pub struct Service;

/// A service that answers; dropped, it takes no further connection and ends when those it has are idle.
#[derive(Debug)]
pub struct Running {
    /// Where it listens: the port is the real one, also where any free one was asked for.
    pub addr: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    task: Option<JoinHandle<std::io::Result<()>>>,
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
    /// It stopped by itself.
    #[error("the documented service went down: {0}")]
    Down(String),
}

impl Service {
    /// Serves `cases` on `bind` (port 0: any free one), on `runtime`. Returns when connections are accepted.
    ///
    /// # Errors
    /// [`ServiceError::Bind`] where the address is taken or not ours.
    pub fn start(
        cases: impl Into<Arc<[Case]>>,
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
        let listener = TcpListener::from_std(listener).map_err(failed)?.tap_io(|stream| {
            // Only speed is lost where a platform refuses this.
            let _ = stream.set_nodelay(true);
        });
        let router = Router::new().fallback(handle).with_state(documented);
        let serving = axum::serve(listener, router).with_graceful_shutdown(async {
            // An error means the sender is gone, which is the other way to stop.
            let _ = stopped.await;
        });
        Ok(Running { addr, stop: Some(stop), task: Some(runtime.spawn(serving.into_future())) })
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

    /// Waits until the service ends; it does not by itself, short of a fault.
    ///
    /// # Errors
    /// [`ServiceError::Down`] where serving failed.
    pub async fn wait(&mut self) -> Result<(), ServiceError> {
        let Some(task) = self.task.take() else { return Ok(()) };
        let ended = task.await.map_err(|error| ServiceError::Down(error.to_string()))?;
        ended.map_err(|error| ServiceError::Down(error.to_string()))
    }
}

async fn handle(State(documented): State<Arc<Documented>>, request: Request<Body>) -> Response<Body> {
    let (head, body) = request.into_parts();
    let reply = match to_bytes(body, LARGEST_BODY).await {
        Ok(body) => {
            let path = head.uri.path();
            documented.reply(&Incoming::new(head.method.as_str(), path, head.uri.query(), headers(&head.headers), body))
        }
        Err(error) => {
            let detail =
                format!("the request's body could not be read, or is larger than {LARGEST_BODY} bytes: {error}");
            Reply::refusal(&Refusal::new(413, &CANNOT_ANSWER, detail))
        }
    };
    response(reply)
}

fn headers(map: &axum::http::HeaderMap) -> Headers {
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    Headers(map.iter().map(|(name, value)| (name.as_str().to_owned(), text(value))).collect())
}

fn response(reply: Reply) -> Response<Body> {
    let Ok(status) = StatusCode::from_u16(reply.status) else {
        let detail = format!("the documented status {} is none that HTTP knows", reply.status);
        return response(Reply::refusal(&Refusal::new(500, &CANNOT_ANSWER, detail)));
    };
    let mut response = Response::new(Body::from(reply.body));
    *response.status_mut() = status;
    for (name, value) in reply.headers {
        let value = HeaderValue::from_bytes(value.as_bytes()).ok();
        // What is no field name or value can stand in no message; the judge will say that the documented one did not come.
        if let (Ok(name), Some(value)) = (HeaderName::try_from(name), value) {
            response.headers_mut().append(name, value);
        }
    }
    response
}
