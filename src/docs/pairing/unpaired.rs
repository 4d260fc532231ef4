//! Why a response has no request, in words.

use super::pair::Unpaired;
use super::responses_with_status::is_skeleton;
use crate::docs::annotation::annotation::BlockType;
use crate::docs::outline::open_fences::OpenFences;

/// What is wrong with a response that no request claims, and what to do; `None` where nothing is wrong: it is the skeleton
/// of a response below a route, which adds nothing to it.
pub(crate) fn explain(open: &OpenFences<'_>, response: usize, reason: Unpaired) -> Option<(String, &'static str)> {
    let annotated = open.page.fence(response).is_annotated(BlockType::Response);
    let line = |request: usize| open.page.fence(request).place.line;
    let excluded = |request: usize| open.page.fence(request).annotation.is_some();
    Some(match reason {
        Unpaired::NoExample(request) if !annotated && (excluded(request) || is_skeleton(open.role(response))) => {
            return None;
        }
        Unpaired::NoExample(request) if excluded(request) => (
            format!(
                "this response belongs to the request at line {}, which is annotated as not being an example",
                line(request)
            ),
            "annotate that request as `request`, or this response as `ignored`",
        ),
        Unpaired::NoExample(request) => (
            format!("this response follows line {}, which only states the syntax of a route", line(request)),
            "show an example of the request (with a host, HTTP version or header) above it",
        ),
        Unpaired::NoRequest => ("this response has no request above it".to_owned(), "show its request above it"),
        Unpaired::OtherSection(request) => (
            format!(
                "the request at line {} is in another section: this is not taken as the response to it",
                line(request)
            ),
            "put both under one heading, or show its request above it",
        ),
        Unpaired::HasResponse(request) => (
            format!(
                "the request at line {} is annotated and has its annotated response; this one is not annotated",
                line(request)
            ),
            "annotate it as `response` if it is a second response, else as `ignored`",
        ),
    })
}
