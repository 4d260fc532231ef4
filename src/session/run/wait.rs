//! Waiting until the service is ready.

use std::time::{Duration, Instant};

use super::no_response::NoResponse;
use super::traffic::Sending;
use crate::http::{Headers, Request};
use crate::session::{RunPlan, SessionError};

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(200);
/// What a service that is not ready may take to say so.
const LOOK: Duration = Duration::from_secs(5);

impl RunPlan {
    /// Waits until the service responds, and not as one that is not ready (502, 503, 504): at most so long, if at all.
    ///
    /// # Errors
    /// It does not respond in that time.
    pub fn wait_until_ready(&self, longest: Option<Duration>) -> Result<(), SessionError> {
        let Some(longest) = longest.filter(|_| !self.destination.embedded && self.traffic.replay().is_none()) else {
            return Ok(());
        };
        self.runtime.block_on(self.wait_for_response(longest))
    }

    async fn wait_for_response(&self, longest: Duration) -> Result<(), SessionError> {
        let (url, end) = (self.destination.base_url.to_string(), Instant::now() + longest);
        let request = Request { method: "GET".to_owned(), url, headers: Headers::default(), body: None };
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let timeout = Some(left.clamp(PAUSE, LOOK));
            let sending = Sending { key: "wait", name: "wait", request: &request, is_stream: Some(true), timeout };
            let why = match self.traffic.response(sending, &self.redactor, |_| {}).await {
                Ok(exchange) if !matches!(exchange.response.status, 502..=504) => return Ok(()),
                Ok(exchange) => format!("HTTP {}", exchange.response.status),
                Err(NoResponse::Failed(why)) => why.cause,
                Err(NoResponse::NotRecorded(_)) => return Ok(()),
            };
            if Instant::now() + PAUSE > end || self.interrupt.is_raised_within(PAUSE).await {
                return Err(SessionError::NotReady { seconds: longest.as_secs_f64(), why: self.redactor.text(&why) });
            }
        }
    }
}
