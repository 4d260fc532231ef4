//! Fences that the page calls responses, to no request that could be read: one finding for all of a page.

use super::reader::DialectReading;
use crate::docs::messages::languages::is_shell;
use crate::docs::outline::page_context::PageContext;
use crate::docs::outline::role::Role;
use crate::docs::pairing::further_pairs::is_conditional;
use crate::docs::pairing::shown_failure::shows_failure;
use crate::docs::wording::LabelKind;
use crate::finding::{Finding, rules};

/// How many lines the finding lists.
const LISTED: usize = 12;

/// The fences, by index: JSON that is called a response, and is in nothing that was read. What a command of another program prints
/// is none.
pub(super) fn fences(page: &PageContext<'_>, reading: &DialectReading) -> Vec<usize> {
    if page.has_annotations {
        return Vec::new();
    }
    let mut is_claimed = vec![false; page.fences().len()];
    for claim in &reading.claims {
        is_claimed[claim.fence] = true;
    }
    let is_unread = |at: &usize| {
        let fence = page.fence(*at);
        matches!(fence.role, Role::Json(_))
            && !is_claimed[*at]
            && fence.annotation.is_none()
            && !is_below_other_command(page, *at)
            && page.label_kind(*at) == LabelKind::Response
            // The request that is answered so need not be shown.
            && !shows_failure(page, *at)
            && !is_conditional(page, *at)
    };
    (0..page.fences().len()).filter(is_unread).collect()
}

/// Whether the fence right above is a shell fence of the same section with commands of another program.
fn is_below_other_command(page: &PageContext<'_>, at: usize) -> bool {
    let Some(above) = at.checked_sub(1).map(|above| page.fence(above)) else { return false };
    let is_other = matches!(above.role, Role::Other) && above.section == page.fence(at).section;
    is_other && (is_shell(&above.info) || above.text.text().trim_start().starts_with("$ "))
}

/// The finding about them.
pub(super) fn finding(page: &PageContext<'_>, fences: &[usize]) -> Option<Finding> {
    let first = page.fence(*fences.first()?).place;
    let lines: Vec<String> = fences.iter().take(LISTED).map(|at| page.fence(*at).place.line.to_string()).collect();
    let more = if fences.len() > LISTED { ", ..." } else { "" };
    let message = match fences.len() {
        1 => "what the page calls a response here belongs to no request that could be read".to_owned(),
        count => format!(
            "{count} labelled responses on this page belong to no request that could be read: lines {}{more}",
            lines.join(", ")
        ),
    };
    let finding = Finding::docs(&rules::docs::UNREAD_RESPONSES, page.path(), first, message);
    Some(finding.help("show above each the request that it answers: a request line with method and path, or a command"))
}
