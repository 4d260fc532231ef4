//! What the XML parser would need too long for, or too much memory: it compares the attributes of an element with one another,
//! copies the namespaces in scope for each element that declares one, and expands entities.

/// The most attributes of one element.
const MOST_ATTRIBUTES: usize = 1_000;
/// The most namespaces in scope.
const MOST_NAMESPACES: usize = 64;
/// The most bytes that entities may become.
const MOST_EXPANDED: usize = 16 << 20;
/// How many entities the parser expands within one.
const MOST_WITHIN: usize = 256;

/// Which part of a document exceeds what is read; `None` if none does.
pub(super) fn exceeded(text: &str) -> Option<String> {
    if expanded(text) > MOST_EXPANDED {
        return Some(format!("entities that may become more than {MOST_EXPANDED} bytes"));
    }
    // For each open element, the namespaces in scope.
    let (mut open, mut rest) = (vec![0_usize], text);
    while let Some(start) = rest.find('<') {
        rest = &rest[start..];
        let passed = ["<!--", "<![CDATA[", "<?", "<!"].iter().find(|mark| rest.starts_with(**mark));
        if let Some(mark) = passed {
            let end = match *mark {
                "<!--" => "-->",
                "<![CDATA[" => "]]>",
                _ => ">",
            };
            rest = rest.find(end).map_or("", |at| &rest[at + end.len()..]);
            continue;
        }
        let tag = Tag::at(rest);
        rest = &rest[tag.length..];
        if tag.attributes > MOST_ATTRIBUTES {
            return Some(format!("an element of {} attributes, more than {MOST_ATTRIBUTES}", tag.attributes));
        }
        let in_scope = open.last().copied().unwrap_or_default() + tag.namespaces;
        if in_scope > MOST_NAMESPACES {
            return Some(format!("more than {MOST_NAMESPACES} namespaces in scope"));
        }
        match tag.kind {
            TagKind::Opens => open.push(in_scope),
            TagKind::Closes if open.len() > 1 => drop(open.pop()),
            TagKind::Closes | TagKind::Empty => {}
        }
    }
    None
}

/// How many bytes the entities of a document expand to at most.
fn expanded(text: &str) -> usize {
    let Some(declared) = text.find("<!ENTITY") else { return 0 };
    let end = text[declared..].find("]>").map_or(text.len(), |end| declared + end);
    let references = |text: &str| text.matches('&').count();
    let within = references(&text[declared..end]).min(MOST_WITHIN) + 1;
    references(&text[end..]).saturating_mul(within).saturating_mul(end - declared)
}

enum TagKind {
    Opens,
    Closes,
    Empty,
}

struct Tag {
    kind: TagKind,
    length: usize,
    attributes: usize,
    namespaces: usize,
}

impl Tag {
    /// The tag that a text begins with.
    fn at(text: &str) -> Self {
        let bytes = text.as_bytes();
        let (mut quote, mut attributes, mut namespaces, mut at) = (None, 0, 0, 1);
        while let Some(&byte) = bytes.get(at) {
            match (quote, byte) {
                (Some(open), _) if byte == open => quote = None,
                (None, b'"' | b'\'') => quote = Some(byte),
                (None, b'=') => attributes += 1,
                (None, b'x') if bytes[at..].starts_with(b"xmlns") => namespaces += 1,
                (None, b'<' | b'>') => break,
                _ => {}
            }
            at += 1;
        }
        let kind = match bytes {
            [_, b'/', ..] => TagKind::Closes,
            _ if bytes[at - 1] == b'/' => TagKind::Empty,
            _ => TagKind::Opens,
        };
        Self { kind, length: at, attributes, namespaces }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_takes_the_parser_too_long_is_named() {
        let attributes = |count: usize| (0..count).map(|n| format!(" a{n}='='")).collect::<Vec<_>>().concat();
        assert_eq!(exceeded(&format!("<a{}/>", attributes(1_000))), None);
        assert!(exceeded(&format!("<a{}/>", attributes(1_001))).is_some_and(|what| what.contains("1001 attributes")));
        let nested = |depth: usize| (0..depth).map(|n| format!("<a xmlns:n{n}='n'>")).collect::<Vec<_>>().concat();
        assert_eq!(exceeded(&nested(64)), None);
        assert_eq!(exceeded(&nested(65)).as_deref(), Some("more than 64 namespaces in scope"));
    }

    #[test]
    fn namespaces_end_with_their_element() {
        let beside = "<a><!-- <b> --><b xmlns='n'/><b xmlns:n='<n>'><![CDATA[<c>]]></b><?x <d>?></a>".repeat(100);
        assert_eq!(exceeded(&beside), None);
        assert_eq!(exceeded(&"</a>".repeat(100)), None);
    }

    #[test]
    fn entities_are_bounded_by_what_they_may_become() {
        let document = |references: usize| {
            let entity = "x".repeat(60_000);
            format!("<!DOCTYPE a [<!ENTITY e '{entity}'>]><a>{}</a>", "&e;".repeat(references))
        };
        assert_eq!(exceeded(&document(10)), None);
        assert!(exceeded(&document(1_000)).is_some());
    }
}
