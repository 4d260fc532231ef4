//! Finding the label in the text above a fence: which of the lines and sentences it is. Whether a bold line is one, and what it
//! calls the fence, is in `label.rs`.

use std::cell::LazyCell;
use std::ops::Range;

use crate::docs::markdown::table_rule::is_delimiter_row;
use crate::docs::wording::{self, LabelKind, Topic};
use crate::http::status;
use crate::text::COLONS;
use crate::text::attribute;

/// Where the last paragraph (or list item, or tab name) is in the text between two fences. Lines without text of their own
/// are skipped: blank lines, tables, tags and template marks without a name, comments.
pub(super) fn last_paragraph(gap: &str) -> Option<Range<usize>> {
    let mut end = gap.len();
    let mut found: Option<Range<usize>> = None;
    let mut in_comment = false;
    let tables = LazyCell::new(|| tables(gap));
    for line in gap.split_inclusive('\n').rev() {
        let start = end - line.len();
        let bare = line.trim_start_matches(|c: char| c.is_whitespace() || c == '>').trim_end();
        let at = start + (line.trim_end().len() - bare.len());
        end = start;
        if !in_comment && let Some(words) = comment_label(bare) {
            return found.or(Some(at + words.start..at + words.end));
        }
        if in_comment || bare.ends_with("-->") {
            in_comment = !bare.starts_with("<!--");
            continue;
        }
        if let Some(name) = tab_name(bare).or_else(|| name_in_tags(bare)) {
            return found.or((!name.is_empty()).then(|| at + name.start..at + name.end));
        }
        if is_skipped(bare) || bare.contains('|') && is_within(&tables, start) {
            if found.is_some() {
                break;
            }
            continue;
        }
        found = Some(at..found.map_or(at + bare.len(), |paragraph| paragraph.end));
        if begins_item(bare) {
            break;
        }
    }
    found
}

/// The parts of a text between blank lines that hold a table.
fn tables(gap: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut start, mut at, mut is_table) = (0, 0, false);
    for line in gap.split_inclusive('\n') {
        if line.trim_matches(|c: char| c.is_whitespace() || c == '>').is_empty() {
            found.extend(is_table.then_some(start..at));
            (start, is_table) = (at + line.len(), false);
        }
        let row = line.trim_start_matches(['>', ' ']).trim();
        is_table |= row.contains("--") && is_delimiter_row(row);
        at += line.len();
    }
    found.extend(is_table.then_some(start..at));
    found
}

fn is_within(parts: &[Range<usize>], offset: usize) -> bool {
    let up_to = parts.partition_point(|part| part.start <= offset);
    parts[..up_to].last().is_some_and(|part| offset < part.end)
}

/// The words of a comment that is a label: `<!-- response JSON -->`.
fn comment_label(line: &str) -> Option<Range<usize>> {
    let words = line.strip_prefix("<!--")?.strip_suffix("-->")?;
    let first = wording::words(words).next()?;
    let is_label = wording::is(Topic::Response, first) || wording::is(Topic::Request, first);
    let few = words.split_whitespace().count() <= 8 && !words.contains(['{', ':', '=']);
    (is_label && few).then(|| 4..4 + words.len())
}

fn is_skipped(line: &str) -> bool {
    let tag = line.starts_with('<') && line.ends_with('>') && !line.starts_with("<http");
    let template = line.starts_with("{{") || line.starts_with("{%");
    let alert = line.starts_with("[!") && line.ends_with(']');
    let code = line.starts_with("import ") || line.starts_with("export ") || line.starts_with("{/*");
    let hidden = tag || template || alert || code || is_attribute_list(line);
    line.is_empty() || line.starts_with('|') || line.starts_with(":::") || hidden || is_option(line)
}

/// Whether a line is an option of the directive above it: `:sync: json`.
fn is_option(line: &str) -> bool {
    const OPTIONS: [&str; 7] = ["sync", "selected", "name", "class", "class-container", "class-content", "open"];
    let option = line.strip_prefix(':').and_then(|option| option.split_once(':'));
    option.is_some_and(|(name, _)| OPTIONS.contains(&name))
}

/// Whether a line sets attributes of the block above it, and shows nothing: `{: .http}`.
pub(super) fn is_attribute_list(line: &str) -> bool {
    line.starts_with("{:") && line.ends_with('}')
}

fn begins_item(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let ordered = rest.len() < line.len() && rest.starts_with([' ', '.', ')']);
    ordered || line.starts_with("- ") || line.starts_with("* ") || line.starts_with("+ ")
}

/// The name of the tab that begins on this line: docfx, `MkDocs`, JSX, `GitBook`, Hugo; or the summary of a part
/// that can be unfolded.
pub(super) fn tab_name(line: &str) -> Option<Range<usize>> {
    if line.starts_with("# [") && line.contains("](#tab/") {
        return Some(3..line.find("](")?);
    }
    if let Some(at) = line.find("<summary").filter(|_| line.starts_with('<')) {
        let start = at + line[at..].find('>')? + 1;
        let end = line[start..].find("</summary").map_or(line.len(), |end| start + end);
        return Some(start..end);
    }
    if line.starts_with("===") {
        return quoted(line, 0);
    }
    if line.starts_with("```") {
        let start = line.find("{tab-item} ")? + "{tab-item} ".len();
        return Some(start..line.len());
    }
    if let Some(cell) = cell_text(line) {
        return Some(cell);
    }
    let jsx = line.starts_with('<') && !line.starts_with("</");
    let tag = line.strip_prefix("{%").map(str::trim_start).unwrap_or_default();
    if tag.starts_with("code ") {
        // The name of a file says nothing of what is shown.
        return attribute(line, &["title"]).filter(|title| LabelKind::of(&line[title.clone()]) != LabelKind::Unknown);
    }
    let liquid = tag.starts_with("tab ");
    if jsx || liquid || line.starts_with("{{<") || line.starts_with("{{%") {
        let named = attribute(line, &["label", "title", "heading", "name", "value"]);
        let is_tab = || line.starts_with("{{") && line.contains("tab ");
        return named.or_else(|| quoted(line, 0).filter(|_| is_tab())).or_else(|| component_status(line));
    }
    None
}

/// Where the status is of the component that a line opens, if its name says that it holds a response: `<ResponsePanel status="204">`.
pub(crate) fn component_status(line: &str) -> Option<Range<usize>> {
    let tag = line.strip_prefix('<').filter(|tag| tag.starts_with(|c: char| c.is_ascii_uppercase()))?;
    let name = &tag[..tag.find(|c: char| !c.is_ascii_alphanumeric())?];
    let parts = name.char_indices().filter(|(_, c)| c.is_ascii_uppercase()).map(|(at, _)| at);
    let ends = parts.clone().skip(1).chain([name.len()]);
    let is_response = parts.zip(ends).any(|(at, end)| wording::is(Topic::ResponseHeading, &name[at..end]));
    let tag = &line[..=line.find('>').filter(|_| is_response)?];
    let at = attribute(tag, &["status", "code", "statusCode", "status-code"])?;
    let value = &tag[at.clone()];
    status::code(value.get(..3)?).filter(|_| !value[3..].starts_with(char::is_alphanumeric))?;
    Some(at.start..at.start + 3)
}

/// The few words of a line that is one element of text and ends as labels do: `<small>Response:</small>`.
fn name_in_tags(line: &str) -> Option<Range<usize>> {
    const MOST: usize = 6;
    let name = ["small", "b", "strong", "em", "i", "p", "span"]
        .into_iter()
        .find(|name| line.strip_prefix('<').and_then(|rest| rest.strip_prefix(name)).is_some_and(opens_tag))?;
    let start = line.find('>')? + 1;
    let end = start + line[start..].find('<')?;
    let text = line[start..end].trim_end();
    let closes = line[end..].strip_prefix("</").and_then(|rest| rest.strip_suffix('>')) == Some(name);
    let is_label = text.ends_with(COLONS) && wording::words(text).count() <= MOST;
    (closes && is_label).then_some(start..end)
}

fn opens_tag(after: &str) -> bool {
    after.starts_with(['>', ' '])
}

/// The words of a cell of a table in HTML that is all there is on its line: `<td>Sample response</td>`.
fn cell_text(line: &str) -> Option<Range<usize>> {
    let rest = line.strip_prefix("<td").or_else(|| line.strip_prefix("<th"))?;
    let start = line.len() - rest.len() + rest.find('>')? + 1;
    let end = start + line[start..].find('<')?;
    (line[start..end].contains(char::is_alphabetic) && line[end..].starts_with("</t")).then_some(start..end)
}

/// What is in the first quotes at or after `from`.
fn quoted(line: &str, from: usize) -> Option<Range<usize>> {
    let open = from + line[from..].find(['"', '\''])?;
    let quote = line[open..].chars().next()?;
    let start = open + 1;
    Some(start..start + line[start..].find(quote)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_component_of_a_response_has_its_status() {
        let status = |line: &str| component_status(line).map(|range| line[range].to_owned());
        for line in [
            "<ResponsePanel status=\"204\">",
            "<ResponsePanel status={204}>",
            "<ApiResponse name='x' code='204' />",
            "<Response status-code=\"204 No Content\">Nothing.</Response>",
        ] {
            assert_eq!(status(line), Some("204".to_owned()), "{line}");
        }
        for line in [
            "<Badge status=\"204\">",
            "<Step status=\"done\">",
            "<ResponsePanel status=\"done\">",
            "<ResponsePanel>204",
            "<responses status=\"204\">",
            "<ResponseTime code=\"2040\">",
        ] {
            assert_eq!(status(line), None, "{line}");
        }
    }

    #[test]
    fn the_paragraph_right_above_is_the_label() {
        for (gap, label) in [
            ("\nFirst.\n\nResponse:\n\n", "Response:"),
            ("\nAnswer\nof two lines:\n", "Answer\nof two lines:"),
            ("\n> [!NOTE]\n> The response:\n>\n", "The response:"),
            ("\nResponse:\n\n| a | b |\n|---|---|\n\n", "Response:"),
            ("\nResponse:\n\na | b\n---|---\nc | its format\n\n", "Response:"),
            ("\nResponse:\n\na | b\n---|---\n\n`410 | Gone`:\n\n", "`410 | Gone`:"),
            ("\n* one\n* Response:\n\n  ", "* Response:"),
            ("\nRequest\n\n<TabItem value=\"res\" label=\"Response\">\n\n", "Response"),
            ("\n=== \"Response\"\n\n    ", "Response"),
            ("\n{{% tab \"Reply\" %}}\n", "Reply"),
            ("\nRequest\n````\n````{tab-item} Reply\n", "Reply"),
            ("\nRequest:\n\n{% code title=\"422\" %}\n", "422"),
            ("\nResponse:\n\n{% code title=\"lamps.json\" %}\n", "Response:"),
            ("\n# [Response](#tab/r)\n", "Response"),
            ("\nResponse:\n\n<!-- of\nold -->\n{% raw %}\n", "Response:"),
            ("\nRequest\n\n<details><summary><b>Response</b></summary>\n\n", "<b>Response</b>"),
            ("\nRequest\n\n<!-- response JSON -->\n\n", " response JSON "),
            ("\nRequest\n\n<small>Response:</small>\n\n", "Response:"),
            ("\nRequest:\n\n<p>Response</p>\n\n", "Request:"),
            ("\nResponse:\n{: .http}\n\n{: codeblock}\n", "Response:"),
            ("\n\n", ""),
        ] {
            assert_eq!(last_paragraph(gap).map_or("", |range| &gap[range]), label, "{gap:?}");
        }
    }
}
