//! Attributes as tags and info strings have them: `title="Reply"`, `lang=json`, `method={'GET'}`.

use std::ops::Range;

/// Where the value is of the first of these attributes that a tag, or an info string, has. The value may be in quotes, in
/// braces (an expression of JSX), in both or in neither. An empty value is none.
pub(crate) fn attribute(tag: &str, names: &[&str]) -> Option<Range<usize>> {
    names.iter().find_map(|name| tag.match_indices(name).find_map(|(at, _)| value(tag, at, name)))
}

/// Where the value of the attribute is whose name may be at `at`.
fn value(tag: &str, at: usize, name: &str) -> Option<Range<usize>> {
    let before = tag[..at].chars().next_back();
    let begins = before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '-' | '_'));
    let equals = at + name.len();
    if !begins || !tag[equals..].starts_with('=') {
        return None;
    }
    let is_expression = tag[equals + 1..].starts_with('{');
    let open = equals + 1 + usize::from(is_expression);
    let quote = tag[open..].chars().next().filter(|c| matches!(c, '"' | '\'' | '`'));
    let start = open + usize::from(quote.is_some());
    let rest = &tag[start..];
    let length = match quote {
        Some(quote) => rest.find(quote)?,
        None if is_expression => rest.find('}')?,
        None => rest.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(rest.len()).min(closing_mark(rest)),
    };
    (length > 0).then(|| start..start + length)
}

/// Where what closes a tag begins, if a value without quotes stands right before it: `{% tab lang=json%}`, `<Tab lang=json/>`.
fn closing_mark(text: &str) -> usize {
    ["%}", "/>"].into_iter().filter_map(|mark| text.find(mark)).min().unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(tag: &str) -> Option<&str> {
        attribute(tag, &["title", "name"]).map(|range| &tag[range])
    }

    #[test]
    fn values_are_in_quotes_in_braces_or_bare() {
        for tag in [
            "<Tab title=\"Reply\">",
            "<Tab id='x' title='Reply'>",
            "<Tab title={\"Reply\"} />",
            "<Tab title={`Reply`}>",
            "<Tab title={Reply}>",
            "<Tab title=Reply>",
            "<Tab title=Reply/>",
            "{% tab title=Reply%}",
            "{% tab title=Reply %}",
            "json title=\"Reply\" {4}",
            "title=Reply",
            "{title=\"Reply\"}",
            "<Tab :title=\"Reply\">",
            "<Tab name=\"Reply\" subtitle=\"no\">",
        ] {
            assert_eq!(title(tag), Some("Reply"), "{tag}");
        }
    }

    #[test]
    fn the_name_is_a_whole_word() {
        for tag in [
            "<Tab subtitle=\"no\">",
            "<Tab data-title=\"no\">",
            "<Tab page_title=\"no\">",
            "<Tab title>",
            "<Tab title=\"\">",
            "<Tab title=\"open",
            "<Tab titled=\"no\">",
        ] {
            assert_eq!(title(tag), None, "{tag}");
        }
        assert_eq!(title("<Tab subtitle=\"no\" title=\"yes\">"), Some("yes"));
    }
}
