//! Which part of an exchange a heading calls what is below it.

use crate::docs::outline::fence_in_context::FenceInContext;
use crate::docs::outline::heading::{Heading, is_about_results, names_response_alone};
use crate::docs::wording::{self, LabelKind, Topic, begins_with_status};

/// What the headings of a fence below a page offset call what is below them: the nearest that says so decides.
pub(crate) fn part_of_headings(fence: &FenceInContext, from: usize) -> LabelKind {
    /// How many words name a response and nothing else, whatever it is below.
    const FEW: usize = 2;
    let headings = || fence.headings_below(from);
    let mut kinds = headings().map(|heading| (heading, part_of_heading(&heading.text)));
    let Some((heading, kind)) = kinds.find(|(_, kind)| *kind != LabelKind::Unknown) else { return LabelKind::Unknown };
    // "Arguments", and below it "`v2`: an object as in the response".
    let is_sent = |outer: &Heading| {
        outer.level < heading.level
            && outer.names_part_of_request()
            && part_of_heading(&outer.text) != LabelKind::Response
    };
    let is_long = || wording::words(&heading.text).count() > FEW && !begins_with_status(&heading.text);
    if kind == LabelKind::Response && is_long() && headings().any(is_sent) { LabelKind::RequestBody } else { kind }
}

/// What a heading calls what is below it; one about requests and responses calls it neither, one about the response to a request
/// calls it that.
pub(crate) fn part_of_heading(text: &str) -> LabelKind {
    let kind = LabelKind::of(text);
    if kind == LabelKind::Response && is_about_results(text) {
        return LabelKind::Unknown;
    }
    if kind == LabelKind::Unknown && names_response_alone(text) {
        return LabelKind::Response;
    }
    let Some(request) = wording::find_all(Topic::Request, text).next().filter(|_| kind == LabelKind::Response) else {
        return kind;
    };
    let response = wording::find_all(Topic::Response, text).next();
    let between = response.filter(|response| response.end < request.start).map(|it| &text[it.end..request.start]);
    let joins = |words: &str| {
        words.contains(['/', '&', ',', '+']) || wording::words(words).any(|word| wording::is(Topic::Conjunction, word))
    };
    let of_request = between.is_some_and(|words| words.trim().len() > 1 && !joins(words));
    if of_request { LabelKind::Response } else { LabelKind::Unknown }
}
