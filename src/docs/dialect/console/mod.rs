//! In: Fences in the notation of a console: method, path, and right below them JSON (`PUT items/1`).
//! Out: Their examples. The lines between the request line and the body are left out by the notation, not by mistake.

use super::exchange::ExchangeReader;
use super::http;
use super::reader::{DialectReader, DialectReading};
use super::remaining::Remaining;
use crate::contract::Dialect;
use crate::docs::messages::message_defect::MessageDefectKind;
use crate::docs::messages::request_message::RequestMessage;
use crate::docs::pairing::bare_json::BareJson;
use crate::json;

/// The console of a search engine, and others like it.
pub(super) struct Console;

impl DialectReader for Console {
    fn dialect(&self) -> Dialect {
        Dialect::Console
    }

    fn read(&self, remaining: &Remaining<'_>) -> DialectReading {
        let shows_console = |at| remaining.open.role(at).request().is_some_and(is_console);
        if !(0..remaining.open.count()).any(shows_console) {
            return DialectReading::default();
        }
        let mut exchanges = ExchangeReader::new(remaining);
        let documents = BareJson::read(&remaining.open, &remaining.pairing().pairs, remaining.series());
        let pairs = http::pairs(remaining, &documents).into_iter().filter(|pair| shows_console(pair.request));
        for pair in pairs.collect::<Vec<_>>() {
            exchanges.pair(pair, Dialect::Console, None);
            exchanges.settle(pair);
        }
        exchanges.reading
    }
}

/// Whether a request is written as a console takes it.
pub(super) fn is_console(message: &RequestMessage) -> bool {
    let line = &message.line;
    let right_below = message.defects.iter().any(|defect| defect.kind == MessageDefectKind::NoBlankLine);
    let is_json = message.body.as_ref().is_some_and(|body| body.text().starts_with(json::OPENING));
    right_below && is_json && message.headers.is_empty() && !line.has_version && !line.has_host()
}
