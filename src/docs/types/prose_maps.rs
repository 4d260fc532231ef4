//! Members that a running sentence calls a map: "`labels` is a map of names to values", "an object keyed by user id".

use std::ops::Range;
use std::sync::LazyLock;

use super::response_part::{has_object, part_about, request_offset, root};
use crate::docs::Example;
use crate::docs::outline::page_context::PageContext;
use crate::docs::outline::sections::Sections;
use crate::docs::wording::{self, Prose, Topic, TopicGroup};
use crate::json::{Node, Pointer, Value};
use crate::text::{first_bytes, last_bytes};

/// What a sentence that calls a member a map says.
const MAP_TOPICS: [Topic; 3] = [Topic::MapKeys, Topic::MapRemark, Topic::MapVerb];
static SAID_OF_MAPS: LazyLock<TopicGroup> = LazyLock::new(|| TopicGroup::of(&MAP_TOPICS));

/// How many sentences are compared with a response, and how many of its objects with each.
const MOST_SENTENCES: usize = 32;
const MOST_OBJECTS: usize = 300;

/// How far a sentence may go on, in bytes, before and after the words about a map.
const LONGEST: usize = 400;

/// The words between a bare name and the remark about it: `labels is a map`, `the labels object is keyed by`.
const LONGEST_VERB: usize = 24;

/// Gives each response of a plain page the places of the maps that the sentences around it name.
pub(crate) fn assign(page: &PageContext<'_>, examples: &mut [Example]) {
    let is_plain = |example: &Example| !example.dialect.is_annotated() && example.response.body.is_some();
    let has_members = |example: &Example| is_plain(example) && root(&example.response).is_some_and(has_object);
    if !examples.iter().any(is_plain) {
        return;
    }
    // Bodies are read only where the prose says something about them.
    let sentences = sentences(page);
    if sentences.is_empty() || !examples.iter().any(has_members) {
        return;
    }
    let sections = Sections::new(&page.outline.headings, page.text().len());
    let mut requests: Vec<usize> = examples.iter().map(|example| request_offset(page, example)).collect();
    requests.sort_unstable();
    requests.dedup();
    let first_request = requests.first().copied().unwrap_or_default();
    for example in examples.iter_mut().filter(|example| is_plain(example)) {
        let part = part_about(page, &sections, request_offset(page, example), &requests);
        let Some(root) = root(&example.response) else { continue };
        let objects = objects(root);
        let first = sentences.partition_point(|sentence| sentence.remark.start < part.start);
        let inside = sentences[first..].iter().take_while(|sentence| sentence.remark.start < part.end);
        let above = sentences[..first].iter().take_while(|sentence| sentence.remark.start < first_request);
        let mut maps: Vec<String> = Vec::new();
        for (sentence, is_own) in inside.map(|it| (it, true)).chain(above.map(|it| (it, false))).take(MOST_SENTENCES) {
            let named = sentence.named(page.text(), &objects);
            if named.is_empty() && is_own && sentence.is_about_body(page.text(), root) {
                maps.push(String::new());
            }
            maps.extend(named);
        }
        maps.sort_unstable();
        maps.dedup();
        example.response.facts.maps = maps;
    }
}

/// A sentence about a map.
struct Sentence {
    /// Of the page.
    range: Range<usize>,
    /// The words that say so.
    remark: Range<usize>,
    /// They are certainly about the names of the members.
    is_sure: bool,
    /// They are a verb right after the name.
    is_verb: bool,
}

/// An object of a documented body: the name of the member that holds it, or its items, and its place.
struct Object<'n> {
    name: &'n str,
    place: Pointer,
}

/// The sentences outside of fences about maps, in the order of the page.
fn sentences(page: &PageContext<'_>) -> Vec<Sentence> {
    let text = page.text();
    let mut found = Vec::new();
    for part in page.outside_fences() {
        let prose = Prose::new(&text[part.clone()]);
        if !SAID_OF_MAPS.may_be_in(&prose) {
            continue;
        }
        for topic in MAP_TOPICS {
            for remark in prose.find_all(topic) {
                let remark = part.start + remark.start..part.start + remark.end;
                let range = sentence_around(text, &remark);
                let (before, from) = (&text[range.start..remark.start], &text[remark.start..range.end]);
                if !is_denied(before) && !is_about_other_map(before, from, remark.len()) {
                    let (is_sure, is_verb) = (topic == Topic::MapKeys, topic == Topic::MapVerb);
                    found.push(Sentence { range, remark, is_sure, is_verb });
                }
            }
        }
    }
    found.sort_by_key(|sentence| sentence.remark.start);
    found
}

/// The sentence, or the line of a list, around a part of a text.
fn sentence_around(text: &str, part: &Range<usize>) -> Range<usize> {
    const ENDS: [&str; 8] = [". ", ".\n", "\n\n", "\n- ", "\n* ", "\n|", "\u{3002}", "\n#"];
    let before = last_bytes(&text[..part.start], LONGEST);
    let start = ENDS.iter().filter_map(|end| Some(before.rfind(end)? + end.len())).max().unwrap_or(0);
    let after = first_bytes(&text[part.end..], LONGEST);
    let end = ENDS.iter().filter_map(|end| after.find(end)).min().unwrap_or(after.len());
    part.start - before.len() + start..part.end + end
}

fn is_denied(before: &str) -> bool {
    let before = before.trim_end().trim_end_matches(" a");
    before.ends_with(" not") || before.ends_with("n't") || before.ends_with("n\u{2019}t")
}

/// Whether the words about a map say that something is on it or from it ("on the map of", "from the dictionary"), or they are a
/// verb about something else ("maps to the plan"). `from`: the sentence from these words on, whose length is `length`.
fn is_about_other_map(before: &str, from: &str, length: usize) -> bool {
    let before = before.trim_end().to_lowercase();
    let is_last = |phrase: &str| {
        before
            .strip_suffix(phrase)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with(|c: char| !c.is_alphanumeric()))
    };
    let remark = &from[..length];
    let lacks_values = remark.eq_ignore_ascii_case("maps") && !from.contains(" to ");
    lacks_values
        || wording::begins(Topic::OtherMapVerb, from).is_some()
        || wording::mentions(Topic::MapNoun, remark) && wording::all(Topic::OnSomething).any(is_last)
}

/// The objects of a body that members hold, also those that are items.
fn objects(root: &Node) -> Vec<Object<'_>> {
    let mut found = Vec::new();
    let mut open = vec![("", root, Pointer::root())];
    while let Some((name, node, place)) = open.pop() {
        if found.len() >= MOST_OBJECTS {
            break;
        }
        match &node.value {
            Value::Object { members, .. } => {
                if !name.is_empty() && !members.is_empty() {
                    found.push(Object { name, place: place.clone() });
                }
                open.extend(
                    members.iter().rev().map(|member| (member.key.as_str(), &member.value, place.join(&member.key))),
                );
            }
            // Its items are read as one.
            Value::Array { items, .. } => {
                open.extend(items.iter().take(MOST_OBJECTS).map(|item| (name, item, place.join("*"))));
            }
            _ => {}
        }
    }
    found
}

impl Sentence {
    /// The places of the objects that the sentence calls maps.
    fn named(&self, text: &str, objects: &[Object<'_>]) -> Vec<String> {
        let sentence = &text[self.range.clone()];
        let remark = self.remark.start - self.range.start..self.remark.end - self.range.start;
        let mut mentions: Vec<Mention<'_>> = Vec::new();
        let mut names: Vec<&str> = objects.iter().map(|object| object.name).collect();
        names.sort_unstable();
        names.dedup();
        for name in names {
            mentions.extend(mentions_of(sentence, name));
        }
        mentions.retain(|mention| self.may_be_about(sentence, mention, &remark));
        mentions.sort_by_key(|mention| mention.range.start);
        let meant = meant(sentence, &mentions, &remark);
        let places = objects.iter().filter(|object| meant.contains(&object.name));
        places.map(|object| object.place.to_string()).collect()
    }

    /// Whether the remark may be about what is mentioned: a name in marks, or a bare one that it follows closely.
    fn may_be_about(&self, sentence: &str, mention: &Mention<'_>, remark: &Range<usize>) -> bool {
        let between = sentence.get(mention.range.end..remark.start);
        let words = between.map(|between| between.trim_start_matches(['`', '*', '"', '_', '\u{201d}', '\u{300d}']));
        let is_close = words.is_some_and(|words| words.len() <= LONGEST_VERB && !words.contains([',', ';', ':', '(']));
        let is_verb_of_it = words.is_some_and(|words| words.trim().is_empty());
        if self.is_verb { mention.is_marked && is_verb_of_it } else { mention.is_marked || is_close }
    }

    /// Whether the sentence certainly calls the body itself a map, and the body looks like one.
    fn is_about_body(&self, text: &str, root: &Node) -> bool {
        let sentence = &text[self.range.clone()];
        let is_to = || text[self.remark.clone()].eq_ignore_ascii_case("map of") && sentence.contains(" to ");
        let is_of_response = [Topic::Response, Topic::Body].into_iter().any(|topic| wording::mentions(topic, sentence));
        let Some(members) = root.members().filter(|members| !members.is_empty()) else { return false };
        let first = members[0].value.type_word();
        let is_of_one_kind = members.iter().all(|member| member.value.type_word() == first);
        let is_named = members.iter().any(|member| mentions_of(sentence, &member.key).next().is_some());
        (self.is_sure || is_to()) && !self.is_verb && is_of_response && is_of_one_kind && !is_named
    }
}

/// A name within a sentence.
struct Mention<'n> {
    name: &'n str,
    range: Range<usize>,
    /// In code marks, quotes or emphasis.
    is_marked: bool,
}

fn mentions_of<'n>(sentence: &str, name: &'n str) -> impl Iterator<Item = Mention<'n>> {
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let is_mark = |c: char| matches!(c, '`' | '*' | '"' | '_' | '\u{201c}' | '\u{201e}' | '\u{300c}');
    sentence.match_indices(name).filter_map(move |(at, _)| {
        let (before, after) = (&sentence[..at], &sentence[at + name.len()..]);
        let is_whole = !before.ends_with(is_of_name) && !after.starts_with(is_of_name);
        is_whole.then(|| Mention { name, range: at..at + name.len(), is_marked: before.ends_with(is_mark) })
    })
}

/// Of the names mentioned those that the remark is about: the last before it with those that it is joined to, or else the first
/// after it.
fn meant<'n>(sentence: &str, mentions: &[Mention<'n>], remark: &Range<usize>) -> Vec<&'n str> {
    let before = mentions.partition_point(|mention| mention.range.start < remark.start);
    let Some(mut first) = before.checked_sub(1) else {
        return mentions.first().map(|mention| mention.name).into_iter().collect();
    };
    let is_joined = |between: &str| {
        let words = between.trim_matches(|c: char| !c.is_alphanumeric() || matches!(c, '\u{3001}' | '\u{3068}'));
        words.is_empty() || wording::is(Topic::JoinsNames, words)
    };
    let between = |at: usize| &sentence[mentions[at - 1].range.end..mentions[at].range.start];
    // "Unlike `a`, `b` is a map": a list ends with a word that joins, but in languages with a mark of their own for it.
    let is_list = |between: &str| between.contains(|c: char| c.is_alphanumeric() || c == '\u{3001}');
    while first > 0 && is_joined(between(first)) && (first < before - 1 || is_list(between(first))) {
        first -= 1;
    }
    mentions[first..before].iter().map(|mention| mention.name).collect()
}

#[cfg(test)]
mod tests {
    use crate::contract::Dialect;
    use crate::docs::read_page;
    use crate::text::Page;

    fn maps_of(prose: &str, body: &str) -> Vec<String> {
        let text = format!(
            "# P\n\n```http\nGET /a HTTP/1.1\n```\n\n{prose}\n\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{body}\n```\n"
        );
        let docs = read_page(&Page { path: "p.md".into(), text }, &Dialect::ALL);
        docs.examples[0].response.facts.maps.clone()
    }

    const BODY: &str =
        r#"{"id": 7, "name": "x", "labels": {"team": "a"}, "limits": {"acme": {"n": 1}}, "rows": [{"c1": 1}]}"#;

    #[test]
    fn sentences_name_maps() {
        for (prose, places) in [
            ("`labels` is a map of names to values.", &["/labels"][..]),
            ("In `limits` the keys are tenant ids.", &["/limits"]),
            ("The **limits** object is keyed by tenant id.", &["/limits"]),
            ("The labels member is a dictionary.", &["/labels"]),
            ("`labels` and `limits` are maps of names that users choose.", &["/labels", "/limits"]),
            ("The `id` is unique. A dictionary of names is in `labels`.", &["/labels"]),
            ("`limits` maps tenants to what they may use.", &["/limits"]),
            ("Unlike `limits`, `labels` is a map of names to values.", &["/labels"]),
            ("`id`, `labels`, and `limits` are maps of names to values.", &["/labels", "/limits"]),
            ("`labels` is given in key-value pairs.", &["/labels"]),
            ("Each of `rows` is an object keyed by column.", &["/rows/*"]),
            ("`labels` ist eine Zuordnung von Namen zu Werten.", &["/labels"]),
            ("`limits` est un dictionnaire dont les clés sont des locataires.", &["/limits"]),
            ("`limits` es un objeto cuyas claves son inquilinos.", &["/limits"]),
            ("`labels` \u{2014} это словарь.", &["/labels"]),
            ("`limits` はテナント ID をキーとするオブジェクトです。", &["/limits"]),
            ("`labels` 是以名称为键的对象。", &["/labels"]),
        ] {
            assert_eq!(maps_of(prose, BODY), places, "{prose}");
        }
    }

    #[test]
    fn other_sentences_name_none() {
        for prose in [
            "`labels` is not a map.",
            "The `limits` maps to the billing plan.",
            "The `limits` maps the tenant to its plan.",
            "The `labels` are drawn on the map of the city.",
            "Shows where the `limits` is on a map of the area.",
            "The `labels` are from the dictionary of English.",
            "`labels` sind auf der Karte, aus dem Wörterbuch.",
            "`labels` has what the map shows.",
            "`name` is the key of a dictionary.",
            "Maps of the city are elsewhere.",
            "See `labels`. The keys are secret.",
            "The response has labels, the limits, and a map of the building.",
        ] {
            assert_eq!(maps_of(prose, BODY), [""; 0], "{prose}");
        }
    }

    #[test]
    fn a_body_may_be_a_map_itself() {
        let users = r#"{"u1": {"n": 1}, "kim": {"n": 2}}"#;
        assert_eq!(maps_of("The response is an object keyed by user id.", users), [""]);
        assert_eq!(maps_of("Returns a map of user ids to users.", users), [""]);
        assert_eq!(maps_of("Die Antwort ist ein Objekt, dessen Schlüssel die Nutzer sind.", users), [""]);
        for (prose, body) in [
            ("The response is an object keyed by user id.", r#"{"n": 1, "user": {"a": 1}}"#),
            ("Returns a map of the building.", users),
            ("The answer has the users, a dictionary.", r#"{"users": {"kim": 1}}"#),
            ("A dictionary is a book.", users),
        ] {
            assert!(!maps_of(prose, body).contains(&String::new()), "{prose}");
        }
    }
}
