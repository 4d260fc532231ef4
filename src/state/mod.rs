//! In: Cases, and what directives and settings say of the state that they make, need and take back.
//! Out: Which step each case needs before it is sent ([`StateGraph`]), findings about that, and values out of responses ([`capture`]).
//! Start in `graph.rs`.

mod build;
mod extract;
mod findings;
mod graph;
mod graph_input;
mod node;
mod propose;
mod sources;
mod steps;
mod unmet_expectation;

pub use extract::{Extracted, extract, extract_text};
pub use graph::StateGraph;
pub use graph_input::{Input, Probe};
pub use node::{Need, Node};
pub use propose::{Proposal, propose, render};
pub use unmet_expectation::unmet_expectation;
