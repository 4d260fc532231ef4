//! Places of bodies that directives are about and that neither the docs nor the response have. One directive may be about many
//! cases: it is only without effect if it is so in all of them.

use std::collections::HashMap;

use crate::contract::Case;
use crate::directive::BodyAssertion;
use crate::finding::rules::settings::UNUSED_OVERRIDE;
use crate::finding::{Finding, Level};
use crate::record::CaseRecord;
use crate::session::RunPlan;
use crate::text::Location;

/// What one directive says of one place.
type Statement<'c> = (&'c Location, &'c str);

/// The cases that one is about.
#[derive(Default)]
struct Uses {
    cases: usize,
    /// How many of them have no such place.
    unused: usize,
    /// The first of these.
    first: usize,
}

/// Leaves of the findings about such places one for each directive that is without effect in every case; none about the
/// settings if only some of the cases were fired.
pub(super) fn fold_unused_places(plan: &RunPlan, records: &mut [CaseRecord]) {
    if !records.iter().any(|record| record.verdict.findings.iter().any(is_about_unused)) {
        return;
    }
    let uses = uses(&plan.cases, records);
    for (at, (case, record)) in plan.cases.iter().zip(records.iter_mut()).enumerate() {
        let is_left_out = |finding: &Finding| {
            let Some(statement) = statement(case, finding) else { return false };
            let is_elsewhere = !plan.all && statement.0.page != case.page;
            let uses = &uses[&statement];
            is_elsewhere || uses.unused < uses.cases || uses.first != at
        };
        record.remove_findings(is_left_out);
    }
}

fn uses<'c>(cases: &'c [Case], records: &[CaseRecord]) -> HashMap<Statement<'c>, Uses> {
    let mut found: HashMap<Statement<'c>, Uses> = HashMap::new();
    for (at, (case, record)) in cases.iter().zip(records).enumerate() {
        // Without a body nothing is reported about its places.
        if !record.verdict.outcome.is_judged() || case.expectation.body.is_none() {
            continue;
        }
        for BodyAssertion { place, source, .. } in &case.overrides.body {
            found.entry((source, place.as_str())).or_default().cases += 1;
        }
        for unused in record.verdict.findings.iter().filter_map(|finding| statement(case, finding)) {
            let uses = found.entry(unused).or_default();
            uses.first = if uses.unused == 0 { at } else { uses.first };
            uses.unused += 1;
        }
    }
    found
}

/// What a finding about an unused place is about.
fn statement<'c>(case: &'c Case, finding: &Finding) -> Option<Statement<'c>> {
    let is_about = |said: &&BodyAssertion| {
        said.source == finding.location && finding.message.starts_with(&format!("`{}` ", said.place.as_str()))
    };
    let said = is_about_unused(finding).then(|| case.overrides.body.iter().find(is_about)).flatten()?;
    Some((&said.source, said.place.as_str()))
}

fn is_about_unused(finding: &Finding) -> bool {
    finding.rule.code == UNUSED_OVERRIDE.code && finding.level == Level::Warn
}
