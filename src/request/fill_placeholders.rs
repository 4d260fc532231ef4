//! The values of placeholders: those the user gave, else generated ones where those are allowed.

use std::collections::HashMap;

use super::bindings::Binding;
use super::change::{ChangeKind, RequestChange, RequestPart};
use super::placeholder_values::{Filling, Values};
use crate::contract::is_command_input;
use crate::directive::Parameter;
use crate::finding::{Skip, SkipKind};
use crate::http::url_template::{Part, TemplateText, alternatives, as_written, is_same, normalized};
use crate::json::Pointer;

/// A placeholder that is not filled.
#[derive(Debug)]
struct Missing {
    shown: String,
    name: String,
    /// It has a value, which is empty, and what needs more.
    empty_in: Option<&'static str>,
}

/// Puts values in place of placeholders; the n-th placeholder of a name takes the name's n-th value, the last repeats.
#[derive(Debug)]
pub(super) struct Filler<'a> {
    pub(super) values: Values<'a>,
    /// Where the text that is being filled is.
    pub(super) at: RequestPart,
    seen: HashMap<String, usize>,
    changes: Vec<RequestChange>,
    missing: Vec<Missing>,
    /// The request deletes: with an empty value it may delete all there is.
    deletes: bool,
    /// One of the missing may be a file's name.
    may_be_file: bool,
    unreadable: Option<Skip>,
    /// Files that are sent without their line ends.
    joined_files: &'a [String],
}

impl<'a> Filler<'a> {
    pub(super) fn new(values: Values<'a>) -> Self {
        Self {
            values,
            at: RequestPart::Url,
            seen: HashMap::new(),
            changes: Vec::new(),
            missing: Vec::new(),
            deletes: false,
            may_be_file: false,
            unreadable: None,
            joined_files: &[],
        }
    }

    /// One that removes the line ends of these files, as curl does.
    pub(super) fn joining(self, joined_files: &'a [String]) -> Self {
        Self { joined_files, ..self }
    }

    /// One for a request of this method.
    pub(super) fn of_method(self, method: &str) -> Self {
        Self { deletes: method.eq_ignore_ascii_case("DELETE"), ..self }
    }

    /// From now on text of this part is filled. Occurrences are counted anew: a header's `{id}` is not the URL's next one.
    pub(super) fn begin(&mut self, at: RequestPart) {
        self.seen.clear();
        self.at = at;
    }

    /// From now on text at this place of the body is filled.
    pub(super) fn at_place(&mut self, pointer: &Pointer) {
        self.at = RequestPart::Body(pointer.clone());
    }

    /// Notes a change at the current place.
    pub(super) fn note(&mut self, kind: ChangeKind) {
        self.changes.push(RequestChange { at: self.at.clone(), kind });
    }

    /// Appends documented text, filled and encoded for `part`.
    pub(super) fn fill(&mut self, text: &str, part: Part, into: &mut String) {
        self.fill_in(&TemplateText::parse(text, part), part, into);
    }

    /// As [`Filler::fill`]. What stays unfilled is kept for [`Filler::finish`].
    pub(super) fn fill_in(&mut self, text: &TemplateText, part: Part, into: &mut String) {
        let (start, mut empty) = (into.len(), Vec::new());
        text.expand(part, into, |shown, name| {
            let value = self.value_or_missing(shown, name)?;
            if value.is_empty() && part == Part::Path {
                empty.push((shown.to_owned(), name.to_owned()));
            }
            Some(value)
        });
        if !empty.is_empty() && has_gap(&into[start..]) {
            for (shown, name) in empty {
                self.note_missing(&shown, &name, Some(IN_PATH));
            }
        }
    }

    /// Whether a text has a placeholder without a value.
    pub(super) fn lacks_value(&self, text: &str, part: Part) -> bool {
        TemplateText::parse(text, part).names().any(|name| !self.has(name))
    }

    /// The value of the next placeholder of a name: the case's own, one that an earlier response gave, a parameter's, else a
    /// generated one where those are allowed.
    fn filling(&mut self, shown: &str, name: &str) -> Option<Filling> {
        for alternative in alternatives(name) {
            let key = normalized(alternative);
            if let Some(filling) = self.captured(shown, &key) {
                return Some(filling);
            }
            if let Some(Parameter { values, .. }) = self.given(alternative) {
                let at = self.count(key);
                self.note(ChangeKind::Filled(shown.to_owned()));
                return values.get(at).or(values.last()).cloned().map(Filling::text);
            }
        }
        if !self.values.generated {
            return None;
        }
        let base = slug(first_name(name));
        let at = self.count(base.clone());
        self.note(ChangeKind::Generated(shown.to_owned()));
        Some(Filling::text(format!("{base}-{}", at + 1)))
    }

    /// The value that the first placeholder of a name has, without taking it.
    pub(super) fn peek(&self, name: &str) -> Option<String> {
        alternatives(name).find_map(|alternative| {
            let key = normalized(alternative);
            let is_own = || self.values.own.keys().any(|own| normalized(own) == key);
            let captured = self.values.bindings.get(&key).filter(|_| !is_own()).map(Binding::text);
            captured.or_else(|| self.given(alternative)?.values.first().cloned())
        })
    }

    /// What an earlier response gave for a name, unless the case has a value of its own.
    fn captured(&mut self, shown: &str, key: &str) -> Option<Filling> {
        let binding = self.values.bindings.get(key)?;
        if self.values.own.keys().any(|own| normalized(own) == key) {
            return None;
        }
        let filling = Filling { text: binding.text(), json: Some(binding.json()) };
        self.note(ChangeKind::Captured {
            shown: shown.to_owned(),
            variable: key.to_owned(),
            step: binding.step.clone(),
        });
        Some(filling)
    }

    /// As [`Filler::filling`], its text; where there is none, `shown` is named by [`Filler::finish`].
    pub(super) fn value_or_missing(&mut self, shown: &str, name: &str) -> Option<String> {
        self.filling_or_missing(shown, name).map(|filling| filling.text)
    }

    /// As [`Filler::value_or_missing`], with the value's JSON if it has a type.
    pub(super) fn filling_or_missing(&mut self, shown: &str, name: &str) -> Option<Filling> {
        let filling = self.filling(shown, name);
        match &filling {
            None => self.note_missing(shown, name, None),
            // What the user gave is meant; a response may have given nothing.
            Some(Filling { text, json: Some(_) }) if text.is_empty() => {
                if let Some(what) = self.part_that_needs_text() {
                    self.note_missing(shown, name, Some(what));
                }
            }
            Some(_) => {}
        }
        filling
    }

    /// As [`Filler::value_or_missing`], for a path. Without the value of a placeholder it is the path of something else: of the
    /// whole collection in the place of its item. So an empty value is none there.
    pub(super) fn segment_or_missing(&mut self, shown: &str, name: &str) -> Option<String> {
        let value = self.value_or_missing(shown, name)?;
        if value.is_empty() {
            self.note_missing(shown, name, Some(IN_PATH));
        }
        Some(value)
    }

    /// What is not sent with an empty value that a response gave, where such a part is filled.
    const fn part_that_needs_text(&self) -> Option<&'static str> {
        match self.at {
            _ if self.deletes => Some("a DELETE request"),
            RequestPart::Header(_) => Some(IN_FIELD),
            _ => None,
        }
    }

    pub(super) fn note_missing(&mut self, shown: &str, name: &str, empty_in: Option<&'static str>) {
        self.missing.push(Missing { shown: shown.to_owned(), name: first_name(name).to_owned(), empty_in });
    }

    /// As [`Filler::value_or_missing`], for a placeholder of a body, which may also be the name of a file.
    pub(super) fn bytes_or_missing(&mut self, shown: &str, name: &str) -> Vec<u8> {
        if let Some(content) = self.file(shown, name) {
            content
        } else {
            self.may_be_file |= (name.contains('.') || is_command_input(name)) && !self.has(name);
            self.value_or_missing(shown, name).unwrap_or_default().into_bytes()
        }
    }

    /// The content of the user's file of that name; what cannot be read is reported by [`Filler::finish`].
    pub(super) fn file(&mut self, shown: &str, name: &str) -> Option<Vec<u8>> {
        let path = self.values.files.get(name)?;
        match std::fs::read(path) {
            Ok(mut content) => {
                if self.joined_files.iter().any(|file| file == name) {
                    content.retain(|byte| !matches!(byte, b'\r' | b'\n' | 0));
                }
                self.note(ChangeKind::FilledFromFile(shown.to_owned()));
                Some(content)
            }
            Err(error) => {
                let reason = format!("cannot read {} ([files] `{name}`): {error}", path.display());
                self.unreadable.get_or_insert_with(|| Skip::new(SkipKind::Unfilled, reason));
                Some(Vec::new())
            }
        }
    }

    /// The name of the user's file that is given under this name, where no value is.
    pub(super) fn file_name(&self, name: &str) -> Option<String> {
        let path = self.values.files.get(name).filter(|_| !self.has(name))?;
        Some(path.file_name()?.to_string_lossy().into_owned())
    }

    /// Whether a value was given for `name`.
    pub(super) fn has(&self, name: &str) -> bool {
        alternatives(name).any(|alternative| {
            self.values.bindings.get(&normalized(alternative)).is_some() || self.given(alternative).is_some()
        })
    }

    /// The values that the user gave under a name, however it is written.
    fn given(&self, name: &str) -> Option<&'a Parameter> {
        let parameters = self.values.parameters;
        let is_given = |given: &Parameter| !given.values.is_empty();
        // Mostly it is written alike.
        let alike = parameters.get(name).filter(|given| is_given(given));
        let others = || parameters.iter().find(|(other, given)| is_given(given) && is_same(other, name));
        alike.or_else(|| others().map(|(_, given)| given))
    }

    /// What was filled.
    ///
    /// # Errors
    /// A skip of kind `Unfilled` naming each placeholder that had no value, and how to give one.
    pub(super) fn finish(self) -> Result<Vec<RequestChange>, Skip> {
        if let Some(skip) = self.unreadable {
            return Err(skip);
        }
        let Some(Missing { name, .. }) = self.missing.first() else {
            return Ok(self.changes);
        };
        let mut shown: Vec<&str> = Vec::new();
        for missing in &self.missing {
            if !shown.contains(&missing.shown.as_str()) {
                shown.push(&missing.shown);
            }
        }
        let pronoun = if shown.len() == 1 { "it" } else { "them" };
        let shown = shown.into_iter().map(as_written).collect::<Vec<_>>().join(", ");
        let name = if name.contains(char::is_whitespace) { format!("'{name}'") } else { name.clone() };
        let how = if self.may_be_file {
            format!("give {pronoun} under [files] or [parameters] in doctrial.toml")
        } else {
            format!("give {pronoun} under [parameters] in doctrial.toml, or --param {name}=VALUE")
        };
        let empty = self.missing.iter().find_map(|missing| Some((&missing.shown, missing.empty_in?)));
        let empty = empty.map_or_else(String::new, |(shown, part)| {
            format!("the value given for {} is empty, and {part} needs one; ", as_written(shown))
        });
        Err(Skip::new(SkipKind::Unfilled, format!("unfilled {shown}: {empty}{how}")))
    }

    fn count(&mut self, key: String) -> usize {
        let seen = self.seen.entry(key).or_insert(0);
        *seen += 1;
        *seen - 1
    }
}

/// What an empty value is not sent in.
const IN_PATH: &str = "a path";
/// As [`IN_PATH`].
pub(super) const IN_FIELD: &str = "a header field";

/// Whether a path lacks a segment, or a key in a segment: `/owls/`, `/owls(id='')`.
fn has_gap(path: &str) -> bool {
    const GAPS: [&str; 10] = ["//", "''", "\"\"", "%22%22", "()", "(,", "=)", "=,", ",)", ",,"];
    path.is_empty() || path.ends_with(['/', '=', ':', ',']) || GAPS.iter().any(|gap| path.contains(gap))
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
    use std::collections::BTreeMap;

    use super::*;
    use crate::request::Bindings;

    fn parameters(given: &[(&str, &[&str])]) -> BTreeMap<String, Parameter> {
        given
            .iter()
            .map(|(name, values)| {
                ((*name).to_owned(), values.iter().map(|v| (*v).to_owned()).collect::<Vec<_>>().into())
            })
            .collect()
    }

    fn filled(text: &str, part: Part, given: &[(&str, &[&str])], stand_ins: bool) -> Result<String, String> {
        let (parameters, files) = (parameters(given), BTreeMap::new());
        let (own, bindings) = (BTreeMap::new(), Bindings::default());
        let values =
            Values { parameters: &parameters, own: &own, bindings: &bindings, files: &files, generated: stand_ins };
        let mut filler = Filler::new(values);
        let mut out = String::new();
        filler.fill(text, part, &mut out);
        filler.finish().map(|_| out).map_err(|skip| skip.reason)
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
    fn an_empty_value_fills_no_segment_of_a_path() {
        let given: &[(&str, &[&str])] = &[("owl", &[""]), ("nest", &["4", ""])];
        for text in ["/owls/{owl}", "/nests/{nest}/owls/{nest}", "/owls(id='{owl}')"] {
            let reason = filled(text, Part::Path, given, true).expect_err("an empty value");
            assert!(reason.contains("is empty, and a path needs one"), "{text}: {reason}");
        }
        for (text, path) in [("{owl}nests", "nests"), ("nest.{owl}x/{nest}", "nest.x/4")] {
            assert_eq!(filled(text, Part::Path, given, false).as_deref(), Ok(path), "{text}");
        }
        assert_eq!(filled("a={owl}", Part::Query, given, false).as_deref(), Ok("a="), "a filter may be empty");
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
}
