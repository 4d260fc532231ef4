//! Waiting for what a request started (`follow` in a directive): the URL that its response names is requested until it says that
//! the operation has ended. Redirects are another matter: none is followed (`client/http_client.rs`).

use std::time::{Instant, SystemTime};

use serde_json::Value;
use url::Url;

use super::no_response::NoResponse;
use crate::contract::Case;
use crate::directive::Follow;
use crate::finding::{Broken, BrokenKind};
use crate::http::status::is_error;
use crate::http::{Exchange, Headers, Request, Response, is_credential, retry_after};
use crate::session::RunPlan;
use crate::state::extract_text;

/// The header fields that name the URL unless the directive does.
const NAMING: [&str; 2] = ["Operation-Location", "Location"];

impl RunPlan {
    /// Waits for what a case started, if a directive says so.
    ///
    /// # Errors
    /// It failed, or did not end in time.
    pub(super) async fn follow(&self, case: &Case, key: &str, exchange: &Exchange) -> Result<(), Broken> {
        let Some(follow) = case.overrides.follow.as_deref().filter(|_| self.traffic.replay().is_none()) else {
            return Ok(());
        };
        if exchange.response.status != 202 && follow.url.is_none() {
            return Ok(());
        }
        let request = self.status_request(follow, exchange)?;
        let (end, path) = (Instant::now() + follow.longest, shown(&request.url));
        let mut wait = follow.every;
        loop {
            let seconds = follow.longest.as_secs_f64();
            if wait > end.saturating_duration_since(Instant::now()) {
                let why = "the operation that this request started did not end within";
                return Err(format!("{why} {seconds} s at {path}: see why, or raise `follow`").into());
            }
            if self.interrupt.is_raised_within(wait).await {
                let why = "the run was interrupted before the operation that this request started had ended";
                return Err(Broken::of(BrokenKind::Interrupted, why));
            }
            let response = match self.send(case, key, &request, &mut Vec::new()).await {
                Ok(exchange) => exchange.response,
                Err(NoResponse::Failed(why)) => {
                    let what = "the state of the operation that this request started is not known";
                    return Err(why.reworded(|why| format!("{what}: {why}")));
                }
                Err(NoResponse::NotRecorded(_)) => return Ok(()),
            };
            if is_error(response.status) {
                let status = response.status;
                let why = format!("the operation that this request started failed: HTTP {status} from {path}");
                return Err(Broken::by_status(status, why));
            }
            if has_ended(follow, &response) {
                return Ok(());
            }
            wait = follow.every.max(retry_after(&response.headers, SystemTime::now()).unwrap_or_default());
        }
    }

    /// The request for the state of what was started, with the credentials of the one that started it.
    fn status_request(&self, follow: &Follow, exchange: &Exchange) -> Result<Request, String> {
        let named = match &follow.url {
            Some(source) => extract_text(&exchange.response, source)?,
            None => NAMING.iter().find_map(|name| exchange.response.headers.get(name)).map(str::to_owned).ok_or_else(
                || {
                    "`follow`: the response has neither `Operation-Location` nor `Location`: say by `url` where it has the URL".to_owned()
                },
            )?,
        };
        let wrong = |why: &dyn std::fmt::Display| {
            format!("`follow`: the URL that the response names cannot be requested: {why}")
        };
        let from = Url::parse(&exchange.request.url).map_err(|error| wrong(&error))?;
        let url = from.join(named.trim()).map_err(|error| wrong(&error))?;
        if url.origin() != self.destination.base_url.origin() {
            return Err(wrong(&format!(
                "it is on {}, and requests go to the base URL's origin only",
                url.origin().ascii_serialization()
            )));
        }
        let credentials = exchange.request.headers.iter().filter(|(name, _)| is_credential(name));
        let mut headers = Headers(credentials.map(|(name, value)| (name.to_owned(), value.to_owned())).collect());
        if let Some(agent) = exchange.request.headers.get("user-agent") {
            headers.push("User-Agent", agent);
        }
        Ok(Request { method: "GET".to_owned(), url: url.into(), headers, body: None })
    }
}

/// Whether a response says that the operation has ended.
fn has_ended(follow: &Follow, response: &Response) -> bool {
    if follow.until.is_empty() {
        return response.status != 202;
    }
    let Ok(body) = serde_json::from_slice::<Value>(&response.body) else { return false };
    follow.until.iter().all(|(place, matcher)| place.places(&body).iter().all(|(_, value)| matcher.accepts(*value)))
}

/// The path of a URL: its query may hold secrets.
fn shown(url: &str) -> String {
    Url::parse(url).map_or_else(|_| "the URL".to_owned(), |url| url.path().to_owned())
}
