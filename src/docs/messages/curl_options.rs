//! curl's options (curl 8, `curl --help all`): their names, whether they take a value, and which kind of option they are. What each
//! does to a call is `apply` in `dialect/curl/call.rs`.

use crate::finding::suggest::{self, is_one_slip};
use crate::http::method::sends_content;

/// What an option does to the request, or to the response that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Nothing that a contract is about: output, timeouts, proxies of the author's machine.
    Nothing,
    /// Whom the author trusts, and by which certificate the author's machine shows who it is.
    Tls,
    /// The same, with a value that is a secret.
    TlsSecret,
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
    /// Any content coding that curl knows is asked for.
    Compressed,
    Bearer,
    Cookie,
    Agent,
    Referer,
    Range,
    /// The response is shown with its head.
    Include,
    /// Only `%{http_code}` and its like are of interest.
    WriteOut,
    /// The response is shown as it arrives.
    Stream,
    /// The response goes to a file.
    Output,
    /// The response goes to a file named after the URL: a download.
    RemoteName,
    /// It changes the request in a way that cannot be followed.
    Refused,
}

impl Effect {
    /// The method of the request, where the command names none.
    pub(crate) const fn implied_method(self) -> Option<&'static str> {
        match self {
            Self::Head => Some("HEAD"),
            Self::Upload => Some("PUT"),
            Self::Data
            | Self::DataRaw
            | Self::DataBinary
            | Self::DataUrlencode
            | Self::Json
            | Self::Form
            | Self::FormString => Some("POST"),
            _ => None,
        }
    }

    /// Whether the request has a body by it.
    pub(crate) fn gives_body(self) -> bool {
        self.implied_method().is_some_and(sends_content)
    }
}

/// An option: its letter (or `\0`), its name, whether a value follows.
pub(crate) struct CurlOption {
    pub(crate) short: char,
    pub(crate) long: &'static str,
    pub(crate) takes_value: bool,
    pub(crate) effect: Effect,
}

const fn with(short: char, long: &'static str, effect: Effect) -> CurlOption {
    CurlOption { short, long, takes_value: true, effect }
}

const fn flag(short: char, long: &'static str, effect: Effect) -> CurlOption {
    CurlOption { short, long, takes_value: false, effect }
}

const fn ignored(short: char, long: &'static str) -> CurlOption {
    flag(short, long, Effect::Nothing)
}

const fn ignored_with(short: char, long: &'static str) -> CurlOption {
    with(short, long, Effect::Nothing)
}

const OPTIONS: &[CurlOption] = &[
    with('X', "request", Effect::Method),
    flag('I', "head", Effect::Head),
    flag('G', "get", Effect::Get),
    with('\0', "url", Effect::Url),
    with('\0', "url-query", Effect::UrlQuery),
    with('H', "header", Effect::Header),
    with('d', "data", Effect::Data),
    with('\0', "data-ascii", Effect::Data),
    with('\0', "data-raw", Effect::DataRaw),
    with('\0', "data-binary", Effect::DataBinary),
    with('\0', "data-urlencode", Effect::DataUrlencode),
    with('\0', "json", Effect::Json),
    with('F', "form", Effect::Form),
    with('\0', "form-string", Effect::FormString),
    with('T', "upload-file", Effect::Upload),
    with('u', "user", Effect::User),
    with('\0', "oauth2-bearer", Effect::Bearer),
    with('b', "cookie", Effect::Cookie),
    with('A', "user-agent", Effect::Agent),
    with('e', "referer", Effect::Referer),
    with('r', "range", Effect::Range),
    flag('i', "include", Effect::Include),
    flag('\0', "show-headers", Effect::Include),
    flag('v', "verbose", Effect::Include),
    with('w', "write-out", Effect::WriteOut),
    with('o', "output", Effect::Output),
    flag('O', "remote-name", Effect::RemoteName),
    flag('J', "remote-header-name", Effect::RemoteName),
    flag('\0', "remote-name-all", Effect::RemoteName),
    ignored('s', "silent"),
    ignored('S', "show-error"),
    flag('k', "insecure", Effect::Tls),
    ignored('L', "location"),
    ignored('f', "fail"),
    ignored('\0', "fail-with-body"),
    ignored('\0', "fail-early"),
    flag('N', "no-buffer", Effect::Stream),
    ignored('g', "globoff"),
    ignored('#', "progress-bar"),
    ignored('\0', "no-progress-meter"),
    flag('\0', "compressed", Effect::Compressed),
    ignored('\0', "path-as-is"),
    ignored('\0', "tcp-nodelay"),
    ignored('\0', "tcp-fastopen"),
    ignored('\0', "create-dirs"),
    ignored('j', "junk-session-cookies"),
    ignored('\0', "basic"),
    ignored('\0', "anyauth"),
    ignored('\0', "styled-output"),
    ignored('0', "http1.0"),
    ignored('\0', "http1.1"),
    ignored('\0', "http2"),
    ignored('\0', "http2-prior-knowledge"),
    ignored('\0', "http3"),
    ignored('1', "tlsv1"),
    ignored('2', "sslv2"),
    ignored('3', "sslv3"),
    ignored('\0', "tlsv1.0"),
    ignored('\0', "tlsv1.1"),
    ignored('\0', "tlsv1.2"),
    ignored('\0', "tlsv1.3"),
    ignored('4', "ipv4"),
    ignored('6', "ipv6"),
    ignored('q', "disable"),
    ignored('Z', "parallel"),
    ignored('l', "list-only"),
    ignored('\0', "location-trusted"),
    ignored('\0', "raw"),
    ignored('\0', "retry-connrefused"),
    ignored('\0', "retry-all-errors"),
    ignored('\0', "xattr"),
    ignored('a', "append"),
    ignored_with('m', "max-time"),
    ignored_with('\0', "connect-timeout"),
    ignored_with('\0', "expect100-timeout"),
    ignored_with('\0', "retry"),
    ignored_with('\0', "retry-delay"),
    ignored_with('\0', "retry-max-time"),
    ignored_with('\0', "max-redirs"),
    ignored_with('\0', "max-filesize"),
    ignored_with('\0', "limit-rate"),
    ignored_with('y', "speed-time"),
    ignored_with('Y', "speed-limit"),
    ignored_with('\0', "keepalive-time"),
    ignored_with('c', "cookie-jar"),
    ignored_with('D', "dump-header"),
    ignored_with('\0', "output-dir"),
    ignored_with('\0', "stderr"),
    ignored_with('\0', "trace"),
    ignored_with('\0', "trace-ascii"),
    with('\0', "cacert", Effect::Tls),
    with('\0', "capath", Effect::Tls),
    with('E', "cert", Effect::Tls),
    ignored_with('\0', "cert-type"),
    with('\0', "key", Effect::Tls),
    ignored_with('\0', "key-type"),
    with('\0', "pass", Effect::TlsSecret),
    ignored_with('\0', "ciphers"),
    ignored_with('\0', "tls-max"),
    ignored_with('\0', "unix-socket"),
    ignored_with('\0', "abstract-unix-socket"),
    ignored_with('\0', "resolve"),
    ignored_with('\0', "connect-to"),
    ignored_with('\0', "interface"),
    ignored_with('\0', "dns-servers"),
    ignored_with('\0', "noproxy"),
    ignored_with('x', "proxy"),
    ignored_with('U', "proxy-user"),
    ignored_with('\0', "proxy-header"),
    ignored_with('\0', "proto"),
    ignored_with('\0', "proto-default"),
    ignored_with('C', "continue-at"),
    ignored_with('t', "telnet-option"),
    flag('n', "netrc", Effect::Refused),
    with('\0', "netrc-file", Effect::Refused),
    with('K', "config", Effect::Refused),
    flag(':', "next", Effect::Refused),
    flag('\0', "digest", Effect::Refused),
    flag('\0', "ntlm", Effect::Refused),
    flag('\0', "negotiate", Effect::Refused),
    with('\0', "aws-sigv4", Effect::Refused),
    with('z', "time-cond", Effect::Refused),
    with('Q', "quote", Effect::Refused),
    with('\0', "request-target", Effect::Refused),
    with('\0', "variable", Effect::Refused),
];

/// The option of a letter.
pub(crate) fn by_letter(letter: char) -> Option<&'static CurlOption> {
    OPTIONS.iter().find(|option| option.short == letter && letter != '\0')
}

/// The option of a name; `no-` before one that takes no value undoes it.
pub(crate) fn by_name(name: &str) -> Option<&'static CurlOption> {
    const UNDONE: CurlOption = ignored('\0', "no-");
    let named = |name: &str| OPTIONS.iter().find(|option| option.long == name);
    let undone = || name.strip_prefix("no-").and_then(named).filter(|option| !option.takes_value);
    named(name).or_else(|| undone().map(|_| &UNDONE))
}

/// The option of which a name is plainly a slip: one letter is added, missing, different or swapped, or its two words are.
pub(crate) fn meant(name: &str) -> Option<&'static CurlOption> {
    const SHORTEST: usize = 4;
    let is_near = |option: &&CurlOption| option.long.len() >= SHORTEST && is_one_slip(option.long, name);
    let is_reordered = |option: &&CurlOption| {
        option.long.split_once('-').is_some_and(|(first, last)| name.split_once('-') == Some((last, first)))
    };
    if let Some(option) = OPTIONS.iter().find(is_reordered) {
        return Some(option);
    }
    let only = |mut options: Vec<&'static CurlOption>| options.pop().filter(|_| options.is_empty());
    let is_long = name.len() >= SHORTEST;
    // `curl` took names that are cut off for a long time.
    let begins = || only(OPTIONS.iter().filter(|option| option.long.starts_with(name)).collect());
    only(OPTIONS.iter().filter(is_near).collect()).or_else(begins).filter(|_| is_long)
}

/// The option whose long name is written behind one dash: `-user`, `-header`.
pub(crate) fn with_one_dash(word: &str) -> Option<&'static CurlOption> {
    const SHORTEST: usize = 4;
    let name = word.strip_prefix('-').filter(|name| name.len() >= SHORTEST)?;
    OPTIONS.iter().find(|option| option.long == name)
}

/// The name nearest to a misspelt one.
pub(crate) fn nearest(name: &str) -> Option<&'static str> {
    suggest::nearest(name, OPTIONS.iter().map(|option| option.long))
}

/// The name of an option, where it is one, else the one that it may be meant for.
pub(crate) fn nearest_name(name: &str) -> Option<&str> {
    by_name(name).map(|_| name).or_else(|| nearest(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_names_are_unique() {
        let mut seen = std::collections::HashSet::new();
        for option in OPTIONS {
            assert!(seen.insert(option.long.to_owned()), "--{}", option.long);
            assert!(option.short == '\0' || seen.insert(format!("-{}", option.short)), "-{}", option.short);
        }
        let gives_body = |name: &str| by_name(name).is_some_and(|option| option.effect.gives_body());
        assert!(["data-raw", "json", "form-string", "upload-file"].into_iter().all(gives_body));
        assert!(!["head", "get", "request", "output", "data-lamp"].into_iter().any(gives_body));
        assert!("j23".chars().all(|letter| by_letter(letter).is_some_and(|option| !option.takes_value)));
        assert!(by_name("no-silent").is_some() && by_name("no-data").is_none());
        assert_eq!(nearest("data-urlenocde"), Some("data-urlencode"));
        let name = |option: Option<&CurlOption>| option.map(|option| option.long);
        assert_eq!(
            (name(meant("date")), name(meant("hedaer")), name(meant("nothing"))),
            (Some("data"), Some("header"), None)
        );
        assert_eq!(name(meant("raw-data")), Some("data-raw"));
        assert_eq!((name(with_one_dash("-user")), name(with_one_dash("-sSL"))), (Some("user"), None));
    }
}
