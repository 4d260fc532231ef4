//! What pages say of types in passing: `Nullable`, `Required`, `Read-only` in a description, `Inherits from` in the text.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::contract::RemarkKind;
use crate::docs::PageDocs;

/// Takes back what was read from remarks of these kinds, on every page.
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
/// tables, where it is said of properties.
pub(crate) fn base(text: &str) -> Option<String> {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with('|'));
    lines.filter_map(|line| Some(line[INHERITS.find(line)?.end()..].trim_start())).find_map(named)
}

static INHERITS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let said =
        AhoCorasick::builder().ascii_case_insensitive(true).build(["inherits from", "derives from", "derived from"]);
    said.expect("a few short words make an automaton")
});

/// The type named at the start of a text, in a link, emphasized or bare.
fn named(text: &str) -> Option<String> {
    let text = text.trim_start_matches(['[', '*', '_', '`']);
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_'))).unwrap_or(text.len());
    let name = text[..end].trim_end_matches('.');
    let rest = text[end..].trim_start_matches(['*', '_', '`']);
    // Of several words, or one that stands for no type ("the resource"), nothing is known.
    let whole = rest.is_empty() || rest.starts_with([']', '.', ',', ';', ')', '\"']) || text[..end].ends_with('.');
    (whole && name.starts_with(|c: char| c.is_ascii_alphabetic())).then(|| name.to_owned())
}

/// Whether a value may be `null`, where the description says so or rules it out.
pub(crate) fn nullable(description: &str) -> Option<bool> {
    if !mentions(description, "null") {
        return None;
    }
    let text = description.to_ascii_lowercase().replace('\u{2019}', "'");
    if says_never_null(&text) {
        return Some(false);
    }
    let said = ["nullable", "can be null", "may be null", "might be null", "null if ", "null when "];
    said.iter().any(|phrase| text.contains(phrase)).then_some(true)
}

fn says_never_null(text: &str) -> bool {
    let phrases =
        ["not nullable", "non-nullable", "cannot be null", "can't be null", "can not be null", "must not be null"];
    phrases.iter().any(|phrase| {
        // "cannot be null or empty" forbids null, "cannot be null if ..." only sometimes does.
        text.find(phrase).is_some_and(|at| {
            let rest = text[at + phrase.len()..].trim_start();
            !["if ", "when ", "unless ", "for "].iter().any(|only| rest.starts_with(only))
        })
    })
}

/// Whether a remark of its own says "Required": not "Required if ...", nor that something else is required.
pub(crate) fn required(description: &str) -> bool {
    let always = ["required", "required on create", "required on creation", "required for creation"];
    mentions(description, "required") && remarks(description).any(|remark| always.contains(&remark.as_str()))
}

/// Whether a remark of its own says "Read-only".
pub(crate) fn read_only(description: &str) -> bool {
    let says = |remark: String| matches!(remark.as_str(), "read-only" | "read only" | "readonly");
    mentions(description, "read") && remarks(description).any(says)
}

/// Whether a word stands somewhere, in whatever case: most descriptions are not worth a closer look.
fn mentions(description: &str, word: &str) -> bool {
    description.as_bytes().windows(word.len()).any(|part| part.eq_ignore_ascii_case(word.as_bytes()))
}

/// The sentences, and the parts of a sentence between commas or in parentheses; lower case, emphasis stripped.
fn remarks(description: &str) -> impl Iterator<Item = String> {
    let parts = description.split(['.', ';', ',', '(', ')', '\n']);
    parts
        .map(|part| part.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '`')).to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_says_nullable_in_its_own_words() {
        for said in
            ["The name. Nullable.", "Can be null.", "The date; null if never used", "Cannot be null if x is set"]
        {
            assert_eq!(nullable(said), Some(true), "{said}");
        }
        for said in ["Not nullable.", "This value cannot be null.", "Can\u{2019}t be null or empty"] {
            assert_eq!(nullable(said), Some(false), "{said}");
        }
        assert_eq!(nullable("The name"), None);
    }

    #[test]
    fn required_and_read_only_are_remarks_of_their_own() {
        for said in
            ["The name. Required.", "Required. The name.", "The name (required)", "*Required*", "Read-only, required"]
        {
            assert!(required(said), "{said}");
        }
        for other in ["Required if x is set.", "Not required.", "The scopes required.", "Whether consent is required"] {
            assert!(!required(other), "{other}");
        }
        assert!(read_only("The size. Read-only. Nullable.") && read_only("Read only"));
        assert!(!read_only("Whether the item is read-only.") && !read_only("Not read-only"));
    }

    #[test]
    fn a_page_tells_what_its_type_inherits_from() {
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
        let said = |ignored: &[&str]| {
            let kinds: Vec<RemarkKind> = ignored.iter().map(|name| name.parse().expect("a kind")).collect();
            let mut pages = [crate::docs::read_page(&page, &crate::contract::Dialect::ALL)];
            ignore_remarks(&mut pages, &kinds);
            let row = &pages[0].properties[0];
            (row.possible_values.len(), row.nullable, row.required, row.read_only)
        };
        assert_eq!(said(&[]), (2, Some(true), true, true));
        assert_eq!(said(&["possible-values"]), (0, Some(true), true, true));
        assert_eq!(said(&["Nullable"]), (2, None, true, true));
        assert_eq!(said(&["required", "read-only"]), (2, Some(true), false, false));
        let refusal = "requierd".parse::<RemarkKind>().expect_err("no such kind");
        assert!(refusal.contains("`read-only`"), "{refusal}");
    }
}
