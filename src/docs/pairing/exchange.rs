//! The halves of a pair as their fences show them -> [`DocRequest`] and [`DocResponse`].

use super::pair;
use super::pair::Pair;
use super::promised_status::Around;
use crate::contract::{DocumentedBody, Field};
use crate::directive::{Directive, Said};
use crate::docs::annotation::annotation::BlockType;
use crate::docs::messages::message::{MessageDefect, RequestMessage, Rest};
use crate::docs::outline::fence_in_context::{FenceInContext, Role};
use crate::docs::outline::outline::Outline;
use crate::docs::{DocRequest, DocResponse};
use crate::http::StatusSet;
use crate::text::{LineIndex, Page, Position, SourceText};

/// An answer, what annotations say of it apart.
pub(crate) struct Head {
    pub(crate) status: StatusSet,
    pub(crate) place: Position,
    pub(crate) headers: Vec<Field>,
    pub(crate) body: Option<SourceText>,
    pub(crate) oddities: Vec<MessageDefect>,
}

impl Head {
    /// The answer of a pair: as its fence shows it, or a document without a head and the status that the page promises.
    pub(crate) fn of(page: &Page, lines: &LineIndex, outline: &Outline, pair: Pair) -> Option<Self> {
        let response = &outline.pieces[pair.response];
        match &response.role {
            Role::Response(message) | Role::Both(_, message) => Some(Self {
                status: StatusSet::code(message.start.status),
                place: message.start.place,
                headers: message.rest.headers.clone(),
                body: message.rest.body.clone(),
                oddities: message.rest.oddities.clone(),
            }),
            Role::Json(body) => {
                let (pieces, headings) = (outline.pieces.as_slice(), outline.headings.as_slice());
                let around = Around { page, lines, pieces, headings };
                let section = pair::section(page.text.len(), pieces, headings, pair);
                let (status, place) = around.status(response, section, body.text());
                Some(Self { status, place, headers: Vec::new(), body: Some(body.clone()), oddities: Vec::new() })
            }
            _ => None,
        }
    }
}

/// The request of a piece.
pub(crate) fn doc_request(piece: &FenceInContext, message: &RequestMessage) -> DocRequest {
    let Rest { headers, body, .. } = message.rest.clone();
    let said = piece.annotation.as_ref();
    DocRequest {
        line: piece.place.line,
        method: message.start.method.clone(),
        url: message.start.url.clone(),
        url_place: message.start.url_place,
        headers,
        body: body.map(DocumentedBody::new),
        streams: false,
        opaque_url: said.is_some_and(|a| a.opaque_url),
        scopes: said.map(|a| a.scopes.clone()).unwrap_or_default(),
        tags: said.map(|a| a.tags.clone()).unwrap_or_default(),
    }
}

/// The answer with what its annotation says of it.
pub(crate) fn doc_response(piece: &FenceInContext, head: Head) -> DocResponse {
    let Head { status, place, headers, body, .. } = head;
    let annotation = piece.annotation.as_ref().filter(|a| a.block_type == BlockType::Response);
    DocResponse {
        line: piece.place.line,
        status,
        status_place: place,
        headers,
        body: body.map(DocumentedBody::new),
        status_only: false,
        facts: annotation.map(|a| a.facts.clone()).unwrap_or_default(),
    }
}

/// What directives say of a pair: of the request first, so that the response's word wins.
pub(crate) fn said_of(request: &FenceInContext, response: &FenceInContext) -> Vec<(Directive, Said)> {
    let both = [request, response];
    let pieces = if request.place == response.place { &both[..1] } else { &both[..] };
    pieces.iter().flat_map(|piece| piece.directives.iter().cloned()).collect()
}
