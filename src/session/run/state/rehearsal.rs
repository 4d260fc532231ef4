//! What a run would send, in its order, with nothing sent.

use std::collections::BTreeSet;

use crate::finding::Skip;
use crate::request::PreparedRequest;
use crate::session::RunPlan;

/// A request that a run would send.
#[derive(Debug)]
pub struct Rehearsed {
    /// The case's id, or the step's.
    pub id: String,
    /// What it is sent for.
    pub role: Role,
    /// The request, with the names of variables in the place of values that are not known yet; or why none is sent.
    pub request: Result<PreparedRequest, Skip>,
}

/// What a request is sent for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A case.
    Case,
    /// Others need it.
    Step,
    /// To take back what another made.
    Undo,
}

impl RunPlan {
    /// Every request, steps and what takes things back included. Cases that do not build on one another are fired concurrently.
    pub fn rehearsal(&self) -> Vec<Rehearsed> {
        let mut walk = RehearsalWalk { plan: self, out: Vec::new(), done: BTreeSet::new(), undos: Vec::new() };
        for at in self.sequences.0.iter().flatten() {
            walk.fire(*at, true);
        }
        let undos = std::mem::take(&mut walk.undos);
        undos.into_iter().rev().for_each(|undo| walk.push(undo, Role::Undo));
        walk.out
    }
}

struct RehearsalWalk<'p> {
    plan: &'p RunPlan,
    out: Vec<Rehearsed>,
    /// Shared steps that have been fired.
    done: BTreeSet<usize>,
    /// What takes shared steps back, in the order in which they were fired.
    undos: Vec<usize>,
}

impl RehearsalWalk<'_> {
    fn push(&mut self, at: usize, role: Role) {
        let case = self.plan.case_of(at);
        self.out.push(Rehearsed { id: case.id.clone(), role, request: self.plan.prepare_request(case) });
    }

    /// A case or a step with everything that it needs before it; `is_shared`: there is one instance of it.
    fn fire(&mut self, at: usize, is_shared: bool) {
        let plan = self.plan;
        let graph = &plan.state.planned.graph;
        let role = if at < plan.cases.len() && is_shared { Role::Case } else { Role::Step };
        let Some((_, node)) = graph.node_of(plan.case_of(at)) else { return self.push(at, role) };
        if is_shared && !self.done.insert(at) {
            return;
        }
        let mut own = Vec::new();
        for need in &node.needs {
            self.fire(need.provider, !need.is_fresh);
            own.extend(graph.node(need.provider).undo.filter(|undo| need.is_fresh && *undo != at));
        }
        self.push(at, role);
        own.into_iter().rev().for_each(|undo| self.push(undo, Role::Undo));
        match node.undo {
            Some(undo) if is_shared && node.is_shared => self.undos.push(undo),
            Some(undo) if is_shared => self.push(undo, Role::Undo),
            _ => {}
        }
    }
}
