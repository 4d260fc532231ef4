//! `StateGraph`: which steps each case needs; start here.

use std::collections::{BTreeSet, HashMap};

use super::build::{Walked, walk};
use super::findings;
use super::graph_input::{Input, Probe};
use super::sources::Sources;
use super::{Need, Node};
use crate::contract::Case;
use crate::finding::Finding;
use crate::request::{Binding, Bindings};

/// Which steps each case needs. Free of cycles: what is part of one is not sent.
#[derive(Debug, Default)]
pub struct StateGraph {
    nodes: HashMap<usize, Node>,
    by_id: HashMap<String, usize>,
    /// The variables that are known, as names are compared.
    variables: BTreeSet<String>,
    findings: Vec<Finding>,
}

impl StateGraph {
    /// The graph of cases and steps.
    pub fn build(input: &Input<'_>, probe: &Probe<'_>) -> Self {
        let sources = Sources::of(input);
        let has_state = input.nodes().any(|(_, case)| case.overrides.state.is_some());
        if !has_state && input.setups == 0 && input.literals.is_empty() {
            return Self::default();
        }
        let Walked { nodes, used, findings } = walk(input, &sources, probe);
        let known = input.nodes().filter(|(at, _)| nodes.contains_key(at));
        let by_id = known.map(|(at, case)| (case.id.clone(), at)).collect();
        let variables = sources.variables().map(str::to_owned).collect();
        let mut graph = Self { nodes, by_id, variables, findings };
        graph.findings.extend(findings::unused(&sources, &used));
        graph.findings.extend(findings::without_source(input, &sources));
        graph
    }

    /// The node of a case of which something is known.
    pub fn node_of(&self, case: &Case) -> Option<(usize, &Node)> {
        if self.nodes.is_empty() {
            return None;
        }
        let at = *self.by_id.get(&case.id)?;
        Some((at, &self.nodes[&at]))
    }

    /// Whether nothing is known of any case.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty() && self.findings.is_empty()
    }

    /// A node by its number.
    pub fn node(&self, at: usize) -> &Node {
        &self.nodes[&at]
    }

    /// The shared nodes.
    pub fn shared(&self) -> impl Iterator<Item = usize> {
        self.nodes.iter().filter(|(_, node)| node.is_shared).map(|(at, _)| *at)
    }

    /// What is wrong with captures and steps, before anything is sent.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The known variables, without their values.
    pub fn unbound(&self, node: &Node) -> Bindings {
        let mut bindings = Bindings::of_literals(node.literals.clone());
        self.variables.iter().for_each(|variable| bindings.set(variable, None));
        bindings
    }

    /// What a node's request is shown with before its steps are fired: names in the place of values.
    pub fn planned(&self, node: &Node, name_of: impl Fn(usize) -> String) -> Bindings {
        let mut bindings = self.unbound(node);
        for Need { provider, variables, .. } in &node.needs {
            for variable in variables {
                bindings.set(variable, Some(Binding::of_name(variable, name_of(*provider))));
            }
        }
        bindings
    }
}
