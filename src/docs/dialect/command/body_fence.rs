//! The fence of a body that a command only names.

use super::call::Call;
use super::command_words::Command;
use super::file_kind::can_be_file;
use super::output_text::trimmed;
use super::payload::Content;
use super::word::Word;
use crate::docs::messages::json_fence;
use crate::docs::outline::fence_in_context::FenceInContext;
use crate::docs::outline::open_fences::OpenFences;
use crate::docs::outline::role::Role;
use crate::docs::pairing::same_example::same_example;
use crate::docs::wording::{self, LabelKind};
use crate::json;
use crate::text::SourceText;

/// The fence that shows the body of the command at `index`: the nearest above that is called so, else one below before the
/// response. `file`: the name the command gives it.
pub(super) fn body_fence(open: &OpenFences<'_>, index: usize, file: Option<&str>) -> Option<usize> {
    let is_fence = |at: &usize| !open.role(*at).is_named_route();
    if file.is_some() {
        let above = (0..index).rev().filter(is_fence);
        let mut near = above.take(NEAR).take_while(|at| is_free(open, *at) && is_in_section_of(open, *at, index));
        if let Some(at) = near.find(|at| names_body(open, *at, file)) {
            return Some(at);
        }
        // Further above, where another command is between, by its name alone.
        let mut far = (0..index).rev().filter(is_fence).take(NEAR);
        let is_file = |at: usize| is_free(open, at) && is_in_section_of(open, at, index) && is_titled(open, at, file);
        if let Some(at) = far.find(|at| is_file(*at)) {
            return Some(at);
        }
    }
    let below = (index + 1..open.count()).filter(is_fence);
    let near = below.take_while(|at| is_free(open, *at) && same_example(open, index, *at));
    near.take(2).find(|at| names_body(open, *at, file))
}

/// How many fences above a command the file that it names may be shown.
const NEAR: usize = 100;

/// Whether nothing says yet what a fence is.
pub(super) fn is_free(open: &OpenFences<'_>, at: usize) -> bool {
    open.page.fence(at).annotation.is_none() && matches!(open.role(at), Role::Other | Role::Json(_) | Role::Text(_))
}

/// Whether no heading between two fences, the first above the second, has a higher rank than those above the second.
fn is_in_section_of(open: &OpenFences<'_>, above: usize, below: usize) -> bool {
    let (above, below) = (open.page.fence(above), open.page.fence(below));
    let between = above.range.end..below.range.start;
    let mut headings = open.page.outline.headings_between(between.start.saturating_sub(1), between.end).iter();
    headings.all(|heading| heading.level >= below.heading_level())
}

/// Whether the words above a fence call it the body of a request, or by the name of a file.
pub(super) fn names_body(open: &OpenFences<'_>, at: usize, file: Option<&str>) -> bool {
    let name = file.map(|file| file.rsplit('/').next().unwrap_or(file)).filter(|name| !name.is_empty());
    let fence = open.page.fence(at);
    let is_named = |name: &str| open.page.gap(at).contains(name) || fence.info.contains(name);
    let fits = name.is_none_or(|name| can_be_file(name, &fence.info, fence.text.text()));
    fits && (name.is_some_and(is_named) || open.page.label_kind(at) == LabelKind::RequestBody)
}

/// Whether the label of a fence is the name of a file, and little else.
fn is_titled(open: &OpenFences<'_>, at: usize, file: Option<&str>) -> bool {
    const FEW: usize = 4;
    let name = file.map_or("", |file| file.rsplit('/').next().unwrap_or(file));
    let label = open.page.label(at).text;
    let says = !name.is_empty() && label.contains(name) && wording::words(label).count() <= FEW;
    says && names_body(open, at, file) && open.page.label_kind(at) != LabelKind::Response
}

/// The document below a command in its own fence that is what it sends: the command says of which type that is and shows nothing of it,
/// and the next fence is called the response.
pub(super) fn document_below(
    open: &OpenFences<'_>,
    index: usize,
    command: &Command,
    call: &Call,
) -> Option<SourceText> {
    let text = &open.page.fence(index).text;
    let below = text.text().get(command.below.clone())?;
    if !below.trim_start().starts_with(json::OPENING) {
        return None;
    }
    let is_type = |word: &Word| word.text.get(..13).is_some_and(|name| name.eq_ignore_ascii_case("content-type:"));
    let shown = text.slice(command.below.start, command.below.end);
    let document = json_fence::document("", &shown).filter(|_| call.headers.iter().any(is_type))?;
    let next = (index + 1..open.count()).find(|at| !open.role(*at).is_named_route())?;
    let is_response = matches!(open.role(next), Role::Json(_) | Role::Response(_) | Role::Text(_))
        && open.page.label_kind(next) == LabelKind::Response
        && same_example(open, index, next);
    is_response.then(|| document.source().clone())
}

/// The content of a fence as the content of a file.
pub(super) fn content(fence: &FenceInContext) -> Option<Content> {
    trimmed(&fence.text, 0).map(Content::OtherFence)
}
