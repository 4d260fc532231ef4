//! The variables of a URL as the command writes them: the shell reads `$NAME` and `${NAME}` as one.

use std::collections::HashSet;

use crate::http::url_template::{TemplateText, UrlTemplate};

/// A URL whose variables are all in braces, with those that `command` writes only without braces shown so, where they are placeholders
/// without them, too.
pub(super) fn as_written(url: String, command: &str) -> String {
    if !url.contains("${") {
        return url;
    }
    let (bare, braced) = variables(command);
    let mut written = String::with_capacity(url.len());
    let mut rest = url.as_str();
    while let Some((before, after)) = rest.split_once("${") {
        written.push_str(before);
        let (name, behind) = after.split_once('}').unwrap_or((after, ""));
        let goes_on = behind.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
        if bare.contains(name) && !braced.contains(name) && !goes_on {
            written.extend(["$", name]);
            rest = behind;
        } else {
            written.push_str("${");
            rest = after;
        }
    }
    written.push_str(rest);
    if names(&written) == names(&url) { written } else { url }
}

/// The variable that a URL began with, in braces or not as `command` writes it.
pub(super) fn base_as_written(base: String, command: &str) -> String {
    let bare = base.strip_prefix("${").and_then(|name| name.strip_suffix('}')).map(|name| format!("${name}"));
    bare.filter(|bare| !command.contains(&base) && command.contains(bare)).unwrap_or(base)
}

/// The names of the variables of a command: without and with braces.
fn variables(command: &str) -> (HashSet<&str>, HashSet<&str>) {
    let (mut bare, mut braced) = (HashSet::new(), HashSet::new());
    for after in command.split('$').skip(1) {
        let (names, name) = after.strip_prefix('{').map_or((&mut bare, after), |inner| (&mut braced, inner));
        let end = name.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(name.len());
        names.insert(&name[..end]);
    }
    (bare, braced)
}

fn names(url: &str) -> Vec<String> {
    let url = UrlTemplate::parse(url);
    let pairs = url.query.into_iter().flatten().flat_map(|pair| [Some(pair.name), pair.value]);
    let texts = url.segments.into_iter().chain(pairs.flatten());
    texts.flat_map(|text: TemplateText| text.names().map(str::to_owned).collect::<Vec<_>>()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_base_is_shown_as_the_command_writes_it() {
        for (base, command, written) in [
            ("${API}", "curl $API/lamps", "$API"),
            ("${API}", "curl \"${API}/lamps\"", "${API}"),
            ("{{base}}", "curl {{base}}/lamps", "{{base}}"),
            ("${(hostname)}", "curl $(hostname)/lamps", "$(hostname)"),
        ] {
            assert_eq!(base_as_written(base.to_owned(), command), written, "{command}");
        }
    }

    #[test]
    fn variables_are_shown_as_the_command_writes_them() {
        for (url, command, written) in [
            ("/lamps/${LAMP}", "curl $API/lamps/$LAMP", "/lamps/$LAMP"),
            ("http://h/${LAMP}/x?of=${ROOM}", "curl h/${LAMP}/x?of=$ROOM", "http://h/${LAMP}/x?of=$ROOM"),
            (
                "http://h/lamps/${lamp_id}?in=${room_id}",
                "http h/lamps/$lamp_id in==$room_id",
                "http://h/lamps/$lamp_id?in=$room_id",
            ),
            ("/lamps/${lampId}", "curl $API/lamps/$lampId", "/lamps/$lampId"),
            // Nothing shows these to be placeholders without braces.
            ("/lamps/${id}", "curl $API/lamps/$id", "/lamps/${id}"),
            ("/lamps/${get_record}", "curl \"h/lamps/$get_record\"", "/lamps/${get_record}"),
            ("/photo/${value}", "curl \"h/photo/$value\"", "/photo/${value}"),
            ("/x?${sort_key}=a", "curl \"h/x?$sort_key=a\"", "/x?${sort_key}=a"),
            // The value of another variable is right behind it.
            ("/${A}b", "curl $API/$A$B", "/${A}b"),
            ("/${(date +%s)}/$X", "curl $API/$(date +%s)/$X", "/${(date +%s)}/$X"),
            ("/${A", "curl /$A", "/${A"),
        ] {
            assert_eq!(as_written(url.to_owned(), command), written, "{command}");
        }
    }
}
