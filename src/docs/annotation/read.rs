//! The inside of an HTML comment -> an annotation.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::annotation::{Annotation, BlockType};
use super::find_member::find;
use super::item_type::item_type;
use super::keys::Keys;
use crate::contract::ResponseFacts;
use crate::docs::edits::json_edits;
use crate::finding::{Finding, rules};
use crate::json;
use crate::json::{Node, Value};
use crate::text::{SourceText, Span};

/// The key that makes a comment an annotation, in any case.
static BLOCK_TYPE: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let key = AhoCorasick::builder().ascii_case_insensitive(true).build(["blocktype"]);
    key.expect("a short word makes an automaton")
});

/// Reads the inside of a comment, unless it is prose or JSON of another kind (`#page.annotation`). Findings are about what
/// had to be tolerated, and about unknown keys.
pub(crate) fn read(page: &str, comment: &SourceText, findings: &mut Vec<Finding>) -> Option<Annotation> {
    let text = comment.text();
    // Most comments end here.
    if !BLOCK_TYPE.is_match(text) {
        return None;
    }
    let brace = text.find('{').filter(|&at| text[..at].trim().is_empty())?;
    let shown = &text[brace..];
    let document = match json::plain_document(shown).map_or_else(|| json::read(shown), Ok) {
        Ok(document) => document,
        Err(error) => {
            let place = comment.place(brace + error.at);
            let finding = Finding::docs(&rules::docs::UNREADABLE_ANNOTATION, page, place, error.message);
            let help = "an annotation is a JSON object; until it can be read the next fence counts as not annotated";
            findings.push(finding.help(help));
            return None;
        }
    };
    find(&document.root, "blockType")?;
    let place_of = |at: usize| comment.place(brace + at);
    let keys = Keys { page, comment, brace, root: &document.root };
    let mut misspelt = keys.unknown();
    let (block_type, unknown) = keys.block_type();
    misspelt.extend(unknown);
    if let Some(repair) = document.repairs.first() {
        let message = format!("the annotation has {}", repair.kind.describe());
        let finding = Finding::docs(&rules::docs::LOOSE_ANNOTATION, page, place_of(repair.at), message);
        // A word whose spelling is corrected is put in quotes by the same edit.
        let corrected = |place| misspelt.iter().flat_map(|finding| &finding.fix).any(|edit| edit.at == place);
        let repairs = document.repairs.iter().filter(|repair| !corrected(place_of(repair.at))).copied();
        findings.push(finding.fix(json_edits(comment, brace, &repairs.collect::<Vec<_>>())));
    }
    findings.append(&mut misspelt);
    Some(from_members(&document.root, block_type, |node| comment.span(brace + node.start..brace + node.end)))
}

fn from_members(root: &Node, block_type: BlockType, span_of: impl Fn(&Node) -> Span) -> Annotation {
    let text = |key: &str| text_of(root, key);
    let flag = |key: &str| find(root, key).and_then(boolean);
    let words =
        |key: &str| text(key).map(|t| t.split([' ', ',']).filter(|w| !w.is_empty()).map(str::to_owned).collect());
    Annotation {
        block_type,
        span: span_of(root),
        names: find(root, "name").map(strings).unwrap_or_default(),
        names_span: find(root, "name").map(span_of),
        facts: facts(root),
        is_whole: flag("truncated") == Some(false),
        lists_nullable: find(root, "nullableProperties").is_some(),
        base_type: text("baseType").map(|t| t.trim_start_matches('#').to_owned()),
        open: flag("openType") == Some(true),
        is_abstract: flag("abstract").or_else(|| flag("isAbstract")) == Some(true),
        key_property: text("keyProperty").map(str::to_owned),
        opaque_url: flag("opaqueUrl") == Some(true),
        tags: words("tags").unwrap_or_default(),
        scopes: words("scopes").or_else(|| words("scope")).unwrap_or_default(),
        by_directive: false,
    }
}

fn facts(root: &Node) -> ResponseFacts {
    let flag = |key: &str| find(root, key).and_then(boolean) == Some(true);
    let type_text = text_of(root, "@odata.type").or_else(|| text_of(root, "@type"));
    let plain = type_text.map(|text| text.trim_start_matches('#'));
    let item = plain.and_then(item_type);
    let names = |key: &str| find(root, key).map(strings).unwrap_or_default();
    let default = ResponseFacts::default();
    ResponseFacts {
        truncated: flag("truncated"),
        type_text: type_text.map(str::to_owned),
        type_name: item.or(plain).map(str::to_owned),
        collection: flag("isCollection") || item.is_some(),
        collection_property: text_of(root, "collectionProperty").map_or(default.collection_property, str::to_owned),
        is_empty: flag("isEmpty"),
        expect_error: flag("expectError"),
        optional: names("optionalProperties"),
        nullable: names("nullableProperties"),
        shortened: false,
        maps: Vec::new(),
    }
}

fn text_of<'n>(root: &'n Node, key: &str) -> Option<&'n str> {
    find(root, key).and_then(Node::as_str).map(str::trim).filter(|text| !text.is_empty())
}

fn boolean(node: &Node) -> Option<bool> {
    match &node.value {
        Value::Bool(b) => Some(*b),
        Value::String(text) => text.trim().parse().ok().or(match text.trim() {
            "True" | "TRUE" => Some(true),
            "False" | "FALSE" => Some(false),
            _ => None,
        }),
        _ => None,
    }
}

fn strings(node: &Node) -> Vec<String> {
    match &node.value {
        Value::String(text) => vec![text.clone()],
        Value::Array { items, .. } => items.iter().filter_map(Node::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn annotation(text: &str) -> (Option<Annotation>, Vec<&'static str>) {
        let mut findings = Vec::new();
        let read = read("p.md", &SourceText::new(text, 1, &[5]), &mut findings);
        (read, findings.iter().map(|f| f.rule.name).collect())
    }

    #[test]
    fn prose_and_other_json_are_not_annotations() {
        assert_eq!(annotation(" just words {blockType} "), (None, vec![]));
        assert_eq!(annotation(r##"{"type": "#page.annotation"}"##), (None, vec![]));
    }

    #[test]
    fn loose_json_is_read_and_noted() {
        let (read, rules) = annotation("{ \"blockType\": 'Response', truncated: \"true\", }");
        let read = read.expect("an annotation");
        assert_eq!((read.block_type, read.facts.truncated), (BlockType::Response, true));
        assert_eq!(rules, ["loose-annotation"]);
    }

    #[test]
    fn a_misspelt_key_gets_a_suggestion() {
        let mut findings = Vec::new();
        let text = SourceText::new("{\"blockType\": \"response\",\n  \"trunkated\": true}", 7, &[1]);
        read("p.md", &text, &mut findings);
        assert_eq!(findings[0].help.as_deref(), Some("did you mean `truncated`?"));
        assert_eq!(findings[0].location.to_string(), "p.md:8:3");
    }

    #[test]
    fn a_misspelt_key_is_corrected_where_it_is_on_one_line() {
        let fixes = |text: &str| {
            let mut findings = Vec::new();
            read("p.md", &SourceText::new(text, 1, &[1]), &mut findings);
            findings.into_iter().flat_map(|finding| finding.fix).map(|edit| edit.insert).collect::<Vec<_>>()
        };
        assert_eq!(fixes("{\"blockType\": \"response\", \"trunkated\": true}"), ["\"truncated\""]);
        assert_eq!(fixes("{\"blockType\": \"response\", \"trun\ncated\": true}"), [""; 0]);
    }

    #[test]
    fn a_collection_type_is_taken_apart() {
        let (read, _) = annotation(r#"{"blockType": "response", "@odata.type": "Collection(a.b)"}"#);
        let read = read.expect("an annotation");
        assert_eq!((read.facts.type_name.as_deref(), read.facts.collection), (Some("a.b"), true));
    }
}
