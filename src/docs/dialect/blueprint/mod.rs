//! In: Pages in API Blueprint: `## Name [GET /path]`, `+ Request`, `+ Response 200 (application/json)`.
//! Out: Their examples. Start in `examples.rs`; headings are read in `heading.rs`, bodies in `payload.rs` and `mson.rs`.

mod examples;
mod heading;
mod lines;
mod mson;
mod parameters;
mod payload;
mod sections;
mod structures;

use std::collections::BTreeSet;

use super::reader::{DialectReader, DialectReading};
use super::remaining::Remaining;
use crate::contract::Dialect;
use crate::docs::{Example, FenceOutcome, FenceRecord};
use crate::text::Position;

/// API Blueprint.
pub(super) struct Blueprint;

impl DialectReader for Blueprint {
    fn dialect(&self) -> Dialect {
        Dialect::Blueprint
    }

    fn read(&self, remaining: &Remaining<'_>) -> DialectReading {
        let page = remaining.page();
        if !sections::is_blueprint(page.text()) {
            return DialectReading::default();
        }
        let blueprint = sections::read(page.text());
        let examples = examples::examples(page, &blueprint);
        let mut reading = DialectReading { records: records(&examples), examples, ..DialectReading::default() };
        // What the headings name and the payloads show is nothing to other dialects.
        for (index, fence) in page.fences().iter().enumerate() {
            let within = |range: &std::ops::Range<usize>| range.contains(&fence.range.start);
            let mut payloads =
                blueprint.actions.iter().flat_map(|action| &action.payloads).map(|payload| &payload.range);
            let mut models = blueprint.models.iter().map(|model| &model.payload.range);
            if fence.role.is_named_route() || payloads.any(within) || models.any(within) {
                reading.hide(index);
            }
        }
        reading
    }
}

/// One record for each request and response: each list item, and each heading of an action without a request of its own.
fn records(examples: &[Example]) -> Vec<FenceRecord> {
    let lines: BTreeSet<u32> =
        examples.iter().flat_map(|example| [example.request.line, example.response.line]).collect();
    let record = |line| FenceRecord::new(Position::new(line, 1), FenceOutcome::InCase);
    lines.into_iter().map(record).collect()
}
