//! Gets tokens, shares them, and renews those that were refused.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex as SyncMutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use tokio::sync::Mutex;

use super::fetch::{NoToken, fetch};
use super::token_cache::CachedToken;
use crate::config::{Target, TokenSource};
use crate::finding::Broken;
use crate::record::Redactor;
use crate::session::run::throttling::backoff;
use crate::session::state_store::{Entry, StateStore};

/// The tokens of a run, by identity.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    held: HashMap<String, Mutex<Option<CachedToken>>>,
    store: Option<StateStore>,
    /// Those that the service accepted.
    accepted: SyncMutex<HashSet<String>>,
    /// Why none is obtained from a source, by identity: it is not asked again for each case.
    failed: SyncMutex<HashMap<String, Broken>>,
    /// How often a server is asked again that could not respond.
    retries: u32,
}

impl Tokens {
    pub(in crate::session::run) fn new(target: &Target, store: Option<StateStore>, retries: u32) -> Self {
        let names = target.auths().filter_map(|auth| Some(auth.token_source()?.name.clone()));
        let held = names.map(|name| (name, Mutex::default())).collect();
        Self { held, store, accepted: SyncMutex::default(), failed: SyncMutex::default(), retries }
    }

    /// Whether no identity has one.
    pub(in crate::session::run) fn are_none(&self) -> bool {
        self.held.is_empty()
    }

    /// The token of a source: obtained by the first that asks, while others wait. `refused`: one that the service did not accept.
    ///
    /// # Errors
    /// None is obtained; why, in words. The words may hold secrets.
    pub(in crate::session::run) async fn token(
        &self,
        source: &TokenSource,
        refused: Option<&str>,
        target: &Target,
        redactor: &Redactor,
    ) -> Result<String, Broken> {
        let none = Mutex::default();
        let mut held = self.held.get(&source.name).unwrap_or(&none).lock().await;
        let is_good = |held: &CachedToken| held.is_good(refused, SystemTime::now());
        if let Some(held) = held.as_ref().filter(|held| is_good(held)) {
            return Ok(held.token.clone());
        }
        if let Some(why) = self.failed().get(&source.name) {
            return Err(why.clone());
        }
        let entry = self.entry(&source.name).await;
        let shared: Option<CachedToken> = entry.as_ref().and_then(Entry::read);
        let refresh = shared.as_ref().or(held.as_ref()).and_then(|held| held.refresh.clone());
        let new = if let Some(shared) = shared.filter(is_good) {
            shared
        } else {
            let fetched = self.fetched(source, refresh, target, redactor).await;
            let new = fetched.inspect_err(|why| drop(self.failed().insert(source.name.clone(), why.clone())))?;
            if let Some(entry) = &entry {
                entry.write(&new);
            }
            new
        };
        let secrets = std::iter::once(&new.token).chain(&new.refresh);
        redactor.learn(secrets.map(|secret| secret.as_str().into()).collect());
        Ok(held.insert(new).token.clone())
    }

    fn failed(&self) -> MutexGuard<'_, HashMap<String, Broken>> {
        self.failed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A new token; the server is asked again where it could not respond.
    async fn fetched(
        &self,
        source: &TokenSource,
        refresh: Option<String>,
        target: &Target,
        redactor: &Redactor,
    ) -> Result<CachedToken, Broken> {
        let mut repetition = 0;
        loop {
            match fetch(&source.from, refresh.clone(), target, redactor).await {
                Err(NoToken { is_passing: true, .. }) if repetition < self.retries => {
                    tokio::time::sleep(backoff(repetition)).await;
                    repetition += 1;
                }
                fetched => return fetched.map_err(|none| none.why),
            }
        }
    }

    /// The service accepted a token.
    pub(in crate::session::run) fn note_accepted(&self, token: &str) {
        let mut accepted = self.accepted.lock().unwrap_or_else(PoisonError::into_inner);
        if !accepted.contains(token) {
            accepted.insert(token.to_owned());
        }
    }

    /// Whether the service has accepted a token before, so that it has ended meanwhile where it is refused.
    pub(in crate::session::run) fn was_accepted(&self, token: &str) -> bool {
        self.accepted.lock().unwrap_or_else(PoisonError::into_inner).contains(token)
    }

    /// The place where the processes of the run share the token; no other process has it meanwhile.
    async fn entry(&self, name: &str) -> Option<Entry> {
        let (store, name) = (self.store.clone()?, format!("token {name}"));
        tokio::task::spawn_blocking(move || store.lock(&name)).await.ok()?.ok()
    }
}
