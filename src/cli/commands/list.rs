//! `doctrial list`: the cases, and whether each would be fired.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::cli::args::command_line::ListArgs;
use crate::cli::args::flag_values::source_and_filters;
use crate::cli::args::format::Format;
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::output::warnings::print_warnings;
use crate::cli::output::{shown_request, streams};
use crate::cli::{Exit, counted};
use crate::config::{Layer, Purpose};
use crate::contract::{Case, DocumentedBody, Field};
use crate::finding::Skip;
use crate::record::Redactor;
use crate::report::Docs;
use crate::request::PreparedRequest;
use crate::session;
use crate::session::{DocsRoot, LoadOptions};

pub(in crate::cli) fn list(context: &Context, args: ListArgs) -> Result<Exit, CliError> {
    let mut flags = Layer::default();
    args.requests.add_to(&mut flags);
    let settings = context.settings(flags, Purpose::List)?;
    let (source, filters) = source_and_filters(args.words)?;
    let selection = args.selection.build(filters);
    let read_limit = context.environment.full_scan_limit();
    let options = LoadOptions {
        source: source.as_deref(),
        selection: Some(&selection),
        read_limit,
        // A request that is shown needs its schema: its stand-ins are filled from the types.
        to_fire: !args.request,
        ..LoadOptions::default()
    };
    let mut loaded = session::load_cases(&settings, options)?;
    let redactor = session::redactor(&settings, &loaded.cases).showing_samples();
    streams::hide(&redactor);
    print_warnings(&loaded)?;
    let docs_root = DocsRoot::of(&loaded, &settings);
    let (cases, planned) = session::request_planner(&settings, &mut loaded);
    let mut out = streams::stdout();
    match (args.format, args.request) {
        (Format::Text, false) => docs_root.with(|docs| table(&mut out, cases, planned, docs))?,
        (Format::Text, true) => requests(&mut out, cases, planned, &redactor)?,
        (Format::Json, with_request) => {
            for case in cases {
                let planned = planned(case);
                let mut line = described(case, planned.as_ref().err(), &redactor);
                if with_request {
                    let request = planned.ok().map(|prepared| shown_request::json(&prepared, &redactor));
                    line["request"] = request.unwrap_or_default();
                }
                writeln!(out, "{line}")?;
            }
        }
    }
    out.flush()?;
    Ok(Exit::Passed)
}

type Planned = Result<PreparedRequest, Skip>;

fn table(out: &mut impl Write, cases: &[Case], planned: impl Fn(&Case) -> Planned, docs: &Docs<'_>) -> io::Result<()> {
    let mut skipped = 0;
    for case in cases {
        let Case { id, page, request, expectation, .. } = case;
        let place = format!("{}:{}", docs.path(page), request.line);
        writeln!(out, "{id}\n  {place}  {} {} -> {}", request.method, request.url, expectation.status)?;
        if case.step {
            writeln!(out, "  a step: no response is documented; fired for the cases after it")?;
        }
        if let Err(skip) = planned(case) {
            skipped += 1;
            writeln!(out, "  skipped: {skip}")?;
        }
    }
    let count = cases.len();
    writeln!(out, "{}: {} would be fired, {skipped} skipped", counted(count, "case"), count - skipped)
}

fn requests(
    out: &mut impl Write,
    cases: &[Case],
    planned: impl Fn(&Case) -> Planned,
    redactor: &Redactor,
) -> io::Result<()> {
    for case in cases {
        writeln!(out, "# {}", case.id)?;
        match planned(case) {
            Ok(prepared) => writeln!(out, "{}", shown_request::text(&prepared, redactor))?,
            Err(skip) => writeln!(out, "skipped: {skip}\n")?,
        }
    }
    Ok(())
}

/// A case as a line of `list --format json`. Scripts rely on these names.
fn described(case: &Case, skip: Option<&Skip>, redactor: &Redactor) -> Value {
    let Case { request, expectation, .. } = case;
    let shown = |body: &DocumentedBody| redactor.text(body.text());
    let fields = |fields: &[Field]| -> Vec<Value> {
        fields.iter().map(|f| json!([f.name, redactor.header(&f.name, &f.value)])).collect()
    };
    json!({
        "id": case.id,
        "page": case.page,
        "line": request.line,
        "response_line": expectation.line,
        "heading": case.heading,
        "name": case.name,
        "dialect": case.dialect,
        "method": request.method,
        "url": redactor.text(&request.url),
        "request_headers": fields(&request.headers),
        "request_body": request.body.as_ref().map(shown),
        "status": expectation.status,
        "response_headers": fields(&expectation.headers),
        "response_body": expectation.body.as_ref().map(shown),
        "truncated": expectation.facts.truncated,
        "shortened": expectation.facts.shortened,
        "type": expectation.facts.type_text.as_ref().or(expectation.facts.type_name.as_ref()),
        "collection": expectation.facts.collection,
        "expect_error": expectation.facts.expect_error,
        "scopes": case.scopes,
        "tags": case.tags,
        "step": case.step,
        "skip": skip.map(|skip| redactor.text(&skip.reason)),
    })
}
