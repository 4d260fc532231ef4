//! Documents below a command that show once more what it sends: as JSON what is a form, or by its members.

use crate::docs::DocRequest;
use crate::docs::outline::open_fences::OpenFences;
use crate::docs::outline::role::Role;
use crate::docs::pairing::part_of_heading::part_of_heading;
use crate::docs::pairing::same_example::same_example;
use crate::docs::wording::LabelKind;
use crate::json::{Member, Node, Value};

/// How many fences below a command are looked at.
const NEAR: usize = 4;

/// How many members of a document are compared.
const MOST_MEMBERS: usize = 40;

/// The documents, by index: words above them introduce them, and do not call them a response.
pub(super) fn below(open: &OpenFences<'_>, index: usize, request: &DocRequest) -> Vec<usize> {
    let Some(body) = &request.body else { return Vec::new() };
    let near = (index + 1..open.count()).take(NEAR).take_while(|&at| {
        !open.role(at).is_request_like() && !open.role(at).holds_commands() && same_example(open, index, at)
    });
    let is_sent = |at: &usize| {
        let Role::Json(document) = open.role(*at) else { return false };
        let label = open.page.label(*at).text;
        let from = open.page.fence(index).range.start;
        let mut headings = open.page.fence(*at).headings_below(from);
        let introduced = !label.is_empty()
            && open.page.label_kind(*at) != LabelKind::Response
            && !headings.any(|heading| part_of_heading(&heading.text) == LabelKind::Response);
        introduced
            && document.root().is_some_and(|shown| match body.root() {
                Some(sent) => is_part(shown, sent),
                None => is_form(shown, body.text()),
            })
    };
    near.filter(is_sent).collect()
}

fn members(node: &Node) -> Option<&[Member]> {
    match &node.value {
        Value::Object { members, .. } if !members.is_empty() && members.len() <= MOST_MEMBERS => Some(members),
        _ => None,
    }
}

/// Whether each member of an object is one of another, with the same value.
fn is_part(shown: &Node, sent: &Node) -> bool {
    let (Some(shown), Some(sent)) = (members(shown), members(sent)) else { return false };
    shown.iter().all(|member| sent.iter().any(|it| it.key == member.key && it.value.value == member.value.value))
}

/// Whether each member of an object is a field of a form, `name=desk&lit=1`, and one has the same value.
fn is_form(shown: &Node, form: &str) -> bool {
    let Some(shown) = members(shown) else { return false };
    let fields: Vec<(&str, &str)> = form.split('&').filter_map(|field| field.split_once('=')).collect();
    let value = |member: &Member| match &member.value.value {
        Value::String(text) => Some(plain(text)),
        Value::Number(number) => Some(plain(number.text())),
        _ => None,
    };
    let has_name = |member: &Member| fields.iter().any(|(name, _)| *name == member.key);
    let is_same =
        |member: &Member| fields.iter().any(|(name, sent)| *name == member.key && value(member) == Some(plain(sent)));
    shown.iter().all(has_name) && shown.iter().any(is_same)
}

/// A value with its blanks as forms write them.
fn plain(value: &str) -> String {
    value.trim().replace("%20", " ").replace('+', " ")
}
