//! `doctrial check`: the docs against themselves, in every format of findings.

use std::io::{self, Read as _, Write};
use std::path::PathBuf;

use super::fix;
use crate::cli::args::command_line::CheckArgs;
use crate::cli::args::flag_values::{refuse_contract_files, source_and_filters};
use crate::cli::args::format::CheckFormat;
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::output::streams;
use crate::cli::output::warnings::print_warnings;
use crate::cli::{Exit, counted};
use crate::config::{Layer, Purpose, Settings};
use crate::finding::{Finding, Level};
use crate::record::Redacted;
use crate::report::{Counts, FenceLine, Fences, github, json_lines, render_finding, sarif};
use crate::session;
use crate::session::{AccountLine, DocsRoot, GivenPage, LoadOptions, LoadedCases};

pub(in crate::cli) fn check(context: &Context, mut args: CheckArgs) -> Result<Exit, CliError> {
    let mut flags = Layer::default();
    let deny_warnings = args.levels.deny_warnings();
    args.levels.add_to(&mut flags);
    let settings = context.settings(flags, Purpose::Read)?;
    let given = given_page(&mut args.words, args.stdin_filename.take(), args.fix, &settings)?;
    let (source, filters) = source_and_filters(args.words)?;
    if let Some(source) = &source {
        refuse_contract_files(source, "check reads pages")?;
    }
    let selection = args.selection.build(filters);
    let options = LoadOptions {
        source: source.as_deref(),
        selection: Some(&selection),
        lint: true,
        given: given.as_ref(),
        ..LoadOptions::default()
    };
    let mut loaded = session::load_cases(&settings, options)?;
    let redactor = session::redactor(&settings, &loaded.cases);
    streams::hide(&redactor);
    let docs_root_of = |loaded: &LoadedCases| {
        let root = DocsRoot::of(loaded, &settings).seen_from(&context.environment).hiding(&redactor);
        root.with_given(given.clone())
    };
    let mut docs_root = docs_root_of(&loaded);
    print_warnings(&loaded)?;
    if args.dry_run {
        return fix::dry_run(&loaded.findings, &docs_root, &settings);
    }
    let mut all_written = true;
    if args.fix {
        all_written = fix::fix(&loaded.findings, &docs_root, &settings)?;
        // What is left, with the new positions, in the pages as they are now.
        loaded = session::load_cases(&settings, options)?;
        docs_root = docs_root_of(&loaded);
    }
    if deny_warnings {
        let warnings = loaded.findings.iter_mut().filter(|finding| finding.level == Level::Warn);
        warnings.for_each(|finding| finding.level = Level::Deny);
    }
    let account = if args.account {
        session::load_account(&loaded.source, &settings, given.as_ref(), &loaded.pages)?
    } else {
        Vec::new()
    };
    let fence_lines: Vec<FenceLine<'_>> = account.iter().flat_map(|(page, lines)| fence_lines(page, lines)).collect();
    let lines = args.account.then_some(&*fence_lines);
    write(args.format, &loaded, &redactor.findings(&loaded.findings), lines, &docs_root)?;
    Ok(if all_written { Exit::of_check(&loaded) } else { Exit::Usage })
}

/// Writes what was found in the format that is asked for.
fn write(
    format: CheckFormat,
    loaded: &LoadedCases,
    findings: &[Redacted<Finding>],
    account: Option<&[FenceLine<'_>]>,
    docs_root: &DocsRoot,
) -> io::Result<()> {
    let mut out = if format == CheckFormat::Github { streams::command_stdout() } else { streams::stdout() };
    let source = &loaded.source.display().to_string();
    let counts = Counts { source, cases: loaded.cases.len(), fences: fences(loaded) };
    match format {
        CheckFormat::Text => text(&mut out, loaded, findings, account, docs_root)?,
        CheckFormat::Json => {
            let lines = docs_root.with(|docs| json_lines(findings, counts, account.unwrap_or_default(), docs));
            out.write_all(lines.as_bytes())?;
        }
        CheckFormat::Github => out.write_all(docs_root.with(|docs| github(findings, docs)).as_bytes())?,
        CheckFormat::Sarif => out.write_all(docs_root.with(|docs| sarif(findings, docs)).as_bytes())?,
    }
    out.flush()
}

fn fence_lines<'a>(page: &'a str, lines: &'a [AccountLine]) -> impl Iterator<Item = FenceLine<'a>> {
    lines.iter().map(move |line| FenceLine {
        page,
        line: line.line,
        shows: line.kind,
        outcome: line.outcome.name(),
        became: &line.became,
    })
}

/// The page that standard input holds, if the source is `-`.
fn given_page(
    words: &mut Vec<String>,
    name: Option<PathBuf>,
    fix: bool,
    settings: &Settings,
) -> Result<Option<GivenPage>, CliError> {
    let is_given = words.first().is_some_and(|word| word == "-");
    if !is_given {
        let alone = name.is_some();
        let message = "--stdin-filename names the page of standard input: give `-` as the source".to_owned();
        return if alone { Err(CliError::Usage(message)) } else { Ok(None) };
    }
    if fix {
        return Err(CliError::Usage("--fix changes files: it cannot change standard input".to_owned()));
    }
    words.remove(0);
    let mut content = Vec::new();
    io::stdin().lock().read_to_end(&mut content)?;
    let name = name.unwrap_or_else(|| "stdin.md".into());
    Ok(Some(GivenPage::new(&name, content, settings)))
}

fn fences(loaded: &LoadedCases) -> Fences {
    let account = loaded.account;
    Fences {
        total: account.total(),
        in_case: account.in_case,
        excused: account.excused,
        in_finding: account.in_finding,
    }
}

fn text(
    out: &mut impl Write,
    loaded: &LoadedCases,
    findings: &[Redacted<Finding>],
    account_lines: Option<&[FenceLine<'_>]>,
    docs_root: &DocsRoot,
) -> io::Result<()> {
    let palette = streams::palette();
    for finding in findings {
        write!(out, "{}", docs_root.with(|docs| render_finding(finding, docs, &palette)))?;
    }
    for FenceLine { page, line, shows, became, .. } in account_lines.unwrap_or_default() {
        let path = docs_root.with(|docs| docs.path(page));
        writeln!(out, "{path}:{line}: {shows}: {became}")?;
    }
    let account = loaded.account;
    writeln!(
        out,
        "{} {} like HTTP: {} in cases, {} excused, {} left out with a finding",
        counted(account.total(), "fence"),
        if account.total() == 1 { "looks" } else { "look" },
        account.in_case,
        account.excused,
        account.in_finding
    )?;
    let clients: Vec<String> = account.named_clients().map(|(name, count)| format!("{count} in {name}")).collect();
    if !clients.is_empty() {
        writeln!(out, "excused as calls of clients that are not read: {}", clients.join(", "))?;
    }
    let count = |level| loaded.findings.iter().filter(|finding| finding.level == level).count();
    let (wrong, warned) = (count(Level::Deny), count(Level::Warn));
    let cases = counted(loaded.cases.len(), "case");
    writeln!(out, "{cases}; {}, {}", counted(wrong, "finding"), counted(warned, "warning"))?;
    let fixable = loaded.findings.iter().filter(|finding| !finding.fix.is_empty()).count();
    if fixable > 0 {
        writeln!(out, "{fixable} can be fixed by `doctrial check --fix`")?;
    }
    if account.total() > 0 && loaded.cases.is_empty() {
        writeln!(out, "{}", no_case(account_lines.is_some()))?;
    }
    if account.total() == 0 && Exit::of_check(loaded) == Exit::Nothing {
        writeln!(
            out,
            "nothing to check: no fence of {} looks like HTTP (a request line such as `GET /x`, a curl command, a response), and \
             none documents a type; name the folder or page that has the examples",
            loaded.source.display()
        )?;
    }
    Ok(())
}

/// The message where fences look like HTTP and none becomes a case: nothing would be fired. `listed`: what became of
/// each was printed above.
fn no_case(listed: bool) -> String {
    let why = if listed { "the lines above say" } else { "`doctrial check --account` says" };
    format!(
        "no case: there is nothing to fire; {why} what became of each fence. Show the response below its request: with a status \
         line (`HTTP/1.1 200 OK`), or as JSON under `Response:`"
    )
}
