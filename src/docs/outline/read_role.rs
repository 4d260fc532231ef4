//! A fence -> its role, by its annotation and its form.

use super::fence_in_context::FenceInContext;
use super::heading::{Heading, names_response_alone};
use super::label::{label, label_kind};
use super::role::Role;
use crate::contract::Dialect;
use crate::docs::annotation::annotation::{Annotation, BlockType};
use crate::docs::messages::fields_and_body::holds_fields_alone;
use crate::docs::messages::paths::has_optional_segment;
use crate::docs::messages::request_line::RequestLine;
use crate::docs::messages::response_message::ResponseMessage;
use crate::docs::messages::status_line::StatusLine;
use crate::docs::messages::type_name;
use crate::docs::messages::{command_options, included, json_fence, languages, message, several_messages, status_line};
use crate::docs::wording::{self, LabelKind, Topic, announces_example, announces_route};
use crate::http::{StatusSet, begins_url, reason_phrases};
use crate::text::begins_fence;
use crate::text::{COLONS, SourceText};

/// How many words a label has that calls a text a response, and no sentence about it.
const LONGEST_TEXT_LABEL: usize = 12;

/// How many words a sentence has that ends in a colon above a document of markup that is not text of the page.
const LONGEST_SENTENCE: usize = 30;

/// The dialect whose commands a fence shows, by its info string and its text.
pub(super) type CommandDialect<'d> = dyn Fn(&str, &SourceText) -> Option<Dialect> + 'd;

impl Role {
    /// The role of a fence of which all else is known.
    pub(super) fn of(fence: &FenceInContext, page: &str, commands: &CommandDialect<'_>) -> Self {
        let commands = || commands(&fence.info, &fence.text).map(Self::Commands);
        let Some(annotation) = &fence.annotation else {
            let form = Self::by_form(&fence.text).filter(|role| !role.is_above_command() || commands().is_none());
            return form.map_or_else(
                || commands().unwrap_or_else(|| Self::without_message(fence, page)),
                |role| role.if_meant_as_example(fence, page),
            );
        };
        match annotation.block_type {
            BlockType::Request | BlockType::Response => {
                let by_directive = annotation.by_directive && annotation.block_type == BlockType::Request;
                let commands = if by_directive { commands() } else { None };
                let shown = commands.or_else(|| Self::by_form(&fence.text));
                shown.or_else(|| Self::body_by_directive(fence, annotation)).unwrap_or(Self::Unreadable)
            }
            BlockType::Resource => Self::Resource,
            BlockType::Ignored | BlockType::Example | BlockType::Samples | BlockType::Other | BlockType::Unknown => {
                match Self::by_form(&fence.text) {
                    Some(Self::Request(_) | Self::RequestAndResponse(..)) => Self::ExcludedRequest,
                    Some(_) => Self::ExcludedResponse,
                    None => commands().unwrap_or(Self::Other),
                }
            }
        }
    }

    /// A body without a status line, which a directive calls a response: its status is that of the directive.
    fn body_by_directive(fence: &FenceInContext, annotation: &Annotation) -> Option<Self> {
        if !annotation.by_directive
            || annotation.block_type != BlockType::Response
            || fence.text.text().trim().is_empty()
        {
            return None;
        }
        let status = fence.directives.iter().rev().find_map(|(directive, _)| directive.status.as_ref());
        let status = status.map_or(200, StatusSet::representative);
        Some(Self::Response(ResponseMessage::of_body(status, &fence.text)))
    }

    fn by_form(text: &SourceText) -> Option<Self> {
        if command_options::begin(text.text()).is_some() {
            return None;
        }
        if let Some(response) = several_messages::response(text) {
            return Some(Self::Response(response));
        }
        if let Some((request, response)) = several_messages::request_and_response(text) {
            return Some(Self::RequestAndResponse(request, response));
        }
        message::request(text).map(Self::Request)
    }

    fn without_message(fence: &FenceInContext, page: &str) -> Self {
        if status_line::is_broken_status(&fence.text) {
            return Self::Unreadable;
        }
        if let Some(line) = status_alone(fence, page) {
            return Self::Response(ResponseMessage::of_status(line));
        }
        if holds_fields_alone(fence.text.text()) {
            return Self::HeaderFields;
        }
        if included::is_included(&fence.info, fence.text.text()) {
            return Self::Included;
        }
        if defines_types(fence.text.text()) || type_name::is_type_name(&fence.info, fence.text.text()) {
            return Self::TypeName;
        }
        if let Some(document) = json_fence::document(&fence.info, &fence.text) {
            return Self::Json(document);
        }
        let is_document = fence.text.text().trim_start().starts_with("<?xml");
        let called = |text: &str| {
            let introduces = is_document && text.trim_end().ends_with(COLONS);
            let longest = if introduces { LONGEST_SENTENCE } else { LONGEST_TEXT_LABEL };
            wording::words(text).count() <= longest && label_kind(page, fence) == LabelKind::Response
        };
        if json_fence::is_sketch(&fence.info, fence.text.text()) && called(label(page, fence).text) {
            return Self::Json(json_fence::trimmed(&fence.text).into());
        }
        let shown = fence.text.text().trim();
        // A URL below a heading is requested, whatever that says of its results.
        let is_url = begins_url(shown) && !shown.contains(char::is_whitespace);
        if is_url && label(page, fence).offset.is_none() {
            return Self::Other;
        }
        if is_indented(fence, page) && is_sentence_with_link(shown) {
            return Self::Other;
        }
        let is_text = (languages::is_text(&fence.info)
            || languages::is_no_code_of(&fence.info, shown)
            || shown.starts_with("+--"))
            && !shown.is_empty()
            && !json_fence::holds_comments_alone(shown);
        // Markup below a heading that is nothing but that of a response.
        let is_headed = || {
            fence.follows_heading
                && shown.starts_with('<')
                && shown.ends_with('>')
                && fence.headings.last().is_some_and(Heading::names_response_alone)
                && label_kind(page, fence) == LabelKind::Unknown
        };
        if is_text && (called(label(page, fence).text) || is_headed()) && !leaves_values_open(shown) {
            return Self::Text(status_line::without_arrow(json_fence::trimmed(&fence.text)).into());
        }
        Self::Other
    }

    /// A bare request line may be an example or the syntax of a route: what is around it decides.
    fn if_meant_as_example(self, fence: &FenceInContext, page: &str) -> Self {
        let Self::Request(message) = self else { return self };
        if let Some(body) = message.body.as_ref().filter(|_| message.headers.is_empty() && !message.line.has_version)
            && fence.follows_heading
            && fence.headings.last().is_some_and(Heading::names_response_alone)
            && matches!(label_kind(page, fence), LabelKind::Response | LabelKind::RequestBody)
        {
            // The request that is answered, once more.
            return Self::Json(body.clone());
        }
        // A directive is only written about an example.
        if !message.is_bare() || !fence.directives.is_empty() {
            return Self::Request(message);
        }
        let heading = fence.heading();
        let label = label(page, fence).text;
        let labelled = announces_example(label) && !announces_route(label);
        let syntax = message.line.has_open_path() && announces_route(heading) && !labelled;
        let defines = || wording::is_worded(Topic::Definition, label);
        if message.line.second.is_some() || has_optional_segment(&message.line.url) {
            return Self::ExcludedRequest;
        }
        if syntax || states_syntax(&message.line, heading, label) || defines() {
            Self::BareRoute(message)
        } else {
            Self::Request(message)
        }
    }
}

/// The status that a fence shows and nothing else, where the words above call it one; or a response, and the fence right below has the body.
fn status_alone(fence: &FenceInContext, page: &str) -> Option<StatusLine> {
    if let Some(line) = status_line::lone_code(&fence.text) {
        let label = label(page, fence).text;
        let is_above_body = || {
            let is_number = fence.text.text().trim().len() == 3 && reason_phrases::of_code(line.status).is_some();
            is_number && page.get(fence.range.end..).is_some_and(opens_fence)
        };
        if wording::mentions(Topic::CodeLabel, label)
            || is_above_body() && names_response_alone(label) && label_kind(page, fence) == LabelKind::Response
        {
            return Some(line);
        }
    }
    status_line::reworded(&fence.text).filter(|_| label_kind(page, fence) == LabelKind::Response)
}

/// Whether a text is the name of a type in brackets, and below it, indented, what that consists of, in words.
fn defines_types(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let name = lines.next().and_then(|line| line.trim().strip_prefix('[')?.strip_suffix(']')).unwrap_or_default();
    let is_of_words = |line: &str| {
        line.starts_with([' ', '\t'])
            && line.trim_start().starts_with(char::is_alphabetic)
            && !line.contains(['"', ',', '=', ':'])
    };
    name.starts_with(char::is_alphabetic)
        && name.chars().all(char::is_alphanumeric)
        && lines.next().is_some_and(is_of_words)
}

/// Whether nothing is between a place on a page and the next fence.
fn opens_fence(below: &str) -> bool {
    let below = below.trim_start();
    begins_fence(below)
}

/// Whether no line opens and closes a fence.
fn is_indented(fence: &FenceInContext, page: &str) -> bool {
    fence.info.is_empty()
        && page.get(fence.range.start..).is_some_and(|text| !text.trim_start().starts_with(['`', '~', '<']))
}

/// Whether a text is prose for the reader, which leads elsewhere: "It returns a copy of the [lamp](lamp.md).".
fn is_sentence_with_link(text: &str) -> bool {
    text.starts_with(char::is_uppercase) && text.ends_with(['.', '\u{3002}']) && text.contains("](")
}

/// Whether a text that is not markup shows placeholders in the place of values.
fn leaves_values_open(text: &str) -> bool {
    let markup = ["</", "/>", "<!"].iter().any(|mark| text.contains(mark));
    let name = text.trim_start().strip_prefix('{').and_then(|rest| rest.split_once('}')).map(|(name, _)| name);
    let is_name = |name: &str| name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' '));
    if name.is_some_and(|name| !name.trim().is_empty() && is_name(name)) {
        return true;
    }
    !markup && text.split('<').skip(1).any(|rest| rest.contains('>'))
}

/// Whether a bare route states syntax. Its label decides first ("Example:", "Endpoint"), then the heading; else a path with
/// placeholders and without a host is not an example.
fn states_syntax(line: &RequestLine, heading: &str, label: &str) -> bool {
    let announced = || announces_example(label) && !announces_route(label);
    line.has_open_path() && (announces_route(heading) || !(announces_example(heading) || announced()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::docs::messages::request_line::request_line;

    #[test]
    fn a_route_is_not_an_example() {
        for (route, heading, label, syntax) in [
            ("GET /a/{id}", "Get one", "The API is:", true),
            ("GET /a/:id", "Get one", "Example:", false),
            ("GET /a/<id>", "Example", "", false),
            ("GET /a/<id>", "HTTP request", "Example:", true),
            ("GET /a/1", "Get one", "", false),
            ("GET https://h/a/{id}", "Get one", "", false),
        ] {
            let line = request_line(&SourceText::new(route, 1, &[])).expect("a request line");
            assert_eq!(states_syntax(&line, heading, label), syntax, "{route} {heading} {label}");
        }
    }
}
