//! Types that directives name and no page defines, and values that they give for placeholders that no request has: they have no
//! effect.

use std::collections::BTreeMap;

use crate::contract::Case;
use crate::directive::CaseOverrides;
use crate::finding::Finding;
use crate::finding::rules::settings::UNUSED_OVERRIDE;
use crate::http::url_template::normalized;
use crate::schema::{SchemaSet, names_a_type};
use crate::text::Location;

/// A finding for each of them. `all`: the cases are all of the docs; else what is said of all the cases of the settings may be
/// about others.
pub(super) fn unused_values(cases: &[Case], steps: &[Case], schemas: &SchemaSet, all: bool) -> Vec<Finding> {
    let mut found = Vec::new();
    // Of each value whether a request takes it.
    let mut values: BTreeMap<(&Location, &str), bool> = BTreeMap::new();
    for case in cases.iter().chain(steps) {
        let Some(written_at) = &case.overrides.written_at else { continue };
        let texts = texts(case);
        for (name, source) in &written_at.parameters {
            *values.entry((source, name)).or_default() |= takes(case, &texts, name);
        }
        let facts = &case.expectation.facts;
        if let (Some(source), Some(name)) = (&written_at.type_name, &facts.type_name)
            && !names_a_type(schemas, name)
        {
            let message =
                format!("`type` names `{name}`, and no page defines such a type: the response is not judged by it");
            let finding = Finding::docs(&UNUSED_OVERRIDE, &source.page, source.place, message);
            found.push(finding.help("correct the name, or describe the type in the docs"));
        }
    }
    let is_known = |source: &Location| all || !source.page.starts_with("./");
    for ((source, name), _) in values.into_iter().filter(|((source, _), is_taken)| !is_taken && is_known(source)) {
        let message =
            format!("a value is given for `{name}`, but no request that this is about has such a placeholder");
        let finding = Finding::docs(&UNUSED_OVERRIDE, &source.page, source.place, message);
        found.push(finding.help("write the name of the placeholder as the request has it, or remove the value"));
    }
    found.dedup();
    found
}

/// All that may have a placeholder of a case.
fn texts(case: &Case) -> String {
    let mut texts = case.request.url.clone();
    for field in &case.request.headers {
        texts.extend(["\n", &field.name, "\n", &field.value]);
    }
    if let Some(body) = &case.request.body {
        texts += "\n";
        texts += body.text();
    }
    let own = CaseOverrides { parameters: BTreeMap::new(), written_at: None, ..case.overrides.clone() };
    texts += &serde_json::to_string(&own).unwrap_or_default();
    normalized(&texts)
}

/// Whether a request may take a value. What steps take is not looked at: a case that has some may hand it on.
fn takes(case: &Case, texts: &str, name: &str) -> bool {
    case.overrides.state.is_some() || texts.contains(&normalized(name))
}
