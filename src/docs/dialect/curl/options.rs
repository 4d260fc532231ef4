//! curl's options (curl 8, `curl --help all`): their names, whether they take a value, and what they mean for a request.

use crate::finding::suggest;

/// What an option does to the request or to the answer that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Does {
    /// Nothing that a contract is about: output, timeouts, TLS, proxies of the writer's machine.
    Nothing,
    Method,
    Head,
    Get,
    Url,
    UrlQuery,
    Header,
    Data,
    DataRaw,
    DataBinary,
    DataUrlencode,
    Json,
    Form,
    FormString,
    Upload,
    User,
    Bearer,
    Cookie,
    Agent,
    Referer,
    Range,
    /// The answer is shown with its head.
    Include,
    /// Only `%{http_code}` and its like are of interest.
    WriteOut,
    /// The answer is shown as it comes in.
    Stream,
    /// The answer goes to a file.
    Output,
    /// The answer goes to a file named after the URL: a download.
    RemoteName,
    /// It changes the request in a way that cannot be followed.
    Refused,
}

/// An option: its letter (or `\0`), its name, whether a value follows.
pub(crate) struct CurlOption {
    pub(crate) short: char,
    pub(crate) long: &'static str,
    pub(crate) takes_value: bool,
    pub(crate) does: Does,
}

const fn with(short: char, long: &'static str, does: Does) -> CurlOption {
    CurlOption { short, long, takes_value: true, does }
}

const fn flag(short: char, long: &'static str, does: Does) -> CurlOption {
    CurlOption { short, long, takes_value: false, does }
}

const fn quiet(short: char, long: &'static str) -> CurlOption {
    flag(short, long, Does::Nothing)
}

const fn quiet_with(short: char, long: &'static str) -> CurlOption {
    with(short, long, Does::Nothing)
}

const OPTIONS: &[CurlOption] = &[
    with('X', "request", Does::Method),
    flag('I', "head", Does::Head),
    flag('G', "get", Does::Get),
    with('\0', "url", Does::Url),
    with('\0', "url-query", Does::UrlQuery),
    with('H', "header", Does::Header),
    with('d', "data", Does::Data),
    with('\0', "data-ascii", Does::Data),
    with('\0', "data-raw", Does::DataRaw),
    with('\0', "data-binary", Does::DataBinary),
    with('\0', "data-urlencode", Does::DataUrlencode),
    with('\0', "json", Does::Json),
    with('F', "form", Does::Form),
    with('\0', "form-string", Does::FormString),
    with('T', "upload-file", Does::Upload),
    with('u', "user", Does::User),
    with('\0', "oauth2-bearer", Does::Bearer),
    with('b', "cookie", Does::Cookie),
    with('A', "user-agent", Does::Agent),
    with('e', "referer", Does::Referer),
    with('r', "range", Does::Range),
    flag('i', "include", Does::Include),
    flag('\0', "show-headers", Does::Include),
    flag('v', "verbose", Does::Include),
    with('w', "write-out", Does::WriteOut),
    with('o', "output", Does::Output),
    flag('O', "remote-name", Does::RemoteName),
    flag('J', "remote-header-name", Does::RemoteName),
    flag('\0', "remote-name-all", Does::RemoteName),
    quiet('s', "silent"),
    quiet('S', "show-error"),
    quiet('k', "insecure"),
    quiet('L', "location"),
    quiet('f', "fail"),
    quiet('\0', "fail-with-body"),
    quiet('\0', "fail-early"),
    flag('N', "no-buffer", Does::Stream),
    quiet('g', "globoff"),
    quiet('#', "progress-bar"),
    quiet('\0', "no-progress-meter"),
    quiet('\0', "compressed"),
    quiet('\0', "path-as-is"),
    quiet('\0', "tcp-nodelay"),
    quiet('\0', "tcp-fastopen"),
    quiet('\0', "create-dirs"),
    quiet('\0', "basic"),
    quiet('\0', "anyauth"),
    quiet('\0', "styled-output"),
    quiet('0', "http1.0"),
    quiet('\0', "http1.1"),
    quiet('\0', "http2"),
    quiet('\0', "http2-prior-knowledge"),
    quiet('\0', "http3"),
    quiet('1', "tlsv1"),
    quiet('\0', "tlsv1.0"),
    quiet('\0', "tlsv1.1"),
    quiet('\0', "tlsv1.2"),
    quiet('\0', "tlsv1.3"),
    quiet('4', "ipv4"),
    quiet('6', "ipv6"),
    quiet('q', "disable"),
    quiet('Z', "parallel"),
    quiet('l', "list-only"),
    quiet('\0', "location-trusted"),
    quiet('\0', "raw"),
    quiet('\0', "retry-connrefused"),
    quiet('\0', "retry-all-errors"),
    quiet('\0', "xattr"),
    quiet('a', "append"),
    quiet_with('m', "max-time"),
    quiet_with('\0', "connect-timeout"),
    quiet_with('\0', "expect100-timeout"),
    quiet_with('\0', "retry"),
    quiet_with('\0', "retry-delay"),
    quiet_with('\0', "retry-max-time"),
    quiet_with('\0', "max-redirs"),
    quiet_with('\0', "max-filesize"),
    quiet_with('\0', "limit-rate"),
    quiet_with('y', "speed-time"),
    quiet_with('Y', "speed-limit"),
    quiet_with('\0', "keepalive-time"),
    quiet_with('c', "cookie-jar"),
    quiet_with('D', "dump-header"),
    quiet_with('\0', "output-dir"),
    quiet_with('\0', "stderr"),
    quiet_with('\0', "trace"),
    quiet_with('\0', "trace-ascii"),
    quiet_with('\0', "cacert"),
    quiet_with('\0', "capath"),
    quiet_with('E', "cert"),
    quiet_with('\0', "cert-type"),
    quiet_with('\0', "key"),
    quiet_with('\0', "key-type"),
    quiet_with('\0', "pass"),
    quiet_with('\0', "ciphers"),
    quiet_with('\0', "tls-max"),
    quiet_with('\0', "unix-socket"),
    quiet_with('\0', "abstract-unix-socket"),
    quiet_with('\0', "resolve"),
    quiet_with('\0', "connect-to"),
    quiet_with('\0', "interface"),
    quiet_with('\0', "dns-servers"),
    quiet_with('\0', "noproxy"),
    quiet_with('x', "proxy"),
    quiet_with('U', "proxy-user"),
    quiet_with('\0', "proxy-header"),
    quiet_with('\0', "proto"),
    quiet_with('\0', "proto-default"),
    quiet_with('C', "continue-at"),
    quiet_with('t', "telnet-option"),
    flag('n', "netrc", Does::Refused),
    with('\0', "netrc-file", Does::Refused),
    with('K', "config", Does::Refused),
    flag(':', "next", Does::Refused),
    flag('\0', "digest", Does::Refused),
    flag('\0', "ntlm", Does::Refused),
    flag('\0', "negotiate", Does::Refused),
    with('\0', "aws-sigv4", Does::Refused),
    with('z', "time-cond", Does::Refused),
    with('Q', "quote", Does::Refused),
    with('\0', "request-target", Does::Refused),
    with('\0', "variable", Does::Refused),
];

/// The option of a letter.
pub(crate) fn by_letter(letter: char) -> Option<&'static CurlOption> {
    OPTIONS.iter().find(|option| option.short == letter && letter != '\0')
}

/// The option of a name; `no-` before one that takes no value undoes it.
pub(crate) fn by_name(name: &str) -> Option<&'static CurlOption> {
    const UNDONE: CurlOption = quiet('\0', "no-");
    let named = |name: &str| OPTIONS.iter().find(|option| option.long == name);
    let undone = || name.strip_prefix("no-").and_then(named).filter(|option| !option.takes_value);
    named(name).or_else(|| undone().map(|_| &UNDONE))
}

/// The name nearest to a misspelt one.
pub(crate) fn nearest(name: &str) -> Option<&'static str> {
    suggest::nearest(name, OPTIONS.iter().map(|option| option.long))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_letter_and_no_name_stands_twice() {
        let mut seen = std::collections::HashSet::new();
        for option in OPTIONS {
            assert!(seen.insert(option.long.to_owned()), "--{}", option.long);
            assert!(option.short == '\0' || seen.insert(format!("-{}", option.short)), "-{}", option.short);
        }
        assert!(by_name("no-silent").is_some() && by_name("no-data").is_none());
        assert_eq!(nearest("data-urlenocde"), Some("data-urlencode"));
    }
}
