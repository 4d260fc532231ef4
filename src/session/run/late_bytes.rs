//! Bytes that came after a response had been judged: its case gets the finding, before the record is written.

use std::collections::BTreeMap;

use crate::judge;
use crate::record::CaseRecord;
use crate::record::recording::{LateResponse, RecordingLine};
use crate::session::RunPlan;

/// Adds a finding to each case after whose response bytes came. The embedded service sends none.
pub(super) fn add_late_bytes(plan: &RunPlan, records: &mut [CaseRecord]) {
    if plan.destination.embedded {
        return;
    }
    let late = plan.runtime.block_on(plan.traffic.late_bytes());
    if let Some(recorder) = &plan.traffic.recorder {
        for late in &late {
            recorder.write(&RecordingLine::LateBytes(late.clone()));
        }
    }
    let late: BTreeMap<String, LateResponse> = late.into_iter().map(|late| (late.case.clone(), late)).collect();
    if late.is_empty() {
        return;
    }
    for case in plan.cases.iter() {
        let Some(LateResponse { method, status, .. }) = late.get(&case.id) else { continue };
        let Some(finding) = judge::late_bytes(case, method, *status, &plan.policy) else { continue };
        if let Some(record) = records.iter_mut().find(|record| record.id == case.id) {
            record.add_finding(finding, &plan.redactor);
        }
    }
}
