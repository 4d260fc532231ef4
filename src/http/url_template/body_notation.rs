//! Which notations are placeholders in a body. There braces and angle brackets are rather another language's (markup,
//! query languages, templates): either all of a kind are placeholders, or none is.

use super::placeholder::Placeholder;

/// The notations of one body, or of one text value in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct BodyNotation {
    braces: bool,
    angle_brackets: bool,
}

impl BodyNotation {
    /// Of a text.
    pub(super) fn of(text: &str) -> Self {
        Self {
            braces: are_placeholders(text, is_stray_brace, braces),
            angle_brackets: are_placeholders(text, is_markup, angles),
        }
    }

    /// The placeholder `text` begins with.
    pub(super) fn at_start(self, text: &str) -> Option<Placeholder<'_>> {
        match text.as_bytes().first()? {
            b'{' if self.braces => braces(text),
            b'<' if self.angle_brackets => angles(text),
            b'$' if text.starts_with("${(") => Placeholder::of_shell(text),
            b'$' if text.starts_with("${") => {
                braces(&text[1..]).map(|inner| Placeholder { shown: &text[..=inner.shown.len()], name: inner.name })
            }
            _ => None,
        }
    }
}

/// Whether `is_other` finds nothing in a text outside of what `placeholder` reads.
fn are_placeholders(
    text: &str,
    is_other: fn(&str) -> bool,
    placeholder: for<'t> fn(&'t str) -> Option<Placeholder<'t>>,
) -> bool {
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}', '<']) {
        rest = &rest[at..];
        let length = match placeholder(rest) {
            Some(placeholder) => placeholder.shown.len(),
            None if is_other(rest) => return false,
            None => 1,
        };
        rest = &rest[length..];
    }
    true
}

fn is_stray_brace(text: &str) -> bool {
    text.starts_with(['{', '}'])
}

/// A tag, a comment, a declaration; a `<` before a blank or a number compares.
fn is_markup(text: &str) -> bool {
    let next = text[1..].chars().next();
    text.starts_with('<') && next.is_some_and(|c| c.is_alphabetic() || matches!(c, '/' | '!' | '?'))
}

/// `{id}`, `{{ id }}`: a name, in single braces without blanks around it, for `{ lamps }` is a query.
fn braces(text: &str) -> Option<Placeholder<'_>> {
    let found = Placeholder::at_start(text, false)?;
    let padded = found.shown.starts_with("{{");
    let inner = found.shown.trim_start_matches('{').trim_end_matches('}');
    (is_name(found.name) && (padded || inner == found.name)).then_some(found)
}

fn angles(text: &str) -> Option<Placeholder<'_>> {
    Placeholder::at_start(text, false).filter(|found| !is_tag_name(found.name))
}

fn is_name(name: &str) -> bool {
    let legal = |c: char| c.is_alphanumeric() || "-_.| ".contains(c);
    name.starts_with(|c: char| c.is_alphabetic() || c == '_') && name.chars().all(legal) && !is_uuid(name)
}

fn is_uuid(name: &str) -> bool {
    let fits = |(at, c): (usize, char)| if matches!(at, 8 | 13 | 18 | 23) { c == '-' } else { c.is_ascii_hexdigit() };
    name.len() == 36 && name.char_indices().all(fits)
}

/// Names of elements that no page would call a placeholder by.
pub(super) fn is_tag_name(name: &str) -> bool {
    const TAGS: [&str; 22] = [
        "a", "b", "body", "br", "div", "em", "h1", "h2", "h3", "h4", "hr", "html", "i", "img", "li", "ol", "p", "span",
        "strong", "table", "u", "ul",
    ];
    TAGS.iter().any(|tag| tag.eq_ignore_ascii_case(name))
}
