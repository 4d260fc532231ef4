//! The walk from each case to what it needs.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::graph_input::{Input, Probe};
use super::sources::{Choice, Sources};
use super::steps::{Named, named};
use super::{Need, Node, findings};
use crate::config::LiteralText;
use crate::contract::Case;
use crate::directive::Fresh;
use crate::finding::{Finding, Skip, SkipKind};
use crate::http::url_template::{UrlTemplate, alternatives, normalized};
use crate::request::{Binding, Bindings, RequestChange};
use crate::text::Location;

/// What the walk found.
#[derive(Default)]
pub(super) struct Walked {
    pub(super) nodes: HashMap<usize, Node>,
    /// Captures that give a value, by node and variable.
    pub(super) used: BTreeSet<(usize, String)>,
    pub(super) findings: Vec<Finding>,
}

/// Walks from each case that is reported to everything that it needs.
pub(super) fn walk<'i>(input: &Input<'i>, sources: &Sources<'i>, probe: &Probe<'_>) -> Walked {
    let mut builder = Builder { input, probe, sources, found: Walked::default(), for_all: setups_for_all(input) };
    let mut marks = HashMap::new();
    for at in 0..input.cases.len() {
        builder.add(at, &mut marks);
    }
    builder.found
}

struct Builder<'b, 'i> {
    input: &'b Input<'i>,
    probe: &'b Probe<'b>,
    sources: &'b Sources<'i>,
    found: Walked,
    /// Steps of the settings that give nothing are there for what they do: they come before every case.
    for_all: Vec<usize>,
}

/// Where the walk through the needs of a node is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Open,
    Done,
}

impl Builder<'_, '_> {
    /// Adds a node with everything that it needs; whether it can be needed: it is not on the way to itself.
    fn add(&mut self, at: usize, marks: &mut HashMap<usize, Mark>) -> bool {
        match marks.get(&at) {
            Some(Mark::Open) => return false,
            Some(Mark::Done) => return true,
            None => drop(marks.insert(at, Mark::Open)),
        }
        let case = self.input.case(at);
        let mut node = Node { literals: self.literals(case), ..Node::default() };
        let mut kept = Vec::new();
        if case.skip.is_none() {
            for (need, is_soft) in self.needs(at, &mut node) {
                if self.add(need.provider, marks) {
                    kept.push(need);
                } else if !is_soft {
                    self.report_cycle(at, need.provider, &mut node);
                }
            }
        }
        node.needs = kept;
        for need in node.needs.iter().filter(|need| !need.is_fresh) {
            self.found.nodes.entry(need.provider).or_default().is_shared = true;
        }
        self.find_undo(at, &mut node);
        let undo = node.undo;
        let is_known = !node.needs.is_empty() || node.undo.is_some() || node.problem.is_some();
        let captures = !case.overrides.captures().is_empty();
        if is_known || captures || !node.literals.is_empty() || at >= self.input.cases.len() {
            let was_shared = self.found.nodes.get(&at).is_some_and(|known| known.is_shared);
            node.is_shared |= was_shared;
            self.found.nodes.insert(at, node);
        }
        marks.insert(at, Mark::Done);
        // It needs what it takes back, which is known by now.
        if let Some(undo) = undo {
            self.add(undo, marks);
        }
        true
    }

    fn literals(&self, case: &Case) -> Vec<LiteralText> {
        let meant = self.input.literals.iter().filter(|literal| {
            let known = self.sources.has(&literal.text.variable)
                || self.input.given.contains(&normalized(&literal.text.variable))
                || case.own_parameter(&literal.text.variable).is_some();
            known && literal.cases.as_ref().is_none_or(|cases| cases.matches(case))
        });
        let mut literals: Vec<_> = meant.map(|literal| literal.text.clone()).collect();
        // Of two, one of which is part of the other, the longer one is meant.
        literals.sort_by_key(|literal| std::cmp::Reverse(literal.text.len()));
        literals
    }

    /// What a node needs: values, then what directives name; the flag: only the credentials of the settings need it.
    fn needs(&mut self, at: usize, node: &mut Node) -> Vec<(Need, bool)> {
        let case = self.input.case(at);
        let is_case = at < self.input.cases.len();
        let for_all = self.for_all.iter().filter(|_| is_case);
        let mut needs: Vec<(Need, bool)> = for_all.map(|setup| (without_values(*setup), true)).collect();
        for (name, source) in case.overrides.state.iter().flat_map(|state| &state.needs) {
            match named(self.input, name, &case.page) {
                Named::Node(provider) => needs.push((without_values(provider), false)),
                other => self.unknown_step(name, other, source, node),
            }
        }
        let mut bindings = Bindings::of_literals(node.literals.clone());
        for variable in self.sources.variables() {
            bindings.set(variable, Some(Binding::of_name(variable, String::new())));
        }
        for LiteralText { text, value, variable } in &node.literals {
            if !self.sources.has(variable) {
                bindings.set(variable, Some(Binding::of_name(variable, text[value.clone()].to_owned())));
            }
        }
        let changes = match (self.probe)(case, &bindings) {
            Ok(changes) => changes,
            Err(skip) => {
                node.problem.get_or_insert(skip);
                return Vec::new();
            }
        };
        let mut variables: BTreeMap<&str, bool> = BTreeMap::new();
        for (variable, is_soft) in changes.iter().filter_map(RequestChange::captured) {
            let soft = variables.entry(variable).or_insert(true);
            *soft &= is_soft;
        }
        let fresh = self.fresh(at, &variables);
        for (variable, is_soft) in variables {
            match self.sources.choose(self.input, at, variable) {
                Choice::Node(provider) => {
                    self.found.used.insert((provider, variable.to_owned()));
                    add_need(&mut needs, provider, variable, fresh.contains(variable), is_soft);
                }
                Choice::None => {}
                Choice::Several(nodes) => self.ambiguous(at, variable, &nodes, node),
            }
        }
        needs
    }

    /// The variables of which a case gets an instance of its own.
    fn fresh(&self, at: usize, variables: &BTreeMap<&str, bool>) -> BTreeSet<String> {
        let case = self.input.case(at);
        let state = case.overrides.state.as_ref();
        match state.and_then(|state| state.fresh.as_ref()) {
            Some(Fresh::Of(names)) => names.iter().map(|name| normalized(name)).collect(),
            Some(Fresh::Last(true)) => self.last_variable(at, variables).into_iter().collect(),
            None if case.request.method.eq_ignore_ascii_case("DELETE") => {
                let last = self.last_variable(at, variables);
                last.into_iter().filter(|variable| !self.is_of_story(at, variable)).collect()
            }
            Some(Fresh::Last(false)) | None => BTreeSet::new(),
        }
    }

    /// Whether the value comes from the story that the case is part of: that is what it is to change.
    fn is_of_story(&self, at: usize, variable: &str) -> bool {
        let Choice::Node(provider) = self.sources.choose(self.input, at, variable) else { return false };
        let story = |node: usize| self.input.stories.get(&node);
        story(at).is_some() && story(at) == story(provider)
    }

    /// The last variable of the URL's path; without one the last of those that the request takes.
    fn last_variable(&self, at: usize, variables: &BTreeMap<&str, bool>) -> Option<String> {
        let case = self.input.case(at);
        let mut url = case.request.url.clone();
        for LiteralText { text, value, variable } in self.literals(case) {
            let replaced = format!("{}{{{variable}}}{}", &text[..value.start], &text[value.end..]);
            url = url.replace(&text, &replaced);
        }
        let template = UrlTemplate::parse(&url);
        let names = template.segments.iter().flat_map(|segment| segment.names().map(str::to_owned).collect::<Vec<_>>());
        let of_names =
            |name: String| alternatives(&name).map(normalized).find(|name| variables.contains_key(name.as_str()));
        let in_path = names.filter_map(of_names).next_back();
        in_path.or_else(|| variables.iter().rfind(|(_, soft)| !**soft).map(|(name, _)| (*name).to_owned()))
    }

    /// What takes back the effect of a node.
    fn find_undo(&mut self, at: usize, node: &mut Node) {
        let case = self.input.case(at);
        let Some((name, source)) = case.overrides.state.as_ref().and_then(|state| state.undo.as_ref()) else { return };
        match named(self.input, name, &case.page) {
            Named::Node(undo) => {
                self.note_variables_of(undo, at);
                node.undo = Some(undo);
            }
            other => self.unknown_step(name, other, source, node),
        }
    }

    /// What an undo step takes of what it takes back is used.
    fn note_variables_of(&mut self, undo: usize, at: usize) {
        let own: Vec<String> =
            self.sources.all().filter(|(_, s)| s.node == at).map(|(name, _)| name.to_owned()).collect();
        let names = UrlTemplate::parse(&self.input.case(undo).request.url);
        let names: BTreeSet<String> = names
            .segments
            .iter()
            .flat_map(|s| s.names().flat_map(alternatives).map(normalized).collect::<Vec<_>>())
            .collect();
        self.found.used.extend(own.into_iter().filter(|name| names.contains(name)).map(|name| (at, name)));
    }

    fn unknown_step(&mut self, name: &str, found: Named, source: &Location, node: &mut Node) {
        let finding = findings::unknown_step(self.input, name, &found, source);
        node.problem = Some(Skip::new(SkipKind::Unfilled, finding.message.clone()));
        self.found.findings.push(finding);
    }

    fn ambiguous(&mut self, at: usize, variable: &str, nodes: &[usize], node: &mut Node) {
        let finding = findings::ambiguous(self.input, at, variable, nodes);
        node.problem = Some(Skip::new(SkipKind::Unfilled, finding.message.clone()));
        self.found.findings.push(finding);
    }

    fn report_cycle(&mut self, at: usize, provider: usize, node: &mut Node) {
        let finding = findings::cycle(self.input, at, provider);
        node.problem = Some(Skip::new(SkipKind::Unfilled, finding.message.clone()));
        self.found.findings.push(finding);
    }
}

/// Adds a variable to the need of a step; one instance gives all the values that are taken of it.
fn add_need(needs: &mut Vec<(Need, bool)>, provider: usize, variable: &str, is_fresh: bool, is_soft: bool) {
    if let Some((need, soft)) = needs.iter_mut().find(|(need, _)| need.provider == provider) {
        need.variables.push(variable.to_owned());
        need.is_fresh |= is_fresh;
        *soft &= is_soft;
        return;
    }
    needs.push((Need { provider, variables: vec![variable.to_owned()], is_fresh }, is_soft));
}

const fn without_values(provider: usize) -> Need {
    Need { provider, variables: Vec::new(), is_fresh: false }
}

/// The steps of the settings that give nothing, and that no directive names.
fn setups_for_all(input: &Input<'_>) -> Vec<usize> {
    let states = || input.nodes().filter_map(|(_, case)| case.overrides.state.as_ref());
    let named: BTreeSet<&str> =
        states().flat_map(|state| state.undo.iter().chain(&state.needs).map(|(name, _)| name.as_str())).collect();
    let gives = |case: &Case| !case.overrides.captures().is_empty();
    let is_for_all =
        |(node, case): &(usize, &Case)| input.is_setup(*node) && !gives(case) && !named.contains(case.name.as_str());
    input.nodes().filter(is_for_all).map(|(node, _)| node).collect()
}
