//! Bytes that came after a response had been judged: its case gets the finding, before the record is written.

use std::collections::BTreeMap;

use super::runtime;
use crate::client::LateBytes;
use crate::judge;
use crate::record::CaseRecord;
use crate::session::RunPlan;

/// Adds to the cases behind whose responses bytes came what is found of them. The embedded service sends none.
pub(super) fn add_late_bytes(plan: &RunPlan, records: &mut [CaseRecord]) {
    let Ok(runtime) = runtime() else { return };
    if plan.destination.embedded {
        return;
    }
    let late: BTreeMap<String, LateBytes> =
        runtime.block_on(plan.client.late_bytes()).into_iter().map(|late| (late.name.clone(), late)).collect();
    if late.is_empty() {
        return;
    }
    for case in plan.cases.iter() {
        let Some(LateBytes { method, status, .. }) = late.get(&case.id) else { continue };
        let Some(finding) = judge::late_bytes(case, method, *status, &plan.policy) else { continue };
        if let Some(record) = records.iter_mut().find(|record| record.id == case.id) {
            record.add_finding(finding, &plan.redactor);
        }
    }
}
