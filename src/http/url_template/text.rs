//! Documented text as literal pieces and placeholders, and how values are encoded in it.

use std::fmt;

use super::body_notation::BodyNotation;
use super::part::Part;
use super::percent::{encode_documented, encode_value, encoded_characters};
use super::placeholder::Placeholder;

/// With what a placeholder begins, wherever it is in a text. A colon begins one at the start of a segment only.
const OPENINGS: [char; 5] = ['{', '<', '$', '`', '['];

/// Whether a text may have a placeholder in it, in any notation: a quick look, before it is taken apart.
pub fn may_hold_placeholder(text: &str) -> bool {
    text.contains(OPENINGS) || text.starts_with(':') || text.contains("/:")
}

/// Whether a text has a placeholder in it, in any notation, or is one: of a header field, a URL or a name.
pub fn holds_placeholder(text: &str) -> bool {
    let in_part = |part: Part| TemplateText::parse(text, part).names().next().is_some();
    let is_phrase = || TemplateText::parse_value("", text).names().next().is_some();
    may_hold_placeholder(text) && (in_part(Part::Header) || in_part(Part::Path) || is_phrase())
}

/// A piece of documented text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Piece {
    /// Text as documented.
    Literal(String),
    /// What a value belongs in.
    Placeholder {
        /// With its brackets.
        shown: String,
        /// Without them: `id | userPrincipalName`.
        name: String,
    },
}

impl Piece {
    /// As documented.
    pub fn text(&self) -> &str {
        match self {
            Self::Literal(text) | Self::Placeholder { shown: text, .. } => text,
        }
    }
}

/// Documented text with placeholders.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct TemplateText(Vec<Piece>);

impl TemplateText {
    /// Takes a text apart at its placeholders.
    pub fn parse(text: &str, part: Part) -> Self {
        Self::parse_by(text, |open| {
            let begins_segment = part == Part::Path && (open == 0 || text[..open].ends_with('/'));
            let rest = &text[open..];
            let in_backticks = || if part == Part::Header { Placeholder::in_backticks(rest, text) } else { None };
            let in_brackets = || if begins_segment { Placeholder::in_brackets(rest) } else { None };
            let in_words = || whole_variable(part, &text[..open], rest);
            Placeholder::at_start(rest, begins_segment)
                .or_else(|| Placeholder::of_command(rest))
                .or_else(in_backticks)
                .or_else(in_brackets)
                .or_else(in_words)
        })
    }

    /// Takes the text of a body apart, or a part of it that is in one language.
    pub fn parse_body(text: &str) -> Self {
        let notation = BodyNotation::of(text);
        Self::parse_by(text, |open| notation.at_start(&text[open..]))
    }

    /// Takes the shell's variables (`${NAME}`) of a text, and nothing else.
    pub fn parse_shell(text: &str) -> Self {
        let variable = |open: usize| Placeholder::at_start(&text[open..], false);
        Self::parse_by(text, |open| variable(open).filter(|found| found.shown.starts_with("${")))
    }

    /// `placeholder`: the one that begins at a byte.
    fn parse_by<'t>(text: &'t str, placeholder: impl Fn(usize) -> Option<Placeholder<'t>>) -> Self {
        let (mut pieces, mut literal, mut at) = (Vec::new(), 0, 0);
        while let Some(open) = text[at..].find(|c: char| c == ':' || OPENINGS.contains(&c)).map(|found| at + found) {
            let Some(Placeholder { shown, name }) = placeholder(open) else {
                at = open + 1;
                continue;
            };
            if literal < open {
                pieces.push(Piece::Literal(text[literal..open].to_owned()));
            }
            pieces.push(Piece::Placeholder { shown: shown.to_owned(), name: name.to_owned() });
            at = open + shown.len();
            literal = at;
        }
        if literal < text.len() {
            pieces.push(Piece::Literal(text[literal..].to_owned()));
        }
        Self(pieces)
    }

    pub(super) const fn from_pieces(pieces: Vec<Piece>) -> Self {
        Self(pieces)
    }

    /// The pieces in order; no two literals are neighbours.
    pub fn pieces(&self) -> &[Piece] {
        &self.0
    }

    /// The texts between the placeholders, as documented.
    pub fn literals(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|piece| match piece {
            Piece::Literal(text) => Some(text.as_str()),
            Piece::Placeholder { .. } => None,
        })
    }

    /// The names of the placeholders.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|piece| match piece {
            Piece::Placeholder { name, .. } => Some(name.as_str()),
            Piece::Literal(_) => None,
        })
    }

    /// Appends the text, encoded for `part`, with what `value_of` returns for each placeholder (as shown, and its name).
    pub fn expand(&self, part: Part, into: &mut String, mut value_of: impl FnMut(&str, &str) -> Option<String>) {
        for piece in &self.0 {
            match piece {
                Piece::Literal(text) => encode_documented(text, part, into),
                Piece::Placeholder { shown, name } => {
                    if let Some(value) = value_of(shown, name) {
                        encode_value(&value, part, into);
                    }
                }
            }
        }
    }

    /// The characters that do not go out as they are shown, but percent-encoded, in order.
    pub fn encoded_characters(&self, part: Part) -> impl Iterator<Item = char> {
        self.literals().flat_map(move |text| encoded_characters(text, part))
    }

    /// The text between separators; a separator inside a placeholder is part of its name.
    pub(super) fn split(&self, separator: char) -> Vec<Self> {
        let mut out = vec![Self::default()];
        for piece in &self.0 {
            let Piece::Literal(text) = piece else {
                out.last_mut().expect("never empty").0.push(piece.clone());
                continue;
            };
            for (number, part) in text.split(separator).enumerate() {
                if number > 0 {
                    out.push(Self::default());
                }
                if !part.is_empty() {
                    out.last_mut().expect("never empty").0.push(Piece::Literal(part.to_owned()));
                }
            }
        }
        out
    }

    /// The text before and after the first separator; `None` for what comes after where there is none.
    pub(super) fn split_once(&self, separator: char) -> (Self, Option<Self>) {
        let found = self.0.iter().enumerate().find_map(|(number, piece)| match piece {
            Piece::Literal(text) => Some((number, text.split_once(separator)?)),
            Piece::Placeholder { .. } => None,
        });
        let Some((number, (before, after))) = found else { return (self.clone(), None) };
        let literal = |text: &str| (!text.is_empty()).then(|| Piece::Literal(text.to_owned()));
        let head = self.0[..number].iter().cloned().chain(literal(before));
        let tail = literal(after).into_iter().chain(self.0[number + 1..].iter().cloned());
        (Self(head.collect()), Some(Self(tail.collect())))
    }

    /// Without the placeholders that `taken` accepts.
    pub(super) fn without(mut self, mut taken: impl FnMut(&str) -> bool) -> Self {
        self.0.retain(|piece| !matches!(piece, Piece::Placeholder { name, .. } if taken(name)));
        self
    }

    /// The text, if it has no placeholder.
    pub(super) fn literal(&self) -> Option<&str> {
        match self.0.as_slice() {
            [] => Some(""),
            [Piece::Literal(text)] => Some(text),
            _ => None,
        }
    }
}

/// A variable in small letters that is all of a segment of a path or of a value in a query.
fn whole_variable<'t>(part: Part, before: &str, rest: &'t str) -> Option<Placeholder<'t>> {
    let (opens, ends): (bool, &[char]) = match part {
        Part::Path => (before.is_empty() || before.ends_with('/'), &['/', '?', '.']),
        Part::Query => (before.ends_with('='), &['&']),
        Part::Header => (false, &[]),
    };
    let is_whole = |behind: &str| behind.is_empty() || behind.starts_with(ends);
    if opens { Placeholder::of_words(rest).filter(|found| is_whole(&rest[found.shown.len()..])) } else { None }
}

/// As documented.
impl fmt::Display for TemplateText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|piece| f.write_str(piece.text()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str, part: Part) -> Vec<String> {
        TemplateText::parse(text, part).names().map(str::to_owned).collect()
    }

    #[test]
    fn a_text_with_a_placeholder_in_any_notation_is_known_as_one() {
        for text in [
            "{id}",
            "<cursor>",
            "$CURSOR",
            ":cursor",
            "[cursor]",
            "Bearer {token}",
            "/lamps/:id?x=1",
            "https://h/lamps/[lampId]",
            "W/\"<etag>\"",
            "<the cursor of the next page (if any)>",
            "${TOKEN}",
            "`date +%s`",
        ] {
            assert!(holds_placeholder(text) && may_hold_placeholder(text), "{text}");
        }
        for text in [
            "",
            "next",
            "<https://h/x?page=2>; rel=\"next\"",
            "h:8080",
            "12:30",
            "{\"a\": 1}",
            "[1, 2]",
            "$5",
            "/x?$top=5",
            "a[0]",
        ] {
            assert!(!holds_placeholder(text), "{text}");
        }
        assert!(!may_hold_placeholder("https://h:8080/x?at=12:30"));
    }

    #[test]
    fn placeholders_are_known_in_every_notation() {
        for (text, expected) in [
            ("/x/{id}/{user-id | upn}/{{ base }}", &["id", "user-id | upn", "base"][..]),
            ("/x/<User Id>/${ID}/$USER_ID/:name", &["User Id", "ID", "USER_ID", "name"]),
            ("/:id.json", &["id"]),
            (":id/x", &["id"]),
            ("/lamps/[lampId]/[part name]", &["lampId", "part name"]),
            ("[tenant]/lamps/[id].json", &["tenant", "id"]),
            ("f(a={a},b='{b}')", &["a", "b"]),
            ("/{a/b}", &["a/b"]),
        ] {
            assert_eq!(names(text, Part::Path), expected, "{text}");
            assert_eq!(TemplateText::parse(text, Part::Path).to_string(), text);
        }
        assert_eq!(names("at=$(date +%s)&id=${(cat id)}&f=$(", Part::Query), ["date +%s", "cat id"]);
        assert_eq!(names("Bearer `cat token`, `id`", Part::Header), ["cat token"]);
        assert_eq!(names("`uuidgen`", Part::Header), ["uuidgen"]);
        assert_eq!(names("`/usr/bin/id -u`", Part::Header), ["/usr/bin/id -u"]);
        assert_eq!(names("Bearer `./read_token.sh test`", Part::Header), ["./read_token.sh test"]);
        assert_eq!(names("`key_of lamp`", Part::Header), ["key_of lamp"]);
        for text in ["`application/json`", "`Fast lane`", "a `b`", "a `text/html; q`", "a `max-age=60, x`"] {
            assert!(names(text, Part::Header).is_empty(), "{text}");
        }
        assert!(names("q=rate({job=\"x\"} |= `error: x`)", Part::Query).iter().all(|name| !name.contains("error")));
        assert!(names("/`id -u`/`x`", Part::Path).is_empty());
        assert_eq!(names("of=/:id&key=$KEY&p={p}", Part::Query), ["KEY", "p"]);
        assert_eq!(names("/lamps/$lamp_id/parts/$part_2.json", Part::Path), ["lamp_id", "part_2"]);
        assert_eq!(names("/lamps/$lampId/$list_id", Part::Path), ["lampId", "list_id"]);
        assert_eq!(names("of=$lamp_id&q=$a_b c&$skip_to=5&$$app_token=x&v=$__all", Part::Query), ["lamp_id"]);
    }

    #[test]
    fn json_comparisons_and_words_of_a_protocol_are_text() {
        for text in [
            "q={\"a\":1}",
            "f={a: 1}",
            "x=1<5 and 7>3",
            "{}",
            "{id",
            "a<b",
            "/root:/children",
            "/1:cancel/x:id",
            "/:/content/:8080",
            "/$value",
            "/$batch/$5",
            "/lamps/$get_record/$getRecord/$Lamp/$skipAll/$a1B",
            "/lamps[id]/[0-9]/[::1]/[a]/[id]s/[]/[",
            "/x$lamp_id/$Lamp_id/$lamp_/$_lamp/$lamp_id(1)",
            "$Top",
        ] {
            assert_eq!(names(text, Part::Path), [""; 0], "{text}");
        }
    }

    #[test]
    fn text_is_split_outside_of_placeholders() {
        let split = |text: &str, at: char| {
            TemplateText::parse(text, Part::Query).split(at).iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(split("a=1&b={x&y}&", '&'), ["a=1", "b={x&y}", ""]);
        let (name, value) = TemplateText::parse("{k=v}x=1=2{y}", Part::Query).split_once('=');
        assert_eq!((name.to_string(), value.map(|v| v.to_string())), ("{k=v}x".into(), Some("1=2{y}".into())));
    }
}
