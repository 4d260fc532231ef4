//! Counts what cases exercise: by operation, and by documented type.

use std::collections::BTreeMap;

use super::operation::Operation;
use super::types::{Types, uncounted};
use crate::contract::{Case, StatedRoute};
use crate::http::Exchange;
use crate::http::url_template::UrlTemplate;
use crate::record::{Coverage, UncountedType};
use crate::schema::SchemaSet;

/// Counts what the cases of a run exercise.
#[derive(Debug, Default)]
pub struct Observer {
    /// By path and method.
    operations: BTreeMap<(String, String), Operation>,
    types: Types,
    uncounted: Vec<UncountedType>,
}

impl Observer {
    /// Everything that is documented, none of it exercised. `without_example` are the operations that no case is about.
    pub fn new(cases: &[Case], without_example: &[StatedRoute], schemas: &SchemaSet) -> Self {
        let mut operations: BTreeMap<(String, String), Operation> = BTreeMap::new();
        for case in cases.iter().filter(|case| !case.step) {
            operations.entry(key(case)).or_insert_with(|| Operation::of(case)).add(case);
        }
        for route in without_example {
            let Some((method, url)) = route.spellings.first() else { continue };
            let key = (UrlTemplate::parse(url).path(), method.clone());
            operations.entry(key).or_insert_with(|| Operation::stated(route));
        }
        Self { operations, types: Types::of(schemas), uncounted: uncounted(schemas) }
    }

    /// Adds what came for a case.
    pub fn observe(&mut self, case: &Case, exchange: &Exchange, schemas: &SchemaSet) {
        let body = serde_json::from_slice(&exchange.response.body).ok();
        if let Some(operation) = self.operations.get_mut(&key(case)) {
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

fn key(case: &Case) -> (String, String) {
    (UrlTemplate::parse(&case.request.url).path(), case.request.method.clone())
}
