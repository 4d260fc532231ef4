//! `doctrial schema`: the schemas of documented types, settings and records.

use std::io::Write;

use crate::cli::Exit;
use crate::cli::args::command_line::SchemaArgs;
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::output::streams;
use crate::config::{Layer, Purpose};
use crate::finding::suggest::{did_you_mean, similar, similarity};
use crate::schema::{SchemaSet, why_broken};
use crate::session;
use crate::session::LoadOptions;

pub(in crate::cli) fn schema(context: &Context, args: &SchemaArgs) -> Result<Exit, CliError> {
    let text = if args.record {
        crate::record::ndjson::SCHEMA.to_owned()
    } else if context.has_empty_config() {
        format!("{:#}\n", crate::config::schema())
    } else {
        let settings = context.settings(Layer::default(), Purpose::Read)?;
        let options = LoadOptions { source: args.docs.as_deref(), ..LoadOptions::default() };
        described(&session::load_cases(&settings, options)?.schemas, args)?
    };
    let mut out = streams::reference_stdout();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(Exit::Passed)
}

/// The schema that is asked for, all of them, or a list of their names.
fn described(schemas: &SchemaSet, args: &SchemaArgs) -> Result<String, CliError> {
    if args.all {
        if let Some(broken) = schemas.broken.first() {
            return Err(CliError::Usage(format!("`{}`: {}", broken.path.display(), broken.message)));
        }
        return Ok(format!("{:#}\n", schemas.bundle_all()));
    }
    let Some(name) = &args.name else {
        return Ok(schemas.types.keys().flat_map(|name| [name.as_str(), "\n"]).collect());
    };
    let bundle = schemas.bundle(name).ok_or_else(|| CliError::Usage(unknown(name, schemas.types.keys())))?;
    match why_broken(&bundle) {
        Some(why) => Err(CliError::Usage(why)),
        None => Ok(format!("{bundle:#}\n")),
    }
}

fn unknown<'n>(name: &str, names: impl Iterator<Item = &'n String>) -> String {
    let short = |known: &str| known.rsplit('.').next().unwrap_or_default().to_owned();
    let near = similar(names, |known| similarity(known, name).max(similarity(&short(known), name)));
    match near.first() {
        Some(near) => format!("unknown type `{name}`; {}", did_you_mean(near)),
        None => format!("unknown type `{name}` (`doctrial schema` lists them)"),
    }
}
