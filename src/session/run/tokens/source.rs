use std::collections::HashMap;
use std::time::SystemTime;

use tokio::sync::Mutex;

use super::fetch::fetch;
use super::held::Held;
use crate::config::{Target, TokenSource};
use crate::record::Redactor;
use crate::session::state_store::{Entry, StateStore};

/// The tokens of a run, by identity.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    held: HashMap<String, Mutex<Option<Held>>>,
    store: Option<StateStore>,
}

impl Tokens {
    pub(in crate::session::run) fn new(target: &Target, store: Option<StateStore>) -> Self {
        let names = target.auths().filter_map(|auth| Some(auth.token_source()?.name.clone()));
        Self { held: names.map(|name| (name, Mutex::default())).collect(), store }
    }

    /// Whether no identity has one.
    pub(in crate::session::run) fn are_none(&self) -> bool {
        self.held.is_empty()
    }

    /// The token of a source: got by the first that asks, while others wait. `refused`: one that the service did not accept.
    ///
    /// # Errors
    /// None is got; why, in words. The words may hold secrets.
    pub(in crate::session::run) async fn token(
        &self,
        source: &TokenSource,
        refused: Option<&str>,
        target: &Target,
        redactor: &Redactor,
    ) -> Result<String, String> {
        let none = Mutex::default();
        let mut held = self.held.get(&source.name).unwrap_or(&none).lock().await;
        let is_good = |held: &Held| held.is_good(refused, SystemTime::now());
        if let Some(held) = held.as_ref().filter(|held| is_good(held)) {
            return Ok(held.token.clone());
        }
        let entry = self.entry(&source.name).await;
        let shared: Option<Held> = entry.as_ref().and_then(Entry::read);
        let refresh = shared.as_ref().or(held.as_ref()).and_then(|held| held.refresh.clone());
        let new = if let Some(shared) = shared.filter(is_good) {
            shared
        } else {
            let new = fetch(&source.from, refresh, target).await?;
            if let Some(entry) = &entry {
                entry.write(&new);
            }
            new
        };
        let secrets = std::iter::once(&new.token).chain(&new.refresh);
        redactor.learn(secrets.map(|secret| secret.as_str().into()).collect());
        Ok(held.insert(new).token.clone())
    }

    /// The place where the processes of the run share the token; no other process has it meanwhile.
    async fn entry(&self, name: &str) -> Option<Entry> {
        let (store, name) = (self.store.clone()?, format!("token {name}"));
        tokio::task::spawn_blocking(move || store.lock(&name)).await.ok()?.ok()
    }
}
