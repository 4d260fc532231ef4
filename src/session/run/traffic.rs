//! Where responses come from: the service, or a recording. What keeps them is asked here, too.

use std::time::Duration;

use super::no_response::{NoResponse, broken};
use super::recorder::Recorder;
use super::replay::Replay;
use crate::client::{Client, LateBytes, TransportError};
use crate::http::{Exchange, Request};
use crate::record::Redactor;
use crate::record::recording::LateResponse;

/// What a run does besides firing.
#[derive(Debug, Default)]
pub enum TrafficPlan {
    /// Nothing.
    #[default]
    Fire,
    /// Each exchange is kept.
    Record(Recorder),
    /// Nothing is fired: the responses are those of a recording.
    Replay(Box<Replay>),
}

/// The source of responses of a run.
#[derive(Debug)]
pub(crate) struct Traffic {
    source: Source,
    pub(super) recorder: Option<Recorder>,
}

#[derive(Debug)]
enum Source {
    Service(Box<Client>),
    Recording(Box<Replay>),
}

/// A request, and what it is for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sending<'a> {
    /// By which the exchange is found in a recording.
    pub(crate) key: &'a str,
    /// As bytes that come late name it.
    pub(crate) name: &'a str,
    pub(crate) request: &'a Request,
    pub(crate) is_stream: Option<bool>,
    /// The longest time for it, where it is not that of the settings.
    pub(crate) timeout: Option<Duration>,
}

impl Traffic {
    /// `client` is asked for where requests are sent.
    pub(super) fn new<E>(plan: TrafficPlan, client: impl FnOnce() -> Result<Client, E>) -> Result<Self, E> {
        Ok(match plan {
            TrafficPlan::Fire => Self { source: Source::Service(Box::new(client()?)), recorder: None },
            TrafficPlan::Record(recorder) => {
                Self { source: Source::Service(Box::new(client()?)), recorder: Some(recorder) }
            }
            TrafficPlan::Replay(replay) => Self { source: Source::Recording(replay), recorder: None },
        })
    }

    /// Sends a request, or finds the response to it. `note` is called with what comes of sending one.
    pub(super) async fn response(
        &self,
        sending: Sending<'_>,
        redactor: &Redactor,
        note: impl FnOnce(&Result<Exchange, TransportError>),
    ) -> Result<Exchange, NoResponse> {
        match &self.source {
            Source::Service(client) => {
                let Sending { name, request, is_stream, timeout, .. } = sending;
                let sent = match timeout {
                    Some(timeout) => client.with_timeout(timeout).send(name, request, is_stream).await,
                    None => client.send(name, request, is_stream).await,
                };
                note(&sent);
                sent.map_err(|error| NoResponse::Failed(broken(&error)))
            }
            Source::Recording(replay) => replay.response(sending.key, sending.request, redactor),
        }
    }

    /// The requests whose responses were followed by bytes that came late.
    pub(super) async fn late_bytes(&self) -> Vec<LateResponse> {
        let response = |LateBytes { name, method, status }| LateResponse { case: name, method, status };
        match &self.source {
            Source::Service(client) => client.late_bytes().await.into_iter().map(response).collect(),
            Source::Recording(replay) => replay.late.clone(),
        }
    }

    /// The recording that is judged, if that is what the run does.
    pub(super) const fn replay(&self) -> Option<&Replay> {
        match &self.source {
            Source::Service(_) => None,
            Source::Recording(replay) => Some(replay),
        }
    }
}
