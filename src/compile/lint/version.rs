//! Requests that go to another version of the API than nearly all others to the same host.

use std::collections::{BTreeMap, BTreeSet};

use crate::contract::Case;
use crate::finding::{Finding, rules};

/// Fewer requests than this to a host say nothing of what is usual.
const MANY: usize = 10;

pub(super) fn lint(cases: &[Case], found: &mut Vec<Finding>) {
    let mut counts: BTreeMap<String, BTreeMap<&str, usize>> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    // A request with several answers is one request.
    let requests: Vec<&Case> = cases.iter().filter(|case| seen.insert((&case.page, case.request.line))).collect();
    for case in &requests {
        if let Some((host, version)) = host_and_version(&case.request.url) {
            *counts.entry(host).or_default().entry(version).or_default() += 1;
        }
    }
    for case in requests {
        let Some((host, version)) = host_and_version(&case.request.url) else { continue };
        let versions = &counts[&host];
        let total: usize = versions.values().sum();
        let usual = versions.iter().find(|(_, count)| total >= MANY && **count * 10 >= total * 9);
        let Some((usual, count)) = usual.filter(|(usual, _)| **usual != version) else { continue };
        let message =
            format!("this request goes to `/{version}`, {count} of {total} requests to {host} go to `/{usual}`");
        let finding = Finding::docs(&rules::lint::ODD_VERSION, &case.page, case.request.url_place, message);
        found.push(finding.expected(format!("/{usual}")).actual(format!("/{version}")).help("correct the URL"));
    }
}

/// `https://h/v1.0/me` -> `https://h` in lower case, `v1.0`.
fn host_and_version(url: &str) -> Option<(String, &str)> {
    let (scheme, rest) = url.split_once("://")?;
    let (host, path) = rest.split_once('/')?;
    let version = path.split(['/', '?']).next()?;
    let number = version.strip_prefix(['v', 'V']).is_some_and(|n| {
        n.starts_with(|c: char| c.is_ascii_digit()) && n.chars().all(|c| c.is_ascii_digit() || c == '.')
    });
    let named = ["alpha", "beta", "preview"].iter().any(|name| version.eq_ignore_ascii_case(name));
    (number || named).then(|| (format!("{scheme}://{host}").to_lowercase(), version))
}
