//! The status of a response by what is said of it alone: its label, its heading, the title of the part it is in.

use super::other_outcome::is_of_other_outcome;
use super::status_codes::status_codes;
use crate::docs::messages::part::{LabelPlace, PartLabel};
use crate::docs::outline::heading::Heading;
use crate::docs::outline::page_context::PageContext;
use crate::docs::wording::{self, LabelKind, Topic, announces_example, begins_with_status};
use crate::http::status;
use crate::http::status::{is_error, is_success};
use crate::text::{COLONS, Position, line_start};

/// The one code that the comment names with which the fence of a response begins: `// no such lamp (404 Not Found)`.
pub(super) fn in_first_comment(page: &PageContext<'_>, response: usize) -> Option<(u16, Option<Position>)> {
    let text = &page.fence(response).text;
    let start = text.text().len() - text.text().trim_start().len();
    let line = text.text()[start..].lines().next().filter(|line| line.starts_with("//") || line.starts_with("# "))?;
    let [(code, at)] = status_codes(line)[..] else { return None };
    Some((code, Some(text.place(start + at))))
}

/// The code that the list item begins with in which a response is, or one around it: "- **404 Not Found**: no such lamp".
pub(super) fn in_item_around(page: &PageContext<'_>, response: usize) -> Option<(u16, usize)> {
    let fence = page.fence(response);
    let line = line_start(page.text(), fence.range.start);
    let mut indent = fence.range.start - line;
    let mut end = fence.gap.end;
    // Most fences are in no item.
    if indent == 0 {
        return None;
    }
    for line in page.gap(response).split_inclusive('\n').rev() {
        end -= line.len();
        let shown = line.trim_start_matches([' ', '\t']);
        let own = line.len() - shown.len();
        let Some(item) = shown.strip_prefix(['-', '*', '+']).filter(|_| own < indent) else { continue };
        indent = own;
        if begins_with_status(item) {
            let (code, at) = *status_codes(item).first()?;
            return Some((code, end + own + 1 + at));
        }
    }
    None
}

/// The code in a line of its own right below a response: `***Status Code:*** 401`.
pub(super) fn right_below(page: &PageContext<'_>, response: usize) -> Option<(u16, Position)> {
    let end = page.fence(response).range.end;
    let rest = page.text().get(end..)?;
    let line = rest.trim_start().lines().next()?;
    let (label, value) = line.split_once(':')?;
    let number = value.trim_matches(|c: char| !c.is_ascii_digit());
    let is_label = wording::is(Topic::CodeLabel, label.trim_matches(|c: char| !c.is_alphabetic()));
    let code = status::code(number).filter(|_| is_label)?;
    let at = end + rest.len() - rest.trim_start().len() + line.len() - value.len() + value.find(number)?;
    Some((code, page.place(at)))
}

/// The one code that the label of a response names. `fails`: the response is plainly a failure; `may_fail`: it may be one.
pub(super) fn in_label(
    page: &PageContext<'_>,
    response: usize,
    fails: bool,
    may_fail: &dyn Fn() -> bool,
) -> Option<(u16, Option<Position>)> {
    let label = page.label(response);
    // Of several sentences the last is about the fence.
    let last = label.text.trim_end().rfind(". ").map_or(0, |at| at + 2);
    let of_last = || status_codes(&label.text[last..]).into_iter().map(|(code, at)| (code, last + at)).collect();
    let mut codes = status_codes(label.text);
    if codes.len() > 1 {
        codes = of_last();
    }
    if codes.is_empty() {
        codes.extend(in_parentheses(label.text));
    }
    // "The lamp, if there is one (otherwise it returns 404):"
    codes.retain(|(code, at)| !is_error(*code) || !is_aside(&label.text[..*at]));
    // "**404** if there is no such lamp." above the lamp.
    let leads = label.text.trim_end_matches(['*', '_', ' ']).ends_with(COLONS);
    codes.retain(|(code, at)| !is_error(*code) || fails || leads || !is_conditional(&label.text[*at + 3..]));
    codes.retain(|(code, at)| !is_error(*code) || fails || !is_of_other_outcome(label.text, *at, may_fail));
    let [(code, at)] = codes[..] else { return None };
    if let Some(PartLabel { place: LabelPlace::Line(place), .. }) = page.fence(response).own_label {
        let into = label.text[..at].chars().count() as u32;
        return Some((code, Some(Position::new(place.line, place.column + into))));
    }
    let at = label.offset.map(|offset| offset + at).or_else(|| offset_in_heading(page, response, code));
    Some((code, at.map(|at| page.place(at))))
}

/// Whether what is behind a code says when it comes: "`404` if ...".
fn is_conditional(after: &str) -> bool {
    let word = wording::words(after.trim_start_matches(['`', '*', ' '])).next();
    word.is_some_and(|word| wording::is(Topic::Condition, word) || wording::is(Topic::ConditionalResponse, word))
}

/// Whether what is before a code is the beginning of a remark in parentheses of several words.
fn is_aside(before: &str) -> bool {
    let open = before.rfind('(').filter(|open| *open > 0 && !before[*open..].contains(')'));
    open.is_some_and(|open| before[open..].split_whitespace().count() > 2)
}

/// The code in parentheses at the end of a short label of a response: "Success response (200):".
fn in_parentheses(label: &str) -> Option<(u16, usize)> {
    let shown = label.trim_end_matches([':', '\u{ff1a}', '*', '_', ' ']);
    let at = shown.strip_suffix([')', '\u{ff09}'])?.rfind(['(', '\u{ff08}'])?;
    let inner = shown[at..].trim_start_matches(['(', '\u{ff08}', '`']);
    let code = status::code(inner.get(..3)?).filter(|code| *code >= 200)?;
    let whole = inner[3..].trim_end_matches([')', '\u{ff09}', '`']).is_empty();
    let is_label = label.split_whitespace().count() <= 8 && LabelKind::of(label) == LabelKind::Response;
    (whole && is_label).then(|| (code, at + shown[at..].len() - inner.len()))
}

/// The one code that the title of a part around a response names: of a tab, or a summary.
pub(super) fn in_title(page: &PageContext<'_>, response: usize) -> Option<(u16, Option<Position>)> {
    let titles = page.titles_around(response).map(|(title, at)| (status_codes(title), at));
    let (codes, at) = titles.into_iter().find(|(codes, _)| !codes.is_empty())?;
    let [(code, _)] = codes[..] else { return None };
    // Tags in a title are no part of it.
    let into = page.text().get(at..).and_then(|rest| rest.lines().next()?.find(&code.to_string()));
    Some((code, Some(page.place(at + into.unwrap_or_default()))))
}

/// The one code that the heading above a response names, where that is about this response.
pub(super) fn in_heading(page: &PageContext<'_>, response: usize) -> Option<(u16, Option<Position>)> {
    let fence = page.fence(response);
    if !fence.follows_heading && !begins_with_status(fence.heading()) {
        return None;
    }
    let [(code, _)] = status_codes(fence.heading())[..] else { return None };
    Some((code, offset_in_heading(page, response, code).map(|at| page.place(at))))
}

/// The one status, a success, with a heading of its own beside that of the example which a response is in, where both are below a
/// heading about the response: "Response", below it "200", and then "Example".
pub(super) fn in_heading_beside(page: &PageContext<'_>, response: usize) -> Option<(u16, usize)> {
    /// How many headings may be between the two.
    const MOST: usize = 24;
    let headings = &page.fence(response).headings;
    let about = |heading: &Heading| heading.names_response_alone() && !begins_with_status(&heading.text);
    let above = headings.iter().rposition(about)?;
    let example = headings.get(above + 1).filter(|heading| announces_example(&heading.text))?;
    let between = page.outline.headings_between(headings[above].offset, example.offset);
    if between.len() > MOST {
        return None;
    }
    let is_status = |heading: &&Heading| heading.level == example.level && begins_with_status(&heading.text);
    let mut beside = between.iter().filter(is_status);
    let (only, None) = (beside.next()?, beside.next()) else { return None };
    let (code, _) = *status_codes(&only.text).first().filter(|(code, _)| is_success(*code))?;
    let into = page.text().get(only.offset..)?.find(&code.to_string())?;
    Some((code, only.offset + into))
}

/// Page offset of a code in the heading above a response.
fn offset_in_heading(page: &PageContext<'_>, response: usize, code: u16) -> Option<usize> {
    let from = page.fence(response).headings.last()?.offset;
    Some(from + page.text().get(from..)?.lines().next()?.find(&code.to_string())?)
}
