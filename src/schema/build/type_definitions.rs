//! Which resource block defines a type.

use std::collections::BTreeMap;

use crate::contract::Resource;
use crate::finding::Finding;
use crate::finding::rules::types::{TYPE_DEFINED_TWICE, UNUSABLE_TYPE_NAME};
use crate::notation::type_text::is_name;
use crate::text::Position;

/// The resource of each name: the page named like the type wins, else the first page by path; the others are findings.
pub(in crate::schema) fn definitions<'r>(
    resources: &'r [Resource],
    findings: &mut Vec<Finding>,
) -> BTreeMap<&'r str, &'r Resource> {
    let mut by_name: BTreeMap<&str, Vec<&Resource>> = BTreeMap::new();
    for resource in resources {
        if is_name(&resource.name) {
            by_name.entry(&resource.name).or_default().push(resource);
            continue;
        }
        let message = format!("`{}` cannot be the name of a type; its schema is left out", resource.name);
        findings.push(Finding::docs(&UNUSABLE_TYPE_NAME, &resource.page, Position::new(resource.line, 1), message));
    }
    let mut definitions = BTreeMap::new();
    for (name, mut group) in by_name {
        group.sort_by_key(|r| (filename_affinity(name, &r.page), &r.page, r.line));
        let Some((winner, others)) = group.split_first() else { continue };
        for other in others {
            let place = Position::new(other.line, 1);
            let at = format!("{}:{}", winner.page, winner.line);
            let message = format!("`{name}` is defined a second time; the definition at {at} is used");
            findings.push(Finding::docs(&TYPE_DEFINED_TWICE, &other.page, place, message).help(TYPE_DEFINED_TWICE.fix));
        }
        definitions.insert(name, *winner);
    }
    definitions
}

/// How much a page is the type's own by its file name, least is most: `user.md`, then `security-user.md`, then any other.
fn filename_affinity(name: &str, page: &str) -> u8 {
    let last = name.rsplit('.').next().unwrap_or(name).to_ascii_lowercase();
    let file = page.rsplit('/').next().unwrap_or(page).to_ascii_lowercase();
    let stem = file.rsplit_once('.').map_or(file.as_str(), |(stem, _)| stem);
    match stem.strip_suffix(&last) {
        Some("") => 0,
        Some(before) if before.ends_with('-') => 1,
        _ => 2,
    }
}
