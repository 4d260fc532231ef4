//! The values of placeholders: those the user gave, else stand-ins where those are allowed.

use std::collections::{BTreeMap, HashMap};

use crate::finding::{Skip, SkipKind};
use crate::http::url_template::{Part, Piece, TemplateText, UrlTemplate, alternatives, encode_value, normalized};

/// Puts values in place of placeholders; the n-th placeholder of a name takes the name's n-th value, the last repeats.
#[derive(Debug)]
pub(super) struct Filler<'a> {
    parameters: &'a BTreeMap<String, Vec<String>>,
    /// Stand-ins take the place of values that are missing (`id-1`).
    stand_ins: bool,
    seen: HashMap<String, usize>,
    missing: Vec<(String, String)>,
}

impl<'a> Filler<'a> {
    pub(super) fn new(parameters: &'a BTreeMap<String, Vec<String>>, stand_ins: bool) -> Self {
        Self { parameters, stand_ins, seen: HashMap::new(), missing: Vec::new() }
    }

    /// The path of these segments, filled and encoded; empty where there are none.
    pub(super) fn path(&mut self, segments: &[TemplateText]) -> String {
        let mut path = String::new();
        for segment in segments {
            path.push('/');
            self.fill_in(segment, Part::Path, &mut path);
        }
        path
    }

    /// The query of a URL, filled and encoded, with what has a value of that which may be added to it.
    pub(super) fn query(&mut self, url: &UrlTemplate) -> Option<String> {
        let mut query = url.query.as_ref().map(|pairs| {
            let mut query = String::new();
            for (number, pair) in pairs.iter().enumerate() {
                query.push_str(if number > 0 { "&" } else { "" });
                self.fill_in(&pair.name, Part::Query, &mut query);
                if let Some(value) = &pair.value {
                    query.push('=');
                    self.fill_in(value, Part::Query, &mut query);
                }
            }
            query
        });
        for name in &url.optional_query {
            if let Some(value) = self.has(name).then(|| self.value(name)).flatten() {
                let query = query.get_or_insert_default();
                query.push_str(if query.is_empty() { "" } else { "&" });
                encode_value(name, Part::Query, query);
                query.push('=');
                encode_value(&value, Part::Query, query);
            }
        }
        query
    }

    /// Appends documented text, filled and encoded for `part`.
    pub(super) fn fill(&mut self, text: &str, part: Part, into: &mut String) {
        self.fill_in(&TemplateText::parse(text, part), part, into);
    }

    /// As [`Filler::fill`]. What stays unfilled is kept for [`Filler::finish`].
    fn fill_in(&mut self, text: &TemplateText, part: Part, into: &mut String) {
        text.expand(part, into, |shown, name| self.value_or_missing(shown, name));
    }

    /// Appends text of a body as it is, but for the shell's variables (`${NAME}`).
    pub(super) fn fill_variables(&mut self, text: &str, into: &mut String) {
        for piece in TemplateText::parse(text, Part::Query).pieces() {
            match piece {
                Piece::Placeholder { shown, name } if shown.starts_with("${") => {
                    into.push_str(&self.value_or_missing(shown, name).unwrap_or_default());
                }
                Piece::Literal(text) | Piece::Placeholder { shown: text, .. } => into.push_str(text),
            }
        }
    }

    /// Whether a text has a placeholder without a value.
    pub(super) fn lacks_value(&self, text: &str, part: Part) -> bool {
        TemplateText::parse(text, part).names().any(|name| !self.has(name))
    }

    /// The next value of a placeholder: a parameter's, else a stand-in where those are allowed.
    fn value(&mut self, name: &str) -> Option<String> {
        for alternative in alternatives(name) {
            let key = normalized(alternative);
            let given = self.parameters.iter().find(|(name, values)| !values.is_empty() && normalized(name) == key);
            if let Some((_, values)) = given {
                let at = self.count(key);
                return values.get(at).or(values.last()).cloned();
            }
        }
        if !self.stand_ins {
            return None;
        }
        let base = slug(first_name(name));
        let at = self.count(base.clone());
        Some(format!("{base}-{}", at + 1))
    }

    /// As [`Filler::value`]; where there is none, `shown` is named by [`Filler::finish`].
    pub(super) fn value_or_missing(&mut self, shown: &str, name: &str) -> Option<String> {
        let value = self.value(name);
        if value.is_none() {
            self.missing.push((shown.to_owned(), first_name(name).to_owned()));
        }
        value
    }

    /// Occurrences are counted anew: a header's `{id}` is not the URL's next one.
    pub(super) fn restart(&mut self) {
        self.seen.clear();
    }

    /// Whether a value was given for `name`.
    pub(super) fn has(&self, name: &str) -> bool {
        alternatives(name).any(|alternative| {
            let key = normalized(alternative);
            self.parameters.iter().any(|(name, values)| !values.is_empty() && normalized(name) == key)
        })
    }

    /// # Errors
    /// A skip of kind `Unfilled` naming each placeholder that had no value, and how to give one.
    pub(super) fn finish(self) -> Result<(), Skip> {
        let Some((_, name)) = self.missing.first() else {
            return Ok(());
        };
        let mut shown: Vec<&str> = Vec::new();
        for (text, _) in &self.missing {
            if !shown.contains(&text.as_str()) {
                shown.push(text);
            }
        }
        let pronoun = if shown.len() == 1 { "it" } else { "them" };
        let shown = shown.join(", ");
        let how = format!("give {pronoun} under [parameters] in doctrial.toml, or --param {name}=VALUE");
        Err(Skip::new(SkipKind::Unfilled, format!("unfilled {shown}: {how}")))
    }

    fn count(&mut self, key: String) -> usize {
        let seen = self.seen.entry(key).or_insert(0);
        *seen += 1;
        *seen - 1
    }
}

fn first_name(name: &str) -> &str {
    alternatives(name).next().unwrap_or(name)
}

fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.chars().take(40) {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "value".to_owned() } else { slug.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parameters(given: &[(&str, &[&str])]) -> BTreeMap<String, Vec<String>> {
        given
            .iter()
            .map(|(name, values)| ((*name).to_owned(), values.iter().map(|v| (*v).to_owned()).collect()))
            .collect()
    }

    fn filled(text: &str, part: Part, given: &[(&str, &[&str])], stand_ins: bool) -> Result<String, String> {
        let parameters = parameters(given);
        let mut filler = Filler::new(&parameters, stand_ins);
        let mut out = String::new();
        filler.fill(text, part, &mut out);
        filler.finish().map(|()| out).map_err(|skip| skip.reason)
    }

    #[test]
    fn names_compare_loosely_and_occurrences_take_turns() {
        let given: &[(&str, &[&str])] = &[("id", &["a", "b"]), ("user_id", &["u/1"])];
        for (text, out) in [
            ("/x/{id}/y/{ID}/z/{{id}}", "/x/a/y/b/z/b"),
            ("/users/{user-id}/f(id={Id})/<User Id>", "/users/u%2F1/f(id=a)/u%2F1"),
            ("/x/${ID}/$5/$ID/:id", "/x/a/$5/b/b"),
            ("/users/{userPrincipalName | id}/{upn|id}/{x or id}", "/users/a/b/b"),
        ] {
            assert_eq!(filled(text, Part::Path, given, false).as_deref(), Ok(out), "{text}");
        }
    }

    #[test]
    fn an_unfilled_placeholder_is_never_sent() {
        let reason = filled("/a/{id}/{id}/{AAMkAG=}", Part::Path, &[], false).expect_err("unfilled");
        assert_eq!(
            reason,
            "unfilled {id}, {AAMkAG=}: give them under [parameters] in doctrial.toml, or --param id=VALUE"
        );
        assert_eq!(
            filled("/{id | upn}/{id}/{item-path}/{AAMkAG=}", Part::Path, &[], true).as_deref(),
            Ok("/id-1/id-2/item-path-1/aamkag-1")
        );
    }

    #[test]
    fn optional_parameters_are_sent_where_they_have_a_value() {
        let given = parameters(&[("per_page", &["5"]), ("q", &["a b"])]);
        for (url, path, query) in [
            ("/a{?page,per_page}", "/a", Some("per_page=5")),
            ("/a?x=1{&q}", "/a", Some("x=1&q=a%20b")),
            ("/a{?page}", "/a", None),
            ("/a?", "/a", Some("")),
        ] {
            let (url, mut filler) = (UrlTemplate::parse(url), Filler::new(&given, true));
            assert_eq!((filler.path(&url.segments).as_str(), filler.query(&url).as_deref()), (path, query));
        }
    }
}
