//! The path or URL of a route as Markdown, HTML and JSX write it.

use super::entities::entity;
use super::inline_marks;
use super::route_parts::base_placeholder;
use crate::http::begins_url;
use crate::http::url_template::behind_base_url;

/// The target that a text begins with, links, escapes and tags in it taken out; with the bytes it takes. One that is longer
/// than any address is none.
pub(super) fn target(text: &str) -> Option<(String, usize)> {
    let near = inline_marks::near(text);
    let behind_base = || text.starts_with(['{', '$', '<']) && behind_base_url(near).is_some_and(|path| path.len() > 1);
    let of_base = || behind_base() || names_base(near);
    if !(text.starts_with('/') || begins_url(text) || of_base()) {
        return None;
    }
    let mut target = Target { text: near, url: String::new(), at: 0, depth: 0, parentheses: 0 };
    while target.goes_on() {}
    let Target { mut url, at, .. } = target;
    if at == near.len() && at < text.len() {
        return None;
    }
    // A whole URL in the place of a path.
    if url.starts_with("/http://") || url.starts_with("/https://") {
        url.remove(0);
    }
    let shown = url.trim_end_matches(['.', ':', ';']).len();
    let cut = url.len() - shown;
    url.truncate(shown);
    (url.len() > 1).then_some((url, at - cut))
}

/// Whether a text begins with a placeholder for all that is before the path: `{prefix}/items`.
fn names_base(text: &str) -> bool {
    const NAMES: [&str; 2] = ["{prefix}", "{root}"];
    let is_named = NAMES.iter().any(|name| text.get(..name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name)));
    is_named && base_placeholder(text).is_some_and(|path| path[1..].starts_with(char::is_alphanumeric))
}

/// A target as far as it is read.
struct Target<'t> {
    text: &'t str,
    url: String,
    /// How many bytes of the text it has taken.
    at: usize,
    /// How many brackets of placeholders are open.
    depth: u32,
    parentheses: u32,
}

impl<'t> Target<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// Takes what is next. Whether it is a part of the target.
    fn goes_on(&mut self) -> bool {
        let Some(c) = self.rest().chars().next() else { return false };
        self.markup(c).unwrap_or_else(|| self.character(c))
    }

    /// Takes the markup that is next, if there is any: a link, an escape, tags, an entity, a code span. Whether it is a part of the
    /// target.
    fn markup(&mut self, c: char) -> Option<bool> {
        let rest = self.rest();
        if let Some((shown, length)) = link(rest) {
            self.url.push_str(&shown);
            self.at += length;
        } else if let Some(escaped) = rest.strip_prefix('\\').and_then(|after| after.chars().next()) {
            if !escaped.is_ascii_punctuation() {
                return Some(false);
            }
            self.url.push(escaped);
            self.at += 2;
        } else if c == '<' && (rest.starts_with("</") || inline_marks::tag(rest).is_some()) {
            return Some(self.tags());
        } else if let Some((shown, length)) = entity_of_url(rest) {
            let closed = self.depth.saturating_sub(u32::from(shown == '>'));
            self.depth = if shown == '<' { self.depth + 1 } else { closed };
            self.url.push(shown);
            self.at += length;
        } else if let Some((shown, length)) = emphasized_part(&self.url, rest) {
            self.url.push_str(&shown);
            self.at += length;
        } else {
            let length = marked_name(&self.url, rest)?;
            self.url.push_str(&rest[1..length - 1]);
            self.at += length;
        }
        Some(true)
    }

    /// Passes over tags. Whether the target goes on behind them.
    fn tags(&mut self) -> bool {
        let rest = self.rest();
        let tags = inline_marks::tags(rest);
        let is_next_code = rest[..tags].contains("</code><code");
        if is_next_code || tags == 0 || rest[tags..].chars().next().is_none_or(|c| c.is_whitespace() || c == '<') {
            return false;
        }
        self.at += tags;
        true
    }

    /// Takes a character. Whether it is a part of the target.
    fn character(&mut self, c: char) -> bool {
        match c {
            '{' | '<' | '[' => self.depth += 1,
            '}' | '>' => self.depth = self.depth.saturating_sub(1),
            ']' if self.depth > 0 => self.depth -= 1,
            '(' => self.parentheses += 1,
            _ => {}
        }
        let closes = c == ')' && self.parentheses > 0;
        if closes {
            self.parentheses -= 1;
        } else if self.ends_at(c) {
            return false;
        }
        self.url.push(c);
        self.at += c.len_utf8();
        true
    }

    /// Whether a character is behind the target.
    fn ends_at(&self, c: char) -> bool {
        // A comma within a query goes on.
        let is_value = || self.rest()[1..].starts_with(|c: char| c.is_alphanumeric());
        let listed = c == ',' && !(self.url.contains('?') && is_value());
        let is_end = c.is_whitespace() || listed || matches!(c, ')' | '|') || c == ']' && !self.url.contains('[');
        self.depth == 0 && (is_end || c == '*') || matches!(c, '`' | '"')
    }
}

/// The character of a URL that an entity stands for, and its length.
fn entity_of_url(text: &str) -> Option<(char, usize)> {
    // Browsers read it without its semicolon, too.
    let unclosed = || text.starts_with("&gt<").then_some(('>', "&gt".len()));
    entity(text).filter(|(shown, _)| !shown.is_whitespace()).or_else(unclosed)
}

/// The length of the code span of a name that stands for a part of the path: ``/items/:`id`/parts``.
fn marked_name(url: &str, text: &str) -> Option<usize> {
    let inside = text.strip_prefix('`').filter(|_| url.ends_with([':', '/']))?;
    let end = inside.find('`')?;
    let is_name =
        !inside[..end].is_empty() && inside[..end].chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    let goes_on = inside[end + 1..].chars().next().is_none_or(|c| c == '/' || url.ends_with(':'));
    (is_name && goes_on).then_some(end + 2)
}

/// The emphasized part of a path between two of its code spans, or behind the last one, and the bytes that it takes: `` `/items/`*`<id>`*`/parts` ``.
fn emphasized_part(url: &str, text: &str) -> Option<(String, usize)> {
    let inside = text.strip_prefix('`').filter(|_| url.ends_with(['/', '=']))?;
    let marker = inside.chars().next().filter(|c| matches!(c, '*' | '_'))?;
    let run = inside.len() - inside.trim_start_matches(marker).len();
    let (mark, after) = inside.split_at(run);
    let ticked = after.strip_prefix('`');
    let close = if ticked.is_some() { format!("`{mark}") } else { mark.to_owned() };
    let after = ticked.unwrap_or(after);
    let end = after.find(&close)?;
    let part = &after[..end];
    let name = part.trim_start_matches(['<', '{', ':', '$', '[']).trim_end_matches(['>', '}', ']']);
    let in_brackets = name.len() < part.len();
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.') || c == ' ' && in_brackets;
    if name.is_empty() || !name.chars().all(is_part) {
        return None;
    }
    let behind = &after[end + close.len()..];
    let goes_on = behind.strip_prefix('`').is_some_and(|next| next.starts_with(['/', '?', '&', '.', ':']));
    let ends = !behind.starts_with(|c: char| c.is_alphanumeric() || c == '`');
    // What is only emphasized stands for a value as well.
    let shown = if in_brackets { part.to_owned() } else { format!("{{{part}}}") };
    (goes_on || ends).then(|| (shown, text.len() - behind.len() + usize::from(goes_on)))
}

/// `[\{id\}](#id)`: the text of a link inside a path, without escapes.
fn link(text: &str) -> Option<(String, usize)> {
    let inside = text.strip_prefix('[')?;
    // `[0]` is a part of the path, `[name](link)` shows a name.
    let name = &inside[..inside.find(['\n', '[', '`']).unwrap_or(inside.len())];
    let close = name.find("](")?;
    let target = &inside[close + 2..];
    let end = target.find([')', '\n', ' ']).filter(|&end| target[end..].starts_with(')'))?;
    Some((inside[..close].replace('\\', ""), 1 + close + 2 + end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_escapes_are_taken_out() {
        let read = |text| target(text).map(|(url, length)| (url, &text[length..]));
        let url = |url: &str| url.to_owned();
        assert_eq!(read("/a/[\\{b.id\\}](/types/b#id)/c</Route>"), Some((url("/a/{b.id}/c"), "</Route>")));
        assert_eq!(read("/a/xuid(xuid)/b)"), Some((url("/a/xuid(xuid)/b"), ")")));
        assert_eq!(read("/a](#a) x"), Some((url("/a"), "](#a) x")));
        assert_eq!(read("https://h/a/<id>?b[]=1."), Some((url("https://h/a/<id>?b[]=1"), ".")));
        assert_eq!(read("/a/`*`<id>`*`/b`.*"), Some((url("/a/<id>/b"), "`.*")));
        assert_eq!(read("/a/`**{b}**\n"), Some((url("/a/{b}"), "\n")));
        assert_eq!(read("https://h/a/`_id_`/b?c=`*`d`*."), Some((url("https://h/a/{id}/b?c={d}"), ".")));
        assert_eq!(read("/a/`*is best* `/b`"), Some((url("/a/"), "`*is best* `/b`")));
        assert_eq!(read("/a/<i style=\"b\">{path*}</i>**"), Some((url("/a/{path*}"), "**")));
        assert_eq!(read("/a/<em>&lt;id&gt;</em>/b</code>"), Some((url("/a/<id>/b"), "</code>")));
        assert_eq!(read("/a/&#x3C;id of it&#x3E;/b: c"), Some((url("/a/<id of it>/b"), ": c")));
        assert_eq!(read("/a</b></code><code>all</code>"), Some((url("/a"), "</b></code><code>all</code>")));
        assert_eq!(read("/a/:`id`/b\n"), Some((url("/a/:id/b"), "\n")));
        assert_eq!(read("/a/`, `/b/`"), Some((url("/a/"), "`, `/b/`")));
        assert_eq!(read("/a/{id or name}</b>"), Some((url("/a/{id or name}"), "</b>")));
        assert_eq!(read("{{base_url}}/a/{id}` x"), Some((url("{{base_url}}/a/{id}"), "` x")));
        assert_eq!(read("$API_HOST/a"), Some((url("$API_HOST/a"), "")));
        for text in ["{{base_url}}", "{id}/a", "<b>/a", "$5/a"] {
            assert_eq!(read(text), None, "{text}");
        }
        for text in ["a/b", "/", "", "// x"] {
            assert_eq!(read(text).filter(|(url, _)| url.len() > 2), None, "{text}");
        }
    }
}
