//! Secrets that become known while a run goes on, such as tokens.

use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use secrecy::{ExposeSecret, SecretString};

use super::known::Known;

/// Secrets that become known in the course of a run.
#[derive(Debug, Default)]
pub(super) struct Learned {
    /// Most runs learn none, and pay for no lock.
    is_any: AtomicBool,
    secrets: RwLock<(Vec<SecretString>, Arc<Known>)>,
}

impl Learned {
    pub(super) fn add(&self, secrets: Vec<SecretString>) {
        if secrets.is_empty() {
            return;
        }
        let mut all = self.secrets.write().unwrap_or_else(PoisonError::into_inner);
        all.0.extend(secrets);
        all.1 = Arc::new(Known::new(all.0.iter().map(|secret| secret.expose_secret().to_owned())));
        self.is_any.store(true, Ordering::Release);
    }

    fn known(&self) -> Option<Arc<Known>> {
        let is_any = self.is_any.load(Ordering::Acquire);
        is_any.then(|| Arc::clone(&self.secrets.read().unwrap_or_else(PoisonError::into_inner).1))
    }

    pub(super) fn find(&self, text: &str) -> Vec<Range<usize>> {
        self.known().map(|known| known.find(text)).unwrap_or_default()
    }

    pub(super) fn begun(&self, text: &str, shortest: usize) -> usize {
        self.known().map_or(0, |known| known.begun(text, shortest))
    }
}
