//! A case or step as a node of the graph.

use crate::config::LiteralText;
use crate::finding::Skip;

/// What is known of a case or step before anything is sent; a node is named by its number.
#[derive(Debug, Clone, Default)]
pub struct Node {
    /// What it needs, in the order in which that is fired.
    pub needs: Vec<Need>,
    /// The step that takes back what it does.
    pub undo: Option<usize>,
    /// Other nodes take its one instance.
    pub is_shared: bool,
    /// Why it is not sent, where that is known by now.
    pub problem: Option<Skip>,
    /// The literals that are replaced in its request.
    pub literals: Vec<LiteralText>,
}

/// A step that must have succeeded before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// The step.
    pub provider: usize,
    /// The variables that it gives, as names are compared; none: it is only to have been fired.
    pub variables: Vec<String>,
    /// An instance for this case alone.
    pub is_fresh: bool,
}
