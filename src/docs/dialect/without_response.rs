//! Requests without a response: those that have one elsewhere on the page are not reported, the others are one finding.

use std::collections::{HashMap, HashSet};

use super::reader::{DialectReading, WithoutResponse};
use crate::docs::annotation::annotation::BlockType;
use crate::docs::outline::open_fences::OpenFences;
use crate::docs::outline::role::Role;
use crate::docs::pairing::same_example::same_example;
use crate::docs::{Example, FenceOutcome};
use crate::finding::Finding;
use crate::finding::rules::docs::{REQUEST_WITHOUT_RESPONSE, UNPAIRED_RESPONSE};

/// How many lines a finding about many places lists.
const LISTED: usize = 12;

/// Whether the fence below a request has a status line with a typo, or is annotated as a response and is none: the finding
/// about that is about both.
pub(super) fn has_unreadable_response(open: &OpenFences<'_>, request: usize) -> bool {
    let below = request + 1;
    below < open.count()
        && matches!(open.role(below), Role::Unreadable)
        && !open.page.fence(below).is_annotated(BlockType::Request)
        && same_example(open, request, below)
}

/// Decides what becomes of the requests without a response, and folds findings of one page that say the same.
pub(super) fn settle(reading: &mut DialectReading) {
    if !reading.without_response.is_empty() {
        let responded = Calls::of(&reading.examples);
        for WithoutResponse { fence, alone, method, url, finding } in std::mem::take(&mut reading.without_response) {
            let repeats = responded.have(&method, &url);
            if alone {
                reading.claim(fence, if repeats { FenceOutcome::Excused } else { FenceOutcome::InFinding });
            }
            reading.findings.extend((!repeats).then_some(finding));
        }
    }
    for (code, least) in [(REQUEST_WITHOUT_RESPONSE.code, 2), (UNPAIRED_RESPONSE.code, 3)] {
        fold(&mut reading.findings, code, least);
    }
}

/// The calls that have a response: methods with paths, values in them left open.
struct Calls(HashSet<(String, String)>);

impl Calls {
    fn of(examples: &[Example]) -> Self {
        let call = |example: &Example| (example.request.method.clone(), open_path(&example.request.url));
        Self(examples.iter().map(call).collect())
    }

    fn have(&self, method: &str, url: &str) -> bool {
        let path = open_path(url);
        !path.is_empty() && self.0.contains(&(method.to_owned(), path))
    }
}

/// The path of a URL without its query; each segment that is a placeholder, or holds a digit as identifiers do, is open.
fn open_path(url: &str) -> String {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest.find('/').map_or("", |at| &rest[at..]));
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let is_version = |segment: &str| segment.len() < 4 && segment.starts_with(['v', 'V']);
    let is_open = |segment: &&str| {
        segment.contains(['{', '<', '$']) || segment.starts_with(':') || segment.contains(|c: char| c.is_ascii_digit())
    };
    let segments = path.split('/').filter(|segment| !segment.is_empty());
    let open = segments.map(|segment| if is_open(&segment) && !is_version(segment) { "*" } else { segment });
    open.collect::<Vec<_>>().join("/")
}

/// Makes one of the findings of a rule that say the same about several places, at least as many: at the first, with a count and
/// the lines.
fn fold(findings: &mut Vec<Finding>, code: &str, least: usize) {
    let (of_rule, mut rest): (Vec<Finding>, Vec<Finding>) =
        std::mem::take(findings).into_iter().partition(|finding| finding.rule.0.code == code);
    let mut groups: Vec<Vec<Finding>> = Vec::new();
    let mut group_of: HashMap<String, usize> = HashMap::new();
    for finding in of_rule {
        let at = *group_of.entry(finding.message.clone()).or_insert(groups.len());
        match groups.get_mut(at) {
            Some(group) => group.push(finding),
            None => groups.push(vec![finding]),
        }
    }
    for mut group in groups {
        if group.len() < least {
            rest.append(&mut group);
        } else {
            let others = group.split_off(1).iter().map(|finding| finding.location.place.line).collect();
            rest.extend(group.pop().map(|first| with_lines(first, others)));
        }
    }
    *findings = rest;
}

fn with_lines(mut finding: Finding, mut lines: Vec<u32>) -> Finding {
    lines.sort_unstable();
    if lines.is_empty() {
        return finding;
    }
    let listed: Vec<String> = lines.iter().take(LISTED).map(u32::to_string).collect();
    let more = if lines.len() > LISTED { ", ..." } else { "" };
    let places = if lines.len() == 1 { "line" } else { "lines" };
    finding.message =
        format!("{} ({} more on this page: {places} {}{more})", finding.message, lines.len(), listed.join(", "));
    finding
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_in_a_path_are_open() {
        for (url, path) in [
            ("https://h:80/v1/lamps/{id}?x=1", "v1/lamps/*"),
            ("/v1/lamps/7/", "v1/lamps/*"),
            ("/v1/lamps/:id", "v1/lamps/*"),
            ("/v2/lamps", "v2/lamps"),
            ("https://h", ""),
        ] {
            assert_eq!(open_path(url), path, "{url}");
        }
    }
}
