//! What happened, as records: of a case, and of the whole run.

use std::sync::PoisonError;
use std::time::{Duration, SystemTime};

use super::fire::{Fired, plain};
use super::late_bytes::add_late_bytes;
use super::throttling::Attempt;
use super::unused_overrides::unused_overrides;
use super::unused_places::fold_unused_places;
use crate::contract::Case;
use crate::finding::Verdict;
use crate::http::timestamp;
use crate::judge::Judgement;
use crate::record::{CaseRecord, RunHeader, RunRecord};
use crate::session::{Replay, RunPlan};

impl RunPlan {
    /// The record of a case that was fired and judged, secrets hidden.
    pub(super) fn case_record(
        &self,
        case: &Case,
        judgement: Judgement,
        fired: &Fired,
        started: SystemTime,
    ) -> CaseRecord {
        self.keep(case, &judgement.verdict.outcome, fired, started);
        let Fired { request, exchange, changes, attempts, elapsed, .. } = fired;
        let (request, exchange) = (request.as_ref(), exchange.as_deref());
        let redactor = fired.redactor.as_ref().unwrap_or(&self.redactor);
        if let Some(exchange) = exchange {
            self.redactor.learn_handed_out(&exchange.response);
        }
        CaseRecord::of(case, judgement, request, exchange, started, *elapsed, redactor)
            .with_changes(changes.iter().map(ToString::to_string), &self.redactor)
            .with_trace(
                request.or(exchange.map(|exchange| &exchange.request)),
                self.run_headers.as_ref().map(|run_headers| run_headers.run_id()),
            )
            .with_attempts(attempts.iter().map(Attempt::record), &self.redactor)
    }

    /// The record of a case whose worker died: a bug here, never a verdict on the service.
    pub(crate) fn lost(&self, case: &Case) -> CaseRecord {
        let verdict = Verdict::broken("doctrial itself failed on this case; this is a bug in doctrial");
        self.case_record(case, plain(verdict), &Fired::default(), SystemTime::now())
    }

    /// The record of a run of these cases; no further one is fired.
    pub fn record(&self, mut cases: Vec<CaseRecord>, started: SystemTime, elapsed: Duration) -> RunRecord {
        add_late_bytes(self, &mut cases);
        fold_unused_places(self, &mut cases);
        if self.redactor.knows_handed_out() {
            for case in &mut cases {
                case.hide_handed_out(&self.redactor);
            }
        }
        let header = RunHeader {
            doctrial: env!("CARGO_PKG_VERSION").to_owned(),
            version: RunHeader::VERSION,
            started: timestamp(started),
            base_url: self.destination.base_url.to_string(),
            embedded: self.destination.embedded,
            source: self.source.clone(),
            run_id: self.run_headers.as_ref().map(|run_headers| run_headers.run_id().to_owned()),
            min_fired: self.min_fired,
            replayed: self.traffic.replay().map(Replay::named),
            min_coverage: self.min_coverage.clone(),
            shard: self.shard,
            chosen_of: self.chosen_of,
            alone: self.is_alone,
            docs: self.docs_hash.clone(),
        };
        let mut findings = self.denied.clone();
        let found =
            unused_overrides(self, &cases).into_iter().chain(self.state.left_over()).chain(self.known.findings(&cases));
        findings.extend(found.filter_map(|finding| self.policy.leveled(finding)));
        let findings = self.redactor.findings(&findings);
        let elapsed_ms = elapsed.as_secs_f64() * 1000.0;
        let observer = self
            .observer
            .as_ref()
            .map(|observer| std::mem::take(&mut *observer.lock().unwrap_or_else(PoisonError::into_inner)));
        let coverage = observer.map(|observer| self.redactor.coverage(observer.coverage()));
        RunRecord {
            header,
            cases,
            findings,
            coverage,
            elapsed_ms,
            interrupted: self.interrupt.has_cut(),
            missing: self.traffic.replay().map(|replay| replay.missing.clone()).unwrap_or_default(),
        }
    }
}
