//! What cannot be done with less: pages only parsed, requests only sent.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use doctrial::internals::docs::{self, Pages};
use doctrial::internals::http::Request;
use futures_util::{StreamExt as _, stream};
use pulldown_cmark::Parser;
use tokio::runtime::Runtime;

/// Reads every page and passes over its Markdown once, on as many threads as there are cores.
pub(crate) fn pass(pages: &Pages) -> usize {
    let next = AtomicUsize::new(0);
    let share = || {
        let mut events = 0;
        while let Some(path) = pages.paths.get(next.fetch_add(1, Ordering::Relaxed)) {
            let text = std::fs::read_to_string(Path::new(&pages.folder.root).join(path)).expect("a page");
            events += std::hint::black_box(Parser::new_ext(&text, docs::markdown_options()).count());
        }
        events
    };
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    std::thread::scope(|scope| {
        let workers: Vec<_> = (1..threads).map(|_| scope.spawn(share)).collect();
        share() + workers.into_iter().map(|worker| worker.join().expect("no panic")).sum::<usize>()
    })
}

/// A client that keeps a connection for each request in flight.
pub(crate) fn client(concurrency: usize) -> reqwest::Client {
    // reqwest needs one before it makes a client, for plain HTTP, too.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().no_proxy().pool_max_idle_per_host(concurrency).build().expect("a client")
}

/// Sends every request, `concurrency` at once, and parses each response as JSON.
pub(crate) fn send(runtime: &Runtime, client: &reqwest::Client, requests: &[Request], concurrency: usize) {
    let send = |request: &Request| {
        let mut builder = client.request(request.method.parse().expect("a method"), &request.url);
        for (name, value) in request.headers.iter() {
            builder = builder.header(name, value);
        }
        if let Some(body) = &request.body {
            builder = builder.body(body.clone());
        }
        async move {
            let body = builder.send().await.ok()?.bytes().await.ok()?;
            (body.is_empty() || serde_json::from_slice::<serde_json::Value>(&body).is_ok()).then_some(())
        }
    };
    let all = stream::iter(requests).map(send).buffer_unordered(concurrency);
    let answered = runtime.block_on(all.filter(|done| std::future::ready(done.is_some())).count());
    assert_eq!(answered, requests.len());
}
