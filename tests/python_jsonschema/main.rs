//! The schemas made of docs and examples, held against a validator that others wrote: Python's `jsonschema`. Both must
//! agree on what fits and what does not. Ignored, with the reason, where Python or the package is missing.

mod mutants;
#[path = "../optional/mod.rs"]
mod optional;
mod python;

use std::path::Path;
use std::process::ExitCode;

use doctrial::internals::compile::{Contract, ContractDraft};
use doctrial::internals::contract::Dialect;
use doctrial::internals::docs;
use doctrial::internals::json;
use doctrial::internals::schema::{SchemaSet, Schemas, infer, sample};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use optional::{Tests, assert_ignored};
use python::{Trial, available, disagreements};

fn main() -> ExitCode {
    let available = available();
    Tests::new()
        .when(&available, "schemas_of_our_own_pages_mean_the_same_to_python", schemas_of_our_own_pages)
        .when(&available, "inferred_schemas_mean_the_same_to_python", inferred_schemas)
        .always("without_the_package_the_reason_is_reported", without_the_package_the_reason_is_reported)
        .run()
}

/// The contract of the pages of this repository.
fn own_contract() -> Contract {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("contracts/docs");
    let pages = docs::find_pages(&root, &[], &[]).expect("pages");
    let pages = docs::scan(&pages, &Dialect::ALL);
    ContractDraft::of_pages(pages, SchemaSet::default()).attach_schemas()
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

fn schemas_of_our_own_pages() {
    let contract = own_contract();
    let schemas = Schemas::new(contract.schemas);
    let mut trials: Vec<Trial> = Vec::new();
    for case in &contract.cases {
        let expectation = &case.expectation;
        let (Some(body), Some(schema)) = (&expectation.body, &expectation.schema) else { continue };
        let body = json::read(body.text()).expect("reads").root;
        trials.push(trial(&schemas, schema, &sample(&body, schema, &schemas).value));
    }
    for name in schemas.set().types.keys() {
        let bundle = schemas.set().bundle(name).expect("known");
        trials.push(Trial { schema: bundle, instances: vec![(json!({}), true), (json!([]), false)] });
    }
    assert_eq!(disagreements("pages", &trials), [""; 0]);
}

fn inferred_schemas() {
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
    assert_eq!(disagreements("inferred", &trials), [""; 0]);
}

fn without_the_package_the_reason_is_reported() {
    assert_ignored("inferred_schemas_mean_the_same_to_python", "PYTHON may name", |command| {
        command.env("PYTHON", "no-such-interpreter")
    });
}
