//! When the next request may be sent: requests a second, in flight, and pauses the service asks for.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use url::Url;

use super::times::Times;
use crate::config::{Limit, Throttling};
use crate::http::{Response, asked_wait};
use crate::session::state_store::StateStore;

/// Keeps requests apart, for all workers of a run and all processes of it.
#[derive(Debug)]
pub(crate) struct Limiter {
    /// The path of the base URL, which limits do not name.
    base: String,
    buckets: Vec<Bucket>,
    /// The longest wait that the service may ask for; none: no wait is.
    longest_wait: Option<Duration>,
    store: Option<StateStore>,
}

#[derive(Debug)]
struct Bucket {
    limit: Limit,
    slots: Option<Arc<Semaphore>>,
    times: Mutex<Times>,
}

impl Limiter {
    /// The limiter of a run; `None` where nothing is limited, so that nothing is paid for it.
    pub(crate) fn new(throttling: &Throttling, base_url: &Url, store: Option<StateStore>) -> Option<Self> {
        if !throttling.is_any() {
            return None;
        }
        let bucket = |limit: &Limit| Bucket {
            limit: limit.clone(),
            slots: limit.concurrency.map(|slots| Arc::new(Semaphore::new(slots.min(Semaphore::MAX_PERMITS)))),
            times: Mutex::default(),
        };
        Some(Self {
            base: base_url.path().trim_end_matches('/').to_owned(),
            buckets: throttling.limits.iter().map(bucket).collect(),
            longest_wait: (throttling.retries > 0).then_some(throttling.longest_wait),
            store,
        })
    }

    /// Waits for the turn of a request. It is in flight as long as what is returned is kept.
    pub(crate) async fn turn(&self, url: &str) -> Option<OwnedSemaphorePermit> {
        let at = self.bucket_of(url);
        let slots = self.buckets[at].slots.clone();
        let slot = match slots {
            // Never closed.
            Some(slots) => slots.acquire_owned().await.ok(),
            None => None,
        };
        let interval = self.buckets[at].limit.interval;
        let mut wait = self.with_times(at, move |times| times.take_turn(interval, SystemTime::now())).await;
        while !wait.is_zero() {
            tokio::time::sleep(wait).await;
            // Another request may have been asked to wait meanwhile.
            wait = self.with_times(at, |times| times.closed_for(SystemTime::now()).unwrap_or_default()).await;
        }
        slot
    }

    /// Closes a part of the service for the time that its response asks for; how long that is.
    pub(crate) async fn close_as_asked(&self, url: &str, response: &Response) -> Option<Duration> {
        let now = SystemTime::now();
        let wait = asked_wait(&response.headers, now)?;
        if wait.is_zero() || self.longest_wait.is_none_or(|longest| wait > longest) {
            return None;
        }
        self.with_times(self.bucket_of(url), move |times| times.close_for(wait, now)).await;
        Some(wait)
    }

    /// Whether a service may ask to wait so long.
    pub(crate) fn waits_for(&self, response: &Response) -> bool {
        let asked = asked_wait(&response.headers, SystemTime::now());
        asked.is_none_or(|wait| self.longest_wait.is_some_and(|longest| wait <= longest))
    }

    /// The bucket of the longest path that a URL is below.
    fn bucket_of(&self, url: &str) -> usize {
        let after_host = url.find("://").and_then(|at| Some(at + 3 + url[at + 3..].find(['/', '?'])?));
        let path = after_host.map_or("", |at| &url[at..]).split(['?', '#']).next().unwrap_or_default();
        let path = path.strip_prefix(&self.base).unwrap_or(path);
        let is_below =
            |limit: &Limit| path.strip_prefix(&limit.path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        let below = self.buckets.iter().enumerate().filter(|(_, bucket)| is_below(&bucket.limit));
        below.max_by_key(|(_, bucket)| bucket.limit.path.len()).map_or(0, |(at, _)| at)
    }

    async fn with_times<T: Send + 'static>(
        &self,
        at: usize,
        change: impl FnOnce(&mut Times) -> T + Send + 'static,
    ) -> T {
        let own = |change: Box<dyn FnOnce(&mut Times) -> T + Send>| {
            change(&mut self.buckets[at].times.lock().unwrap_or_else(PoisonError::into_inner))
        };
        let Some(store) = self.store.clone() else { return own(Box::new(change)) };
        let name = format!("limit {}", self.buckets[at].limit.path);
        let changed = tokio::task::spawn_blocking(move || match store.lock(&name) {
            Ok(entry) => {
                let mut times: Times = entry.read().unwrap_or_default();
                let done = change(&mut times);
                entry.write(&times);
                Ok(done)
            }
            Err(_) => Err(change),
        });
        match changed.await {
            Ok(Ok(done)) => done,
            Ok(Err(change)) => own(Box::new(change)),
            // The task is never cancelled; a panic goes on here.
            Err(error) => std::panic::resume_unwind(error.into_panic()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::Headers;

    fn limiter(paths: &[&str]) -> Limiter {
        let limits = paths.iter().map(|path| Limit {
            path: (*path).to_owned(),
            interval: Some(Duration::from_millis(1)),
            concurrency: None,
        });
        let throttling = Throttling { retries: 1, longest_wait: Duration::from_secs(5), limits: limits.collect() };
        Limiter::new(&throttling, &Url::parse("http://h/api/").expect("a URL"), None).expect("limits")
    }

    #[test]
    fn the_longest_path_counts() {
        let limiter = limiter(&["", "/search", "/search/deep"]);
        for (url, bucket) in [
            ("http://h/api", 0),
            ("http://h/api/searches", 0),
            ("http://h/api/search?q=/search/deep", 1),
            ("http://h/api/search/deep/x", 2),
            ("http://h/other", 0),
        ] {
            assert_eq!(limiter.bucket_of(url), bucket, "{url}");
        }
    }

    #[test]
    fn all_wait_where_the_service_asks_for_it_unless_that_is_too_long() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build();
        runtime.expect("a runtime").block_on(async {
            let limiter = limiter(&["", "/search"]);
            let asks = |seconds: &str| Response {
                status: 429,
                headers: Headers(vec![("Retry-After".to_owned(), seconds.to_owned())]),
                body: Vec::new(),
            };
            assert_eq!(limiter.close_as_asked("http://h/api/x", &asks("1")).await, Some(Duration::from_secs(1)));
            assert_eq!(limiter.close_as_asked("http://h/api/x", &asks("3600")).await, None);
            assert!(limiter.waits_for(&asks("5")) && !limiter.waits_for(&asks("6")));
            let began = std::time::Instant::now();
            limiter.turn("http://h/api/search").await;
            assert!(began.elapsed() < Duration::from_millis(500), "another part is not closed");
            limiter.turn("http://h/api/y").await;
            assert!(began.elapsed() >= Duration::from_millis(900));
        });
    }
}
