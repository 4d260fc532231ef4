//! A documented body of JSON (one document, lines or events), changed to show what came where that was found to differ, and
//! nowhere else.

use super::members::Object;
use super::page_edit::{TextEdit, edited};
use super::refusal::cannot;
use super::render::{Layout, rendered};
use crate::contract::JsonLayout;
use crate::finding::rules::body::{
    BODY_DIFFERS, BREAKS_SCHEMA, MISSING_MEMBER, NOT_EMPTY, NULL_FOR_VALUE, OUTSIDE_ENUM, UNDOCUMENTED_MEMBER,
    WRONG_FORMAT, WRONG_KIND, WRONG_OBJECT_TYPE, WRONG_TYPE,
};
use crate::finding::rules::other_body::UNMET_EXPECTATION;
use crate::finding::{At, Finding, Rule};
use crate::json::{Node, Pointer, Value};
use crate::record::Redactor;
use crate::text::line_start;

/// The rules whose findings disappear once the example shows what came.
static OF_VALUES: [&Rule; 9] = [
    &WRONG_KIND,
    &NULL_FOR_VALUE,
    &NOT_EMPTY,
    &BODY_DIFFERS,
    &WRONG_TYPE,
    &WRONG_FORMAT,
    &OUTSIDE_ENUM,
    &BREAKS_SCHEMA,
    &WRONG_OBJECT_TYPE,
];

/// The kind of change at one place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    Replace,
    Add,
    Remove,
}

/// The text of the body with a change for each place of the findings. `came`: the text of the response; `is_exact`: values are
/// compared.
///
/// # Errors
/// Why an example cannot show this.
pub(super) fn rewritten(
    text: &str,
    layout: JsonLayout,
    received: &str,
    findings: &[&Finding],
    is_exact: bool,
    redactor: &Redactor,
) -> Result<String, String> {
    let received = layout.read(received).map_err(|error| format!("the response is not JSON: {}", error.message))?;
    let mut text = text.to_owned();
    let mut changes = findings
        .iter()
        .map(|finding| Ok((change_of(finding, is_exact)?, *finding)))
        .collect::<Result<Vec<_>, String>>()?;
    // Members are inserted before the last one shown is removed.
    changes.sort_by_key(|(change, _)| *change);
    for (change, finding) in changes {
        let At::Body(at) = &finding.at else { continue };
        for at in std::iter::once(at).chain(&finding.also) {
            text = Difference { received: &received.root, at, layout, redactor }.changed(&text, change)?;
        }
    }
    Ok(text)
}

fn change_of(finding: &Finding, is_exact: bool) -> Result<Change, String> {
    match finding.rule {
        rule if rule == MISSING_MEMBER => Ok(Change::Remove),
        rule if rule == UNDOCUMENTED_MEMBER => Ok(Change::Add),
        rule if OF_VALUES.iter().any(|of_value| rule == **of_value) => Ok(Change::Replace),
        rule if rule == UNMET_EXPECTATION && is_exact => Ok(Change::Replace),
        _ => Err(cannot(finding)),
    }
}

/// A place at which response and example differ.
struct Difference<'a> {
    received: &'a Node,
    at: &'a Pointer,
    layout: JsonLayout,
    redactor: &'a Redactor,
}

impl Difference<'_> {
    fn changed(&self, text: &str, change: Change) -> Result<String, String> {
        let read = |text: &str| {
            let document = self.layout.read(text);
            document.map_err(|error| format!("the example cannot be read as JSON: {}", error.message))
        };
        let root = read(text)?.root;
        let tokens: Vec<String> = self.at.tokens().collect();
        let (above, name) = match (change, tokens.split_last()) {
            (Change::Replace, _) => (&tokens[..], ""),
            (_, Some((name, above))) => (above, name.as_str()),
            (_, None) => return Err("there is no member at the root".to_owned()),
        };
        let mut targets = matching(&root, above);
        // Of a stream only the first events are received: the values of those below are not known.
        if let (JsonLayout::Events, Change::Replace) = (self.layout, change) {
            let count = self.received.items().map_or(usize::MAX, <[Node]>::len);
            targets.retain(|target| target.tokens().next().and_then(|at| at.parse().ok()).unwrap_or(0) < count);
        }
        if targets.is_empty() {
            return Err(format!("the example shows nothing at `{}`", self.at));
        }
        if let Change::Add | Change::Remove = change {
            let is_there = |node: &Node| node.get(name).is_some();
            targets.retain(|target| {
                root.locate(target).is_some_and(|found| is_there(found.node)) != matches!(change, Change::Add)
            });
            let received = matching(self.received, above);
            let with =
                received.iter().filter(|at| self.received.locate(at).is_some_and(|found| is_there(found.node))).count();
            if with > 0 && with < received.len() {
                self.only_one(&mut targets, &root, above, name, change)?;
            }
        }
        let mut text = text.to_owned();
        for target in targets.iter().rev() {
            let root = read(&text)?.root;
            let Some(found) = root.locate(target) else { continue };
            let edits = self.edits(&text, found.node, found.key, target, name, change)?;
            text = edited(&text, &edits);
        }
        Ok(text)
    }

    /// Some items have the member and some do not: only one of several can show it.
    fn only_one(
        &self,
        targets: &mut Vec<Pointer>,
        root: &Node,
        above: &[String],
        name: &str,
        change: Change,
    ) -> Result<(), String> {
        let shown = matching(root, above).len();
        if shown < 2 {
            return Err(format!(
                "some items have `{name}` and some do not: show two items, or mark it as optional (`{}`)",
                self.at
            ));
        }
        match change {
            // Those of the example that show it are enough.
            Change::Add | Change::Remove if targets.len() < shown => targets.clear(),
            Change::Add => {
                let likeness = |target: &Pointer| {
                    let found = root.locate(target).map(|found| found.node)?;
                    Some(self.items_with(above, name).map(|(_, item)| likeness(found, item)).max().unwrap_or_default())
                };
                // The first of several that are alike.
                let most = (0..targets.len()).rev().max_by_key(|at| likeness(&targets[*at]));
                *targets = most.map(|at| targets.swap_remove(at)).into_iter().collect();
            }
            _ => drop(targets.drain(..targets.len() - 1)),
        }
        Ok(())
    }

    /// The objects of the response on a path that have a member.
    fn items_with(&self, above: &[String], name: &str) -> impl Iterator<Item = (Pointer, &Node)> {
        let found = matching(self.received, above).into_iter();
        found.filter_map(move |at| {
            let node = self.received.locate(&at)?.node;
            node.get(name).is_some().then_some((at, node))
        })
    }

    fn edits(
        &self,
        text: &str,
        shown: &Node,
        key: &str,
        target: &Pointer,
        name: &str,
        change: Change,
    ) -> Result<Vec<TextEdit>, String> {
        match change {
            Change::Remove => {
                let object = Object::of(text, shown).ok_or("the example shows no object there")?;
                object.without(name).ok_or_else(|| format!("without `{name}` the example would show nothing there"))
            }
            Change::Add => {
                let object = Object::of(text, shown).ok_or("the example shows no object there")?;
                let tokens: Vec<String> = target.tokens().collect();
                // That of the item which is most like the one shown, the same item of several.
                let alike = |(at, item): &(Pointer, &Node)| (likeness(shown, item), at == target);
                let items: Vec<(Pointer, &Node)> = self.items_with(&tokens, name).collect();
                let around = items.iter().rev().max_by_key(|item| alike(item)).map(|(_, item)| *item);
                let value = around.and_then(|around| around.get(name)).ok_or("the response has nothing there")?;
                let after = around.and_then(|around| name_before(around, name, shown));
                Ok(object.with(name, value, after, self.redactor))
            }
            Change::Replace => {
                let own = self.received.locate(target).or_else(|| self.received.locate(self.at));
                let value = own.ok_or("the response has nothing there")?.node;
                Ok(vec![TextEdit::new(shown.start..shown.end, self.replacement(text, shown, key, value))])
            }
        }
    }

    /// The value in the place of the one shown, laid out like it.
    fn replacement(&self, text: &str, shown: &Node, key: &str, value: &Node) -> String {
        let line = &text[line_start(text, shown.start)..];
        let indent = line[..line.len() - line.trim_start().len()].to_owned();
        let is_document = self.layout == JsonLayout::Document;
        let unit = (is_document && text.contains('\n')).then(|| "  ".to_owned());
        rendered(key, value, &Layout { indent, unit }, self.redactor)
    }
}

/// How alike an object that the example shows and one that came are: values that are the same say which kind of object it is.
fn likeness(shown: &Node, received: &Node) -> usize {
    let members = shown.members().unwrap_or_default().iter();
    let points = members.filter_map(|member| {
        let same = received.get(&member.key)?;
        Some(if member.value.to_serde() == same.to_serde() { 4 } else { 1 })
    });
    points.sum()
}

/// The name of the nearest member before one that the example shows, too.
fn name_before<'n>(received: &'n Node, name: &str, shown: &Node) -> Option<&'n str> {
    let members = received.members()?;
    let at = members.iter().position(|member| member.key == name)?;
    members[..at].iter().rev().map(|member| member.key.as_str()).find(|name| shown.get(name).is_some())
}

/// The places of a document that are on a path; an index in the path matches any item.
fn matching(root: &Node, tokens: &[String]) -> Vec<Pointer> {
    let mut places = vec![(Pointer::root(), root)];
    for token in tokens {
        let mut below = Vec::new();
        for (at, node) in places {
            match &node.value {
                Value::Array { items, .. } => {
                    below.extend(items.iter().enumerate().map(|(index, item)| (at.item(index), item)));
                }
                _ => below.extend(node.get(token).map(|value| (at.join(token), value))),
            }
        }
        places = below;
    }
    places.into_iter().map(|(at, _)| at).collect()
}
