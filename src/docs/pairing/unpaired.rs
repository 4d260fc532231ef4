//! Why a response stays without a request, in words.

use super::pair::Unpaired;
use super::route;
use crate::docs::annotation::annotation::BlockType;
use crate::docs::outline::fence_in_context::FenceInContext;

/// What is wrong with a response that no request claims, and what to do; `None` where nothing is: it is no answer at all.
pub(crate) fn why(
    pieces: &[FenceInContext],
    piece: &FenceInContext,
    reason: Unpaired,
    plain: bool,
) -> Option<(String, &'static str)> {
    let annotated = piece.annotated(BlockType::Response);
    let ignored = |i: usize| pieces[i].annotation.is_some();
    Some(match reason {
        // A skeleton below a route says nothing but what the route says.
        Unpaired::NoExample(request) if !annotated && (ignored(request) || !plain || route::is_skeleton(piece)) => {
            return None;
        }
        Unpaired::NoExample(request) if ignored(request) => (
            format!(
                "this response belongs to the request at line {}, which is annotated as no example",
                pieces[request].place.line
            ),
            "annotate that request as `request`, or this response as `ignored`",
        ),
        Unpaired::NoExample(request) => (
            format!("this response follows line {}, which only states syntax", pieces[request].place.line),
            "show a request example (with a host, HTTP version or header) above it",
        ),
        Unpaired::NoRequest | Unpaired::OtherSection(_) if !annotated && !plain => {
            return None;
        }
        Unpaired::NoRequest => {
            ("this response has no request above it".to_owned(), "show the request it answers above it")
        }
        Unpaired::OtherSection(request) => (
            format!(
                "the request at line {} stands in another section: this response is not taken as the answer to it",
                pieces[request].place.line
            ),
            "put both under one heading, or show the request it answers above it",
        ),
        Unpaired::Answered(request) => (
            format!(
                "the request at line {} is annotated and has its annotated response; this one is not annotated",
                pieces[request].place.line
            ),
            "annotate it as `response` if it is a second answer, else as `ignored`",
        ),
    })
}
