//! Tolerances used in receiving the response.

use crate::finding::{Tolerance, ToleranceKind};
use crate::http::{Exchange, TransportNote};

/// One tolerance for each note of the exchange that is not a finding.
pub(crate) fn of(exchange: &Exchange) -> impl Iterator<Item = Tolerance> {
    exchange.notes.iter().filter_map(|note| {
        Some(Tolerance::of_case(match note {
            TransportNote::CutStream => ToleranceKind::Stream,
            TransportNote::TrailingBytes => ToleranceKind::TrailingBytes,
            TransportNote::Resent => ToleranceKind::Resent,
            TransportNote::StrayBytes => return None,
        }))
    })
}
