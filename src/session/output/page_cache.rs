//! Pages kept in memory while reports quote them.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use crate::text::IndexedText;

/// How many bytes of pages are kept.
const CACHED_BYTES: usize = 32 << 20;

/// The text of pages, each read once while it is kept. Past the limit those not used for longest are dropped: a report goes
/// through its findings page by page, and reads each page once even then.
#[derive(Debug)]
pub(super) struct PageCache {
    limit: usize,
    kept: Mutex<KeptPages>,
}

#[derive(Debug, Default)]
struct KeptPages {
    pages: HashMap<String, KeptPage>,
    bytes: usize,
    /// Counts every use.
    uses: u64,
    /// The pages by their last use.
    order: BTreeMap<u64, String>,
}

#[derive(Debug)]
struct KeptPage {
    /// Nothing for a page that cannot be read.
    text: Option<Arc<IndexedText>>,
    used: u64,
}

impl Default for PageCache {
    fn default() -> Self {
        Self::with_limit(CACHED_BYTES)
    }
}

impl PageCache {
    /// A cache of that many bytes; one page that is larger is kept all the same while it is the one in use.
    fn with_limit(limit: usize) -> Self {
        Self { limit, kept: Mutex::default() }
    }

    /// The text of a page, by `read` if it is not kept.
    pub(super) fn text(&self, page: &str, read: impl FnOnce() -> Option<String>) -> Option<Arc<IndexedText>> {
        // What is kept is complete after each call: a poisoned lock guards nothing broken.
        let kept = &mut *self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.uses += 1;
        if let Some(known) = kept.pages.get_mut(page) {
            kept.order.remove(&std::mem::replace(&mut known.used, kept.uses));
            kept.order.insert(kept.uses, page.to_owned());
            return known.text.clone();
        }
        let text = read().map(IndexedText::new).map(Arc::new);
        kept.evict(self.limit, text.as_deref().map_or(0, |text| text.text().len()));
        kept.order.insert(kept.uses, page.to_owned());
        kept.pages.insert(page.to_owned(), KeptPage { text: text.clone(), used: kept.uses });
        text
    }
}

impl KeptPages {
    /// Drops pages until `more` bytes fit, and counts those in.
    fn evict(&mut self, limit: usize, more: usize) {
        while self.bytes + more > limit
            && let Some((_, oldest)) = self.order.pop_first()
        {
            let dropped = self.pages.remove(&oldest).and_then(|page| page.text);
            self.bytes -= dropped.map_or(0, |text| text.text().len());
        }
        self.bytes += more;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How often pages of 10 bytes are read that are asked for in this order.
    fn reads(limit: usize, pages: &str) -> usize {
        let cache = PageCache::with_limit(limit);
        let mut reads = 0;
        for page in pages.split(' ') {
            let text = cache.text(page, || {
                reads += 1;
                Some(page.repeat(10))
            });
            assert_eq!(text.as_deref().map(IndexedText::text), Some(page.repeat(10).as_str()));
            assert!(cache.kept.lock().expect("not poisoned").bytes <= limit.max(10));
        }
        reads
    }

    #[test]
    fn a_page_is_read_once_for_all_its_findings() {
        assert_eq!(reads(1000, "a a b a b c a"), 3);
    }

    #[test]
    fn what_was_not_used_for_longest_is_dropped_first() {
        assert_eq!(reads(20, "a a b b a c c a"), 3, "b goes, a was used since");
        assert_eq!(reads(20, "a b c a"), 4);
        assert_eq!(reads(5, "a a b b"), 2, "a page past the limit is kept while it is in use");
    }

    #[test]
    fn a_page_that_cannot_be_read_is_tried_once() {
        let cache = PageCache::default();
        let mut tries = 0;
        for _ in 0..3 {
            assert_eq!(
                cache
                    .text("gone.md", || {
                        tries += 1;
                        None
                    })
                    .map(|text| text.text().to_owned()),
                None
            );
        }
        assert_eq!(tries, 1);
    }
}
