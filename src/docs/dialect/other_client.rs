//! Calls of a service by clients whose calls are not read: their fences are counted, and named.

use crate::docs::OtherClient;
use crate::docs::messages::info_string::is_language;
use crate::docs::messages::languages::{is_javascript, is_python};

/// The client that a fence calls a service with, if it is one that is not read.
pub(super) fn other_client(info: &str, text: &str) -> Option<OtherClient> {
    const OF_PYTHON: &[&str] = &[".get(", ".post(", ".put(", ".patch(", ".delete(", ".head(", ".request("];
    let script = || is_javascript(info) || is_language(info, &["", "html", "vue"]);
    if ["Invoke-RestMethod", "Invoke-WebRequest"].iter().any(|call| text.contains(call))
        || text.lines().any(calls_by_alias)
    {
        Some(OtherClient::PowerShell)
    } else if script() && calls(text, "axios", &["(", ".get(", ".post(", ".put(", ".patch(", ".delete(", ".request("]) {
        Some(OtherClient::Axios)
    } else if script() && calls(text, "fetch", &["("]) {
        Some(OtherClient::Fetch)
    } else if text.lines().any(calls_wget) {
        Some(OtherClient::Wget)
    } else if (info.is_empty() || is_python(info))
        && ["requests", "httpx", "session"].iter().any(|name| calls(text, name, OF_PYTHON))
    {
        Some(OtherClient::Python)
    } else {
        None
    }
}

/// Whether a text has the name as a whole word, one of the continuations, and an argument.
fn calls(text: &str, name: &str, continuations: &[&str]) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let whole = !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '.');
        let after = &text[at + name.len()..];
        let argument = continuations.iter().find_map(|next| after.strip_prefix(next));
        whole && argument.is_some_and(|argument| !argument.trim_start().starts_with(')'))
    })
}

/// Whether a line calls one of the two of PowerShell by its short name, with what can only be a URL or an option: `irm https://h/a`.
fn calls_by_alias(line: &str) -> bool {
    let command =
        line.rsplit_once('=').filter(|(name, _)| name.trim_start().starts_with('$')).map_or(line, |(_, it)| it);
    let mut words = command.trim_start().trim_start_matches("PS> ").split_whitespace();
    let named = words.next().is_some_and(|word| ["irm", "iwr"].contains(&word));
    let is_argument = |word: &str| word.contains("://") || ["-Uri", "-Method", "-Headers"].contains(&word);
    named && words.next().is_some_and(is_argument)
}

/// Whether a line calls `wget` as a client, rather than to download something.
fn calls_wget(line: &str) -> bool {
    let command = line.trim_start().trim_start_matches(['$', ' ']);
    let options = ["--method", "--post-", "--header", "--body-", "-qO-", "-O-", "-O -"];
    command.starts_with("wget ") && options.iter().any(|option| command.contains(option))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clients_are_recognized_by_their_calls() {
        let client = |text| other_client("", text);
        assert_eq!(client("$r = Invoke-RestMethod -Uri http://h/a"), Some(OtherClient::PowerShell));
        assert_eq!(client("await axios.post('/a', {})"), Some(OtherClient::Axios));
        assert_eq!(client("fetch('/a')\n"), Some(OtherClient::Fetch));
        assert_eq!(client("$ wget --header 'A: b' http://h/a"), Some(OtherClient::Wget));
        assert_eq!(client("irm https://h/a | ConvertTo-Json"), Some(OtherClient::PowerShell));
        assert_eq!(client("$lamp = iwr -Uri $url"), Some(OtherClient::PowerShell));
        assert_eq!(client("r = requests.get(\"http://h/a\")"), Some(OtherClient::Python));
        assert_eq!(other_client("python", "with httpx.post(url) as it:"), Some(OtherClient::Python));
        for text in ["irm is short", "requests.get()", "my.requests.get(1)", "the requests.get method"] {
            assert_eq!(client(text), None, "{text}");
        }
        for text in ["client.fetch('a')", "prefetch(1)", "fetch()", "wget https://h/a.tgz", "{\"axios\": 1}"] {
            assert_eq!(client(text), None, "{text}");
        }
        assert_eq!(other_client("python", "fetch('/a')"), None);
    }
}
