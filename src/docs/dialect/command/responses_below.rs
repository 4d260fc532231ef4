//! The fences below the one of a command that show its responses.

use super::body_fence::{is_free, names_body};
use super::file_below;
use super::other_tab::{has_variant, is_in_other_tab, is_tab_of_client};
use super::shown_output::CommandOutput;
use crate::docs::DocRequest;
use crate::docs::annotation::annotation::BlockType;
use crate::docs::messages::info_string::is_language;
use crate::docs::messages::languages::{is_no_code_of, is_other_language, is_shell};
use crate::docs::messages::skeleton;
use crate::docs::outline::fence_in_context::FenceInContext;
use crate::docs::outline::heading::Heading;
use crate::docs::outline::open_fences::OpenFences;
use crate::docs::outline::role::Role;
use crate::docs::pairing::further_pairs;
use crate::docs::pairing::part_of_heading::part_of_headings;
use crate::docs::pairing::same_example::same_example;
use crate::docs::pairing::status_codes::status_codes;
use crate::docs::wording::{self, LabelKind, Topic, announces_example, begins_with_status};
use crate::http::never_has_body;
use crate::http::status::is_error;
use crate::json;

/// The output of a command, and the fence that shows it.
#[derive(Clone)]
pub(super) struct ShownOutput {
    pub(super) fence: usize,
    pub(super) output: CommandOutput,
    /// The fence of its body, where that is another one.
    pub(super) body_fence: Option<usize>,
}

impl ShownOutput {
    /// All of it in one fence.
    pub(super) const fn in_fence(fence: usize, output: CommandOutput) -> Self {
        Self { fence, output, body_fence: None }
    }
}

/// The responses below the fence at `index`: the first by its form, further ones where they have a status line. `body`: the
/// fences that hold the body of the `request`, or files in it. `is_alternative`: whether a fence makes the same request with another
/// client, or names its route.
pub(super) fn responses_below(
    open: &OpenFences<'_>,
    index: usize,
    request: &DocRequest,
    bodies: &[usize],
    is_alternative: &dyn Fn(usize) -> bool,
) -> Vec<ShownOutput> {
    let mut found: Vec<ShownOutput> = Vec::new();
    // Something that is neither a response nor a client in another language was passed over.
    let mut passed = false;
    for at in index + 1..open.count() {
        let (fence, role) = (open.page.fence(at), open.role(at));
        match Below::of(open, index, at, is_alternative) {
            Below::Beyond => break,
            Below::Aside => continue,
            Below::Candidate if bodies.contains(&at) => continue,
            Below::Candidate => {}
        }
        let by_directive = is_response_by_directive(fence);
        let has_status_line = by_directive || matches!(role, Role::Response(_));
        let in_other_form = matches!(role, Role::Json(_)) && found.first().is_some_and(is_text);
        if !found.is_empty() && !has_status_line && (in_other_form || !is_further_response(open, at)) {
            add_body(open, at, &mut found);
            break;
        }
        if !found.is_empty() && is_conditional(open, at) {
            continue;
        }
        let labelled = has_status_line || open.page.label_kind(at) == LabelKind::Response;
        passed |= !is_below_response_heading(open, index, at) && open.page.begins_another_part(at);
        if !has_status_line && is_below_request(open, index, at) {
            continue;
        }
        // What narrows down what comes is in the command.
        let kind = open.page.label_kind(at);
        if kind != LabelKind::Unrelated && open.page.kind_without_body(at, kind) == LabelKind::Unrelated {
            continue;
        }
        let output = if file_below::is_output(open, index, at, request) {
            CommandOutput::read(&fence.text, true)
        } else {
            response_in(open, at, by_directive || open.page.shows_response_body(index, at))
        };
        match output {
            Some(output) if replaces_shape(open, &found, at) => found = vec![ShownOutput::in_fence(at, output)],
            Some(output) if labelled || !passed => found.push(ShownOutput::in_fence(at, output)),
            None if is_other_language(&fence.info) => {}
            // The same with a client of the service's own: what comes is shown once, below both.
            None if is_shell(&fence.info) && is_tab_of_client(open, index, at) => passed |= !has_variant(&fence.info),
            // The next command, or a file: the words above the last example are over.
            None if is_shell(&fence.info) => break,
            _ => passed = true,
        }
    }
    found
}

/// What a fence below the one of a command is to the command.
enum Below {
    /// Another example has begun.
    Beyond,
    /// It belongs to the example, and is no response: the same call in another language, a route, header fields.
    Aside,
    /// It may show the response.
    Candidate,
}

impl Below {
    fn of(open: &OpenFences<'_>, index: usize, at: usize, is_alternative: &dyn Fn(usize) -> bool) -> Self {
        let (fence, role) = (open.page.fence(at), open.role(at));
        let within = same_example(open, index, at);
        // The same call in another language may be in a section beside the one of the command.
        if !within && matches!(role, Role::Other) && fence.annotation.is_none() && is_other_language(&fence.info) {
            return Self::Aside;
        }
        let ends_example = fence.annotation.is_some() && !is_response_by_directive(fence) || !within;
        let other_call = (role.holds_commands() || role.is_leading_route()) && !is_alternative(at);
        if ends_example || role.is_request_like() || other_call {
            return Self::Beyond;
        }
        let is_passed = role.is_named_route() || role.holds_commands() || matches!(role, Role::HeaderFields);
        if is_passed || is_in_other_tab(open, index, at) { Self::Aside } else { Self::Candidate }
    }
}

/// Whether a directive says that a fence is a response.
fn is_response_by_directive(fence: &FenceInContext) -> bool {
    fence.annotation.as_ref().is_some_and(|it| it.by_directive && it.block_type == BlockType::Response)
}

/// Whether all that was found is the shape of a response without a status, of which the fence at `at` is an example.
fn replaces_shape(open: &OpenFences<'_>, found: &[ShownOutput], at: usize) -> bool {
    matches!(found, [shape] if shape.output.status.is_none() && is_example_of_label(open, shape.fence, at))
}

/// Whether the output of a command is a text that holds no JSON: a call that is answered with JSON is another one.
fn is_text(shown: &ShownOutput) -> bool {
    shown.output.documents == 0
        && shown.output.body.as_ref().is_some_and(|body| !body.text().starts_with(json::OPENING))
}

/// Whether a fence that no label describes is below a heading, itself below the command, about what is sent.
fn is_below_request(open: &OpenFences<'_>, index: usize, at: usize) -> bool {
    if !matches!(open.page.label_kind(at), LabelKind::Unknown | LabelKind::Shape) {
        return false;
    }
    let from = open.page.fence(index).range.start;
    let kind = part_of_headings(open.page.fence(at), from);
    // A heading right above, without a word between.
    let names_arguments = || {
        if open.page.label(at).offset.is_some() {
            return false;
        }
        let nearest = open.page.fence(at).headings_below(from).next();
        kind == LabelKind::Unknown && nearest.is_some_and(|it| wording::is_worded(Topic::BodyHeading, &it.text))
    };
    matches!(kind, LabelKind::Request | LabelKind::RequestBody) || names_arguments()
}

/// Whether the last heading above a fence, itself below the command, says that a response is below it.
fn is_below_response_heading(open: &OpenFences<'_>, index: usize, at: usize) -> bool {
    let heading = open.page.fence(at).headings_below(open.page.fence(index).range.start).next();
    heading.is_some_and(Heading::names_response_alone)
}

/// Whether the label of a fence calls it the response with another status, or another example of one ("Response 201",
/// "Sample response when the lamp is off"), or its title is a status.
fn is_further_response(open: &OpenFences<'_>, at: usize) -> bool {
    let label = open.page.label(at).text;
    let codes = status_codes(label);
    let has_status = codes.len() == 1;
    let example = || {
        let is_document = matches!(open.role(at), Role::Json(body) if skeleton::has_values(body));
        // A failure comes with a status that nothing names.
        let fails =
            || [label, open.page.fence(at).heading()].iter().any(|text| wording::mentions(Topic::Failure, text));
        is_document
            && codes.is_empty()
            && announces_example(label)
            && LabelKind::of(label) == LabelKind::Response
            && !fails()
    };
    let title = || !label.is_empty() && open.page.fence(at).info.contains(label) && begins_with_status(label);
    (has_status || example() || title()) && open.page.label_kind(at) == LabelKind::Response
}

/// Whether the words above a fence are those above another one and a word for an example: "Result", and then "Result example". What is
/// not called one shows the shape.
fn is_example_of_label(open: &OpenFences<'_>, shape: usize, example: usize) -> bool {
    let (first, second) = (open.page.label(shape).text, open.page.label(example).text);
    if first.len() > 60 || second.len() > 80 || announces_example(first) || !announces_example(second) {
        return false;
    }
    let words = |text| {
        wording::words(text)
            .filter(|word| !wording::is(Topic::OneExample, word))
            .map(str::to_lowercase)
            .collect::<Vec<_>>()
    };
    let called = words(first);
    !called.is_empty() && called == words(second)
}

/// Whether a further success comes only on a condition ("If you repeat it, ...").
fn is_conditional(open: &OpenFences<'_>, at: usize) -> bool {
    let succeeds = open.role(at).response().is_some_and(|message| !is_error(message.line.status));
    succeeds && further_pairs::is_conditional(open.page, at)
}

/// Adds the body that is right below the fence of a response's head.
fn add_body(open: &OpenFences<'_>, at: usize, found: &mut [ShownOutput]) {
    let Some(last) = found.last_mut() else { return };
    let only_head =
        |between: usize| open.role(between).is_named_route() || matches!(open.role(between), Role::HeaderFields);
    let lacks_body = last.output.body.is_none() && (last.fence + 1..at).all(only_head);
    let bodiless = last.output.status.is_some_and(|(status, _)| never_has_body(status));
    // "Response Code", and below it "Response Body"; below a status alone any other label of the response.
    let is_bare = open.role(last.fence).response().is_some_and(|head| head.line.bare);
    let announced = || {
        let label = open.page.label(at).text;
        open.page.label_kind(at) == LabelKind::Response
            && (is_bare || wording::mentions(Topic::Body, label) || wording::mentions(Topic::Data, label))
            && status_codes(label).is_empty()
    };
    let adjacent = open.page.fence(at).adjacent && last.fence + 1 == at;
    if !lacks_body || bodiless || !adjacent && !announced() {
        return;
    }
    if let Some(output) = response_in(open, at, false).filter(|output| output.status.is_none()) {
        last.output.documents = output.documents;
        last.output.body = output.body;
        last.body_fence = Some(at);
    }
}

/// The content of the file that the command at `index` writes its response to, where the words above a fence below name it.
pub(super) fn output_file(open: &OpenFences<'_>, index: usize, file: Option<&str>) -> Option<ShownOutput> {
    let name = file?.rsplit('/').next().filter(|name| !name.is_empty())?;
    let below = (index + 1..open.count()).filter(|&at| !open.role(at).is_named_route());
    let mut near = below.take(2).take_while(|&at| is_free(open, at) && same_example(open, index, at));
    let fence = near.find(|&at| matches!(open.role(at), Role::Json(_)) && open.page.label(at).text.contains(name))?;
    let output = CommandOutput::read(&open.page.fence(fence).text, true)?;
    Some(ShownOutput::in_fence(fence, output))
}

/// The response that a fence shows. `called`: a directive or a heading says that it does.
fn response_in(open: &OpenFences<'_>, at: usize, called: bool) -> Option<CommandOutput> {
    let fence = open.page.fence(at);
    if matches!(open.role(at), Role::Resource | Role::TypeName) || !called && names_body(open, at, None) {
        return None;
    }
    let labelled = called || open.page.label_kind(at) == LabelKind::Response;
    // Of the languages of files this is one that services send.
    let is_page = || labelled && is_language(&fence.info, &["html"]) && fence.text.text().trim_start().starts_with('<');
    let is_no_code = || labelled && is_no_code_of(&fence.info, fence.text.text());
    let trusted = (labelled || fence.adjacent) && (!is_other_language(&fence.info) || is_page() || is_no_code());
    if let Some(message) = open.role(at).response().filter(|message| message.line.bare && message.body.is_none()) {
        return Some(CommandOutput::of_message(message.clone()));
    }
    let output = CommandOutput::read(&fence.text, trusted)?;
    if !trusted && output.status.is_none() && open.page.label_kind(at) == LabelKind::Unrelated {
        return None;
    }
    // A document that breaks somewhere is one all the same.
    let breaks = || matches!(open.role(at), Role::Json(_)) && open.page.label_kind(at) != LabelKind::Shape;
    let plain = output.status.is_none() && output.documents == 0 && !breaks();
    // Other text than JSON counts only where the page leaves no doubt; shell text is the next command.
    (!plain || trusted && (labelled || !is_shell(&fence.info))).then_some(output)
}
