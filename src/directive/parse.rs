//! Reads the directive in a comment: the word `doctrial`, then TOML.

use std::ops::Range;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::Directive;
use crate::finding::suggest::{did_you_mean, is_one_slip, nearest};

/// The word that a directive begins with.
const MARK: &str = "doctrial";

/// A comment that begins as a directive and cannot be read as one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct DirectiveError {
    /// Byte offset in the content of the comment.
    pub at: usize,
    /// What is wrong, and what is likely meant.
    pub message: String,
}

/// Whether the content of a comment is a directive: it begins with the word `doctrial`.
pub fn is_directive(comment: &str) -> bool {
    body(comment).is_some()
}

/// The TOML in the content of a comment.
fn body(comment: &str) -> Option<Range<usize>> {
    let start = comment.len() - comment.trim_start().len();
    let rest = comment[start..].strip_prefix(MARK)?;
    let ends = rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || c == '{');
    ends.then_some(start + MARK.len()..comment.len())
}

/// Reads the content of a comment: the word `doctrial`, then TOML, either key by key or as one inline table. `None`: it is
/// not a directive.
///
/// # Errors
/// The TOML is broken, a key is unknown, or a value is not one that the key takes.
pub fn parse_comment(comment: &str) -> Option<Result<Directive, DirectiveError>> {
    if let Some(error) = misspelt_mark(comment) {
        return Some(Err(error));
    }
    let body = body(comment)?;
    let text = &comment[body.clone()];
    let indent = text.len() - text.trim_start().len();
    let read = if text.trim_start().starts_with('{') {
        toml::de::ValueDeserializer::parse(text.trim()).and_then(Directive::deserialize)
    } else {
        toml::from_str(text)
    };
    let shift = body.start + if text.trim_start().starts_with('{') { indent } else { 0 };
    let directive = read.map_err(|error| DirectiveError {
        at: shift + error.span().map_or(indent, |span| span.start),
        message: message_in_page(error.message()),
    });
    Some(directive.and_then(|directive: Directive| {
        let error = |message| DirectiveError { at: body.start + indent, message };
        directive.check_in_page().map(|()| directive.clone()).map_err(error)
    }))
}

/// A comment that looks like a misspelt directive: `doctrail skip = "..."`, `doctrial: skip = "..."`. As a comment
/// it would do nothing, and the request that its author holds back would be sent.
fn misspelt_mark(comment: &str) -> Option<DirectiveError> {
    let text = comment.trim_start();
    let end = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    let rest = rest.strip_prefix([':', ',']).unwrap_or(rest);
    let is_slip = word.eq_ignore_ascii_case(MARK) || is_one_slip(MARK, &word.to_ascii_lowercase());
    let goes_on = rest.starts_with(|c: char| c.is_whitespace() || c == '{');
    if body(comment).is_some() || !is_slip || !goes_on || !begins_with_key(rest) {
        return None;
    }
    let written = text[..text.len() - rest.len()].trim_end();
    let message = format!("a directive begins with the word `{MARK}`, not `{written}`");
    Some(DirectiveError { at: comment.len() - text.len(), message })
}

/// Whether a text begins with a key of directives and its value, or with a table of one: `skip = "..."`, `[body]`.
fn begins_with_key(text: &str) -> bool {
    let text = text.trim_start().trim_start_matches(['{', '[']).trim_start();
    let end = text.find(|c: char| !(c.is_ascii_alphabetic() || matches!(c, '-' | '_'))).unwrap_or(text.len());
    let (key, rest) = text.split_at(end);
    rest.trim_start().starts_with(['=', '.', ']']) && !key.is_empty() && has_key::<Directive>(key)
}

/// Whether a table that is read as a `T` may have this key, which is one of bare letters.
pub fn has_key<T: DeserializeOwned>(key: &str) -> bool {
    let read = toml::from_str::<T>(&format!("{key} = 0"));
    read.err().is_none_or(|error| !error.message().starts_with("unknown field"))
}

/// The same for a comment of a page, where what is written is an expectation itself.
fn message_in_page(message: &str) -> String {
    match message.strip_prefix("unknown field `expect`") {
        Some(_) => {
            "unknown key `expect`: a directive in a page is itself what is expected of the example below it; write the \
             keys of the table directly in the comment, such as `status = 201` (`[[expect]]` is for doctrial.toml)"
                .to_owned()
        }
        None => match message.strip_prefix("missing field `").and_then(|rest| rest.strip_suffix('`')) {
            Some(key) => format!("the key \"{key}\" is missing: write `{key} = ...` as well"),
            None => user_message(message),
        },
    }
}

/// The former names of keys, which still work, each with the present one.
const FORMER_NAMES: [(&str, &str); 3] = [("deny-leniency", "deny-tolerances"), ("leave-out", "skip"), ("of", "where")];

/// The former and the present name of the key that serde says is there twice: of one name, TOML has no second key.
pub fn written_twice(message: &str) -> Option<(&'static str, &'static str)> {
    let key = message.strip_prefix("duplicate field `")?.strip_suffix('`')?;
    FORMER_NAMES.into_iter().find(|(_, present)| *present == key)
}

/// serde's message in terms of settings, with the key that is likely meant.
pub fn user_message(message: &str) -> String {
    if let Some((former, present)) = written_twice(message) {
        return format!("`{former}` is the former name of `{present}`: write one of them");
    }
    let (what, rest) = match (message.strip_prefix("unknown field `"), message.strip_prefix("unknown variant `")) {
        (Some(rest), _) => ("unknown key", rest),
        (_, Some(rest)) => ("unknown value", rest),
        _ => return message.to_owned(),
    };
    let mut quoted = rest.split('`');
    let unknown = quoted.next().unwrap_or_default();
    let known: Vec<&str> = quoted.skip(1).step_by(2).collect();
    if let Some(key) = nearest(unknown, &known) {
        return format!("{what} `{unknown}`; {}", did_you_mean(present_name(key, &known)));
    }
    let present: Vec<&str> = known.iter().copied().filter(|name| present_name(name, &known) == *name).collect();
    format!("{what} `{unknown}`; expected one of {}", present.join(", "))
}

/// The name that a key of a table has now.
fn present_name<'n>(name: &'n str, known: &[&'n str]) -> &'n str {
    let present = FORMER_NAMES.into_iter().find(|(former, present)| *former == name && known.contains(present));
    present.map_or(name, |(_, present)| present)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directive::{Matcher, Role};

    fn wrong(comment: &str) -> (usize, String) {
        let error = parse_comment(comment).expect("a directive").expect_err(comment);
        (error.at, error.message)
    }

    #[test]
    fn prose_and_other_comments_are_not_directives() {
        for comment in
            [" doctrials are fun ", "{ \"blockType\": \"request\" }", "", " Doctrial skip", "markdownlint-disable"]
        {
            assert!(!is_directive(comment), "{comment}");
        }
    }

    #[test]
    fn a_directive_is_toml_on_one_line_or_many() {
        let one = parse_comment(" doctrial skip = \"no tenant\" ").expect("a directive").expect("reads");
        assert_eq!(one.skip.as_deref(), Some("no tenant"));
        let inline =
            parse_comment("doctrial { role = \"response\", truncated = true }").expect("a directive").expect("reads");
        assert_eq!((inline.role, inline.truncated), (Some(Role::Response), Some(true)));
        let many = "doctrial\nstatus = [200, \"4xx\"]\nrules.wrong-type = \"warn\"\n\n[body]\n\"/id\" = \"ignored\"\n";
        let many = parse_comment(many).expect("a directive").expect("reads");
        assert_eq!(many.status.map(|s| s.to_string()).as_deref(), Some("200|4xx"));
        assert_eq!(many.body.values().collect::<Vec<_>>(), [&Matcher::Ignored]);
        assert_eq!(many.rules.len(), 1);
    }

    #[test]
    fn errors_have_a_place_and_an_explanation() {
        assert_eq!(wrong("doctrial skp = \"x\""), (9, "unknown key `skp`; did you mean `skip`?".to_owned()));
        let table = wrong("doctrial\n[expect]\nstatus = 201").1;
        assert!(table.contains("directly in the comment") && !table.contains("did you mean"), "{table}");
        assert_eq!(wrong("doctrial\nskip = \"x\"\ntruncated = 1").0, 32);
        assert!(wrong("doctrial body.\"/a\" = \"presnt\"").1.contains("did you mean `present`?"));
        assert!(wrong("doctrial rules.wrong-statsu = \"warn\"").1.contains("did you mean `wrong-status`"));
        assert!(wrong("doctrial of = { method = \"GET\" }").1.contains("for settings only"));
        for comment in ["Doctrial: see https://h/?a=b", "doctrinal matters = none", "doctrail: more = below"] {
            assert!(parse_comment(comment).is_none(), "{comment}");
        }
        assert!(parse_comment("doctrail\n[body]\n\"/a\" = \"ignored\"").is_some_and(|read| read.is_err()));
        for word in ["doctrail", "doctrial:", "Doctrial", "doctrials"] {
            let error = wrong(&format!(" {word} skip = \"x\""));
            assert_eq!(error, (1, format!("a directive begins with the word `doctrial`, not `{word}`")));
        }
        assert!(wrong("doctrial { skip = ").1.len() > 5);
        assert!(wrong("doctrial skip this").1.len() > 5);
    }

    #[test]
    fn former_names_of_keys_are_not_advised() {
        let listed = wrong("doctrial xyzzy = 1").1;
        assert!(listed.contains("where, ") && !listed.contains(" of,"), "{listed}");
        let settings = "unknown field `xyzzy`, expected one of `deny-leniency`, `deny-tolerances`, `leave-out`, `skip`";
        assert_eq!(user_message(settings), "unknown key `xyzzy`; expected one of deny-tolerances, skip");
        let near = "unknown field `deny-lenience`, expected one of `deny-leniency`, `deny-tolerances`";
        assert_eq!(user_message(near), "unknown key `deny-lenience`; did you mean `deny-tolerances`?");
        // Where a word is no former name.
        let other = "unknown field `xyzzy`, expected `of` or `for`";
        assert_eq!(user_message(other), "unknown key `xyzzy`; expected one of of, for");
    }
}
