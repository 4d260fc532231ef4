//! Attributes as tags and info strings have them: `title="Reply"`, `lang=json`, `method={'GET'}`.

use std::ops::Range;

/// Where the value is of the first of these attributes that a tag, or an info string, has. The value may be in quotes, in
/// braces (an expression of JSX), in both or in neither. An empty value is none, and what is within the value of another
/// attribute is not one.
pub(crate) fn attribute(tag: &str, names: &[&str]) -> Option<Range<usize>> {
    names.iter().find_map(|name| {
        let mut attributes = Attributes { tag, at: 0 };
        attributes.find(|(own, value)| own == name && !value.is_empty()).map(|(_, value)| value)
    })
}

/// The attributes of a tag in order: the name, and where the value is.
struct Attributes<'t> {
    tag: &'t str,
    /// Where the rest begins.
    at: usize,
}

impl<'t> Iterator for Attributes<'t> {
    type Item = (&'t str, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        let is_of_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        loop {
            let start = self.at + self.tag[self.at..].find(is_of_name)?;
            let rest = &self.tag[start..];
            let name = &rest[..rest.find(|c| !is_of_name(c)).unwrap_or(rest.len())];
            self.at = start + name.len();
            if self.tag[self.at..].starts_with('=') {
                let (value, end) = value(self.tag, self.at + 1)?;
                self.at = end;
                return Some((name, value));
            }
        }
    }
}

/// Where the value is that begins at `at`, and where it ends with its quotes and braces; `None` if these are not closed.
fn value(tag: &str, at: usize) -> Option<(Range<usize>, usize)> {
    let is_expression = tag[at..].starts_with('{');
    let open = at + usize::from(is_expression);
    if let Some(quote) = tag[open..].chars().next().filter(|c| matches!(c, '"' | '\'' | '`')) {
        let start = open + 1;
        let end = start + tag[start..].find(quote)?;
        let close = if is_expression { end + tag[end..].find('}')? } else { end };
        return Some((start..end, close + 1));
    }
    if is_expression {
        let end = open + closing_brace(&tag[open..])?;
        return Some((open..end, end + 1));
    }
    let rest = &tag[open..];
    let rest = &rest[..rest.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(rest.len())];
    // What closes the tag may be right behind the value: `{% tab lang=json%}`, `<Tab lang=json/>`.
    let is_closed = tag[open + rest.len()..].starts_with('>');
    let value = match rest.find("%}") {
        Some(mark) => &rest[..mark],
        None if is_closed => rest.strip_suffix('/').unwrap_or(rest),
        None => rest,
    };
    Some((open..open + value.len(), open + rest.len()))
}

/// Where the brace is closed that was opened before this text.
fn closing_brace(text: &str) -> Option<usize> {
    let mut depth = 1_usize;
    text.bytes().position(|byte| {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        depth == 0
    })
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

    #[test]
    fn what_is_within_another_value_is_no_attribute() {
        for tag in [
            "<Tab id=\"use title=no more\" title=\"yes\">",
            "<Tab url='/a?title=no&b=1' title='yes'>",
            "<Tab icon={<Icon title=\"no\" size={3} />} title={\"yes\"}>",
            "<Tab url=/a?title=no title=yes>",
        ] {
            assert_eq!(title(tag), Some("yes"), "{tag}");
        }
    }
}
