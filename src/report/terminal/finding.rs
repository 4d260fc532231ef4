//! One finding as text: message, place, excerpt of the page, help.

use std::fmt::Write as _;

use super::page_excerpt::excerpt;
use super::palette::Palette;
use super::wrapped_lines::push_line;
use crate::finding::{At, Finding, Level};
use crate::record::Redacted;
use crate::report::docs::Docs;
use crate::report::printable;
use crate::text::counted;
use crate::text::some_of;

/// How many folded locations are named.
const MAX_ALSO: usize = 5;

/// A finding about docs, complete.
pub fn render_finding(finding: &Redacted<Finding>, docs: &Docs<'_>, palette: &Palette) -> String {
    finding_block(finding, docs, palette)
}

/// A finding in full, as compilers show theirs; ends with a line feed.
///
/// ```text
/// error: the response lacks a member the docs show
///   --> docs/users.md:57:9  B101 missing-member  body /value/0/id
///    |
/// 57 |       "id": "12"
///    |       ^^^^
///    = expected: a string
///    = actual:   nothing
///    = help: ...
/// ```
pub(super) fn finding_block(finding: &Finding, docs: &Docs<'_>, palette: &Palette) -> String {
    let (style, word) = level(finding.level, palette);
    let strong = palette.strong;
    let mut out = String::new();
    let title =
        format!("{style}{word}{style:#}{strong}: {}{strong:#}", docs.with_paths(&printable::line(&finding.message)));
    push_line(&title, palette, &mut out);
    let last_line = docs.end(finding).unwrap_or(finding.location.place).line;
    let margin = " ".repeat(last_line.to_string().len());
    push_line(&format!("{margin}--> {}", location(finding, docs)), palette, &mut out);
    out += &excerpt(finding, style, docs, palette);
    let notes = [("expected: ", &finding.expected), ("actual:   ", &finding.actual)];
    for (label, text) in notes.into_iter().filter_map(|(label, text)| text.as_deref().map(|text| (label, text))) {
        push_line(&format!("{margin} = {label}{}", printable::line(text)), palette, &mut out);
    }
    if finding.folded() > 0 {
        push_line(&format!("{margin} = also at:  {}", also(finding)), palette, &mut out);
    }
    if let Some(help) = &finding.help {
        push_line(&format!("{margin} = help: {}", docs.with_paths(&printable::line(help))), palette, &mut out);
    }
    out
}

/// A finding on one line, without a line feed: `warning: docs/users.md:57:9  B104 null-value  body /id: ...`.
pub fn render_finding_line(finding: &Finding, docs: &Docs<'_>, palette: &Palette) -> String {
    let (style, word) = level(finding.level, palette);
    let folded = match finding.folded() {
        0 => String::new(),
        count => format!(" (and {count} more)"),
    };
    format!(
        "{style}{word}{style:#}: {}: {}{folded}",
        location(finding, docs),
        docs.with_paths(&printable::line(&finding.message))
    )
}

fn level(level: Level, palette: &Palette) -> (anstyle::Style, &'static str) {
    match level {
        Level::Deny => (palette.bad, "error"),
        Level::Warn => (palette.warning, "warning"),
        Level::Allow => (palette.faint, "note"),
    }
}

/// `docs/users.md:57:9  B101 missing-member  body /value/0/id`
fn location(finding: &Finding, docs: &Docs<'_>) -> String {
    let rule = finding.rule.0;
    let path = docs.shown_path(&finding.location.page);
    let mut location = format!("{path}:{}  {} {}", finding.location.place, rule.code, rule.name);
    if finding.at != At::Docs {
        let _ = write!(location, "  {}", printable::line(&finding.at.to_string()));
    }
    location
}

fn also(finding: &Finding) -> String {
    let folded = finding.folded();
    if finding.also.is_empty() {
        return counted(folded, "more place");
    }
    some_of(finding.also.iter().take(MAX_ALSO).map(|pointer| printable::line(&pointer.to_string())), folded)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::record::testing::findings;
    use crate::text::IndexedText;

    #[test]
    fn a_finding_shows_its_line_of_the_page() {
        let page = |_: &str| {
            let text = format!("{}HTTP/1.1 200 OK\r\n", "\r\n".repeat(56));
            Some(Arc::new(IndexedText::new(text)))
        };
        let docs = Docs { root: "docs/", page: Some(&page), ..Docs::default() };
        insta::assert_snapshot!(finding_block(&findings()[0], &docs, &Palette::PLAIN), @r#"
        error: wrong status code
          --> docs/api/users.md:57:10  S001 wrong-status  status
           |
        57 | HTTP/1.1 200 OK
           |          ^^^
           = expected: 200
           = actual:   500
           = help: correct the status line, or the service
        "#);
    }

    #[test]
    fn a_finding_without_its_page_still_has_its_location() {
        insta::assert_snapshot!(finding_block(&findings()[1], &Docs::default(), &Palette::PLAIN), @r#"
        warning: a warning of a kind
          --> api/users.md:61:7  S001 wrong-status  body /value/0/id
           = also at:  /value/1/id, /value/2/id
        "#);
        insta::assert_snapshot!(render_finding_line(&findings()[1], &Docs::default(), &Palette::PLAIN), @r#"warning: api/users.md:61:7  S001 wrong-status  body /value/0/id: a warning of a kind (and 2 more)"#);
    }

    #[test]
    fn colours_are_only_added() {
        let coloured = finding_block(&findings()[0], &Docs::default(), &Palette::COLOURED);
        let plain = finding_block(&findings()[0], &Docs::default(), &Palette::PLAIN);
        assert_ne!(coloured, plain);
        assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), plain);
    }
}
