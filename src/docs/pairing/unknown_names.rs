//! Names in the annotations of responses that no request has.

use std::collections::HashSet;

use crate::docs::annotation::annotation::BlockType;
use crate::docs::outline::fence_in_context::FenceInContext;
use crate::docs::outline::page_context::PageContext;
use crate::finding::suggest;
use crate::finding::suggest::did_you_mean;
use crate::finding::{Finding, rules};

/// For how many names of a page a similar one is looked for among all others.
const MOST_SUGGESTED: usize = 20;

/// One finding for each name of a response that no annotated request of the page has.
pub(crate) fn unknown_names(page: &PageContext<'_>) -> Vec<Finding> {
    let known: HashSet<&String> = names(page.fences(), BlockType::Request).map(|(_, name)| name).collect();
    let mut suggestible: Vec<&String> = known.iter().copied().collect();
    suggestible.sort_unstable();
    let unknown = names(page.fences(), BlockType::Response).filter(|(_, name)| !known.contains(name));
    unknown
        .enumerate()
        .map(|(number, (fence, name))| {
            let annotation = fence.annotation.as_ref();
            let span = annotation.map_or(fence.place.into(), |it| it.names_span.unwrap_or(it.span));
            let message = format!("no request of this page is named `{name}`");
            let near = (number < MOST_SUGGESTED).then(|| suggest::nearest(name, &suggestible)).flatten();
            let help = near.map_or_else(
                || {
                    "correct the name, or leave it out: then this is the response to the nearest request above"
                        .to_owned()
                },
                |near| did_you_mean(near),
            );
            Finding::docs(&rules::docs::UNKNOWN_NAME, &page.page.path, span, message).help(help)
        })
        .collect()
}

fn names(fences: &[FenceInContext], block_type: BlockType) -> impl Iterator<Item = (&FenceInContext, &String)> {
    let annotated = fences.iter().filter(move |fence| fence.is_annotated(block_type));
    annotated.flat_map(|fence| fence.annotation.iter().flat_map(|a| &a.names).map(move |name| (fence, name)))
}
