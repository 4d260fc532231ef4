//! The dialects, who comes first, and how what they find is combined.

use super::api_doctor::ApiDoctor;
use super::blueprint::Blueprint;
use super::command::client::Clients;
use super::console::Console;
use super::curl::{CURL, Curl};
use super::gitbook::GitBook;
use super::http::Http;
use super::httpie::{HTTPIE, Httpie};
use super::other_client::other_client;
use super::reader::{DialectReader, DialectReading};
use super::remaining::Remaining;
use super::{same_call, shapes, unread_responses, without_response};
use crate::contract::Dialect;
use crate::docs::outline::fence_in_context::FenceInContext;
use crate::docs::outline::page_context::PageContext;
use crate::docs::outline::role::Role;
use crate::docs::pairing::status_codes::status_codes;
use crate::docs::wording::{self, LabelKind, Topic};
use crate::docs::{FenceOutcome, FenceRecord};
use crate::text::SourceText;
use crate::text::begins_fence;

/// Every dialect, in the order in which they read a page. Those with a structure of their own come first, then commands, as the output below them looks like a plain
/// response; then annotated fences; plain fences last.
const READERS: &[&dyn DialectReader] = &[&Blueprint, &GitBook, &Curl, &Httpie, &ApiDoctor, &Console, &Http];

/// The programs whose commands are read, in the same order.
const COMMAND_CLIENTS: Clients = &[&CURL, &HTTPIE];

/// The dialect whose commands a fence shows.
pub(crate) fn command_dialect(info: &str, text: &SourceText) -> Option<Dialect> {
    READERS.iter().find(|reader| reader.shows_commands(info, text)).map(|reader| reader.dialect())
}

/// Lets every dialect that is switched on read the page; each sees what those before it have not settled.
pub(crate) fn read(page: &PageContext<'_>) -> DialectReading {
    let mut all = DialectReading::default();
    let mut remaining = Remaining::new(page, COMMAND_CLIENTS);
    for reader in READERS.iter().filter(|reader| reader.reads(page.dialects)) {
        let reading = reader.read(&remaining);
        let settled = reading.claims.iter().filter(|claim| claim.settled).map(|claim| claim.fence);
        remaining = remaining.without(&settled.collect::<Vec<_>>());
        all.append(reading);
    }
    same_call::settle(&mut all);
    shapes::settle(page, &mut all);
    without_response::settle(&mut all);
    let unread = unread_responses::fences(page, &all);
    all.findings.extend(unread_responses::finding(page, &unread));
    for fence in unread {
        all.claim(fence, FenceOutcome::InFinding);
    }
    all
}

/// What became of each HTTP-looking fence. Of several claims on a fence a finding outweighs a case, and a case an excuse; a
/// fence without a claim is excused by its form.
pub(crate) fn fence_records(page: &PageContext<'_>, reading: &DialectReading) -> Vec<FenceRecord> {
    let by_form = |at: usize| counts(page, at).then_some(FenceOutcome::Excused);
    let mut outcomes: Vec<Option<FenceOutcome>> = (0..page.fences().len()).map(by_form).collect();
    for claim in &reading.claims {
        let known = outcomes[claim.fence].filter(|_| claim.outcome.is_some());
        outcomes[claim.fence] = known.max(claim.outcome);
    }
    let hidden = page
        .outline
        .hidden
        .iter()
        .map(|&place| FenceRecord { kind: "hidden fence", ..FenceRecord::new(place, FenceOutcome::InFinding) });
    let fences = page.fences().iter().zip(outcomes);
    let shown = fences.filter_map(|(fence, outcome)| match outcome {
        Some(outcome) => {
            let (kind, excuse) = describe(fence);
            Some(FenceRecord { kind, excuse, ..FenceRecord::new(fence.place, outcome) })
        }
        None if matches!(fence.role, Role::Other) && fence.annotation.is_none() => {
            let client = other_client(&fence.info, fence.text.text())?;
            let record = FenceRecord::new(fence.place, FenceOutcome::Excused);
            Some(FenceRecord { client: Some(client), kind: "call of another client", ..record })
        }
        None => None,
    });
    let mut records: Vec<FenceRecord> = shown.chain(hidden).chain(reading.records.iter().cloned()).collect();
    records.sort_by_key(|record| record.place);
    records
}

/// Whether a fence counts, be it in a case or not: it shows a message or commands, or the page calls it a response.
fn counts(page: &PageContext<'_>, at: usize) -> bool {
    let fence = page.fence(at);
    let is_body = || {
        matches!(fence.role, Role::Json(_) | Role::Text(_) | Role::Included | Role::TypeName)
            && fence.annotation.is_none()
    };
    let is_url = || fence.role.is_named_route() && is_shown_in_fence(page, at);
    fence.role.looks_like_http() || is_url() || is_body() && is_called_response(page, at)
}

/// Whether the page calls a document a response, the shape of one, or what comes in success or failure.
fn is_called_response(page: &PageContext<'_>, at: usize) -> bool {
    const FEW: usize = 6;
    let label = page.label(at).text;
    match page.label_kind(at) {
        LabelKind::Response => true,
        LabelKind::Shape => wording::mentions(Topic::Response, label),
        LabelKind::Unknown => {
            wording::words(label).count() <= FEW
                && (wording::mentions(Topic::Failure, label)
                    || wording::mentions(Topic::Success, label)
                    || !status_codes(label).is_empty())
        }
        _ => false,
    }
}

/// Whether a route or URL is all that a fence shows.
fn is_shown_in_fence(page: &PageContext<'_>, at: usize) -> bool {
    let shown = page.text().get(page.fence(at).range.start..).unwrap_or_default();
    begins_fence(shown)
}

/// What a fence shows, and why it is excused where nothing else is said of it.
fn describe(fence: &FenceInContext) -> (&'static str, &'static str) {
    let annotated = fence.annotation.is_some();
    match &fence.role {
        Role::ExcludedRequest if annotated => ("request", "its annotation says that it is not an example"),
        Role::ExcludedRequest => {
            ("route", "it states the syntax of a route: there are several, or parts of it may be left out")
        }
        Role::BareRoute(_) => ("route", "it states the syntax of a route, and no response to it is shown"),
        role if role.is_lone_url() => ("URL", "it is a URL alone, and no response to it is shown"),
        Role::NamedRoute { .. } => ("route in the text", "no response to it is shown"),
        Role::Request(_) => ("request", "it is a route alone, and no response to it is shown"),
        Role::RequestAndResponse(..) => ("request and response", ""),
        Role::ExcludedResponse => ("response", "its annotation says that it is not an example"),
        Role::Response(_) => ("response", "it shows what responses look like, or comes on another condition"),
        Role::Json(_) | Role::Text(_) => {
            ("body", "the page calls it a response, and shows no request for it, or its shape alone")
        }
        Role::TypeName => ("type", "it names the type of a response, and shows none"),
        Role::Included => ("body", "its content is in a file that the page includes"),
        Role::Commands(_) => ("command", "it repeats a call, downloads, or needs no response"),
        _ => ("message", ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dialect_of_the_settings_has_one_reader() {
        let read: Vec<Dialect> = READERS.iter().map(|reader| reader.dialect()).collect();
        assert_eq!(read.len(), Dialect::ALL.len());
        assert!(Dialect::ALL.iter().all(|dialect| read.contains(dialect)));
    }
}
