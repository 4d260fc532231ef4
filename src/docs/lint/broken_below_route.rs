//! A route that gives no case, with JSON right below it that cannot be read: had it been readable, it might be the
//! response. JSON in a case is checked further where its schemas are attached.

use crate::docs::messages::languages::is_json;
use crate::docs::outline::page_context::PageContext;
use crate::docs::outline::role::Role;
use crate::docs::{FenceOutcome, PageDocs, unreadable_body};
use crate::finding::{Finding, rules};

/// A finding for each such document; what leaves something open is a sketch of the response, not a broken one.
pub(super) fn lint(page: &PageContext<'_>, docs: &PageDocs) -> Vec<Finding> {
    let is_excused = |at: usize| {
        let place = page.fence(at).place;
        let record = docs.fences.binary_search_by_key(&place, |record| record.place);
        record.is_ok_and(|found| docs.fences[found].outcome == FenceOutcome::Excused)
    };
    let is_route = |at: usize| matches!(page.fence(at).role, Role::BareRoute(_) | Role::Request(_));
    let below = (1..page.fences().len()).filter(|&at| is_route(at - 1) && is_excused(at - 1));
    let broken = below.filter_map(|at| {
        let (route, fence) = (page.fence(at - 1), page.fence(at));
        let Role::Json(body) = &fence.role else { return None };
        let is_shown = is_json(&fence.info) && fence.annotation.is_none() && fence.section == route.section;
        let error = body.json().err().filter(|_| is_shown)?;
        Some(unreadable_body(page.path(), body, error))
    });
    broken.filter(|finding| finding.rule == rules::docs::BODY_NOT_JSON).collect()
}

#[cfg(test)]
mod tests {
    use crate::docs::lint::testing::found;

    #[test]
    fn json_that_breaks_off_below_a_route_has_a_place() {
        let page = |text: &str| format!("# Lamps\n\n```http\nGET /lamps/{{id}}\n```\n\nYou get the lamp:\n\n{text}\n");
        let broken = found(&page("```json\n{\n  \"id\": 7,\n  \"watts\": 40\n```"), "D304");
        assert_eq!(broken, ["12:14 expected `,` or `}`, the text ends"]);
        assert_eq!(found(&page("```JSON\n{\n  \"id\": 7,\n"), "D304").len(), 1);
        for text in [
            "```json\n{\"id\": 7}\n```",
            "```json\n{\"id\": <id> or <name>}\n```",
            "```js\n{\"id\": 7\n```",
            "## Other\n\n```json\n{\"id\": 7\n```",
        ] {
            assert_eq!(found(&page(text), "D304"), [""; 0], "{text}");
        }
    }
}
