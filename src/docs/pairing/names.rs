//! Names by which responses speak of requests, and that no request has.

use crate::docs::annotation::annotation::BlockType;
use crate::docs::outline::fence_in_context::FenceInContext;
use crate::finding::suggest::nearest;
use crate::finding::{Finding, rules};

/// One finding for each name of a response that no annotated request of the page bears.
pub(crate) fn unknown(page: &str, pieces: &[FenceInContext]) -> Vec<Finding> {
    let borne: Vec<&String> = names(pieces, BlockType::Request).map(|(_, name)| name).collect();
    let lost = names(pieces, BlockType::Response).filter(|(_, name)| !borne.contains(name));
    lost.map(|(piece, name)| {
        let place = piece.annotation.as_ref().map_or(piece.place, |annotation| annotation.place);
        let message = format!("no request of this page is named `{name}`");
        let help = nearest(name, &borne).map_or_else(
            || "correct the name, or leave it out: the response then answers the nearest request above it".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        Finding::docs(&rules::docs::UNKNOWN_NAME, page, place, message).help(help)
    })
    .collect()
}

fn names(pieces: &[FenceInContext], kind: BlockType) -> impl Iterator<Item = (&FenceInContext, &String)> {
    let annotated = pieces.iter().filter(move |piece| piece.annotated(kind));
    annotated.flat_map(|piece| piece.annotation.iter().flat_map(|a| &a.names).map(move |name| (piece, name)))
}
