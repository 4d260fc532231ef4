//! Schema files of the user's own that cannot be used. Each is reported; what would be judged by one cannot be judged.

use serde_json::{Value, json};

use super::broken_schema::BrokenSchema;
use super::resolve::bundle;
use super::resolve::set::{Origin, SchemaSet, TypeSchema};

/// The member of a schema that stands for a file which cannot be used: why that is so.
const WHY: &str = "x-doctrial-broken";

impl SchemaSet {
    /// Puts into the place of a schema one by which nothing can be judged.
    pub(super) fn insert_broken(&mut self, broken: BrokenSchema) {
        // No schema has such a type: compiling it fails, and with it whatever refers to it.
        let schema = json!({ WHY: format!("`{}`: {}", broken.path.display(), broken.message), "type": WHY });
        self.insert(broken.name.clone(), TypeSchema { schema, origin: Origin::User(broken.path.clone()) });
        self.broken.push(broken);
    }

    /// Why a schema cannot be used, if it refers to a file that cannot.
    pub(super) fn broken_in(&self, schema: &Value) -> Option<String> {
        if self.broken.is_empty() {
            return None;
        }
        why_broken(&bundle::self_contained(self, schema))
    }
}

/// Why a schema that contains all it refers to cannot be used, if a file in it cannot.
pub(crate) fn why_broken(whole: &Value) -> Option<String> {
    let definitions = whole.get("$defs").and_then(Value::as_object).into_iter().flat_map(|it| it.values());
    definitions.chain([whole]).find_map(|schema| Some(schema.get(WHY)?.as_str()?.to_owned()))
}
