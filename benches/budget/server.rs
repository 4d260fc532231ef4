//! A service that follows the docs: it responds from a table, and does nothing else.

use std::collections::HashMap;
use std::io::Read;
use std::process::ExitCode;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{Response, StatusCode};

use crate::memory::big_answer;
use crate::workload;

/// Kinds of vessel it knows: enough for the largest run.
pub(crate) const GROUPS: usize = 2000;

/// Paths below this get the large response.
pub(crate) const BIG: &str = "/v1/manifests/";

struct Table {
    responses: HashMap<String, (u16, Bytes)>,
    big: Bytes,
}

/// Serves until stdin ends; the port is the first line of stdout.
pub(crate) fn serve() -> ExitCode {
    let responses = workload::operations(GROUPS).into_iter().map(|operation| {
        let response = operation.response.map(|response| response.to_string()).unwrap_or_default();
        (format!("{} {}", operation.method, operation.path), (operation.status, Bytes::from(response)))
    });
    let table = Arc::new(Table { responses: responses.collect(), big: Bytes::from(big_answer().to_string()) });
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    runtime.spawn(async move {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        println!("{}", listener.local_addr().expect("an address").port());
        axum::serve(listener, Router::new().fallback(response).with_state(table)).await
    });
    let _ = std::io::stdin().read_to_end(&mut Vec::new());
    ExitCode::SUCCESS
}

async fn response(State(table): State<Arc<Table>>, request: Request) -> Response<Body> {
    let path = request.uri().path();
    let known = if path.starts_with(BIG) {
        Some((200, table.big.clone()))
    } else {
        table.responses.get(&format!("{} {path}", request.method())).cloned()
    };
    // Read to its end, so that the connection can be kept.
    let _ = axum::body::to_bytes(request.into_body(), usize::MAX).await;
    let (status, body) = known.unwrap_or_else(|| (404, Bytes::new()));
    let mut response = Response::builder().status(StatusCode::from_u16(status).expect("a status"));
    if !body.is_empty() {
        response = response.header("Content-Type", "application/json");
    }
    response.body(Body::from(body)).expect("an answer")
}
