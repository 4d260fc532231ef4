//! Requests that go to another version of the API than nearly all others to the same host.

use std::collections::{BTreeMap, BTreeSet};

use crate::contract::Case;
use crate::finding::{Finding, rules};
use crate::http::url_template::{Authority, UrlTemplate};

/// With fewer requests to a host than this, none is unusual.
const MANY: usize = 10;

pub(super) fn lint(cases: &[Case], found: &mut Vec<Finding>) {
    let mut counts: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    // A request with several responses is one request.
    let requests = cases.iter().filter(|case| seen.insert((&case.page, case.request.line)));
    let versioned: Vec<_> = requests.filter_map(|case| Some((case, host_and_version(&case.request.url)?))).collect();
    for (_, (host, version)) in &versioned {
        *counts.entry(host.clone()).or_default().entry(version.clone()).or_default() += 1;
    }
    let usual: BTreeMap<&String, (&String, usize, usize)> = counts
        .iter()
        .filter_map(|(host, versions)| {
            let total: usize = versions.values().sum();
            let (usual, count) = versions.iter().find(|(_, count)| total >= MANY && **count * 10 >= total * 9)?;
            Some((host, (usual, *count, total)))
        })
        .collect();
    for (case, (host, version)) in versioned {
        let Some((usual, count, total)) = usual.get(&host).filter(|(usual, ..)| **usual != version) else { continue };
        let message =
            format!("this request goes to `/{version}`, {count} of {total} requests to {host} go to `/{usual}`");
        let finding = Finding::docs(&rules::lint::ODD_VERSION, &case.page, case.request.url_place, message);
        found.push(finding.expected(format!("/{usual}")).actual(format!("/{version}")).help("correct the URL"));
    }
}

/// `https://h/v1.0/me` -> `https://h`, `v1.0`.
pub(in crate::compile) fn host_and_version(url: &str) -> Option<(String, String)> {
    let url = UrlTemplate::parse(url);
    let Authority { scheme, host, .. } = url.authority?;
    let version = url.segments.first()?.to_string();
    is_version(&version).then(|| (scheme.map_or_else(|| host.clone(), |scheme| format!("{scheme}://{host}")), version))
}

/// `v1.0`, `beta`
pub(in crate::compile) fn is_version(segment: &str) -> bool {
    let number = segment.strip_prefix(['v', 'V']).is_some_and(|n| {
        n.starts_with(|c: char| c.is_ascii_digit()) && n.chars().all(|c| c.is_ascii_digit() || c == '.')
    });
    number || ["alpha", "beta", "preview"].iter().any(|name| segment.eq_ignore_ascii_case(name))
}
