//! Which identity's token a case is sent with.

use crate::config::TokenSource;
use crate::contract::Case;
use crate::directive::Credentials;
use crate::request::{auth_of, credentials_of};
use crate::session::RunPlan;

impl RunPlan {
    /// Where the token comes from that a case is sent with, if it is sent with one.
    pub(in crate::session::run) fn token_source(&self, case: &Case) -> Option<&TokenSource> {
        let is_sent = !self.destination.embedded && self.traffic.replay().is_none() && case.skip.is_none();
        if !is_sent || self.tokens.are_none() {
            return None;
        }
        let source = auth_of(case, &self.target).ok()??.token_source()?;
        (credentials_of(case) == Credentials::Settings).then_some(source)
    }
}
