//! In: The fences that annotations or directives call requests and responses.
//! Out: Their examples. The notation of the annotations themselves is read with the outline (`docs/annotation`).

use super::defects;
use super::exchange::ExchangeReader;
use super::reader::{DialectReader, DialectReading};
use super::remaining::Remaining;
use super::without_response::has_unreadable_response;
use crate::contract::Dialect;
use crate::docs::FenceOutcome;
use crate::docs::annotation::annotation::BlockType;
use crate::docs::outline::role::Role;
use crate::docs::pairing::pair::Unpaired;
use crate::docs::pairing::unknown_names::unknown_names;
use crate::docs::pairing::unpaired::explain;

/// API Doctor's annotations.
pub(super) struct ApiDoctor;

impl DialectReader for ApiDoctor {
    fn dialect(&self) -> Dialect {
        Dialect::ApiDoctor
    }

    /// A directive does what an annotation does, whatever dialects are switched on; without annotations and directives
    /// there is nothing to read.
    fn reads(&self, _: &[Dialect]) -> bool {
        true
    }

    fn read(&self, remaining: &Remaining<'_>) -> DialectReading {
        let mut exchanges = ExchangeReader::new(remaining);
        for pair in &remaining.pairing().pairs {
            let request = exchanges.fence(pair.request);
            if request.is_annotated(BlockType::Request) {
                let by_directive = request.annotation.as_ref().is_some_and(|annotation| annotation.by_directive);
                exchanges.pair(*pair, if by_directive { Dialect::Http } else { Dialect::ApiDoctor }, None);
            }
        }
        for (response, reason) in &remaining.pairing().unpaired {
            if is_ours(&exchanges, *response, *reason) {
                unpaired(&mut exchanges, *response, *reason);
            }
        }
        exchanges.reading.findings.extend(unknown_names(remaining.page()));
        for fence in 0..remaining.open.count() {
            unread(&mut exchanges, fence);
        }
        exchanges.reading
    }
}

/// Whether annotations leave a response without a request.
fn is_ours(exchanges: &ExchangeReader<'_, '_>, response: usize, reason: Unpaired) -> bool {
    exchanges.fence(response).is_annotated(BlockType::Response) || matches!(reason, Unpaired::HasResponse(_))
}

fn unpaired(exchanges: &mut ExchangeReader<'_, '_>, response: usize, reason: Unpaired) {
    if let Some(explanation) = explain(&exchanges.remaining.open, response, reason) {
        let (path, place) = (exchanges.remaining.page().path(), exchanges.fence(response).place);
        exchanges.reading.findings.push(defects::unpaired(path, place, explanation));
        exchanges.reading.claim(response, FenceOutcome::InFinding);
    }
}

/// An annotated fence that is in no example.
fn unread(exchanges: &mut ExchangeReader<'_, '_>, at: usize) {
    let (page, fence) = (exchanges.remaining.page(), exchanges.fence(at));
    if fence.annotation.is_none() || exchanges.is_read(at) {
        return;
    }
    let role = exchanges.remaining.open.role(at);
    let finding = match role {
        Role::Unreadable => Some(defects::unreadable(page.path(), fence)),
        Role::Request(_) if has_unreadable_response(&exchanges.remaining.open, at) => {
            return exchanges.reading.claim(at, FenceOutcome::InFinding);
        }
        Role::Request(_) if fence.is_annotated(BlockType::Request) => {
            Some(defects::no_response(page.path(), fence.place, Dialect::ApiDoctor))
        }
        _ => None,
    };
    let reported = role.looks_like_http() && fence.is_annotated(BlockType::Unknown);
    if finding.is_some() || reported {
        exchanges.reading.claim(at, FenceOutcome::InFinding);
    }
    exchanges.reading.findings.extend(finding);
}
