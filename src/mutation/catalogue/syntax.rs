//! Bodies that are not JSON by RFC 8259.

use crate::json::Value;
use crate::mutation::catalogue_entry::{Mutation, violation, violation_of_response};
use crate::mutation::change::{Change, Edit};
use crate::mutation::site::Site;
use crate::mutation::subject::Subject;

pub(super) static SYNTAX: &[Mutation] = &[
    violation("json-trailing-comma", "a comma before a closing brace or bracket", trailing_comma),
    violation("json-single-quotes", "a string in single quotes", single_quotes),
    violation("json-bare-name", "a member name without quotes", bare_name),
    violation("json-comment", "a comment", |s, site| before(s, site, "/* note */")),
    violation("json-nan", "`NaN` for a number", |s, site| site.number().map(|_| s.replaced(site, "NaN"))),
    violation("json-infinity", "`Infinity` for a number", |s, site| {
        site.number().map(|_| s.replaced(site, "Infinity"))
    }),
    violation("json-undefined", "`undefined` for a value", |s, site| {
        site.is_scalar().then(|| s.replaced(site, "undefined"))
    }),
    violation("json-leading-zero", "a number with a leading zero", |s, site| leading(s, site, "0")),
    violation("json-plus-sign", "a number with a plus sign", |s, site| leading(s, site, "+")),
    violation("json-python-words", "`True` for `true`", python_words),
    violation("json-raw-line-feed", "a line feed inside a string", |s, site| inside(s, site, "\n")),
    violation("json-unknown-escape", "an escape that JSON does not have", |s, site| inside(s, site, "\\q")),
    violation_of_response("json-two-documents", "the document twice, one after the other", |s| {
        json(s, &[s.text, s.text])
    }),
    violation_of_response("json-byte-order-mark", "a byte order mark before the document", |s| {
        json(s, &["\u{feff}", s.text])
    }),
    violation_of_response("json-trailing-words", "words after the document", |s| json(s, &[s.text, " OK"])),
    violation_of_response("json-prefix-guard", "a guard before the document: `)]}'`", |s| {
        json(s, &[")]}',\n", s.text])
    }),
    violation_of_response("json-not-utf-8", "UTF-16 instead of UTF-8", utf_16),
    violation_of_response("json-latin-1", "a byte that is not UTF-8 inside a string", latin_1),
    violation_of_response("json-missing-brace", "the last brace or bracket is missing", missing_brace),
];

fn json(subject: &Subject<'_>, parts: &[&str]) -> Vec<Change> {
    let structured =
        subject.root().is_some_and(|root| matches!(root.node.value, Value::Object { .. } | Value::Array { .. }));
    if structured { vec![Change::body(parts.concat())] } else { Vec::new() }
}

fn missing_brace(subject: &Subject<'_>) -> Vec<Change> {
    // Only a JSON text ends in a character of one byte for certain.
    let end = subject.root().map_or(0, |root| root.node.end);
    json(subject, &[&subject.text[..end.saturating_sub(1)]])
}

fn trailing_comma(_: &Subject<'_>, site: &Site<'_>) -> Option<Edit> {
    let filled = site.node.members().is_some_and(|m| !m.is_empty()) || site.node.items().is_some_and(|i| !i.is_empty());
    filled.then(|| Edit::new(site.node.end - 1, site.node.end - 1, ","))
}

fn single_quotes(subject: &Subject<'_>, site: &Site<'_>) -> Option<Edit> {
    let text = site.node.as_str().filter(|text| !text.contains(['\'', '"', '\\']))?;
    Some(subject.replaced(site, format!("'{text}'")))
}

fn bare_name(_: &Subject<'_>, site: &Site<'_>) -> Option<Edit> {
    let member = site.member.filter(|m| !m.key.is_empty() && m.key.bytes().all(|b| b.is_ascii_alphabetic()))?;
    Some(Edit::new(member.key_start, member.key_start + member.key.len() + 2, member.key.clone()))
}

fn before(_: &Subject<'_>, site: &Site<'_>, text: &str) -> Option<Edit> {
    site.member.map(|member| Edit::new(member.key_start, member.key_start, text))
}

fn leading(subject: &Subject<'_>, site: &Site<'_>, sign: &str) -> Option<Edit> {
    let number = site.number().filter(|number| !number.starts_with('-'))?;
    Some(subject.replaced(site, format!("{sign}{number}")))
}

fn python_words(subject: &Subject<'_>, site: &Site<'_>) -> Option<Edit> {
    site.boolean().map(|yes| subject.replaced(site, if yes { "True" } else { "False" }))
}

fn inside(_: &Subject<'_>, site: &Site<'_>, text: &str) -> Option<Edit> {
    site.node.as_str().map(|_| Edit::new(site.node.start + 1, site.node.start + 1, text))
}

fn utf_16(subject: &Subject<'_>) -> Vec<Change> {
    let bytes: Vec<u8> = subject.text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    if subject.root().is_some() && !bytes.is_empty() { vec![Change::body(bytes)] } else { Vec::new() }
}

fn latin_1(subject: &Subject<'_>) -> Vec<Change> {
    let text = subject.sites.iter().find(|site| site.node.as_str().is_some());
    let change = text.map(|site| {
        let at = site.node.start + 1;
        [&subject.text.as_bytes()[..at], b"\xe9", &subject.text.as_bytes()[at..]].concat()
    });
    change.map(Change::body).into_iter().collect()
}
