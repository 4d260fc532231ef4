//! Records that do not belong together: of other services, of other docs, in other parts, by other versions.

use std::collections::BTreeMap;

use crate::record::{RunHeader, RunRecord};
use crate::text::some_of;

/// How many files of a kind are named.
const NAMED: usize = 3;

/// A sentence for each way in which the parts of a merged record differ that parts of one run do not. With each the file that it
/// was read from.
pub(super) fn differences(parts: &[(String, RunRecord)]) -> Vec<String> {
    let docs = |header: &RunHeader| header.shard.and(header.docs.clone());
    let ways: [(&str, Box<dyn Fn(&RunHeader) -> Option<String>>); 5] = [
        ("are of different services", Box::new(service)),
        ("are of different docs", Box::new(|header| Some(header.source.clone()))),
        ("are of different states of the docs", Box::new(docs)),
        ("are of runs in different numbers of shards", Box::new(|header| Some(header.shard?.count.to_string()))),
        ("were written by different versions of doctrial", Box::new(|header| Some(header.doctrial.clone()))),
    ];
    let differs = |(what, value): (&str, Box<dyn Fn(&RunHeader) -> Option<String>>)| {
        let mut files: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for (file, run) in parts {
            if let Some(value) = value(&run.header) {
                files.entry(value).or_default().push(file);
            }
        }
        let named = |(value, files): (&String, &Vec<&str>)| {
            format!("{value}: {}", some_of(files.iter().take(NAMED).map(|file| (*file).to_owned()), files.len()))
        };
        (files.len() > 1)
            .then(|| format!("the records {what}: {}", files.iter().map(named).collect::<Vec<_>>().join("; ")))
    };
    ways.into_iter().filter_map(differs).collect()
}

/// The embedded service has another port in each process.
fn service(header: &RunHeader) -> Option<String> {
    Some(if header.embedded { "the embedded service".to_owned() } else { header.base_url.clone() })
}
