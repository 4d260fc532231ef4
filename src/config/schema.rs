//! The JSON Schema of `doctrial.toml`, for editors.

use serde_json::{Value, json};

use crate::contract::{Dialect, RemarkKind};
use crate::finding::{ToleranceKind, rules};

/// The JSON Schema (2020-12) of a file of settings: every key, and the names of dialects, remarks, tolerances and rules.
///
/// # Panics
/// Never: the schema is part of the program.
pub fn schema() -> Value {
    let mut schema: Value =
        serde_json::from_str(include_str!("doctrial.schema.json")).expect("the schema of the settings is JSON");
    let names = |schema: &mut Value, kind: &str, names: Vec<&str>| schema["$defs"][kind] = json!({ "enum": names });
    names(&mut schema, "dialect", Dialect::ALL.map(Dialect::name).to_vec());
    names(&mut schema, "prose", RemarkKind::ALL.map(RemarkKind::name).to_vec());
    names(&mut schema, "tolerance", ToleranceKind::ALL.map(ToleranceKind::name).to_vec());
    names(&mut schema, "rule", rules::all().flat_map(|rule| [rule.code, rule.name]).collect());
    schema
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde::Deserialize;

    use super::*;
    use crate::config::Layer;

    /// The keys of a table of settings, from serde's message about an unknown one.
    fn known<T: for<'de> Deserialize<'de>>() -> BTreeSet<String> {
        let refusal = toml::from_str::<T>("no-such-key = 1").err().expect("an unknown key is refused");
        refusal.message().split('`').skip(3).step_by(2).map(str::to_owned).collect()
    }

    fn described(kind: &str) -> BTreeSet<String> {
        let schema = schema();
        let properties = schema["$defs"][kind]["properties"].as_object().expect("a table");
        properties.keys().cloned().collect()
    }

    #[test]
    fn the_schema_has_every_key_and_no_other() {
        assert_eq!(described("layer"), known::<Layer>());
        assert_eq!(described("tls"), known::<crate::config::Tls>());
        assert_eq!(described("schema"), known::<crate::config::WrittenSchema>());
        assert_eq!(described("auth"), known::<crate::config::WrittenAuth>());
        assert_eq!(described("identity"), known::<crate::config::WrittenIdentity>());
        assert_eq!(described("api-key"), known::<crate::config::WrittenApiKey>());
        assert_eq!(described("oauth"), known::<crate::config::WrittenOAuth>());
        assert_eq!(described("basic"), known::<crate::config::WrittenBasic>());
        assert_eq!(described("page"), known::<crate::config::WrittenPage>());
        assert_eq!(described("skip"), known::<crate::config::WrittenSkip>());
        assert_eq!(described("page"), known::<crate::config::WrittenPage>());
        assert_eq!(described("reports"), known::<crate::config::WrittenReports>());
        assert_eq!(described("conditions"), known::<crate::directive::CaseMatcher>());
        assert_eq!(described("setup"), known::<crate::config::WrittenSetup>());
        assert_eq!(described("story"), known::<crate::config::WrittenStory>());
        assert_eq!(described("limit"), known::<crate::config::WrittenLimit>());
        assert_eq!(described("request"), known::<crate::directive::RequestOverrides>());
        assert_eq!(described("bytes"), known::<crate::directive::Bytes>());
        let in_pages_only = ["skip", "page"].map(str::to_owned);
        let of_settings = known::<crate::directive::Directive>();
        let of_settings = of_settings.into_iter().filter(|key| !in_pages_only.contains(key)).collect();
        assert_eq!(described("expect"), of_settings);
    }
}
