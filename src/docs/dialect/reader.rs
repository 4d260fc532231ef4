//! `DialectReader`: what a dialect implements, and what it hands back.

use super::remaining::Remaining;
use crate::contract::Dialect;
use crate::docs::pairing::unshown_response::PromisedResponse;
use crate::docs::{Example, FenceOutcome, FenceRecord};
use crate::finding::Finding;
use crate::text::SourceText;

/// Reads the examples of one dialect. It sees what the readers before it have left of the page, and cannot change what they have
/// read.
pub(crate) trait DialectReader: Sync {
    /// Its name in the settings.
    fn dialect(&self) -> Dialect;

    /// Whether a fence shows commands of this dialect: the output below them is no response to a request above, be the
    /// dialect switched on or not.
    fn shows_commands(&self, info: &str, text: &SourceText) -> bool {
        let _ = (info, text);
        false
    }

    /// Whether it reads pages for which these dialects are switched on.
    fn reads(&self, dialects: &[Dialect]) -> bool {
        dialects.contains(&self.dialect())
    }

    /// Reads a page. `remaining`: what the readers before it have not settled.
    fn read(&self, remaining: &Remaining<'_>) -> DialectReading;
}

/// What a reader found on a page.
#[derive(Default)]
pub(crate) struct DialectReading {
    pub(crate) examples: Vec<Example>,
    /// Commands without a response: what a reader who follows the page does in between.
    pub(crate) steps: Vec<Example>,
    /// What became of the fences the reader understands.
    pub(crate) claims: Vec<Claim>,
    /// What became of parts of a page that are requests or responses without being fences.
    pub(crate) records: Vec<FenceRecord>,
    pub(crate) findings: Vec<Finding>,
    /// Requests without a response.
    pub(crate) without_response: Vec<WithoutResponse>,
}

/// A request without a response, and the finding that says so unless the page shows the same call with its response.
pub(crate) struct WithoutResponse {
    pub(crate) fence: usize,
    /// Nothing else is in the fence: what becomes of the request becomes of it.
    pub(crate) alone: bool,
    pub(crate) method: String,
    pub(crate) url: String,
    pub(crate) finding: Finding,
}

/// What became of one fence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Claim {
    /// Index into the fences of the outline.
    pub(crate) fence: usize,
    /// `None`: it is a part of something that is counted as a whole.
    pub(crate) outcome: Option<FenceOutcome>,
    /// The readers after this one do not see the fence: it is neither a request or response of theirs, nor does it separate
    /// others.
    pub(crate) settled: bool,
}

impl DialectReading {
    /// A fence that the readers after this one may use as well.
    pub(crate) fn claim(&mut self, fence: usize, outcome: FenceOutcome) {
        self.claims.push(Claim { fence, outcome: Some(outcome), settled: false });
    }

    /// A fence that the readers after this one do not see.
    pub(crate) fn settle(&mut self, fence: usize, outcome: FenceOutcome) {
        self.claims.push(Claim { fence, outcome: Some(outcome), settled: true });
    }

    /// A fence that is a part of something which has a record: the readers after this one do not see it, either.
    pub(crate) fn hide(&mut self, fence: usize) {
        self.claims.push(Claim { fence, outcome: None, settled: true });
    }

    /// Where the page shows the response to a request at a line: a row of a table, or words below it.
    pub(crate) fn record_promise(&mut self, promised: &PromisedResponse, line: u32) {
        let place = promised.shown_at(line);
        let place = place.filter(|place| self.records.iter().all(|record| record.place.line != place.line));
        self.records.extend(place.map(|place| FenceRecord::new(place, FenceOutcome::InCase)));
    }

    /// Adds what the next reader found.
    pub(crate) fn append(&mut self, mut next: Self) {
        self.examples.append(&mut next.examples);
        self.steps.append(&mut next.steps);
        self.claims.append(&mut next.claims);
        self.records.append(&mut next.records);
        self.findings.append(&mut next.findings);
        self.without_response.append(&mut next.without_response);
    }
}
