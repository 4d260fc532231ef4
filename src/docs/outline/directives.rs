//! Directives in a page: `<!-- doctrial ... -->` comments, each waiting for the fence below it.

use std::collections::BTreeMap;

use super::fence_in_context::FenceInContext;
use super::role::Role as FenceRole;
use crate::contract::ResponseFacts;
use crate::directive;
use crate::directive::{Directive, PageDirective, Role};
use crate::docs::annotation::annotation::{Annotation, BlockType};
use crate::docs::annotation::item_type::item_type;
use crate::finding::{Finding, rules};
use crate::text::{Location, SourceText, Span};

/// The directives of a page so far.
#[derive(Default)]
pub(crate) struct Directives {
    waiting: Vec<(Directive, Span)>,
    /// Those about the whole page.
    pub(super) of_page: Vec<(PageDirective, Location)>,
}

impl Directives {
    /// Reads a comment, and returns whether it is a directive (be it a broken one).
    pub(crate) fn comment(&mut self, page: &str, inner: &SourceText, findings: &mut Vec<Finding>) -> bool {
        match directive::parse_comment(inner.text()) {
            None => false,
            Some(Ok(directive)) => {
                let text = inner.text();
                let span = inner.span(text.len() - text.trim_start().len()..text.trim_end().len());
                if let Some(whole) = directive.page.clone() {
                    self.of_page.push((whole, Location::new(page, span.start)));
                }
                if directive.is_about_example() {
                    self.waiting.push((directive, span));
                }
                true
            }
            Some(Err(error)) => {
                let place = inner.place(error.at.min(inner.text().len()));
                // The author relies on the directive: without it the example below must not pass.
                let unread = "the directive above it cannot be read (`doctrial check` says why)".to_owned();
                self.waiting.push((Directive { skip: Some(unread), ..Directive::default() }, place.into()));
                let finding = Finding::docs(&rules::docs::UNREADABLE_DIRECTIVE, page, place, error.message);
                findings.push(finding.help(
                    "a directive is `<!-- doctrial KEY = VALUE -->`, in TOML; until it can be read its example is not fired",
                ));
                true
            }
        }
    }

    /// Takes the directives about the next fence.
    pub(crate) fn take(&mut self, page: &str) -> Vec<(Directive, Location)> {
        self.waiting.drain(..).map(|(directive, span)| (directive, Location::new(page, span.start))).collect()
    }

    /// Reports the directives that have no fence below them, at the end of the page.
    pub(super) fn report_unbound(&mut self, page: &str, findings: &mut Vec<Finding>) {
        let reported = |span: &Span| findings.iter().any(|finding| finding.location.place.line == span.start.line);
        let waiting: Vec<Span> = self.waiting.drain(..).map(|(_, span)| span).filter(|span| !reported(span)).collect();
        for span in waiting {
            let message = "this directive has no fence below it";
            let finding = Finding::docs(&rules::docs::UNBOUND_DIRECTIVE, page, span, message);
            findings.push(
                finding.help("put it above its fence, write it about the whole page (`page.KEY = ...`), or remove it"),
            );
        }
    }
}

/// The annotation that the directives of a fence are equivalent to, if they say what the fence is.
pub(crate) fn as_annotation(directives: &[(Directive, Location)]) -> Option<Annotation> {
    let (directive, source) = directives.iter().rev().find(|(directive, _)| directive.role.is_some())?;
    Some(annotation_of(directive, directive.role?, source))
}

/// Annotates each request and the response further down that directives give the same name, and no others on the page: they
/// belong together.
pub(super) fn pair_by_name(fences: &mut [FenceInContext]) {
    let mut named: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, fence) in fences.iter().enumerate().filter(|(_, fence)| fence.annotation.is_none()) {
        if let Some((directive, _)) = naming(&fence.directives) {
            named.entry(directive.name.clone().unwrap_or_default()).or_default().push(at);
        }
    }
    for pair in named.into_values().filter(|pair| pair.len() == 2 && pair[1] > pair[0] + 1) {
        let [request, response] = pair[..] else { continue };
        let is_request = |at: usize| matches!(fences[at].role, FenceRole::Request(_));
        let is_response = |at: usize| matches!(fences[at].role, FenceRole::Response(_));
        // Each may have its other half next to it: then the name was copied.
        let has_response = is_response(request + 1);
        let has_request = is_request(response - 1) && fences[response - 1].section == fences[response].section;
        let are_pair = is_request(request) && is_response(response) && !has_response && !has_request;
        for (at, role) in [(request, Role::Request), (response, Role::Response)].into_iter().filter(|_| are_pair) {
            let annotation = naming(&fences[at].directives).map(|(directive, at)| annotation_of(directive, role, at));
            fences[at].annotation = annotation;
        }
    }
}

/// The directive that gives a fence its name.
fn naming(directives: &[(Directive, Location)]) -> Option<&(Directive, Location)> {
    directives.iter().rev().find(|(directive, _)| directive.name.is_some())
}

fn annotation_of(directive: &Directive, role: Role, source: &Location) -> Annotation {
    let block_type = match role {
        Role::Request => BlockType::Request,
        Role::Response => BlockType::Response,
        Role::Resource => BlockType::Resource,
        Role::None => BlockType::Ignored,
    };
    let type_text = directive.type_text.clone();
    let plain = type_text.as_deref().map(|text| item_type(text).unwrap_or(text).trim_start_matches('#').to_owned());
    Annotation {
        block_type,
        names: directive.name.clone().into_iter().collect(),
        facts: ResponseFacts {
            type_text,
            type_name: plain,
            optional: directive.optional.clone().unwrap_or_default(),
            nullable: directive.nullable.clone().unwrap_or_default(),
            ..ResponseFacts::default()
        },
        lists_nullable: directive.nullable.is_some(),
        by_directive: true,
        ..Annotation::of_type(block_type, source.place.into())
    }
}
