//! What steps made is taken back, also after failures, timeouts and an interrupt.

use std::pin::pin;
use std::time::Duration;

use futures_util::future::{Either, select};

use super::instance::Instance;
use crate::contract::Case;
use crate::finding::Finding;
use crate::finding::rules::state::FAILED_UNDO;
use crate::http::status::is_error;
use crate::request::{Bindings, prepare_request_with};
use crate::session::RunPlan;

/// How long after an interrupt the response to what is to be taken back is waited for: tools that ask a process to end often kill
/// it after ten seconds.
const LONGEST_WAIT: Duration = Duration::from_secs(5);

impl RunPlan {
    /// Takes back what shared steps made, the last one first. To be called when all cases are over.
    pub fn take_back_all(&self) {
        let made = self.state.take_made();
        if made.is_empty() {
            return;
        }
        self.runtime.block_on(async {
            for instance in made {
                self.take_back(&instance).await;
            }
        });
    }

    /// Whether a step takes back what a case makes.
    fn has_undo(&self, case: &Case) -> bool {
        self.state.node_of(case).is_some_and(|at| self.state.planned.graph.node(at).undo.is_some())
    }

    /// Waits until the response to a case is no longer waited for. What makes something that is to be taken back is waited for
    /// a little longer: only its response says what that is.
    pub(in crate::session::run) async fn stop_of(&self, case: &Case) {
        self.interrupt.until_raised().await;
        if self.has_undo(case) {
            let _ = tokio::time::timeout(LONGEST_WAIT, self.interrupt.wait_for_end()).await;
        }
        self.interrupt.cut();
    }

    /// Waits until a case that makes something is no longer to be sent, as the run is to stop.
    pub(in crate::session::run) async fn unsent_stop_of(&self, case: &Case) {
        if self.has_undo(case) { self.interrupt.wait().await } else { std::future::pending().await }
    }

    pub(super) fn is_to_be_undone(&self, instance: &Instance) -> bool {
        instance.is_made && self.state.planned.graph.node(instance.node).undo.is_some()
    }

    /// Takes back what an instance made, if it is to be. An interrupt does not prevent that.
    pub(super) async fn take_back(&self, instance: &Instance) {
        let Some(undo) = self.state.planned.graph.node(instance.node).undo.filter(|_| instance.is_made) else { return };
        let undone = match select(pin!(self.interrupt.wait_for_end()), pin!(self.send_undo(undo, instance))).await {
            Either::Left(_) => Err("the run was interrupted a second time".to_owned()),
            Either::Right((undone, _)) => undone,
        };
        if let Err(why) = undone {
            let (made, undo) = (self.case_of(instance.node), self.case_of(undo));
            let message =
                format!("what `{}` created is not removed: its undo, `{}`, failed: {why}", made.name, undo.name);
            let place = made.overrides.state.as_ref().and_then(|state| state.undo.as_ref());
            let (page, at) = place.map_or((&made.page, made.request.url_place), |(_, at)| (&at.page, at.place));
            self.state.report(Finding::docs(&FAILED_UNDO, page, at, message).help(FAILED_UNDO.fix));
        }
    }

    async fn send_undo(&self, undo: usize, instance: &Instance) -> Result<(), String> {
        let mut bindings = self.undo_bindings(undo, instance).await;
        let case = self.completed(self.case_of(undo));
        if let Some(source) = self.token_source(&case) {
            bindings.token =
                Some(self.tokens.token(source, None, &self.target, &self.redactor).await.map_err(|why| why.cause)?);
        }
        let prepared = prepare_request_with(&case, &self.target, &self.destination, &self.schemas, &bindings);
        let request = prepared.map_err(|skip| skip.reason)?.request;
        let key = format!("undo of {}", instance.key);
        let exchange = self.exchange(&key, &request).await?;
        match exchange.response.status {
            status if !is_error(status) || matches!(status, 404 | 410) => Ok(()),
            status => Err(format!("HTTP {status} to {} {}", request.method, request.url)),
        }
    }

    /// The values of what is taken back, and of shared steps that have been fired.
    async fn undo_bindings(&self, undo: usize, instance: &Instance) -> Bindings {
        let node = self.state.planned.graph.node(undo);
        let mut bindings = self.with_fresh(self.state.planned.graph.unbound(node));
        let others = node.needs.iter().filter(|need| need.provider != instance.node && !need.is_fresh);
        for need in others {
            let other = self.instance(need.provider).await;
            for variable in &need.variables {
                bindings.set(variable, other.values.as_ref().ok().and_then(|values| values.get(variable).cloned()));
            }
        }
        self.state.planned.add_given(node, self.case_of(undo), &mut bindings);
        for (variable, binding) in instance.values.iter().flatten() {
            bindings.set(variable, Some(binding.clone()));
        }
        bindings
    }
}
