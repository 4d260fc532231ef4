//! Placeholders in documented URLs and header values: `{id}`, `{id | userPrincipalName}`, `<id>`, `{{id}}`, `{?page}`,
//! `${ID}`, and where a segment of a path begins `:id`.

use std::collections::{BTreeMap, HashMap};

use super::escape;
use super::escape::Part;
use crate::finding::{Skip, SkipKind};

/// A piece of documented text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    Literal(&'t str),
    /// `shown` with its brackets, `name` without.
    Placeholder {
        shown: &'t str,
        name: &'t str,
    },
}

/// Splits documented text at its placeholders; those of the form `:id` stand in paths only.
pub(super) fn pieces(text: &str, part: Part) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut literal, mut at) = (0, 0);
    while let Some(open) = text[at..].find(['{', '<', ':']).map(|found| at + found) {
        let begins_segment = part == Part::Path && text[..open].ends_with('/');
        let found = if text[open..].starts_with(':') {
            colon(&text[open..]).filter(|_| begins_segment)
        } else {
            placeholder(&text[open..])
        };
        let Some((end, name)) = found else {
            at = open + 1;
            continue;
        };
        let shown = open - usize::from(text.as_bytes()[open] == b'{' && text[literal..open].ends_with('$'));
        if literal < shown {
            pieces.push(Piece::Literal(&text[literal..shown]));
        }
        pieces.push(Piece::Placeholder { shown: &text[shown..open + end], name });
        at = open + end;
        literal = at;
    }
    if literal < text.len() {
        pieces.push(Piece::Literal(&text[literal..]));
    }
    pieces
}

/// `:id` at the start of `text`: an identifier up to the end of the segment (or a file extension, as in `/:id.json`).
fn colon(text: &str) -> Option<(usize, &str)> {
    let rest = &text[1..];
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))).unwrap_or(rest.len());
    let ends = rest[end..].is_empty() || rest[end..].starts_with(['/', '?', '.', '#']);
    (ends && rest.starts_with(|c: char| c.is_ascii_alphabetic())).then_some((end + 1, &rest[..end]))
}

/// The length and the name of a placeholder in brackets at the start of `text`.
fn placeholder(text: &str) -> Option<(usize, &str)> {
    if text.starts_with('<') {
        let name = &text[1..text.find('>')?];
        let legal = |c: char| c.is_alphanumeric() || "-_ |.".contains(c);
        return (name.starts_with(char::is_alphabetic) && name.chars().all(legal)).then_some((name.len() + 2, name));
    }
    let braces = if text.starts_with("{{") { 2 } else { 1 };
    let end = braces + text[braces..].find('}')?;
    let name = text[braces..end].trim();
    let closing = text[end..].bytes().take(braces).take_while(|&b| b == b'}').count();
    // Quotes, or a colon past the start, make it JSON rather than a name.
    let json = name.contains(['"', '\'', '{', '[']) || name.get(1..).is_some_and(|rest| rest.contains(':'));
    (!name.is_empty() && !json && closing == braces).then_some((end + closing, name))
}

/// A name as names are compared: in lower case, without `-`, `_` and spaces.
pub(super) fn normalised(name: &str) -> String {
    let kept = name.chars().filter(|c| !matches!(c, '-' | '_' | ' '));
    kept.flat_map(char::to_lowercase).collect()
}

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

    /// Appends documented text, filled and encoded for `part`. What stays unfilled is kept for [`Filler::finish`].
    pub(super) fn fill(&mut self, text: &str, part: Part, into: &mut String) {
        for piece in pieces(text, part) {
            match piece {
                Piece::Literal(literal) => escape::documented(literal, part, into),
                Piece::Placeholder { name, .. } if name.starts_with(['?', '&']) => self.expand(name, into),
                Piece::Placeholder { shown, name } => {
                    if let Some(value) = self.value_or_missing(shown, name) {
                        escape::value(&value, part, into);
                    }
                }
            }
        }
    }

    /// Appends text of a body as it is, but for the shell's variables (`${NAME}`).
    pub(super) fn fill_variables(&mut self, text: &str, into: &mut String) {
        for piece in pieces(text, Part::Query) {
            match piece {
                Piece::Placeholder { shown, name } if shown.starts_with("${") => {
                    into.push_str(&self.value_or_missing(shown, name).unwrap_or_default());
                }
                Piece::Literal(text) | Piece::Placeholder { shown: text, .. } => into.push_str(text),
            }
        }
    }

    /// The next value of a placeholder: a parameter's, else a stand-in where those are allowed.
    fn value(&mut self, name: &str) -> Option<String> {
        for alternative in alternatives(name) {
            let key = normalised(alternative);
            let given = self.parameters.iter().find(|(name, values)| !values.is_empty() && normalised(name) == key);
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
            let key = normalised(alternative);
            self.parameters.iter().any(|(name, values)| !values.is_empty() && normalised(name) == key)
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

    /// RFC 6570 section 3.2.8 and 3.2.9: of `{?a,b}` and `{&a,b}` only what has a value is sent.
    fn expand(&mut self, expression: &str, into: &mut String) {
        let (operator, names) = expression.split_at(1);
        let mut separator = operator;
        for name in names.split(',').map(|name| name.trim().trim_end_matches('*')) {
            if self.has(name)
                && let Some(value) = self.value(name)
            {
                into.push_str(separator);
                escape::value(name, Part::Query, into);
                into.push('=');
                escape::value(&value, Part::Query, into);
                separator = "&";
            }
        }
    }
}

/// `id | userPrincipalName` and `id or userPrincipalName` name one value in several ways.
fn alternatives(name: &str) -> impl Iterator<Item = &str> {
    name.split('|').flat_map(|part| part.split(" or ")).map(str::trim).filter(|part| !part.is_empty())
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
            ("/x/${ID}/$5", "/x/a/$5"),
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
    fn json_and_comparisons_are_no_placeholders() {
        for text in ["q={\"a\":1}", "f={a: 1}", "x=1<5 and 7>3", "{}", "{id", "a<b"] {
            assert_eq!(pieces(text, Part::Path), [Piece::Literal(text)], "{text}");
        }
    }

    #[test]
    fn a_segment_may_be_a_placeholder_after_a_colon() {
        let given: &[(&str, &[&str])] = &[("id", &["7"]), ("member_id", &["9"])];
        for (text, out) in [
            ("/p/:id/m/:member_id", "/p/7/m/9"),
            ("/p/:id.json", "/p/7.json"),
            ("/root:/children", "/root:/children"),
            ("/items/1:cancel/x:id", "/items/1:cancel/x:id"),
            ("/:/content/:8080", "/:/content/:8080"),
        ] {
            assert_eq!(filled(text, Part::Path, given, false).as_deref(), Ok(out), "{text}");
        }
        assert_eq!(filled("of=/:id", Part::Query, given, false).as_deref(), Ok("of=/:id"));
        let reason = filled("/p/:name", Part::Path, &[], false).expect_err("unfilled");
        assert_eq!(reason, "unfilled :name: give it under [parameters] in doctrial.toml, or --param name=VALUE");
    }

    #[test]
    fn optional_query_expressions_send_only_what_is_given() {
        let given: &[(&str, &[&str])] = &[("per_page", &["5"])];
        assert_eq!(filled("/a{?page,per_page}", Part::Path, given, true).as_deref(), Ok("/a?per_page=5"));
        assert_eq!(filled("/a{?page}", Part::Path, given, false).as_deref(), Ok("/a"));
    }
}
