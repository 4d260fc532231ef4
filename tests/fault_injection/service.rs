//! The service that faults are injected into.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::{Request, Response, StatusCode};
use tokio::sync::oneshot;

use super::fault::Fault;
use super::languages::Profiles;
use super::parcels::Depot;
use super::reply::{Call, Delivery, Reply};

/// A service on a thread of its own; it ends when this is dropped.
pub struct Service {
    pub addr: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<std::thread::JoinHandle<()>>,
}

struct Store {
    profiles: Mutex<Profiles>,
    depot: Mutex<Depot>,
    fault: Option<&'static Fault>,
}

impl Service {
    /// Starts on a free loopback port, freshly seeded.
    pub fn start(fault: Option<&'static Fault>) -> Self {
        let profiles = Mutex::new(Profiles::seeded());
        let store = Arc::new(Store { profiles, depot: Mutex::new(Depot::seeded()), fault });
        let (stop, stopped) = oneshot::channel::<()>();
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let addr = listener.local_addr().unwrap();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::from_std(listener).unwrap();
                let router = Router::new().fallback(response).with_state(store);
                // Not gracefully: a response that never comes must not keep the test.
                tokio::select! {
                    served = async { axum::serve(listener, router).await } => served.unwrap(),
                    _ = stopped => {}
                }
            });
        });
        Self { addr, stop: Some(stop), thread: Some(thread) }
    }

    pub fn base_url(&self) -> String {
        format!("http://{}", self.addr)
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.stop.take();
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}

async fn response(State(store): State<Arc<Store>>, request: Request<Body>) -> Response<Body> {
    let (head, body) = request.into_parts();
    let body = to_bytes(body, 1 << 20).await.unwrap_or_default();
    let (call, mut reply) = store.handle(head.method.as_str(), head.uri.path(), head.uri.query().unwrap_or(""), &body);
    if let Some(fault) = store.fault.filter(|fault| fault.call == call) {
        (fault.inject)(&mut reply);
    }
    match reply.delivery {
        Delivery::Whole => {}
        Delivery::Never => tokio::time::sleep(Duration::from_secs(600)).await,
        // Unwinds without a message and takes the connection with it.
        Delivery::Cut => std::panic::resume_unwind(Box::new("cut")),
    }
    let mut response = Response::builder().status(StatusCode::from_u16(reply.status).unwrap());
    for (name, value) in &reply.headers {
        response = response.header(*name, value);
    }
    response.body(Body::from(reply.bytes())).unwrap()
}

impl Store {
    fn handle(&self, method: &str, path: &str, query: &str, body: &[u8]) -> (Call, Reply) {
        let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
        match segments.as_slice() {
            ["v1", "people", rest @ ..] => self.profiles.lock().unwrap().handle(method, rest, query, body),
            ["parcels", rest @ ..] => self.depot.lock().unwrap().handle(method, rest, query, body),
            _ => (Call::Other, Reply::empty(404)),
        }
    }
}
