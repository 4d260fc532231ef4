//! Counts what cases exercise: by operation, and by documented type.

use std::collections::{BTreeMap, HashMap};

use super::operation::Operation;
use super::types::{Types, uncounted};
use crate::contract::{Case, StatedOperations};
use crate::http::Exchange;
use crate::http::url_template::UrlTemplate;
use crate::record::{Coverage, UncountedType};
use crate::schema::SchemaSet;

/// Counts what the cases of a run exercise.
#[derive(Debug, Default)]
pub struct Observer {
    /// By path and method.
    operations: BTreeMap<(String, String), Operation>,
    /// By the id of a case, the path of its operation, where it is not that of its request.
    paths: HashMap<String, String>,
    types: Types,
    uncounted: Vec<UncountedType>,
}

impl Observer {
    /// Everything that is documented, none of it exercised.
    pub fn new(cases: &[Case], stated: &StatedOperations, schemas: &SchemaSet) -> Self {
        let mut operations: BTreeMap<(String, String), Operation> = BTreeMap::new();
        for case in cases.iter().filter(|case| !case.step) {
            operations.entry(key(case, &stated.paths)).or_insert_with(|| Operation::of(case)).add(case);
        }
        for route in &stated.without_example {
            let Some((method, url)) = route.spellings.first() else { continue };
            let key = (UrlTemplate::parse(url).path(), method.clone());
            operations.entry(key).or_insert_with(|| Operation::stated(route));
        }
        Self { operations, paths: stated.paths.clone(), types: Types::of(schemas), uncounted: uncounted(schemas) }
    }

    /// Adds what came for a case.
    pub fn observe(&mut self, case: &Case, exchange: &Exchange, schemas: &SchemaSet) {
        let body = serde_json::from_slice(&exchange.response.body).ok();
        if let Some(operation) = self.operations.get_mut(&key(case, &self.paths)) {
            operation.observe(case, exchange.response.status, body.as_ref(), schemas);
        }
        if let (Some(schema), Some(body)) = (&case.expectation.schema, &body)
            && case.expectation.status.contains(exchange.response.status)
        {
            self.types.observe(&case.id, schema, body, schemas);
        }
    }

    /// What was counted.
    pub fn coverage(self) -> Coverage {
        let mut coverage = Coverage::default();
        coverage.operations = self.operations.into_iter().map(|(key, operation)| operation.coverage(key)).collect();
        coverage.types = self.types.coverage();
        coverage.uncounted = self.uncounted;
        coverage
    }
}

/// The path of the stated route that a case is an example of, else its own; and its method.
fn key(case: &Case, paths: &HashMap<String, String>) -> (String, String) {
    let path = paths.get(&case.id).cloned();
    (path.unwrap_or_else(|| UrlTemplate::parse(&case.request.url).path()), case.request.method.clone())
}
