//! One page -> [`PageDocs`]. Pure.

use std::borrow::Cow;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::dialect::registry;
use super::markdown::blocks::blocks;
use super::outline::build::outline;
use super::outline::outline::Outline;
use super::outline::page_context::PageContext;
use super::pairing::also_promised;
use super::stated_routes::stated_routes;
use super::types::{prose_maps, response_fields, tables};
use super::unused_names::unused_names;
use super::wording::{self, Topic};
use super::{Example, PageDocs, ReadOptions, lint, page_limits};
use crate::text::{LineIndex, Page, plain_text};

/// What a comment with a directive begins with: it may change the levels of rules.
static DIRECTIVE: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("doctrial"));

/// Reads one page, by the dialects of the options. Whatever is wrong with it is a finding; nothing makes it fail.
pub fn read_page<'o>(page: &Page, options: impl Into<ReadOptions<'o>>) -> PageDocs {
    match plain_text(&page.text) {
        Cow::Borrowed(text) if text.len() == page.text.len() => read_plain(page, options.into()),
        text => read_plain(&Page { path: page.path.clone(), text: text.into_owned() }, options.into()),
    }
}

/// Reads a page in which nothing but line feeds ends lines.
fn read_plain(page: &Page, options: ReadOptions<'_>) -> PageDocs {
    let dialects = options.dialects;
    let lines = LineIndex::new(&page.text);
    let mut findings = Vec::new();
    let outline = outline(page, blocks(page, &lines), options, &registry::command_dialect, &mut findings);
    let context = PageContext::new(page, &lines, &outline, dialects);
    let mut reading = registry::read(&context);
    findings.append(&mut reading.findings);
    let mut docs = tables::read(&context, &mut findings);
    docs.fences = registry::fence_records(&context, &reading);
    docs.unnamed_base =
        docs.resources.iter().any(|r| r.base_type.is_none()) && wording::mentions(Topic::Inherits, &page.text);
    docs.examples = reading.examples;
    docs.examples.sort_by_key(Example::rank);
    docs.directives.clone_from(&outline.directives);
    page_limits::apply(&page.path, page.text.len(), &mut docs, &mut findings);
    docs.examples = with_scopes(docs.examples, &docs.permissions);
    findings.extend(response_fields::assign(&context, &mut docs.examples));
    prose_maps::assign(&context, &mut docs.examples);
    also_promised::assign(&context, &mut docs.examples);
    // All pages are kept until the last one is read.
    docs.examples.shrink_to_fit();
    docs.properties.shrink_to_fit();
    docs.steps = reading.steps;
    findings.extend(unused_names(&page.path, &outline, &docs));
    if options.routes {
        docs.routes = stated_routes(&context, &docs.steps);
    }
    findings.extend(lint::lint(&context, &docs, options.lint || DIRECTIVE.find(page.text.as_bytes()).is_some()));
    findings.sort_by_key(|finding| finding.location.place);
    docs.findings = findings;
    docs.path.clone_from(&page.path);
    let Outline { title, includes, expects_used, .. } = outline;
    PageDocs { title, expects_used, includes, ..docs }
}

/// The examples; those whose annotation names no scopes need those of the page's "Permissions" table.
fn with_scopes(mut examples: Vec<Example>, permissions: &[String]) -> Vec<Example> {
    for example in examples.iter_mut().filter(|example| example.request.scopes.is_empty()) {
        example.request.scopes = permissions.to_vec();
    }
    examples
}
