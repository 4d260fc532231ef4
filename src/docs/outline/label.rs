//! What the words right above a fence call it: a label ("Example response"), a sentence, a tab, a heading.

use super::fence_in_context::FenceInContext;
use super::fence_title::fence_title;
use super::find_label::{last_paragraph, tab_name};
use super::heading::{is_about_results, names_response_alone};
use crate::docs::messages::elision::says_empty;
use crate::docs::messages::part::LabelPlace;
use crate::docs::wording::{
    self, LabelKind, Topic, begins_with_status, names_body_alone, names_headers, names_narrowing_part,
};
use crate::text::COLONS;
use crate::text::attribute;

/// The words right above a fence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Label<'p> {
    pub(crate) text: &'p str,
    /// Its page offset; `None` for the text of a heading, whose markup is stripped.
    pub(crate) offset: Option<usize>,
}

/// The words right above a fence: the title in its info string, the paragraph or tab, or the heading it follows.
pub(crate) fn label<'p>(page: &'p str, fence: &'p FenceInContext) -> Label<'p> {
    if let Some(label) = &fence.own_label {
        let offset = if let LabelPlace::Above(offset) = label.place { offset } else { None };
        return Label { text: &label.text, offset };
    }
    if let Some(title) = fence_title(&fence.info) {
        // It is in the line that opens the fence, or in an option right below that.
        let shown = page.get(fence.range.start..).unwrap_or_default();
        let lines = shown.split_inclusive('\n').enumerate();
        let opening = lines.take_while(|(number, line)| *number == 0 || line.trim_start().starts_with(':'));
        let length = opening.map(|(_, line)| line.len()).sum();
        return Label { text: title, offset: shown[..length].find(title).map(|at| fence.range.start + at) };
    }
    let gap = page.get(fence.gap.clone()).unwrap_or_default();
    match last_paragraph(gap) {
        Some(paragraph) => Label { text: &gap[paragraph.clone()], offset: Some(fence.gap.start + paragraph.start) },
        None if fence.follows_heading => Label { text: fence.heading(), offset: None },
        None => Label::default(),
    }
}

/// What the words right above a fence call it; where they say nothing of it, what the label above them does: "**Response:**",
/// a sentence, the fence.
pub(crate) fn label_kind(page: &str, fence: &FenceInContext) -> LabelKind {
    let label = label(page, fence);
    let mut kind = own_kind(page, fence, label.text);
    // The table between the two has the structure, and the fence an example of it.
    if kind == LabelKind::Shape
        && !wording::mentions(Topic::Request, label.text)
        && !names_narrowing_part(label.text)
        && is_above_table(page, fence, &label)
    {
        let is_response = wording::mentions(Topic::Response, label.text);
        kind = if is_response { LabelKind::Response } else { LabelKind::Unknown };
    }
    if kind == LabelKind::Response && label.offset.is_none() && fence.follows_heading && is_about_results(label.text) {
        return LabelKind::Unknown;
    }
    if let Some(kind) = kind_above_remark(page, fence, &label) {
        return kind;
    }
    let body_alone = || kind == LabelKind::RequestBody && names_body_alone(label.text);
    if !matches!(kind, LabelKind::Unknown | LabelKind::Shape) && !body_alone() {
        return kind;
    }
    // "Request format:" says enough, whatever is above it.
    if kind == LabelKind::Shape && wording::mentions(Topic::Request, label.text) {
        return kind;
    }
    let above = label.offset.and_then(|end| page.get(fence.gap.start..end)).unwrap_or_default();
    match label_above(above, bold_item(label.text).is_some()) {
        LabelKind::Response => LabelKind::Response,
        LabelKind::RequestBody if kind == LabelKind::Unknown => LabelKind::RequestBody,
        _ => kind,
    }
}

/// Whether a table is between a label and its fence.
pub(super) fn is_above_table(page: &str, fence: &FenceInContext, label: &Label<'_>) -> bool {
    let between = label.offset.and_then(|at| page.get(at + label.text.len()..fence.range.start));
    between.is_some_and(|between| between.lines().any(|line| line.trim_start().starts_with('|')))
}

/// What the label right above a remark calls the fence below both: "**Body**:", and a sentence that refers to somewhere else; or the
/// title of a tab, and any remark that does not lead to the fence.
fn kind_above_remark(page: &str, fence: &FenceInContext, label: &Label<'_>) -> Option<LabelKind> {
    let remark = label.offset?;
    let shown = label.text.trim_end().trim_end_matches(['*', '_']);
    let (ends, leads) = (shown.ends_with(['.', '\u{3002}']), shown.ends_with(COLONS));
    if leads || !ends && !shown.contains(' ') {
        return None;
    }
    let above = page.get(fence.gap.start..remark)?.trim_end();
    let last = above.rsplit('\n').next()?.trim_start();
    let title = if last.starts_with("===") { tab_name(last).map(|name| &last[name]) } else { None };
    let called = title.or_else(|| label_alone(last).filter(|_| ends))?;
    let kind = LabelKind::of(called);
    matches!(kind, LabelKind::RequestBody | LabelKind::Response).then_some(kind)
}

/// What the nearest line of a text that is a label alone, or the nearest tab that is still open, calls what follows, "Example"
/// passed over.
/// `with_codes`: a status code above it shows that it is about the response.
fn label_above(text: &str, with_codes: bool) -> LabelKind {
    let tabs = open_tabs(text).map(|(_, title)| LabelKind::of(title)).find(|kind| *kind != LabelKind::Unknown);
    if let Some(kind) = tabs {
        return kind;
    }
    let kind = |line| {
        label_alone(line).map(LabelKind::of).or_else(|| (with_codes && is_code(line)).then_some(LabelKind::Response))
    };
    text.lines().rev().filter_map(kind).find(|kind| *kind != LabelKind::Unknown).unwrap_or(LabelKind::Unknown)
}

/// The titles of the tabs that are still open at the end of a text, innermost first, each with its offset.
fn open_tabs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let (mut closed, mut start) = (0_u32, text.len());
    text.split_inclusive('\n').rev().filter_map(move |line| {
        start -= line.len();
        let tag = line.trim().strip_prefix("{%").map(str::trim_start)?;
        closed += u32::from(tag.starts_with("endtab "));
        if !tag.starts_with("tab ") {
            return None;
        }
        let is_open = closed == 0;
        closed = closed.saturating_sub(1);
        let title = attribute(line, &["title"]).filter(|_| is_open)?;
        Some((start + title.start, &line[title]))
    })
}

/// The text of a line that is all in bold: a label, or the title of a part.
pub(super) fn bold_line(line: &str) -> Option<&str> {
    let text = line.trim().strip_prefix("**")?.strip_suffix("**")?;
    (!text.is_empty() && !text.contains("**")).then_some(text)
}

/// Whether a line is a status code and its label: `- **Code:** 201 Created`.
fn is_code(line: &str) -> bool {
    const FEW: usize = 6;
    let line = line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '>' | '-' | '*' | '+' | '_'));
    line.contains(|c: char| c.is_ascii_digit())
        && begins_with_status(line)
        && !line.starts_with(|c: char| c.is_ascii_digit())
        && wording::words(line).count() <= FEW
}

/// The text of a list item that begins in bold.
fn bold_item(line: &str) -> Option<&str> {
    line.strip_prefix(['-', '*', '+']).map(str::trim_start).filter(|item| item.starts_with("**"))
}

/// The text of a line that is nothing but a label: in bold, as an item of a list as well, or a few words and a colon.
fn label_alone(line: &str) -> Option<&str> {
    let quoted = line.starts_with('>');
    let line = line.trim_start_matches(|c: char| c.is_whitespace() || c == '>').trim_end();
    let line = bold_item(line).unwrap_or(line);
    let bold = line.starts_with("**") && line.trim_end_matches([':', ' ']).ends_with("**");
    let short = (line.ends_with(COLONS) || quoted && !line.ends_with(['.', '`', '|']))
        && line.split_whitespace().count() <= 4
        && !line.starts_with(['-', '*', '|']);
    let text = line.trim_matches(|c: char| matches!(c, '*' | '_' | ':' | '\u{ff1a}' | ' '));
    let is_label = (bold || short) && !text.is_empty() && !text.contains("**") && !names_parameter(text);
    is_label.then_some(text)
}

/// Whether a title is the name of a parameter, and whether it is required: `reply_to (optional)`; the name of a part, "Payload (required)",
/// is that of no parameter.
fn names_parameter(text: &str) -> bool {
    let behind = text.strip_suffix(')').and_then(|text| text.rsplit_once('('));
    behind.is_some_and(|(name, remark)| {
        !name.trim().contains(' ')
            && LabelKind::of(name) == LabelKind::Unknown
            && (wording::is(Topic::RequiredRemark, remark) || remark.eq_ignore_ascii_case("optional"))
    })
}

fn own_kind(page: &str, fence: &FenceInContext, text: &str) -> LabelKind {
    // The last sentence is the one that introduces the fence.
    let shown = text.trim_end();
    let announced = shown.rsplit_once("; ").filter(|(_, last)| LabelKind::of(last) == LabelKind::Response);
    let kind = match shown.rsplit_once(". ").or(announced) {
        None => LabelKind::of(text),
        Some((_, last)) => match (LabelKind::of(last), LabelKind::of(text)) {
            (LabelKind::Unknown, LabelKind::Unrelated) => LabelKind::Unknown,
            (LabelKind::Unknown, kind) | (kind, _) => kind,
        },
    };
    if kind == LabelKind::RequestBody && says_none(text) {
        return LabelKind::Unknown;
    }
    let is_content = || {
        wording::is_worded(Topic::ResponseContent, text)
            || wording::is_worded(Topic::SuccessHeading, without_enumerator(text))
    };
    if kind == LabelKind::Unknown
        && ([Topic::SuccessOutcome, Topic::FailureOutcome].iter().any(|topic| names_outcome(*topic, text))
            || is_content() && is_below_response(fence))
    {
        return LabelKind::Response;
    }
    let in_headers = || {
        let gap = page.get(fence.gap.clone()).unwrap_or_default();
        last_emphasized_line(gap).is_some_and(names_headers)
    };
    if kind == LabelKind::Unknown && in_headers() { LabelKind::Unrelated } else { kind }
}

/// Whether a label says only that it is about an outcome, and its status at most: "* for success", "On failure: `status 400`".
pub(crate) fn names_outcome(outcome: Topic, text: &str) -> bool {
    const LONGEST: usize = 60;
    let text = text.trim_start();
    if text.len() > LONGEST {
        return false;
    }
    let (name, behind) = text.split_once(['\n', ':', '(']).unwrap_or((text, ""));
    let is_status = || {
        let behind = behind.trim_start_matches(|c: char| !c.is_alphanumeric());
        behind.is_empty() || begins_with_status(behind)
    };
    wording::is_worded(outcome, name) && is_status()
}

/// Whether a label of what is sent says behind its colon that there is nothing: "Body: none".
fn says_none(text: &str) -> bool {
    let behind = text.split_once(COLONS).map(|(_, behind)| behind.trim_matches(['*', '_', '`', ' ', '.']));
    behind.is_some_and(|behind| behind.eq_ignore_ascii_case("none") || says_empty(behind, true))
}

/// A label without the letter or number that counts it: `a、成功`, `1) On success`.
fn without_enumerator(text: &str) -> &str {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '(' | '\u{ff08}'));
    let rest = text.strip_prefix(|c: char| c.is_ascii_alphanumeric());
    rest.and_then(|rest| rest.strip_prefix(['\u{3001}', ')', '\u{ff09}', '.'])).unwrap_or(text)
}

/// Whether a fence is below a heading that is that of responses, or of failures: of those that say what is below them, the nearest.
fn is_below_response(fence: &FenceInContext) -> bool {
    const FEW: usize = 4;
    let fails = |text: &str| wording::mentions(Topic::Failure, text) && wording::words(text).count() <= FEW;
    let kind = |text: &str| match LabelKind::of(text) {
        LabelKind::Unknown if names_response_alone(text) || fails(text) => LabelKind::Response,
        kind => kind,
    };
    let mut kinds = fence.headings.iter().rev().map(|heading| kind(&heading.text));
    kinds.find(|kind| *kind != LabelKind::Unknown) == Some(LabelKind::Response)
}

/// The last line above a fence that is a label alone: `**Request headers**:`.
fn last_emphasized_line(gap: &str) -> Option<&str> {
    let alone = |line: &str| line.trim().trim_end_matches(':').ends_with("**") || line.trim().ends_with(":**");
    gap.lines().rev().find(|line| line.trim_start().starts_with("**") && alone(line))
}
