//! Records that do not belong together: of other services, of other docs, in other parts, by other versions.

use std::collections::BTreeMap;

use crate::record::{RunHeader, RunRecord};
use crate::text::some_of;

/// How many files of a kind are named.
const NAMED: usize = 3;

/// What parts of one run have in common, where it is known.
type InCommon = fn(&RunHeader) -> Option<String>;

/// What is said of parts that have it not in common.
const IN_COMMON: [(&str, InCommon); 5] = [
    ("are of different services", |header| Some(service(header))),
    ("are of different docs", |header| Some(header.source.clone())),
    ("are of different states of the docs", |header| header.shard.and(header.docs.clone())),
    ("are of runs in different numbers of shards", |header| Some(header.shard?.count.to_string())),
    ("were written by different versions of doctrial", |header| Some(header.doctrial.clone())),
];

/// A sentence for each way in which the parts of a merged record differ that parts of one run do not. With each the file that it
/// was read from.
pub(super) fn differences(parts: &[(String, RunRecord)]) -> Vec<String> {
    IN_COMMON.into_iter().filter_map(|(what, value)| difference(what, value, parts)).collect()
}

fn difference(what: &str, value: InCommon, parts: &[(String, RunRecord)]) -> Option<String> {
    let mut files: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (file, run) in parts {
        if let Some(value) = value(&run.header) {
            files.entry(value).or_default().push(file.clone());
        }
    }
    let all = |files: &[String]| some_of(files.iter().take(NAMED).cloned(), files.len());
    let named: Vec<String> = files.iter().map(|(value, files)| format!("{value}: {}", all(files))).collect();
    (named.len() > 1).then(|| format!("the records {what}: {}", named.join("; ")))
}

/// The embedded service has another port in each process.
pub(super) fn service(header: &RunHeader) -> String {
    if header.embedded { "the embedded service".to_owned() } else { header.base_url.clone() }
}
