//! The hosts of requests, and the versions they go to: a host or version is suspicious if it differs from that of all other
//! pages.

use std::collections::{BTreeMap, BTreeSet};

use aho_corasick::packed::Searcher;

use crate::compile::lint::{host, host_and_version, is_slip, is_version};
use crate::contract::Case;

/// How many hosts are searched for at once.
const MOST_HOSTS: usize = 8;

/// How many parts a host is cut into: a typo, even of two swapped letters, leaves one of them unchanged.
const PARTS: usize = 3;

/// The hosts of the selected requests.
pub(super) struct KnownHosts {
    hosts: BTreeSet<String>,
    /// Finds parts of them; `None` if there are no hosts.
    searcher: Option<Searcher>,
}

/// The hosts that a page has.
#[derive(Debug, Default)]
pub(super) struct HostsFound {
    /// Whether it has a host that is one of them except for a typo.
    pub(super) has_typo: bool,
    /// How often a host appears with a version, by both.
    pub(super) versions: BTreeMap<(String, String), usize>,
}

impl KnownHosts {
    /// `None` if they cannot be searched for.
    pub(super) fn of(cases: &[Case]) -> Option<Self> {
        let of_versions = cases.iter().filter_map(|case| host_and_version(&case.request.url));
        let of_versions = of_versions.map(|(host, _)| host.rsplit("://").next().unwrap_or_default().to_owned());
        let hosts: BTreeSet<String> =
            cases.iter().filter_map(|case| host(&case.request.url)).chain(of_versions).collect();
        if hosts.is_empty() {
            return Some(Self { hosts, searcher: None });
        }
        let can_be_cut = |host: &String| host.is_ascii() && host.len() >= 2 * PARTS && host.bytes().all(is_of_host);
        if hosts.len() > MOST_HOSTS || !hosts.iter().all(can_be_cut) {
            return None;
        }
        let searcher = Searcher::new(hosts.iter().flat_map(|host| parts(host)))?;
        Some(Self { hosts, searcher: Some(searcher) })
    }

    pub(super) fn find(&self, page: &[u8]) -> HostsFound {
        let mut found = HostsFound::default();
        let Some(searcher) = &self.searcher else { return found };
        let lower = page.to_ascii_lowercase();
        let mut done = 0;
        for part in searcher.find_iter(&lower) {
            if part.start() < done {
                continue;
            }
            let start = lower[..part.start()].iter().rposition(|byte| !is_of_host(*byte)).map_or(0, |at| at + 1);
            let end = lower[part.end()..]
                .iter()
                .position(|byte| !is_of_host(*byte))
                .map_or(lower.len(), |at| part.end() + at);
            done = end;
            let Ok(host) = std::str::from_utf8(&lower[start..end]) else { continue };
            self.add(host.trim_end_matches(['.', ':']), &page[end..], &mut found);
        }
        found
    }

    fn add(&self, host: &str, rest: &[u8], found: &mut HostsFound) {
        let host = host.strip_suffix(":443").or_else(|| host.strip_suffix(":80")).unwrap_or(host);
        if !self.hosts.contains(host) {
            let is_near = |known: &String| known.len().abs_diff(host.len()) <= 1 && is_slip(known, host);
            found.has_typo |= self.hosts.iter().any(is_near);
            return;
        }
        let Some(path) = rest.strip_prefix(b"/") else { return };
        let end = path.iter().position(|byte| !is_of_host(*byte)).unwrap_or(path.len());
        let version = std::str::from_utf8(&path[..end]).unwrap_or_default();
        if is_version(version) {
            *found.versions.entry((host.to_owned(), version.to_owned())).or_default() += 1;
        }
    }
}

const fn is_of_host(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b':')
}

fn parts(host: &str) -> [&str; PARTS] {
    let third = host.len() / PARTS;
    [&host[..third], &host[third..2 * third], &host[2 * third..]]
}
