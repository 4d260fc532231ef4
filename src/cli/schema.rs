use std::io::Write;

use super::Exit;
use super::args::SchemaArgs;
use super::entry_point::Context;
use super::error::CliError;
use crate::config::{Layer, Purpose};
use crate::finding::suggest::{similar, similarity};
use crate::session;
use crate::session::LoadOptions;

pub(super) fn schema(context: &Context, args: &SchemaArgs) -> Result<Exit, CliError> {
    if context.has_empty_config() {
        writeln!(anstream::stdout(), "{:#}", crate::config::schema())?;
        return Ok(Exit::Kept);
    }
    let settings = context.settings(Layer::default(), Purpose::Read)?;
    let loaded =
        session::load_cases(&settings, LoadOptions { source: args.docs.as_deref(), ..LoadOptions::default() })?;
    let mut out = anstream::stdout().lock();
    if args.all {
        writeln!(out, "{:#}", loaded.schemas.bundle_all())?;
        return Ok(Exit::Kept);
    }
    let Some(name) = &args.name else {
        for name in loaded.schemas.types.keys() {
            writeln!(out, "{name}")?;
        }
        return Ok(Exit::Kept);
    };
    let Some(bundle) = loaded.schemas.bundle(name) else {
        return Err(CliError::Usage(unknown(name, loaded.schemas.types.keys())));
    };
    writeln!(out, "{bundle:#}")?;
    Ok(Exit::Kept)
}

fn unknown<'n>(name: &str, names: impl Iterator<Item = &'n String>) -> String {
    let short = |known: &str| known.rsplit('.').next().unwrap_or_default().to_owned();
    let near = similar(names, |known| similarity(known, name).max(similarity(&short(known), name)));
    match near.first() {
        Some(near) => format!("no documented type `{name}`; did you mean `{near}`?"),
        None => format!("no documented type `{name}` (`doctrial schema` lists them)"),
    }
}
