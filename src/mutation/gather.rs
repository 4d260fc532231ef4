//! The places of a documented response's body: value, pattern and schema walked down together.

use std::collections::BTreeSet;

use super::site::Site;
use crate::contract::{Case, Expectation, JsonPattern};
use crate::json::{Member, Node, Pointer, Value};
use crate::notation::documented_value::is_free_annotation;
use crate::schema::{ConstraintCursor, SchemaSet, documents_absence, documents_null};

/// Every place of `root`, in document order. `pattern`: the documented body; `schema`: that of the response.
pub(super) fn gather<'s>(
    case: &'s Case,
    root: &'s Node,
    pattern: &'s JsonPattern,
    schema: &'s serde_json::Value,
    set: &'s SchemaSet,
) -> Vec<Site<'s>> {
    let overridden = overridden_places(case, root);
    let mut gatherer =
        Gatherer { expectation: &case.expectation, overridden, schema, set, sites: Vec::new(), pointers: 0 };
    let constraints = ConstraintCursor::root(set, schema);
    let whole = SiteContext {
        node: root,
        pattern,
        constraints,
        at: Pointer::root(),
        member: None,
        around: None,
        annotation: false,
    };
    gatherer.add(whole);
    gatherer.sites
}

/// The places of the body about which the user, or in a problem document its standard, has expectations.
fn overridden_places(case: &Case, root: &Node) -> BTreeSet<Pointer> {
    let standard: &[&str] =
        if case.expectation.is_problem() { &["type", "title", "status", "detail", "instance"] } else { &[] };
    let mut places: BTreeSet<Pointer> = standard.iter().map(|name| Pointer::root().join(name)).collect();
    if !case.overrides.body.is_empty() {
        let body = root.to_serde();
        let about_values = case.overrides.body.iter().filter(|assertion| !assertion.is_about_names());
        let overridden = about_values.flat_map(|assertion| assertion.place.places(&body));
        places.extend(overridden.map(|(pointer, _)| pointer).take(MOST_OVERRIDDEN));
    }
    places
}

/// About how many places there may be expectations: with more, the case cannot be judged anyway.
const MOST_OVERRIDDEN: usize = 100_000;

struct Gatherer<'s> {
    expectation: &'s Expectation,
    overridden: BTreeSet<Pointer>,
    schema: &'s serde_json::Value,
    set: &'s SchemaSet,
    sites: Vec<Site<'s>>,
    /// How many bytes the pointers of the sites have.
    pointers: usize,
}

/// How many bytes they may have: below a name of a megabyte, not every place of a body is tried.
const MOST_POINTERS: usize = 16 << 20;

struct SiteContext<'s> {
    node: &'s Node,
    pattern: &'s JsonPattern,
    constraints: ConstraintCursor<'s>,
    at: Pointer,
    /// The member it is the value of, and whether the example requires that one.
    member: Option<(&'s Member, bool)>,
    around: Option<&'s Node>,
    annotation: bool,
}

impl<'s> Gatherer<'s> {
    fn add(&mut self, here: SiteContext<'s>) {
        let SiteContext { node, pattern, constraints, at, member, around, annotation } = here;
        self.pointers += at.as_str().len();
        if self.pointers > MOST_POINTERS {
            return;
        }
        let name = member.map(|(member, _)| member.key.as_str());
        let required = member.is_some_and(|(_, required)| required);
        let optional = name.is_some() && is_listed(&at, |path| self.expectation.may_be_absent(path));
        self.sites.push(Site {
            required: required && !annotation && !optional && !self.may_be_absent(&at, name),
            nullable: pattern.null || name.is_some_and(|name| self.is_nullable(&at, name)),
            overridden: self.is_overridden(&at),
            must_be_empty: self.expectation.facts.is_empty && self.is_collection(&at),
            constraints: constraints.here(),
            open: node.members().is_some() && constraints.is_open(),
            at: at.clone(),
            node,
            member: member.map(|(member, _)| member),
            around,
            pattern,
            annotation,
        });
        if !pattern.is_unspecified() {
            self.below(node, pattern, constraints, &at, annotation);
        }
    }

    fn below(
        &mut self,
        node: &'s Node,
        pattern: &'s JsonPattern,
        constraints: ConstraintCursor<'s>,
        at: &Pointer,
        annotation: bool,
    ) {
        match &node.value {
            Value::Object { members, .. } => {
                let Some(object) = &pattern.object else { return };
                let constraints = constraints.with_type(node.get("@odata.type").and_then(Node::as_str));
                for member in members {
                    let Some(shown) = object.member(&member.key) else { continue };
                    self.add(SiteContext {
                        node: &member.value,
                        pattern: &shown.pattern,
                        constraints: constraints.member(&member.key),
                        at: at.join(&member.key),
                        member: Some((member, shown.required)),
                        around: Some(node),
                        annotation: annotation || is_free_annotation(&member.key),
                    });
                }
            }
            Value::Array { items, .. } => {
                let Some(array) = &pattern.array else { return };
                for (index, item) in items.iter().enumerate() {
                    let Some(pattern) = array.item_of_node(index, items) else { return };
                    let (constraints, at) = (constraints.item(index), at.item(index));
                    self.add(SiteContext {
                        node: item,
                        pattern,
                        constraints,
                        at,
                        member: None,
                        around: Some(node),
                        annotation,
                    });
                }
            }
            _ => {}
        }
    }

    /// Whether there are expectations about a place, or one above or below it.
    fn is_overridden(&self, at: &Pointer) -> bool {
        if self.overridden.is_empty() {
            return false;
        }
        // Those below follow one another, from this place with the mark of a further token on.
        let below = Pointer::parse(format!("{}/", at.as_str()));
        self.overridden.range(&below..).next().is_some_and(|place| at.covers(place))
            || std::iter::successors(Some(at.clone()), Pointer::parent).any(|place| self.overridden.contains(&place))
    }

    fn may_be_absent(&self, at: &Pointer, name: Option<&str>) -> bool {
        let object = at.parent();
        object.zip(name).is_some_and(|(object, name)| documents_absence(self.set, self.schema, &object, name))
    }

    fn is_nullable(&self, at: &Pointer, name: &str) -> bool {
        let by_schema = || at.parent().is_some_and(|above| documents_null(self.set, self.schema, &above, name));
        is_listed(at, |path| self.expectation.may_be_null(path)) || by_schema()
    }

    fn is_collection(&self, at: &Pointer) -> bool {
        at.as_str().is_empty() || *at == Pointer::root().join(&self.expectation.facts.collection_property)
    }
}

/// Asks about the member at a place.
fn is_listed(at: &Pointer, is_listed: impl Fn(&[&str]) -> bool) -> bool {
    let tokens: Vec<String> = at.tokens().collect();
    is_listed(&tokens.iter().map(String::as_str).collect::<Vec<_>>())
}
