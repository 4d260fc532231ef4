//! Secrets that become known while a run goes on, such as tokens.

use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use secrecy::{ExposeSecret, SecretString};

use super::known::Known;

/// Secrets that become known in the course of a run.
#[derive(Debug, Default)]
pub(super) struct Learned {
    /// Most runs learn none, and pay for no lock.
    is_any: AtomicBool,
    secrets: RwLock<(Vec<SecretString>, Arc<Known>)>,
    /// How many of them responses handed out.
    handed_out: AtomicUsize,
}

/// Each one makes all texts a little dearer to search, and a run may come to thousands.
const MOST_HANDED_OUT: usize = 64;

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

    /// The same of what responses hand out: no more than [`MOST_HANDED_OUT`] in a run.
    pub(super) fn add_handed_out(&self, tokens: Vec<String>) {
        let new = |token: &String| self.find(token).first().is_none_or(|found| found.len() < token.len());
        let before = self.handed_out.load(Ordering::Relaxed);
        let new: Vec<SecretString> =
            tokens.into_iter().filter(new).take(MOST_HANDED_OUT.saturating_sub(before)).map(Into::into).collect();
        self.handed_out.fetch_add(new.len(), Ordering::Relaxed);
        self.add(new);
    }

    pub(super) fn has_handed_out(&self) -> bool {
        self.handed_out.load(Ordering::Relaxed) > 0
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
