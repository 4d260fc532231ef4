//! `<pre>` elements: code that a page shows in HTML rather than in a fence.

use super::block::{BlockKind, Fence};
use super::comment::HtmlPart;
use super::entities::entity;
use crate::docs::messages::request_line::begins_request;
use crate::docs::messages::status_line::status_line;
use crate::text::SourceText;
use crate::text::attribute;

/// The `<pre>` elements of raw HTML as fences, without tags and with entities decoded. One that a blank line cuts short is
/// not a whole example: where it looks like HTTP it is reported as a hidden fence.
pub(super) fn parts(raw: &SourceText) -> Vec<HtmlPart> {
    let (text, mut parts, mut at) = (raw.text(), Vec::new(), 0);
    while let Some(open) = text[at..].find("<pre").map(|found| at + found) {
        let Some(start) = text[open..].find('>').map(|found| open + found + 1) else { break };
        let close = text[start..].find("</pre").map(|found| start + found);
        let end = close.unwrap_or(text.len());
        // The content rarely begins on the line of the tag.
        let start = if text[start..end].starts_with('\n') { start + 1 } else { start };
        let shown = SourceText::new(decoded(&text[start..end]), raw.place(start).line, &[raw.place(start).column, 1]);
        let place = raw.place(open);
        if close.is_some() {
            let info = language_of(&text[open..end]).unwrap_or_default().to_owned();
            let fence = Fence { info, text: shown, unclosed: false };
            parts.push(HtmlPart { kind: BlockKind::Fence(fence), place });
        } else if begins_request(shown.text()) || status_line(&shown).is_some() {
            parts.push(HtmlPart { kind: BlockKind::HiddenFence, place });
        }
        at = end;
    }
    parts
}

/// The language that the tags at the beginning of an element name: `<pre lang="go">`, `<pre><code class="language-go">`, and the
/// only class of the code, as most highlighters take it.
fn language_of(element: &str) -> Option<&str> {
    let value = |tag, name| attribute(tag, &[name]).map(|range| tag[range].trim());
    let (pre, rest) = element.split_once('>')?;
    let code = rest.trim_start().strip_prefix("<code").and_then(|rest| rest.split_once('>')).map_or("", |(tag, _)| tag);
    let named = [code, pre].into_iter().find_map(|tag| {
        let of_class = |class: &'_ str| class.starts_with("language-") || class.starts_with("lang-");
        let classes = value(tag, "class").unwrap_or_default();
        let class = classes.split_whitespace().find(|class| of_class(class)).and_then(|class| class.split_once('-'));
        value(tag, "lang").or(class.map(|(_, language)| language))
    });
    named.or_else(|| value(code, "class").filter(|class| !class.contains(char::is_whitespace)))
}

/// The text without tags, with entities decoded.
fn decoded(html: &str) -> String {
    let (mut out, mut at) = (String::with_capacity(html.len()), 0);
    let last_tag = html.rfind('>').unwrap_or_default();
    while let Some(mark) = html[at..].find(['<', '&']).map(|found| at + found) {
        out.push_str(&html[at..mark]);
        let rest = &html[mark..];
        let tag = rest.starts_with('<') && rest[1..].starts_with(|c: char| c == '/' || c.is_ascii_alphabetic());
        at = match ((tag && mark < last_tag).then(|| rest.find('>')).flatten(), entity(rest)) {
            (Some(end), _) => {
                let breaks = rest.starts_with("<br");
                out.push_str(if breaks { "\n" } else { "" });
                mark + end + 1
            }
            (None, Some((character, length))) => {
                out.push(character);
                mark + length
            }
            (None, None) => {
                out.push_str(&rest[..1]);
                mark + 1
            }
        };
    }
    out.push_str(&html[at..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Position;

    #[test]
    fn elements_are_fences_without_their_tags() {
        let raw = SourceText::new("<pre><code class=\"x\">\nGET /a?b=1&amp;c=<span>2</span>\n</code></pre>", 5, &[]);
        let parts = parts(&raw);
        let BlockKind::Fence(fence) = &parts[0].kind else { panic!("a fence") };
        assert_eq!(fence.text.text(), "\nGET /a?b=1&c=2\n");
        assert_eq!((parts[0].place, fence.text.place(1)), (Position::new(5, 1), Position::new(6, 1)));
    }

    #[test]
    fn the_tags_name_the_language() {
        let info = |html: &str| {
            let html = format!("{html}\na</code></pre>");
            let parts = parts(&SourceText::new(html.as_str(), 1, &[]));
            let BlockKind::Fence(fence) = &parts[0].kind else { panic!("a fence") };
            fence.info.clone()
        };
        for (html, language) in [
            ("<pre><code class=\"ruby\">", "ruby"),
            ("<pre class='x'>\n<code class=\"hl lang-go\">", "go"),
            ("<pre class=\"language-rust\"><code>", "rust"),
            ("<pre lang=\"php\">", "php"),
            ("<pre class=\"shown\">", ""),
            ("<pre><code class=\"hl wide\">", ""),
            ("<pre data-lang=\"php\">", ""),
            ("<pre>", ""),
        ] {
            assert_eq!(info(html), language, "{html}");
        }
    }

    #[test]
    fn an_element_cut_short_is_a_hidden_fence() {
        let kinds = |html: &str| parts(&SourceText::new(html, 1, &[])).into_iter().map(|p| p.kind).collect::<Vec<_>>();
        assert_eq!(kinds("<div><pre>GET /a HTTP/1.1"), [BlockKind::HiddenFence]);
        assert_eq!(kinds("<div><pre>ls -l"), []);
    }
}
