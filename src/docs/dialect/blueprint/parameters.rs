//! `+ Parameters`, and what they make of the template of a path.

/// A parameter that must be given, with its example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parameter {
    pub(super) name: String,
    pub(super) example: String,
}

/// A line below `+ Parameters`: `+ id: 7 (required, number) - words`, or as it was once written, ``+ id (required, number, `7`)``.
pub(super) fn parameter(line: &str) -> Option<Parameter> {
    let text = line.trim_start().strip_prefix(['+', '-', '*'])?.trim_start();
    let end = text.find([' ', ':']).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let traits = rest.find('(').and_then(|open| rest[open..].find(')').map(|close| &rest[open + 1..open + close]))?;
    if !traits.split(',').any(|word| word.trim() == "required") {
        return None;
    }
    let quoted = || traits.split('`').nth(1);
    let written = rest.strip_prefix(':').map(|value| value.split('(').next().unwrap_or_default());
    let example = written.or_else(quoted)?.trim().trim_matches('`');
    let name = name.trim_matches('`');
    (!example.is_empty()).then(|| Parameter { name: name.to_owned(), example: example.to_owned() })
}

/// The URL of a path with URI templates (RFC 6570): `{?a,b}` is left out but for what must be given, `{+path}` is `{path}`.
pub(super) fn url(path: &str, parameters: &[Parameter]) -> String {
    let (mut out, mut rest) = (String::new(), path);
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let Some(close) = rest[open..].find('}').map(|at| open + at) else { break };
        let inside = &rest[open + 1..close];
        match inside.chars().next() {
            Some('?' | '&') => query(&mut out, &inside[1..], parameters),
            Some('#') => {}
            Some('+') => out.extend(["{", &inside[1..], "}"]),
            _ => out += &rest[open..=close],
        }
        rest = &rest[close + 1..];
    }
    out + rest
}

fn query(out: &mut String, names: &str, parameters: &[Parameter]) {
    let names = names.split(',').map(|name| name.trim().trim_end_matches('*'));
    for parameter in names.filter_map(|name| parameters.iter().find(|parameter| parameter.name == name)) {
        out.push(if out.contains('?') { '&' } else { '?' });
        out.extend([parameter.name.as_str(), "=", &parameter.example]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_must_be_given_is_in_the_query() {
        let read = |line| parameter(line).map(|p| (p.name, p.example));
        assert_eq!(read("    + id: 7 (required, number) - words"), Some(("id".to_owned(), "7".to_owned())));
        assert_eq!(read("+ page (required, number, `2`) ... x"), Some(("page".to_owned(), "2".to_owned())));
        assert_eq!((read("+ page: 2 (optional)"), read("+ Members")), (None, None));
        let page = [Parameter { name: "page".to_owned(), example: "2".to_owned() }];
        assert_eq!(url("/a/{id}{?page,size}", &page), "/a/{id}?page=2");
        assert_eq!(url("/a{?size}", &page), "/a");
        assert_eq!(url("/{+path}{#part}", &[]), "/{path}");
    }
}
