//! A host of the docs that differs from another one by a typo of one letter.

use std::collections::BTreeMap;

use crate::contract::Case;
use crate::finding::suggest::is_one_slip;
use crate::finding::{Finding, rules};
use crate::http::url_template::Authority;

/// How many hosts, of those that most requests go to, another one may be a misspelling of.
const MOST_FREQUENT: usize = 50;

/// A finding for each request to a host that few requests go to, where one that most go to is spelt almost the same.
pub(super) fn lint(cases: &[Case], findings: &mut Vec<Finding>) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let hosts: Vec<Option<String>> = cases.iter().map(|case| host(&case.request.url)).collect();
    for host in hosts.iter().flatten() {
        *counts.entry(host.clone()).or_default() += 1;
    }
    let mut frequent: Vec<(&String, usize)> = counts.iter().map(|(host, count)| (host, *count)).collect();
    frequent.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    frequent.truncate(MOST_FREQUENT);
    frequent.sort_unstable();
    let meant = |host: &str| {
        let own = counts.get(host).copied().unwrap_or_default();
        frequent
            .iter()
            .find(|(other, count)| *count >= 2 * own && is_slip(other, host))
            .map(|(other, _)| (*other).clone())
    };
    let slips: BTreeMap<&str, String> = counts.keys().filter_map(|host| Some((host.as_str(), meant(host)?))).collect();
    for (case, host) in cases.iter().zip(&hosts) {
        if let Some((host, other)) = host.as_deref().and_then(|host| slips.get_key_value(host)) {
            let message = format!("the host `{host}` looks like a misspelling of `{other}`, which other examples use");
            let finding = Finding::docs(&rules::lint::HOST_TYPO, &case.page, case.request.url_place, message);
            findings.push(finding.help("correct it, if the two are meant to be the same"));
        }
    }
}

/// The host that a request goes to, as far as it can be misspelt.
pub(in crate::compile) fn host(url: &str) -> Option<String> {
    let host = Authority::of_url(url)?.host.to_ascii_lowercase();
    (host.len() >= 8 && !host.contains(['{', '<', '$'])).then_some(host)
}

/// Whether one letter is missing, added or changed, or two are swapped; hosts that differ in digits are different hosts.
pub(in crate::compile) fn is_slip(one: &str, other: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let labels = |text: &str| text.split('.').count();
    one != other && digits(one) == digits(other) && labels(one) == labels(other) && is_one_slip(one, other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter_is_a_slip_and_a_number_is_not() {
        assert!(is_slip("api.doors.example.org", "api.dors.example.org") && is_slip("doors.example", "odors.example"));
        for (one, other) in [
            ("api1.example.org", "api2.example.org"),
            ("a.example.org", "aexample.org"),
            ("x.example.org", "x.example.org"),
        ] {
            assert!(!is_slip(one, other), "{one} {other}");
        }
    }
}
