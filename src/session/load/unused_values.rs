//! Types that directives name and no page defines, and values that they give for placeholders that no request has: they have no
//! effect.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::contract::Case;
use crate::directive::CaseOverrides;
use crate::finding::Finding;
use crate::finding::rules::settings::UNUSED_OVERRIDE;
use crate::http::url_template::normalized;
use crate::schema::{SchemaSet, names_a_type};
use crate::text::Location;

/// How many names one message has.
const MOST_NAMES: usize = 5;

/// A finding for each directive with some of them. `all`: the cases are all of the docs; unless they are, a directive of
/// the settings may be about other cases.
pub(super) fn unused_values(cases: &[Case], steps: &[Case], schemas: &SchemaSet, all: bool) -> Vec<Finding> {
    // Of each directive the values that no request has taken so far, by their names as they are compared.
    let mut values: BTreeMap<&Location, BTreeMap<&str, GivenValue>> = BTreeMap::new();
    let mut types: BTreeSet<(&Location, &str)> = BTreeSet::new();
    for case in cases.iter().chain(steps) {
        let Some(written_at) = &case.overrides.written_at else { continue };
        let texts = OnceCell::new();
        for (name, source) in &written_at.parameters {
            let given = values.entry(source).or_default().entry(name).or_insert_with(|| GivenValue::new(name));
            given.is_taken = given.is_taken || takes(case, texts.get_or_init(|| self::texts(case)), &given.normalized);
        }
        let facts = &case.expectation.facts;
        if let (Some(source), Some(name)) = (&written_at.type_name, &facts.type_name)
            && !names_a_type(schemas, name)
        {
            types.insert((source, name));
        }
    }
    let is_known = |source: &Location| all || !source.page.starts_with("./");
    let of_types = types.into_iter().map(|(source, name)| unknown_type(source, name));
    let of_values = values.into_iter().filter(|(source, _)| is_known(source)).filter_map(|(source, given)| {
        let unused: Vec<&str> = given.iter().filter(|(_, given)| !given.is_taken).map(|(name, _)| *name).collect();
        (!unused.is_empty()).then(|| without_placeholder(source, &unused))
    });
    of_types.chain(of_values).collect()
}

/// A value that a directive gives.
struct GivenValue {
    normalized: String,
    /// Some request has its placeholder.
    is_taken: bool,
}

impl GivenValue {
    fn new(name: &str) -> Self {
        Self { normalized: normalized(name), is_taken: false }
    }
}

fn unknown_type(source: &Location, name: &str) -> Finding {
    let message = format!("`type` names `{name}`, and no page defines such a type: the response is not judged by it");
    let finding = Finding::docs(&UNUSED_OVERRIDE, &source.page, source.place, message);
    finding.help("correct the name, or describe the type in the docs")
}

fn without_placeholder(source: &Location, names: &[&str]) -> Finding {
    let shown: Vec<String> = names.iter().take(MOST_NAMES).map(|name| format!("`{name}`")).collect();
    let more = match names.len().saturating_sub(MOST_NAMES) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let message = match &shown[..] {
        [only] => format!("a value is given for {only}, but no request that this is about has such a placeholder"),
        _ => format!(
            "values are given for {}{more}, but no request that this is about has such placeholders",
            shown.join(", ")
        ),
    };
    let finding = Finding::docs(&UNUSED_OVERRIDE, &source.page, source.place, message);
    finding.help("write the name of the placeholder as the request has it, or remove the value")
}

/// Everything that may have a placeholder of a case.
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

/// Whether a request may use a value. Values of steps are not looked at: a case that has some may pass it on.
fn takes(case: &Case, texts: &str, normalized: &str) -> bool {
    case.overrides.state.is_some() || texts.contains(normalized)
}
