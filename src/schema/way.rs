//! Schemas and the way to those they refer to, compiled.

use jsonschema::Validator;
use serde_json::Value;

use super::route::{Choice, Route};

/// A schema ready to judge by.
pub(super) struct Compiled {
    /// `None` where all is said by the references.
    pub(super) validator: Option<Validator>,
    pub(super) way: Way,
}

/// A [`Route`] with the schemas of items compiled.
pub(super) struct Way {
    pub(super) here: Vec<(String, bool)>,
    pub(super) choices: Vec<Choice>,
    pub(super) members: Vec<(String, Way)>,
    pub(super) items: Option<Box<Compiled>>,
}

impl Way {
    fn new(route: Route) -> Result<Self, String> {
        let members = route.members.into_iter().map(|(name, below)| Ok((name, Self::new(below)?)));
        let items = route.items.map(|items| Compiled::new(&items.own, items.below).map(Box::new));
        Ok(Self {
            here: route.here,
            choices: route.choices,
            members: members.collect::<Result<_, String>>()?,
            items: items.transpose()?,
        })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.here.is_empty() && self.choices.is_empty() && self.members.is_empty() && self.items.is_none()
    }
}

impl Compiled {
    pub(super) fn new(own: &Value, route: Route) -> Result<Self, String> {
        let says_nothing = own.as_object().is_some_and(serde_json::Map::is_empty);
        let validator = (!says_nothing).then(|| compile(own)).transpose()?;
        Ok(Self { validator, way: Way::new(route)? })
    }
}

/// One schema compiled on its own: offline, formats asserted.
pub(super) fn compile(schema: &Value) -> Result<Validator, String> {
    let options = jsonschema::options().should_validate_formats(true).offline();
    options.build(schema).map_err(|error| {
        let at = error.instance_path().as_str();
        if at.is_empty() { error.to_string() } else { format!("{error} (at {at})") }
    })
}
