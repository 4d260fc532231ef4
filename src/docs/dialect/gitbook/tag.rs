//! `{% name key="value" %}`

use crate::text::attribute;

/// A tag in a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tag<'t> {
    /// Page offset.
    pub(super) offset: usize,
    /// The offset after it.
    pub(super) end: usize,
    pub(super) name: &'t str,
    /// What follows the name, and where it begins.
    attributes: (&'t str, usize),
}

/// The tags of a page, in order.
pub(super) fn tags(page: &str) -> impl Iterator<Item = Tag<'_>> {
    page.match_indices("{%").filter_map(|(offset, _)| {
        // Not the `%` of the opening mark: `{%}` is not a tag.
        let length = page[offset + 2..].find("%}")? + 4;
        let inside = page[offset + 2..offset + length - 2].trim_start_matches(['-', ' ', '\n']);
        let end = inside.find(char::is_whitespace).unwrap_or(inside.len());
        let from = offset + length - 2 - (inside.len() - end);
        Some(Tag { offset, end: offset + length, name: &inside[..end], attributes: (&inside[end..], from) })
    })
}

impl<'t> Tag<'t> {
    /// The value of an attribute, and its page offset: `path="/items"`, `httpCode=200`.
    pub(super) fn attribute(&self, name: &str) -> Option<(&'t str, usize)> {
        let (text, from) = self.attributes;
        attribute(text, &[name]).map(|range| (&text[range.clone()], from + range.start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_have_attributes() {
        let page = "x\n{% api-method method=\"get\" path=\"/a\" httpCode=201 %}\n{% endapi-method %}";
        let found: Vec<Tag<'_>> = tags(page).collect();
        assert_eq!(found.iter().map(|tag| tag.name).collect::<Vec<_>>(), ["api-method", "endapi-method"]);
        let shown = |name| found[0].attribute(name).map(|(value, at)| (value, &page[at..at + value.len()]));
        assert_eq!(shown("path"), Some(("/a", "/a")));
        assert_eq!(shown("httpCode"), Some(("201", "201")));
        assert_eq!((shown("host"), shown("Code")), (None, None));
    }
}
