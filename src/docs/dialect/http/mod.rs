//! In: Fences with HTTP messages, bare JSON documents, and routes, without annotations.
//! Out: Their examples.

use super::command::alternatives::is_made_below;
use super::defects;
use super::exchange::ExchangeReader;
use super::reader::{DialectReader, DialectReading, WithoutResponse};
use super::remaining::Remaining;
use super::without_response::has_unreadable_response;
use crate::contract::{Dialect, DocumentedBody};
use crate::docs::annotation::annotation::BlockType;
use crate::docs::messages::request_message::RequestMessage;
use crate::docs::outline::role::Role;
use crate::docs::pairing::bare_json::BareJson;
use crate::docs::pairing::calls_in_rows;
use crate::docs::pairing::further_pairs;
use crate::docs::pairing::neighbours::share_promised;
use crate::docs::pairing::pair::{Pair, Unpaired};
use crate::docs::pairing::unpaired::explain;
use crate::docs::wording::{announces_example, announces_route};
use crate::docs::{FenceOutcome, FenceRecord};

/// Plain HTTP.
pub(super) struct Http;

impl DialectReader for Http {
    fn dialect(&self) -> Dialect {
        Dialect::Http
    }

    fn read(&self, remaining: &Remaining<'_>) -> DialectReading {
        let mut exchanges = ExchangeReader::new(remaining);
        let mut documents = BareJson::read(&remaining.open, &remaining.pairing().pairs, remaining.series());
        let mut pairs = pairs(remaining, &documents);
        for excused in further_pairs::take_conditional(&remaining.open, &mut pairs) {
            exchanges.reading.claim(excused, FenceOutcome::Excused);
        }
        let neighbours = further_pairs::share_responses(&remaining.open, &mut pairs);
        share_promised(&remaining.open, &mut documents.promised, &pairs);
        for pair in pairs {
            let below = || Some(Pair { request: *neighbours.get(&pair.request)?, ..pair });
            let body = documents.body_of(pair).or_else(|| documents.body_of(below()?));
            exchanges.pair(pair, Dialect::Http, body);
        }
        let not_read: Vec<_> = documents.promised.into_iter().filter(|(at, _, _)| !exchanges.is_read(*at)).collect();
        for (request, promised, body) in not_read.into_iter().chain(documents.promised_beside) {
            exchanges.promised(request, promised, body);
        }
        for (response, reason) in &remaining.pairing().unpaired {
            unpaired(&mut exchanges, *response, *reason);
        }
        for (request, document) in documents.ambiguous {
            let line = exchanges.fence(request).place.line;
            let finding = defects::ambiguous(remaining.page().path(), exchanges.fence(document).place, line);
            exchanges.reading.findings.push(finding);
            exchanges.reading.claim(document, FenceOutcome::InFinding);
        }
        let is_annotated = |at| exchanges.fence(at).annotation.as_ref().is_some_and(|found| !found.by_directive);
        let is_annotated = (0..remaining.open.count()).any(is_annotated);
        let words_of = if is_annotated { Dialect::ApiDoctor } else { Dialect::Http };
        for fence in 0..remaining.open.count() {
            let has_body = documents.bodies.binary_search_by_key(&fence, |(request, _)| *request).is_ok();
            unread(&mut exchanges, fence, has_body, words_of);
        }
        rows_of_tables(remaining, &mut exchanges.reading);
        exchanges.reading
    }
}

/// Reads the rows of tables that show a call each. One that is no example has a record that says why.
fn rows_of_tables(remaining: &Remaining<'_>, reading: &mut DialectReading) {
    for (place, example) in calls_in_rows::examples(remaining.page()) {
        let excuse = example.as_ref().err().copied().unwrap_or_default();
        let outcome = if excuse.is_empty() { FenceOutcome::InCase } else { FenceOutcome::Excused };
        reading.records.push(FenceRecord { kind: "row of a table", excuse, ..FenceRecord::new(place, outcome) });
        // The rows of a table about one call show a part of it each.
        let response = example.as_ref().ok().filter(|example| example.response.line != place.line);
        let shown = response.and_then(|example| example.response.body.as_ref()).map(DocumentedBody::start);
        reading
            .records
            .extend(shown.map(|shown| FenceRecord { kind: "row of a table", ..FenceRecord::new(shown, outcome) }));
        reading.examples.extend(example);
    }
}

/// The pairs whose request is not annotated, with and without a status line, in the order of the responses.
pub(super) fn pairs(remaining: &Remaining<'_>, documents: &BareJson) -> Vec<Pair> {
    let plain = |pair: &&Pair| !remaining.page().fence(pair.request).is_annotated(BlockType::Request);
    let with_status = remaining.pairing().pairs.iter().filter(plain);
    let mut pairs: Vec<Pair> = with_status.chain(&documents.pairs).copied().collect();
    pairs.sort_by_key(|pair| (pair.response, pair.request));
    pairs
}

fn unpaired(exchanges: &mut ExchangeReader<'_, '_>, response: usize, reason: Unpaired) {
    let fence = exchanges.fence(response);
    if fence.is_annotated(BlockType::Response) || matches!(reason, Unpaired::HasResponse(_)) {
        return;
    }
    if let Some(explanation) = explain(&exchanges.remaining.open, response, reason) {
        let path = exchanges.remaining.page().path();
        exchanges.reading.findings.push(defects::unpaired(path, fence.place, explanation));
        exchanges.reading.claim(response, FenceOutcome::InFinding);
    }
}

/// A fence without an annotation that is in no example; help is in the words of the page's dialect.
/// `has_body`: another fence shows what it sends.
fn unread(exchanges: &mut ExchangeReader<'_, '_>, at: usize, has_body: bool, words_of: Dialect) {
    let (path, fence) = (exchanges.remaining.page().path(), exchanges.fence(at));
    if fence.is_annotated(BlockType::Request) || exchanges.is_read(at) {
        return;
    }
    let finding = match exchanges.remaining.open.role(at) {
        Role::Unreadable if fence.annotation.is_none() => defects::broken_status_line(path, fence.text.rest_of_line(0)),
        Role::Request(_) if has_response_in_file(exchanges, at) || !has_body && leads_to_another(exchanges, at) => {
            return exchanges.reading.claim(at, FenceOutcome::Excused);
        }
        Role::Request(_) if has_unreadable_response(&exchanges.remaining.open, at) => {
            return exchanges.reading.claim(at, FenceOutcome::InFinding);
        }
        Role::Request(message) if has_body || is_meant_as_example(exchanges, at, message) => {
            let (method, url) = (message.line.written_method().to_owned(), message.line.url.clone());
            let finding = defects::no_response(path, fence.place, words_of);
            return exchanges.reading.without_response.push(WithoutResponse {
                fence: at,
                alone: true,
                method,
                url,
                finding,
            });
        }
        _ => return,
    };
    exchanges.reading.findings.push(finding);
    exchanges.reading.claim(at, FenceOutcome::InFinding);
}

/// Whether the response to a request is in a file that the page includes below it.
fn has_response_in_file(exchanges: &ExchangeReader<'_, '_>, at: usize) -> bool {
    let open = &exchanges.remaining.open;
    let mut below = (at + 1..open.count()).filter(|&next| !open.role(next).is_named_route()).take(2);
    below.any(|next| matches!(open.role(next), Role::Included))
}

/// Whether a request without a response is an example all the same: a route alone may be prose, unless a heading or label
/// calls it a request, or it is complete.
fn is_meant_as_example(exchanges: &ExchangeReader<'_, '_>, at: usize, message: &RequestMessage) -> bool {
    let heading = exchanges.fence(at).heading();
    let announced = || announces_example(heading) || exchanges.remaining.page().label_announces_example(at);
    let complete = message.line.has_host() && !message.line.url.contains(['{', '<']);
    let syntax = announces_route(heading) || message.line.second.is_some();
    !message.is_bare() || !syntax && (complete || announced()) && !is_made_below(exchanges.remaining, at, message)
}

/// Whether the fence of a request shows another one below it: what is set up for that, or a list.
fn leads_to_another(exchanges: &ExchangeReader<'_, '_>, at: usize) -> bool {
    let next = at + 1;
    next < exchanges.remaining.open.count()
        && exchanges.fence(next).range == exchanges.fence(at).range
        && matches!(exchanges.remaining.open.role(next), Role::Request(_))
}
