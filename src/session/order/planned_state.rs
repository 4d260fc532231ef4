//! Which steps a run fires before its cases: the state graph, as settings and pages ask for it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use url::Url;

use super::{PageOrder, Sequences};
use crate::compile;
use crate::config::{LiteralText, Settings};
use crate::contract::Case;
use crate::finding::{Finding, Skip};
use crate::http::url_template::normalized;
use crate::request::{Binding, Bindings, Destination, PreparedRequest, prepare_request_with};
use crate::schema::{SchemaSet, Schemas};
use crate::state::{Input, Node, StateGraph};

/// The graph of a run, and the steps in it that are not reported.
#[derive(Debug, Default)]
pub(in crate::session) struct Planned {
    pub(in crate::session) graph: StateGraph,
    pub(in crate::session) steps: Vec<Case>,
    /// The values of variables that need no step, as names are compared.
    pub(in crate::session) given: BTreeMap<String, String>,
}

/// What is known of the state that the cases need. The embedded service knows any value, so that nothing is needed there.
pub(in crate::session) fn planned_state(
    cases: &[Case],
    mut steps: Vec<Case>,
    sequences: &Sequences,
    settings: &Settings,
    destination: &Destination,
    schemas: &Schemas,
) -> Planned {
    if destination.embedded {
        return Planned::default();
    }
    steps.extend(settings.setups.iter().filter_map(compile::setup_case));
    let parameters = settings.target.parameters.iter();
    let given: BTreeMap<String, String> = parameters
        .filter_map(|(name, parameter)| Some((normalized(name), parameter.values.first()?.clone())))
        .collect();
    let names: BTreeSet<String> = given.keys().cloned().collect();
    let stories = stories(sequences);
    let input = Input {
        cases,
        steps: &steps,
        setups: settings.setups.len(),
        literals: &settings.literals,
        given: &names,
        stories: &stories,
    };
    let probe = |case: &Case, bindings: &Bindings| {
        let case = compile::completed(case, schemas.set());
        prepare_request_with(&case, &settings.target, destination, schemas, bindings).map(|prepared| prepared.changes)
    };
    let graph = StateGraph::build(&input, &probe);
    Planned { graph, steps, given }
}

/// What is wrong with captures and steps, wherever the cases would be fired.
pub(in crate::session) fn state_findings(
    cases: &[Case],
    steps: &[Case],
    order: &PageOrder,
    settings: &Settings,
    schemas: &SchemaSet,
) -> Vec<Finding> {
    let has_state = |case: &Case| case.overrides.state.is_some();
    let of_settings = !settings.literals.is_empty() || !settings.setups.is_empty();
    if !of_settings && !cases.iter().chain(steps).any(has_state) {
        return Vec::new();
    }
    let destination = service(settings);
    let (sequences, schemas) = (Sequences::of(cases, order), Schemas::new(schemas.clone()));
    let planned = planned_state(cases, steps.to_vec(), &sequences, settings, &destination, &schemas);
    planned.graph.findings().to_vec()
}

/// The service of the settings; without one, any.
fn service(settings: &Settings) -> Destination {
    let any = || Url::parse("http://127.0.0.1:80/").expect("a loopback address is a URL");
    Destination { base_url: settings.target.base_url.clone().unwrap_or_else(any), embedded: false }
}

fn stories(sequences: &Sequences) -> HashMap<usize, usize> {
    let several = sequences.0.iter().enumerate().filter(|(_, sequence)| sequence.len() > 1);
    several.flat_map(|(story, sequence)| sequence.iter().map(move |case| (*case, story))).collect()
}

impl Planned {
    /// Whether no case needs anything.
    pub(in crate::session) fn is_empty(&self) -> bool {
        self.graph.is_empty()
    }

    /// The request that a case would send, with the names of variables in the place of their values.
    pub(in crate::session) fn prepare(
        &self,
        case: &Case,
        cases: &[Case],
        prepare: impl FnOnce(&Bindings) -> Result<PreparedRequest, Skip>,
    ) -> Result<PreparedRequest, Skip> {
        let Some((_, node)) = self.graph.node_of(case) else { return prepare(&Bindings::default()) };
        if let Some(problem) = &node.problem {
            return Err(problem.clone());
        }
        let name_of = |at: usize| cases.get(at).or_else(|| self.steps.get(at - cases.len())).map(|c| c.name.clone());
        let mut bindings = self.graph.planned(node, |at| name_of(at).unwrap_or_default());
        self.add_given(node, case, &mut bindings);
        prepare(&bindings)
    }

    /// Adds the values of the settings that are sent in the place of literals: the case's own before any other.
    pub(in crate::session) fn add_given(&self, node: &Node, case: &Case, bindings: &mut Bindings) {
        for LiteralText { variable, .. } in &node.literals {
            let own = case.own_parameter(variable).and_then(|own| own.values.first());
            let given = || self.given.get(&normalized(variable)).filter(|_| bindings.named(variable).is_none());
            if let Some(value) = own.or_else(given) {
                let binding = Binding { value: value.as_str().into(), written: None, step: "[parameters]".to_owned() };
                bindings.set(variable, Some(binding));
            }
        }
    }
}
