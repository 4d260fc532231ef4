//! What the JSON documents in fences of their own are, as far as it is known.

use super::pair::Pair;
use super::unshown_response::PromisedResponse;
use crate::docs::outline::fence_in_context::FenceInContext;
use crate::docs::outline::open_fences::OpenFences;

/// What the bare documents of a page are, by index into the fences.
#[derive(Default)]
pub(crate) struct BareJson {
    /// A request and the document that is its response.
    pub(crate) pairs: Vec<Pair>,
    /// A request and the document that is its body.
    pub(crate) bodies: Vec<(usize, usize)>,
    /// The pair of a variant and the document that is the body of its request.
    pub(crate) variants: Vec<(Pair, usize)>,
    /// A request whose response is promised and not shown, with the document that is its body.
    pub(crate) promised: Vec<(usize, PromisedResponse, Option<usize>)>,
    /// The same of a request of which only failures are shown.
    pub(crate) promised_beside: Vec<(usize, PromisedResponse, Option<usize>)>,
    /// A request and the document that may be its body as well as the response to it.
    pub(crate) ambiguous: Vec<(usize, usize)>,
}

impl BareJson {
    /// The document that is the body of a pair's request.
    pub(crate) fn body_of(&self, pair: Pair) -> Option<usize> {
        // Both are in the order of the requests.
        let first = self.variants.partition_point(|(variant, _)| variant.request < pair.request);
        let variants = self.variants[first..].iter().take_while(|(variant, _)| variant.request == pair.request);
        let of_variant = variants.into_iter().find(|(variant, _)| *variant == pair).map(|(_, body)| *body);
        of_variant.or_else(|| {
            let first = self.bodies.partition_point(|(request, _)| *request < pair.request);
            self.bodies.get(first).filter(|(request, _)| *request == pair.request).map(|(_, body)| *body)
        })
    }
}

/// Reads them, request by request.
pub(super) struct Reader<'r, 'p> {
    pub(super) open: &'r OpenFences<'p>,
    /// Of each fence, the responses with a status line to it.
    pub(super) with_status: Vec<Vec<usize>>,
    /// Of each fence: it is the response to a request in a fence.
    pub(super) has_response: Vec<bool>,
    /// Of each fence: it is the body of a request.
    pub(super) is_body: Vec<bool>,
    /// Of each fence: it is the response to a request or route.
    pub(super) is_response: Vec<bool>,
    pub(super) out: BareJson,
}

impl<'p> Reader<'_, 'p> {
    pub(super) fn fence(&self, at: usize) -> &'p FenceInContext {
        self.open.page.fence(at)
    }
}
