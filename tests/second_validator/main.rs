//! The schemas made of docs and examples, held against a validator that others wrote: Python's `jsonschema`, installed by
//! the test itself into the target folder. Both must agree on what fits and what does not. Skipped, with the reason,
//! where Python or the package cannot be had.

mod mutants;
mod python;

use std::path::Path;

use doctrial::compile;
use doctrial::compile::Contract;
use doctrial::contract::Dialect;
use doctrial::docs;
use doctrial::json;
use doctrial::schema::{SchemaSet, Schemas, infer, sample};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use python::{Python, Trial};

/// The contract of the pages of this repository.
fn own_contract() -> Contract {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("contracts/docs");
    let pages = docs::find_pages(&root, &[], &[]).expect("pages");
    let mut contract = compile::build_contract(docs::scan(&pages, &Dialect::ALL).expect("reads"), SchemaSet::default());
    contract.fit();
    contract
}

/// A schema with a document that fits it and what becomes of the document by small changes, judged by us.
fn trial(schemas: &Schemas, schema: &Value, fitting: &Value) -> Trial {
    let mut trial = Trial { schema: schemas.set().self_contained(schema), instances: Vec::new() };
    for instance in std::iter::once(fitting.clone()).chain(mutants::of(fitting)) {
        let valid = schemas.check(schema, &instance).expect("compiles").is_empty();
        trial.instances.push((instance, valid));
    }
    assert!(trial.instances[0].1, "we accept what the docs show: {fitting}");
    trial
}

/// Asks the other validator; `None` where there is none.
fn disagreements(name: &str, trials: &[Trial]) -> Option<Vec<String>> {
    let python = Python::with_jsonschema()?;
    let both = [true, false].map(|kind| trials.iter().flat_map(|t| &t.instances).filter(|i| i.1 == kind).count());
    assert!(both[0] > 50 && both[1] > 50, "too little to agree on: {both:?}");
    Some(python.disagreements(name, trials))
}

#[test]
fn schemas_of_our_own_pages_mean_the_same_to_another_validator() {
    let contract = own_contract();
    let schemas = Schemas::new(contract.schemas);
    let mut trials: Vec<Trial> = Vec::new();
    for case in &contract.cases {
        let expectation = &case.expectation;
        let (Some(body), Some(schema)) = (&expectation.body, &expectation.schema) else { continue };
        let body = json::read(body.text()).expect("reads").root;
        trials.push(trial(&schemas, schema, &sample(&body, schema, schemas.set()).value));
    }
    for name in schemas.set().types.keys() {
        let bundle = schemas.set().bundle(name).expect("known");
        trials.push(Trial { schema: bundle, instances: vec![(json!({}), true), (json!([]), false)] });
    }
    if let Some(found) = disagreements("pages", &trials) {
        assert_eq!(found, [""; 0]);
    }
}

#[test]
fn inferred_schemas_mean_the_same_to_another_validator() {
    let schemas = Schemas::new(SchemaSet::default());
    let mut runner = TestRunner::deterministic();
    let strategy = mutants::documents();
    let documents = (0..120).map(|_| strategy.new_tree(&mut runner).expect("a document").current());
    let trials: Vec<Trial> = documents
        .map(|document| {
            let schema = infer(&json::read(&document.to_string()).expect("reads").root);
            trial(&schemas, &schema, &document)
        })
        .collect();
    if let Some(found) = disagreements("inferred", &trials) {
        assert_eq!(found, [""; 0]);
    }
}
