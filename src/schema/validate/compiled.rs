//! Schemas and their references, compiled.

use serde_json::Value;

use super::compile::compile;
use super::parts::{Own, Parts, Pool};
use super::ref_graph::{Choice, RefGraph};

/// A schema ready to validate with.
pub(in crate::schema) struct Compiled {
    /// What is validated in place.
    pub(in crate::schema) parts: Parts,
    pub(in crate::schema) refs: CompiledRefs,
}

/// A [`RefGraph`] with the schemas of items compiled.
#[derive(Default)]
pub(in crate::schema) struct CompiledRefs {
    pub(in crate::schema) here: Vec<(String, bool)>,
    pub(in crate::schema) choices: Vec<Choice>,
    pub(in crate::schema) members: Vec<(String, CompiledRefs)>,
    pub(in crate::schema) items: Option<Box<Compiled>>,
}

impl CompiledRefs {
    fn new(graph: RefGraph, pool: &Pool) -> Result<Self, String> {
        let members = graph.members.into_iter().map(|(name, below)| Ok((name, Self::new(below, pool)?)));
        let items = graph.items.map(|items| Compiled::new(items.own.into(), items.below, pool).map(Box::new));
        Ok(Self {
            here: graph.here,
            choices: graph.choices,
            members: members.collect::<Result<_, String>>()?,
            items: items.transpose()?,
        })
    }

    pub(in crate::schema) fn is_empty(&self) -> bool {
        self.here.is_empty() && self.choices.is_empty() && self.members.is_empty() && self.items.is_none()
    }
}

impl Compiled {
    pub(in crate::schema) fn new(own: Own<'_>, graph: RefGraph, pool: &Pool) -> Result<Self, String> {
        Ok(Self { parts: Parts::new(own, pool)?, refs: CompiledRefs::new(graph, pool)? })
    }

    /// A schema whose references all point into itself.
    pub(in crate::schema) fn whole(schema: &Value) -> Result<Self, String> {
        Ok(Self { parts: Parts::whole(compile(schema)?), refs: CompiledRefs::default() })
    }
}
