//! What earlier dialects have left of a page for the next one.

use std::cell::OnceCell;

use super::command::client::Clients;
use crate::docs::outline::open_fences::OpenFences;
use crate::docs::outline::page_context::PageContext;
use crate::docs::pairing::request_series::RequestSeries;
use crate::docs::pairing::responses_with_status::Pairing;

/// What the readers so far have left of a page: its open fences, and the pairs among them.
pub(crate) struct Remaining<'p> {
    pub(crate) open: OpenFences<'p>,
    /// The programs whose commands are read.
    pub(crate) clients: Clients,
    series: OnceCell<RequestSeries>,
    pairing: OnceCell<Pairing>,
}

impl<'p> Remaining<'p> {
    /// All of a page.
    pub(super) fn new(page: &'p PageContext<'p>, clients: Clients) -> Self {
        Self { open: OpenFences::new(page), clients, series: OnceCell::new(), pairing: OnceCell::new() }
    }

    /// The rest once these fences are settled.
    pub(super) fn without(self, settled: &[usize]) -> Self {
        if settled.is_empty() {
            return self;
        }
        Self {
            open: self.open.without(settled),
            clients: self.clients,
            series: OnceCell::new(),
            pairing: OnceCell::new(),
        }
    }

    pub(crate) const fn page(&self) -> &'p PageContext<'p> {
        self.open.page
    }

    /// Several requests one after another, and what belongs to them.
    pub(crate) fn series(&self) -> &RequestSeries {
        self.series.get_or_init(|| RequestSeries::of(&self.open))
    }

    /// Which response belongs to which request: the same for all dialects that show HTTP messages.
    pub(crate) fn pairing(&self) -> &Pairing {
        self.pairing.get_or_init(|| Pairing::of(&self.open, &self.series().responses))
    }
}
