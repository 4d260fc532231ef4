//! The text below a command, or of a fence after it -> the response it shows.

use super::output_text::trimmed;
use super::shown_output::CommandOutput;
use super::text_kind;
use super::verbose::verbose;
use crate::docs::messages::elision::says_empty;
use crate::docs::messages::fields_and_body::fields_without_status;
use crate::docs::messages::request_line::request_line;
use crate::docs::messages::status_line::{behind_arrow, without_arrow};
use crate::docs::messages::{arrowed_responses, json_fence, message, several_messages};
use crate::docs::wording::{self, LabelKind, Topic};
use crate::http::status::{self, is_success};
use crate::text::{COLONS, SourceText};

impl CommandOutput {
    /// Reads a response. `trusted`: the page says in other ways that this is one, so that plain text is accepted, too.
    pub(super) fn read(text: &SourceText, trusted: bool) -> Option<Self> {
        // The next prompts, with no command behind them.
        let mut shown = text.text().trim_end();
        while let Some(above) = shown.strip_suffix("\n$") {
            shown = above.trim_end();
        }
        let text = &text.slice(past_first_lines(shown), shown.len());
        let text = &first_of_list(text).unwrap_or_else(|| text.clone());
        let with_head =
            verbose(text).or_else(|| with_head(text)).or_else(|| with_request(text)).or_else(|| below_words(text));
        if let Some(output) = with_head {
            return Some(output);
        }
        if let Some(output) = without_status(text).filter(|_| trusted) {
            return Some(output);
        }
        let body = without_arrow(trimmed(text, 0)?);
        let shown = body.text();
        // What is sent, once more.
        if request_line(&body).is_some_and(|line| line.has_version) {
            return None;
        }
        if says_empty(shown, trusted) || trusted && begins_with_none(shown) {
            let status = status_of_none(shown).map(|(code, at)| (code, body.place(at)));
            return Some(Self { status, is_empty: true, ..Self::default() });
        }
        if text_kind::is_failure(shown)
            || text_kind::is_definition(shown)
            || text_kind::is_code(shown)
            || is_label(shown)
            || json_fence::holds_comments_alone(shown)
        {
            return None;
        }
        let documents = json_fence::documents(shown).len() + usize::from(json_fence::is_scalar(shown));
        let is_response = documents > 0
            || json_fence::begins_document(shown)
            || is_markup(shown)
            || is_drawn(shown)
            || text_kind::is_of_metrics(shown)
            || (trusted && !text_kind::is_command(shown));
        is_response.then(|| Self { body: Some(body.into()), documents, ..Self::default() })
    }
}

/// Whether a line begins by saying that there is no body, and goes on about it.
fn begins_with_none(text: &str) -> bool {
    const LONGEST: usize = 160;
    let rest = wording::begins(Topic::EmptyBody, text).map(|length| text[length..].trim_start());
    text.len() < LONGEST
        && !text.contains('\n')
        && rest.is_some_and(|rest| rest.starts_with([';', ',', '.', '(', '-', '\u{2013}']))
}

/// The one success that words which say that there is no body name, and where: "No response body; returns 200".
fn status_of_none(text: &str) -> Option<(u16, usize)> {
    let mut codes = wording::word_indices(text).filter_map(|(at, word)| {
        let code = status::code(word).filter(|code| is_success(*code))?;
        Some((code, at))
    });
    codes.next().filter(|_| codes.next().is_none())
}

/// The length of what a text begins with and is no part of the response: the meter, the question for a password, an arrow and a class of
/// statuses.
fn past_first_lines(text: &str) -> usize {
    let meter = past_meter(text);
    let line = text[meter..].split_inclusive('\n').next().unwrap_or_default();
    let shown = line.trim();
    let asks = shown.starts_with("Enter host password for user '") && shown.ends_with(':');
    if asks || names_class(shown) { meter + line.len() } else { meter }
}

/// Of several responses behind arrows the first: `-> 200 OK`, `-> 404 Not Found`.
fn first_of_list(text: &SourceText) -> Option<SourceText> {
    arrowed_responses::parts(text)?.into_iter().next().map(|part| part.text)
}

/// Whether a line is an arrow and the class of the successes: `=> 2xx`, `=> 2XX ok`.
fn names_class(line: &str) -> bool {
    let class = behind_arrow(line).and_then(|shown| shown.get(..3).map(|class| (class, &shown[3..])));
    class.is_some_and(|(class, rest)| {
        class.eq_ignore_ascii_case("2xx") && (rest.is_empty() || rest.trim_start().eq_ignore_ascii_case("ok"))
    })
}

/// The length of the meter that a text begins with: how much `curl` has received, where its output goes to another program.
fn past_meter(text: &str) -> usize {
    let is_number = |word: &str| word.bytes().all(|b| b.is_ascii_digit() || b":-.kMG".contains(&b));
    let mut length = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let is_of_meter = match number {
            0 => begins_meter(line.trim_start()),
            _ if line.trim().is_empty() => true,
            1 => line.trim_start().starts_with("Dload "),
            _ => line.split_whitespace().count() > 8 && line.split_whitespace().all(is_number),
        };
        if !is_of_meter {
            break;
        }
        length += line.len();
    }
    length
}

/// Whether a line is the first one of such a meter.
pub(super) fn begins_meter(line: &str) -> bool {
    line.starts_with("% Total ") && line.contains("% Received")
}

/// Whether a text is the label of what is below it and nothing else: `<small>Response:</small>`.
fn is_label(text: &str) -> bool {
    const LONGEST: usize = 60;
    if text.len() > LONGEST || text.contains('\n') {
        return false;
    }
    let inner = text.strip_prefix('<').and_then(|rest| rest.split_once('>')).map_or(text, |(_, inner)| inner);
    let inner = inner.split('<').next().unwrap_or_default().trim();
    inner.ends_with(COLONS) && matches!(LabelKind::of(inner), LabelKind::Response | LabelKind::Request)
}

fn is_markup(text: &str) -> bool {
    let doctype = || text.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("<!doctype"));
    text.starts_with("<?xml") || doctype() || is_element(text)
}

/// A table that is drawn with lines.
fn is_drawn(text: &str) -> bool {
    text.starts_with("+--")
}

/// `<x ...> ... </x>`
fn is_element(text: &str) -> bool {
    let name = text.strip_prefix('<').map(|rest| rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default());
    name.is_some_and(|name| !name.is_empty() && text.trim_end().ends_with(&format!("</{name}>")))
}

/// What `-i` prints; of several heads (`100 Continue`, redirects) the last counts.
fn with_head(text: &SourceText) -> Option<CommandOutput> {
    let mut message = message::response(text)?;
    while let Some(next) = message.body.as_ref().and_then(|body| message::response(body.source())) {
        message = next;
    }
    Some(CommandOutput::of_message(message))
}

/// A head whose status line is left out, and the body below it.
fn without_status(text: &SourceText) -> Option<CommandOutput> {
    let (headers, body) = fields_without_status(text)?;
    Some(CommandOutput { headers, ..CommandOutput::default() }.with_body(Some(body)))
}

/// A head below lines of words: what people say of the response that they show.
fn below_words(text: &SourceText) -> Option<CommandOutput> {
    const FAR: usize = 400;
    let source = text.text();
    let head = memchr::memmem::find(source.as_bytes(), b"\nHTTP/").filter(|at| *at < FAR)? + 1;
    let is_word = |line: &str| !line.starts_with(['{', '[', '<', '>', '"', '}', ']', '`']);
    let words = source[..head].lines().all(is_word) && !text_kind::is_command(&source[..head]);
    if words { with_head(&text.slice(head, source.len())) } else { None }
}

/// What `http -v` prints: the request, and the response below it.
fn with_request(text: &SourceText) -> Option<CommandOutput> {
    several_messages::request_and_response(text).map(|(_, message)| CommandOutput::of_message(message))
}
