//! HTTP/2, where the settings ask for it and the service offers it.

use std::convert::Infallible;
use std::sync::{Arc, Mutex};

use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Incoming};
use hyper::service::service_fn;
use hyper::{Request, Response, Version};
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio_rustls::TlsAcceptor;

use crate::service::Authority;
use crate::settings::{project, run};

type Seen = Arc<Mutex<Vec<(Version, String)>>>;

/// A service that speaks HTTP/2, and HTTP/1.1 to whoever does not.
fn serve(authority: &Authority) -> (u16, Seen) {
    let mut config = authority.service("127.0.0.1", None);
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    let (acceptor, seen) = (TlsAcceptor::from(Arc::new(config)), Seen::default());
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    listener.set_nonblocking(true).unwrap();
    let noted = Arc::clone(&seen);
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        runtime.block_on(async move {
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                let (acceptor, noted) = (acceptor.clone(), Arc::clone(&noted));
                tokio::spawn(async move {
                    let stream = acceptor.accept(stream).await.unwrap();
                    let is_http2 = stream.get_ref().1.alpn_protocol() == Some(b"h2");
                    let service = service_fn(move |request| respond(request, Arc::clone(&noted)));
                    // A client that leaves does not matter.
                    let _ = if is_http2 {
                        let server = hyper::server::conn::http2::Builder::new(TokioExecutor::new());
                        server.serve_connection(TokioIo::new(stream), service).await
                    } else {
                        let server = hyper::server::conn::http1::Builder::new();
                        server.serve_connection(TokioIo::new(stream), service).await
                    };
                });
            }
        });
    });
    (port, seen)
}

async fn respond(request: Request<Incoming>, seen: Seen) -> Result<Response<Full<Bytes>>, Infallible> {
    let version = request.version();
    let start = format!("{} {}", request.method(), request.uri().path());
    let body = request.into_body().collect().await.map(http_body_util::Collected::to_bytes).unwrap_or_default();
    let text = format!("{start} {}", String::from_utf8_lossy(&body));
    seen.lock().unwrap().push((version, text.trim().to_owned()));
    let body = Full::new(Bytes::from_static(b"{\"id\": 8}"));
    Ok(Response::builder().header("content-type", "application/json").body(body).unwrap())
}

#[test]
fn http2_is_spoken_where_it_is_asked_for_and_offered() {
    let authority = Authority::new();
    let (port, seen) = serve(&authority);
    let settings = format!("base-url = 'https://127.0.0.1:{port}'\n[tls.'127.0.0.1']\nca-file = 'ca.pem'\n");
    let dir = project(&format!("http2 = true\n{settings}"), &[("ca.pem", &authority.pem())]);
    let page = dir.path().join("docs/lamps.md");
    let write = "\n## Rename\n\n```http\nPUT /lamps/9\nContent-Type: application/json\n\n{\"a\": 1}\n```\n\n```http\n\
                 HTTP/1.1 200 OK\nContent-Type: application/json\n\n{ \"id\": 8 }\n```\n";
    std::fs::write(&page, std::fs::read_to_string(&page).unwrap() + write).unwrap();
    let (code, text) = run(dir.path(), &[], &["--concurrency", "1"]);
    assert_eq!(code, 0, "{text}");
    let expected = |version| [(version, "GET /lamps/7".to_owned()), (version, "PUT /lamps/9 {\"a\": 1}".to_owned())];
    assert_eq!(*seen.lock().unwrap(), expected(Version::HTTP_2));
    seen.lock().unwrap().clear();
    std::fs::write(dir.path().join("doctrial.toml"), settings).unwrap();
    let (code, text) = run(dir.path(), &[], &["--concurrency", "1"]);
    assert_eq!(code, 0, "{text}");
    assert_eq!(*seen.lock().unwrap(), expected(Version::HTTP_11));
}
