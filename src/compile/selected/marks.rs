//! What to search for in the bytes of every page.

use memchr::memmem::Finder;

use super::hosts::{HostsFound, KnownHosts};
use super::names::KnownNames;

/// What the selected pages have that findings compare across pages.
pub(super) struct Marks {
    pub(super) names: KnownNames,
    pub(super) hosts: KnownHosts,
    doctrial: Finder<'static>,
    capture: Finder<'static>,
}

/// The part of it that one page has.
#[derive(Debug, Default)]
pub(super) struct Marked {
    /// A name of a selected request, in quotes.
    pub(super) has_name: bool,
    pub(super) hosts: HostsFound,
    /// The words of a directive that captures a value.
    pub(super) captures: bool,
}

impl Marks {
    pub(super) fn new(names: KnownNames, hosts: KnownHosts) -> Self {
        Self { names, hosts, doctrial: Finder::new("doctrial"), capture: Finder::new("capture") }
    }

    pub(super) fn search(&self, page: &[u8]) -> Marked {
        Marked {
            has_name: self.names.is_in(page),
            hosts: self.hosts.find(page),
            captures: self.doctrial.find(page).is_some() && self.capture.find(page).is_some(),
        }
    }
}
