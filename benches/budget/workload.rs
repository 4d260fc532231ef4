//! Operations of a harbour's API, and what a service that follows the docs sends.

use serde_json::{Value, json};

use crate::dice::{Dice, WORDS};

/// Operations on one kind of vessel, in the order of their pages.
pub(crate) const VERBS: [&str; 5] = ["get", "list", "create", "update", "delete"];

/// One documented operation.
pub(crate) struct Operation {
    /// The page's path below the docs root.
    pub(crate) page: String,
    /// `GET` ...
    pub(crate) method: &'static str,
    /// From the root of the service.
    pub(crate) path: String,
    /// 200, 201 or 204.
    pub(crate) status: u16,
    /// What it responds.
    pub(crate) response: Option<Value>,
    pub(crate) verb: &'static str,
    pub(crate) group: usize,
    pub(crate) request: Option<Value>,
}

/// `groups` kinds of vessel: five operations each.
pub(crate) fn operations(groups: usize) -> Vec<Operation> {
    (0..groups).flat_map(|group| VERBS.iter().enumerate().map(move |(at, verb)| operation(group, at, verb))).collect()
}

fn operation(group: usize, at: usize, verb: &'static str) -> Operation {
    let mut dice = Dice((group * VERBS.len() + at) as u64);
    let all = format!("/v1/fleet{group:04}/vessels");
    let one = format!("{all}/{}", dice.guid());
    let whole = vessel(&mut dice, group);
    let (method, path, status, request, response) = match verb {
        "get" => ("GET", one, 200, None, Some(whole)),
        "list" => ("GET", all, 200, None, Some(list(&mut dice, group, 3))),
        "create" => ("POST", all, 201, Some(written(&whole)), Some(whole)),
        "update" => ("PATCH", one, 200, Some(written(&whole)), Some(whole)),
        _ => ("DELETE", one, 204, None, None),
    };
    let page = format!("api/vessel{group:04}-{verb}.md");
    Operation { page, method, path, status, response, verb, group, request }
}

/// A collection of `count` vessels.
pub(crate) fn list(dice: &mut Dice, group: usize, count: usize) -> Value {
    json!({"value": (0..count).map(|_| vessel(dice, group)).collect::<Vec<_>>()})
}

fn vessel(dice: &mut Dice, group: usize) -> Value {
    let (id, name, remarks) = (dice.guid(), dice.text(2), dice.text(12));
    let mut vessel = json!({
        "id": id, "displayName": name, "remarks": remarks, "state": dice.of(&["moored", "departed", "expected"]),
        "draught": 2.5 + f64::from(dice.below(80)), "crew": dice.below(40), "insured": dice.below(2) == 0,
        "arrivedDateTime": dice.moment(), "changedDateTime": dice.moment(),
        "agent": {"displayName": dice.text(2), "email": format!("{}@harbour.example", dice.word()), "office": dice.guid()},
        "flags": [dice.word(), dice.word()],
        "cargo": [cargo(dice), cargo(dice)],
    });
    for property in extra(group) {
        vessel[property] = dice.text(2).into();
    }
    vessel
}

fn cargo(dice: &mut Dice) -> Value {
    json!({"container": format!("HRBU{:07}", dice.below(9_999_999)), "tonnes": 0.5 + f64::from(dice.below(30)), "cooled": false})
}

/// What a client may write of a vessel.
fn written(vessel: &Value) -> Value {
    let mut written = vessel.clone();
    if let Some(members) = written.as_object_mut() {
        members.retain(|name, _| !matches!(name.as_str(), "id" | "arrivedDateTime" | "changedDateTime"));
    }
    written
}

/// Properties only this kind of vessel has.
pub(crate) fn extra(group: usize) -> impl Iterator<Item = String> {
    (0..group % 12).map(move |at| format!("{}{at}", WORDS[(group + at) % WORDS.len()]))
}
