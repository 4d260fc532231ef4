//! The messages that a fence shows: one as a rule, several, or as many documents as the fence above has requests.

use std::ops::Range;

use super::find_label::is_attribute_list;
use crate::docs::markdown::block::Fence;
use crate::docs::messages::arrowed_responses;
use crate::docs::messages::label_in_fence::without_label;
use crate::docs::messages::part::{Called, LabelPlace, LabelledPart, PartLabel, response_label};
use crate::docs::messages::raw_tags::without_raw;
use crate::docs::messages::request_line::begins_request;
use crate::docs::messages::status_line::status_line;
use crate::docs::messages::{
    commented_head, described_exchange, json_fence, labelled_parts, languages, rest_client, several_messages,
    transcript,
};
use crate::docs::wording::{self, LabelKind, Topic, names_body_alone};
use crate::json;
use crate::text::{COLONS, SourceText};

/// Whether there is nothing for a reader between two fences.
pub(super) fn shows_nothing(gap: &str) -> bool {
    gap.chars().all(|c| c.is_whitespace() || c == '>')
        || gap.contains("{:") && gap.lines().map(str::trim).all(|line| line.is_empty() || is_attribute_list(line))
}

/// The text of a fence without a comment of HTML in its first line, if a request or a response with its status line is below.
fn without_comment(fence: &Fence) -> Option<SourceText> {
    let source = fence.text.text();
    // Nearly all fences end here.
    let (comment, below) = source.strip_prefix("<!--").and_then(|rest| rest.split_once('\n'))?;
    let is_whole = comment.trim_end().strip_suffix("-->").is_some_and(|words| !words.contains("-->"));
    let text = fence.text.slice(source.len() - below.len(), source.len());
    (is_whole && (begins_request(below) || status_line(&text).is_some())).then_some(text)
}

/// A fence without the first line that says in brackets, above a document, what it shows: its language (`[javascript]`), or that it is
/// a request or response (`[response]`), which is its label. `kind_above`: what the words above the fence call it.
pub(super) fn without_mark(mut fence: Fence, kind_above: impl FnOnce() -> LabelKind) -> (Fence, Option<PartLabel>) {
    if let Some(text) = without_content_label(&fence) {
        fence.text = text;
        return (fence, None);
    }
    if let Some((text, title)) = without_title(&fence) {
        fence.text = text;
        let (above, own) = (kind_above(), LabelKind::of(&title.text));
        // Words above the fence that say the same say more, as its status; whose body it is they say alone.
        let is_redundant = above == own
            || matches!(above, LabelKind::Shape | LabelKind::Unrelated)
            || above == LabelKind::Response && names_body_alone(&title.text);
        return (fence, (!is_redundant).then_some(title));
    }
    if let Some(text) = without_comment(&fence) {
        fence.text = text;
        return (fence, None);
    }
    let shown = fence.text.text().trim_start();
    // Nearly all fences end here.
    if !fence.info.is_empty() || !shown.starts_with('[') {
        return (fence, None);
    }
    let Some((mark, rest)) = shown.split_once('\n') else { return (fence, None) };
    let name = mark.trim_end().strip_prefix('[').and_then(|mark| mark.strip_suffix(']'));
    let is_name = |name: &&str| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphabetic()) && !is_literal(name);
    let Some(name) = name.filter(is_name).filter(|_| rest.trim_start().starts_with(['{', '[', '<'])) else {
        return (fence, None);
    };
    let end = fence.text.text().len();
    let (at, rest, name) = (end - shown.len() + 1, end - rest.len(), name.to_owned());
    let label = matches!(LabelKind::of(&name), LabelKind::Request | LabelKind::RequestBody | LabelKind::Response)
        .then(|| PartLabel { text: name.as_str().into(), place: LabelPlace::Line(fence.text.place(at)) });
    fence.text = fence.text.slice(rest, end);
    if label.is_none() {
        fence.info = name;
    }
    (fence, label)
}

/// The document of a fence below a line that only says that it is the content of a message: `content:`.
fn without_content_label(fence: &Fence) -> Option<SourceText> {
    /// No such line is longer, in bytes.
    const LONGEST: usize = 40;
    let source = fence.text.text();
    let shown = source.trim_start();
    // Nearly all fences end here.
    if shown.starts_with(['{', '[', '<']) {
        return None;
    }
    let (line, below) = shown.split_once('\n')?;
    let label = line.trim_end().strip_suffix(COLONS).filter(|label| label.len() < LONGEST)?;
    let is_document = below.trim_start().starts_with(json::OPENING) && !languages::is_other_notation(&fence.info);
    let is_label = is_document && wording::is(Topic::ContentLabel, label.trim_end());
    is_label.then(|| fence.text.slice(source.len() - below.len(), source.len()))
}

/// The document of a fence below a line that says what it shows, and that line: `Request`, `Response:`.
fn without_title(fence: &Fence) -> Option<(SourceText, PartLabel)> {
    /// No such line is longer, in bytes.
    const LONGEST: usize = 40;
    let source = fence.text.text();
    let shown = source.trim_start();
    // Nearly all fences end here.
    if !shown.starts_with(char::is_alphabetic) {
        return None;
    }
    let (line, below) = shown.split_once('\n')?;
    let title = line.trim_end().trim_end_matches([':', '\u{ff1a}', ' ']);
    let is_document = || below.trim_start().starts_with(json::OPENING) && !languages::is_other_notation(&fence.info);
    if title.len() > LONGEST || !is_document() || !names_part_alone(title) || json::read(below.trim()).is_err() {
        return None;
    }
    let end = source.len();
    let place = LabelPlace::Line(fence.text.place(end - shown.len()));
    Some((fence.text.slice(end - below.len(), end), PartLabel { text: title.into(), place }))
}

/// Whether a line says that a request, its body or a response is below it, and nothing else.
fn names_part_alone(line: &str) -> bool {
    let consists = |topic| wording::consists_of(&[topic, Topic::PartWord], line) == Some(true);
    let is_part = matches!(LabelKind::of(line), LabelKind::Request | LabelKind::RequestBody | LabelKind::Response);
    is_part && (consists(Topic::Part) || consists(Topic::ResponseHeading))
}

/// Whether a word is a value of JSON.
fn is_literal(word: &str) -> bool {
    matches!(word, "true" | "false" | "null")
}

/// The documents of a fence below one with as many requests (`asked`), where it is called a response or what is sent, or is right below
/// that. `lack_bodies`: the requests lack bodies, which the documents may be.
pub(super) fn documents_in_order(
    text: &SourceText,
    asked: usize,
    lack_bodies: bool,
    adjacent: bool,
    called: &dyn Fn() -> Called,
) -> Option<Vec<LabelledPart>> {
    if asked < 2 || !text.text().trim_start().starts_with(json::OPENING) {
        return None;
    }
    let documents = json_fence::documents(text.text());
    if documents.len() != asked {
        return None;
    }
    let (kind, words, offset) = called();
    let label = || match kind {
        LabelKind::RequestBody | LabelKind::Request => {
            PartLabel { text: words.as_str().into(), place: LabelPlace::Above(offset) }
        }
        // They may be either.
        LabelKind::Unknown if lack_bodies => PartLabel { text: "".into(), place: LabelPlace::Above(None) },
        _ => response_label(called),
    };
    let is_row = match kind {
        LabelKind::Response => true,
        LabelKind::RequestBody | LabelKind::Request if lack_bodies => true,
        LabelKind::Unknown => adjacent,
        _ => adjacent && !lack_bodies,
    };
    let part =
        |document: Range<usize>| LabelledPart { text: text.slice(document.start, document.end), label: Some(label()) };
    is_row.then(|| documents.into_iter().map(part).collect())
}

/// The messages or exchanges in a fence, each of which is read by itself. An annotation is about the whole fence.
/// `called`: what the words above the fence call it, and these words. `indented`: it is a block without a line that opens it.
pub(super) fn messages(
    info: &str,
    text: SourceText,
    annotated: bool,
    indented: bool,
    called: &dyn Fn() -> Called,
) -> Vec<LabelledPart> {
    let text = without_raw(&text).unwrap_or(text);
    let text = if annotated { text } else { without_label(&text).unwrap_or(text) };
    if annotated {
        return vec![unlabelled(text)];
    }
    if let Some(parts) = transcript::parts(&text) {
        return parts.into_iter().map(unlabelled).collect();
    }
    if let Some(parts) = commented_head::parts(&text) {
        return parts.into_iter().map(unlabelled).collect();
    }
    if let Some(parts) = labelled_parts::parts(&text, called) {
        return parts;
    }
    if let Some(parts) = described_exchange::parts(&text).or_else(|| arrowed_responses::parts(&text)) {
        return parts;
    }
    let exchanges = match rest_client::requests(info, &text) {
        Some(requests) => requests.into_iter().flat_map(several_messages::exchanges).collect(),
        None => several_messages::exchanges(text),
    };
    exchanges.into_iter().flat_map(|text| request_and_below(text, indented, called)).collect()
}

const fn unlabelled(text: SourceText) -> LabelledPart {
    LabelledPart { text, label: None }
}

/// A message, or the request and what comes back of an exchange that shows them apart. Indented, they are two blocks to the eye.
fn request_and_below(text: SourceText, indented: bool, called: &dyn Fn() -> Called) -> Vec<LabelledPart> {
    if indented && let Some((request, response)) = several_messages::apart(&text) {
        return vec![unlabelled(request), unlabelled(response)];
    }
    let Some(start) = several_messages::document_below_read(&text) else { return vec![unlabelled(text)] };
    let document = text.slice(start, text.text().len());
    // As scripts write it, it is read as a document only where something calls it a response.
    let is_unnamed = || json_fence::is_sketch("", document.text()) && called().0 == LabelKind::Unknown;
    let label = is_unnamed().then(|| response_label(called));
    vec![unlabelled(text.slice(0, start)), LabelledPart { text: document, label }]
}
