//! Places of a body that are set or removed, while every byte beside them stays as the page shows it.

use std::fmt::Write as _;

use url::form_urlencoded;

use crate::http::url_template::decode;
use crate::json;
use crate::json::{Located, Node, Value};

/// A JSON text with a value at a place; objects on the way that are missing are made. `-` is the end of an array (RFC 6901).
/// `None`: the text is not JSON.
pub(super) fn set_in_json(text: &str, place: &[String], value: &str) -> Option<String> {
    let document = json::read(text).ok().filter(|document| document.repairs.is_empty())?;
    let mut here = Located::of_root(&document.root);
    for (at, token) in place.iter().enumerate() {
        let (node, rest) = (here.node, &place[at + 1..]);
        match (here.below(token), &node.value) {
            (Some(next), _) => here = next,
            (None, Value::Array { items, .. }) => {
                let first = items.first().map(|item| item.start);
                return Some(appended(text, node, first, items.last(), &nested(rest, value)));
            }
            (None, Value::Object { members, .. }) => {
                let first = members.first().map(|member| member.key_start);
                let last = members.last().map(|member| &member.value);
                return Some(appended(text, node, first, last, &pair(token, &nested(rest, value))));
            }
            (None, _) => return Some(replaced(text, node.start, node.end, &nested(&place[at..], value))),
        }
    }
    Some(replaced(text, here.node.start, here.node.end, value))
}

/// A JSON text without what is at a place; what is not there is no fault. `None`: the text is not JSON.
pub(super) fn remove_from_json(text: &str, place: &[String]) -> Option<String> {
    let document = json::read(text).ok().filter(|document| document.repairs.is_empty())?;
    let container = place.split_last().and_then(|(last, around)| {
        let root = Located::of_root(&document.root);
        Some((last, around.iter().try_fold(root, |here, token| here.below(token))?))
    });
    let Some((last, here)) = container else { return Some(text.to_owned()) };
    // Where each begins and ends, and whether it goes.
    let spans: Vec<(usize, usize, bool)> = match &here.node.value {
        Value::Object { members, .. } => {
            members.iter().map(|member| (member.key_start, member.value.end, member.key == *last)).collect()
        }
        Value::Array { items, .. } => {
            let at = last.parse::<usize>().ok();
            items.iter().enumerate().map(|(own, item)| (item.start, item.end, Some(own) == at)).collect()
        }
        _ => Vec::new(),
    };
    Some(without(text, &spans))
}

/// A form with a value for a name, in the place of the first one it has. `at`: the place among the values of that name.
pub(super) fn set_in_form(text: &str, name: &str, at: Option<&str>, values: &[String]) -> String {
    let own = |value: &String| form_urlencoded::Serializer::new(String::new()).append_pair(name, value).finish();
    let mut own = Some(values.iter().map(own).collect::<Vec<_>>().join("&"));
    let (mut seen, mut out) = (0, Vec::new());
    for pair in pairs(text) {
        if name_of(pair) != name {
            out.push(pair.to_owned());
            continue;
        }
        let is_meant = at.is_none_or(|at| at.parse() == Ok(seen));
        seen += 1;
        if is_meant {
            out.extend(own.take());
        } else {
            out.push(pair.to_owned());
        }
    }
    out.extend(own);
    out.retain(|pair| !pair.is_empty());
    out.join("&")
}

/// A form without the values of a name, or without one of them.
pub(super) fn remove_from_form(text: &str, name: &str, at: Option<&str>) -> String {
    let mut seen = 0;
    let left = pairs(text).filter(|pair| {
        if name_of(pair) != name {
            return true;
        }
        seen += 1;
        at.is_some_and(|at| at.parse() != Ok(seen - 1))
    });
    left.collect::<Vec<_>>().join("&")
}

fn pairs(text: &str) -> impl Iterator<Item = &str> {
    text.split('&').filter(|pair| !pair.is_empty())
}

fn name_of(pair: &str) -> String {
    decode(&pair.split('=').next().unwrap_or_default().replace('+', " "))
}

/// A value at a place of objects that are not there yet.
fn nested(place: &[String], value: &str) -> String {
    let mut out = String::new();
    for token in place {
        let _ = write!(out, "{{{}:", serde_json::Value::from(token.as_str()));
    }
    out.push_str(value);
    out.push_str(&"}".repeat(place.len()));
    out
}

fn pair(name: &str, value: &str) -> String {
    format!("{}: {value}", serde_json::Value::from(name))
}

fn replaced(text: &str, start: usize, end: usize, by: &str) -> String {
    [&text[..start], by, &text[end..]].concat()
}

/// A text with one more value at the end of a container, laid out as its first one. `first`: where that begins.
fn appended(text: &str, container: &Node, first: Option<usize>, last: Option<&Node>, added: &str) -> String {
    match (first, last) {
        (Some(first), Some(last)) => {
            let layout = &text[container.start + 1..first];
            let layout = if layout.is_empty() { " " } else { layout };
            replaced(text, last.end, last.end, &[",", layout, added].concat())
        }
        _ => replaced(text, container.start + 1, container.end - 1, added),
    }
}

/// A text without some parts of a list, each with its comma.
fn without(text: &str, spans: &[(usize, usize, bool)]) -> String {
    let (mut out, mut at, mut kept) = (String::with_capacity(text.len()), 0, false);
    let Some(&(begin, ..)) = spans.first() else { return text.to_owned() };
    let end = spans.last().map_or(begin, |(_, end, _)| *end);
    out.push_str(&text[..begin]);
    for &(start, stop, goes) in spans {
        if !goes {
            // With the comma before it, unless all before it went.
            out.push_str(if kept { &text[at..stop] } else { &text[start..stop] });
            kept = true;
        }
        at = stop;
    }
    out.push_str(&text[end..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Pointer;

    fn tokens(place: &str) -> Vec<String> {
        Pointer::parse(place).tokens().collect()
    }

    #[test]
    fn a_value_is_put_where_a_pointer_leads_and_all_else_stays() {
        let text = "{\n  \"a\": [ 1.50, {\"v\": 12345678901234567890123} ],\n  \"s\": \"\\u00e9\"\n}\n";
        for (place, expected) in [
            ("/a/0", "{\n  \"a\": [ 9, {\"v\": 12345678901234567890123} ],\n  \"s\": \"\\u00e9\"\n}\n"),
            ("/a/1/v", "{\n  \"a\": [ 1.50, {\"v\": 9} ],\n  \"s\": \"\\u00e9\"\n}\n"),
            ("/a/1/w", "{\n  \"a\": [ 1.50, {\"v\": 12345678901234567890123, \"w\": 9} ],\n  \"s\": \"\\u00e9\"\n}\n"),
            ("/a/-", "{\n  \"a\": [ 1.50, {\"v\": 12345678901234567890123}, 9 ],\n  \"s\": \"\\u00e9\"\n}\n"),
            (
                "/b/c",
                "{\n  \"a\": [ 1.50, {\"v\": 12345678901234567890123} ],\n  \"s\": \"\\u00e9\",\n  \"b\": {\"c\":9}\n}\n",
            ),
            ("/s/t", "{\n  \"a\": [ 1.50, {\"v\": 12345678901234567890123} ],\n  \"s\": {\"t\":9}\n}\n"),
            ("", "9\n"),
        ] {
            assert_eq!(set_in_json(text, &tokens(place), "9").as_deref(), Some(expected), "{place}");
        }
        assert_eq!(set_in_json("{ }", &tokens("/a"), "9").as_deref(), Some("{\"a\": 9}"));
        assert_eq!(set_in_json("a=1", &tokens("/a"), "9"), None);
    }

    #[test]
    fn places_are_removed_and_what_is_not_there_is_not_a_fault() {
        let text = "{ \"a\": [1.0, 2.00 , 3], \"b\": {\"c\": 1e2}, \"a2\": 4 }";
        for (place, expected) in [
            ("/a/0", "{ \"a\": [2.00 , 3], \"b\": {\"c\": 1e2}, \"a2\": 4 }"),
            ("/a/1", "{ \"a\": [1.0 , 3], \"b\": {\"c\": 1e2}, \"a2\": 4 }"),
            ("/a/2", "{ \"a\": [1.0, 2.00], \"b\": {\"c\": 1e2}, \"a2\": 4 }"),
            ("/b/c", "{ \"a\": [1.0, 2.00 , 3], \"b\": {}, \"a2\": 4 }"),
            ("/a", "{ \"b\": {\"c\": 1e2}, \"a2\": 4 }"),
            ("/a2", "{ \"a\": [1.0, 2.00 , 3], \"b\": {\"c\": 1e2} }"),
            ("/a/7", text),
            ("/x/y", text),
        ] {
            let removed = remove_from_json(text, &tokens(place)).expect("JSON");
            assert_eq!(removed, expected, "{place}");
            assert!(serde_json::from_str::<serde_json::Value>(&removed).is_ok());
        }
        assert_eq!(remove_from_json("{\"k\": 1, \"n\": 2, \"k\": 3}", &tokens("/k")).as_deref(), Some("{\"n\": 2}"));
    }

    #[test]
    fn a_form_keeps_its_other_fields() {
        let form = "owl=x%20y&n=1&q=d+e&n=2&t=%7e";
        let set = |name: &str, at: Option<&str>| set_in_form(form, name, at, &["p&q".to_owned()]);
        assert_eq!(set("n", None), "owl=x%20y&n=p%26q&q=d+e&t=%7e");
        assert_eq!(set("n", Some("1")), "owl=x%20y&n=1&q=d+e&n=p%26q&t=%7e");
        assert_eq!(set("new", None), "owl=x%20y&n=1&q=d+e&n=2&t=%7e&new=p%26q");
        assert_eq!(remove_from_form(form, "n", None), "owl=x%20y&q=d+e&t=%7e");
        assert_eq!(remove_from_form(form, "n", Some("0")), "owl=x%20y&q=d+e&n=2&t=%7e");
    }
}
