//! What prose says about types: `Nullable`, `Required`, `Read-only` in a description, `Inherits from` in the text.

use crate::contract::RemarkKind;
use crate::docs::PageDocs;
use crate::docs::wording::{self, Prose, Topic};
use crate::text::line_start;

/// Removes what was read from remarks of these kinds, on every page.
pub fn ignore_remarks(pages: &mut [PageDocs], ignored: &[RemarkKind]) {
    for page in pages {
        if ignored.contains(&RemarkKind::InheritsFrom) {
            page.resources.iter_mut().for_each(|resource| resource.prose_base = None);
        }
        let of_resources = page.resources.iter_mut().flat_map(|resource| &mut resource.properties);
        for row in of_resources.chain(&mut page.properties) {
            for kind in ignored {
                match kind {
                    RemarkKind::PossibleValues => row.possible_values.clear(),
                    RemarkKind::Nullable => row.nullable = None,
                    RemarkKind::Required => row.required = false,
                    RemarkKind::ReadOnly => row.read_only = false,
                    RemarkKind::InheritsFrom => {}
                }
            }
        }
    }
}

/// The type that a page's text says its type inherits from: `Inherits from [x](x.md)`, `y inherits from **x**`. Not in
/// tables, which are about properties.
pub(crate) fn base(text: &str) -> Option<String> {
    let mut seen = 0;
    wording::find_all(Topic::InheritsFrom, text).find_map(|phrase| {
        let start = line_start(text, phrase.start);
        // Only the first mention of a line counts.
        if start < seen || text[start..].trim_start().starts_with('|') {
            return None;
        }
        let end = text[phrase.end..].find('\n').map_or(text.len(), |at| phrase.end + at);
        seen = end;
        named(text[phrase.end..end].trim())
    })
}

/// The type named at the start of a text, in a link, emphasized or bare.
fn named(text: &str) -> Option<String> {
    let text = text.trim_start_matches(['[', '*', '_', '`']);
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_'))).unwrap_or(text.len());
    let name = text[..end].trim_end_matches('.');
    let rest = text[end..].trim_start_matches(['*', '_', '`']);
    // Several words, or one that is not the name of a type ("the resource"), say nothing.
    let whole = rest.is_empty() || rest.starts_with([']', '.', ',', ';', ')', '\"']) || text[..end].ends_with('.');
    (whole && name.starts_with(|c: char| c.is_ascii_alphabetic())).then(|| name.to_owned())
}

/// Whether a value may be `null`, where the description says so or rules it out.
pub(crate) fn nullable(prose: &Prose<'_>) -> Option<bool> {
    if is_never_null(prose) {
        return Some(false);
    }
    prose.mentions(Topic::MayBeNull).then_some(true)
}

fn is_never_null(prose: &Prose<'_>) -> bool {
    // "cannot be null or empty" rules it out, "cannot be null if ..." only sometimes does.
    let is_unconditional = |end: usize| wording::begins(Topic::Condition, prose.text[end..].trim_start()).is_none();
    prose.find_all(Topic::NeverNull).any(|phrase| is_unconditional(phrase.end))
}

/// Whether a remark of its own says "Required": not "Required if ...", nor that something else is required.
pub(crate) fn required(prose: &Prose<'_>) -> bool {
    is_remark(Topic::RequiredRemark, prose)
}

/// Whether a remark of its own says "Read-only".
pub(crate) fn read_only(prose: &Prose<'_>) -> bool {
    is_remark(Topic::ReadOnlyRemark, prose)
}

/// Whether a word of a topic is a sentence, or a part of one between commas or in parentheses, apart from emphasis.
fn is_remark(topic: Topic, prose: &Prose<'_>) -> bool {
    let is_mark = |c: char| c.is_whitespace() && c != '\n' || matches!(c, '*' | '_' | '`');
    let is_end = |c: char| matches!(c, '.' | ';' | ',' | '(' | ')' | '\n');
    prose.find_all(topic).any(|word| {
        let before = prose.text[..word.start].trim_end_matches(is_mark);
        let after = prose.text[word.end..].trim_start_matches(is_mark);
        (before.is_empty() || before.ends_with(is_end)) && (after.is_empty() || after.starts_with(is_end))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nullable(description: &str) -> Option<bool> {
        super::nullable(&Prose::new(description))
    }

    fn required(description: &str) -> bool {
        super::required(&Prose::new(description))
    }

    fn read_only(description: &str) -> bool {
        super::read_only(&Prose::new(description))
    }

    #[test]
    fn nullable_in_the_words_of_a_row() {
        for remark in
            ["The name. Nullable.", "Can be null.", "The date; null if never used", "Cannot be null if x is set"]
        {
            assert_eq!(nullable(remark), Some(true), "{remark}");
        }
        for remark in ["Not nullable.", "This value cannot be null.", "Can\u{2019}t be null or empty"] {
            assert_eq!(nullable(remark), Some(false), "{remark}");
        }
        assert_eq!(nullable("The name"), None);
    }

    #[test]
    fn required_and_read_only_are_remarks_of_their_own() {
        for remark in
            ["The name. Required.", "Required. The name.", "The name (required)", "*Required*", "Read-only, required"]
        {
            assert!(required(remark), "{remark}");
        }
        for other in ["Required if x is set.", "Not required.", "The scopes required.", "Whether consent is required"] {
            assert!(!required(other), "{other}");
        }
        assert!(read_only("The size. Read-only. Nullable.") && read_only("Read only"));
        assert!(!read_only("Whether the item is read-only.") && !read_only("Not read-only"));
    }

    #[test]
    fn the_prose_of_a_page_names_the_base_of_its_type() {
        for (text, base) in [
            ("# X\n\nA lamp. Inherits from [thing](thing.md).", Some("thing")),
            ("An **x** inherits from [**ns.thing**](../thing.md) and more.", Some("ns.thing")),
            ("Derived from thing.", Some("thing")),
            ("|id|String|Inherited from [a](a.md). Inherits from b.|", None),
            ("It derives from the older [thing](thing.md).", None),
            ("Codes derived from ISO 639-1", None),
            ("Inherits from [Big Thing](thing.md)", None),
        ] {
            assert_eq!(super::base(text).as_deref(), base, "{text}");
        }
    }

    #[test]
    fn each_kind_of_remark_is_ignored_by_its_name() {
        let text = "# A\n\n|Property|Type|Description|\n|-|-|-|\n\
                    |p|String|Possible values are: `a`, `b`. Nullable. Required. Read-only.|\n";
        let page = crate::text::Page { path: "a.md".into(), text: text.into() };
        let read = |ignored: &[&str]| {
            let kinds: Vec<RemarkKind> = ignored.iter().map(|name| name.parse().expect("a kind")).collect();
            let mut pages = [crate::docs::read_page(&page, &crate::contract::Dialect::ALL)];
            ignore_remarks(&mut pages, &kinds);
            let row = &pages[0].properties[0];
            (row.possible_values.len(), row.nullable, row.required, row.read_only)
        };
        assert_eq!(read(&[]), (2, Some(true), true, true));
        assert_eq!(read(&["possible-values"]), (0, Some(true), true, true));
        assert_eq!(read(&["Nullable"]), (2, None, true, true));
        assert_eq!(read(&["required", "read-only"]), (2, Some(true), false, false));
        let refusal = "requierd".parse::<RemarkKind>().expect_err("no such kind");
        assert!(refusal.contains("`read-only`"), "{refusal}");
    }
}
