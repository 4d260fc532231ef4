//! The notations of a placeholder: `{id}`, `{id | userPrincipalName}`, `{{id}}`, `${ID}`, `$ID`, `$user_id`, `<id>`, `{?page,size}`,
//! `[id]` as a whole segment of a path, `$(command)` (in commands of the shell read as `${(command)}`), and where a segment of a path begins, `:id`. This is the home
//! of the notation: whatever fills placeholders asks here. `json/unquoted.rs` has what documented JSON may show in place of a
//! value, without quotes.

/// A placeholder at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Placeholder<'t> {
    /// With its brackets.
    pub(super) shown: &'t str,
    /// Without them.
    pub(super) name: &'t str,
}

impl<'t> Placeholder<'t> {
    /// The placeholder `text` begins with. `begins_segment`: `text` is the rest of a path from the start of a segment.
    pub(super) fn at_start(text: &'t str, begins_segment: bool) -> Option<Self> {
        match text.as_bytes().first()? {
            b'{' => braces(text),
            b'<' => angle_brackets(text),
            b'$' if text.starts_with("${") => Self::of_shell(text),
            b'$' => shell_variable(text),
            b':' if begins_segment => colon(text),
            _ => None,
        }
    }

    /// `$user_id`, `$userId`, of several words that name a value: those that protocols begin with a dollar sign are one (`$top`, `$value`), or
    /// say what is done (`$get_record`).
    pub(super) fn of_words(text: &'t str) -> Option<Self> {
        let shown = variable(text)?;
        let name = &shown[1..];
        let legal = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
        let is_name = name.trim_matches('_') == name
            && name.bytes().all(legal)
            && name.starts_with(|c: char| c.is_ascii_lowercase());
        let (first, last) = (words_of_name(name).next()?, words_of_name(name).last()?);
        let in_capitals = || name.contains(|c: char| c.is_ascii_uppercase());
        let names_value = is_among(&VALUE_WORDS, last);
        let is_variable = if name.contains('_') {
            !in_capitals() && (names_value || !is_among(&VERBS, first))
        } else {
            in_capitals() && names_value
        };
        (is_name && is_variable).then_some(Self { shown, name })
    }

    /// `[lampId]`, where it is all of a segment of a path: no path that goes out has brackets (RFC 3986 section 3.3).
    pub(super) fn in_brackets(text: &'t str) -> Option<Self> {
        let name = text.strip_prefix('[')?;
        let name = &name[..find_near(name, b']')?];
        let legal = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ');
        let is_name = name.len() > 1 && name.starts_with(char::is_alphabetic) && name.chars().all(legal);
        let shown = &text[..name.len() + 2];
        let is_whole = text[shown.len()..].is_empty() || text[shown.len()..].starts_with(['/', '?', '#', '.']);
        (is_name && is_whole).then_some(Self { shown, name })
    }

    /// `$(date +%s)`, which a URL or the value of a header field contains only for its output.
    pub(super) fn of_command(text: &'t str) -> Option<Self> {
        command(text, ")")
    }

    /// `` `date +%s` ``: a command in backticks, of several words or as the whole of a header field's `value`. Queries have
    /// backticks of their own, and so have values that the page shows as code (`` `application/json` ``).
    pub(super) fn in_backticks(text: &'t str, value: &str) -> Option<Self> {
        let inner = text.strip_prefix('`')?;
        let name = &inner[..find_near(inner, b'`')?];
        let shown = &text[..name.len() + 2];
        let (program, arguments) = name.split_once(' ').unwrap_or((name, ""));
        let is_letter = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_' | b'.');
        let is_name = |part: &str| part.bytes().all(is_letter);
        let is_program = match program.trim_start_matches('.').strip_prefix('/') {
            Some(path) => path.split('/').all(is_name),
            None => program.starts_with(|c: char| c.is_ascii_lowercase()) && is_name(program),
        };
        (is_program && (!arguments.is_empty() || value == shown)).then_some(Self { shown, name })
    }

    /// `${NAME}`, `${(command)}`
    pub(super) fn of_shell(text: &'t str) -> Option<Self> {
        command(text, ")}").or_else(|| {
            let inner = braces(&text[1..])?;
            Some(Self { shown: &text[..=inner.shown.len()], ..inner })
        })
    }
}

/// The output of a command, whose parenthesis is closed by `close`: `$(date +%s)`.
fn command<'t>(text: &'t str, close: &str) -> Option<Placeholder<'t>> {
    let open = if close == ")" { "$(" } else { "${(" };
    let near = &text.strip_prefix(open)?;
    let length = find_near(near, b')').filter(|&length| near[length..].starts_with(close))?;
    let name = near[..length].trim();
    (!name.is_empty()).then(|| Placeholder { shown: &text[..open.len() + length + close.len()], name })
}

/// A placeholder as its page shows it.
pub fn as_written(shown: &str) -> String {
    let command = shown.strip_prefix("${(").and_then(|rest| rest.strip_suffix(")}"));
    command.map_or_else(|| shown.to_owned(), |command| format!("$({command})"))
}

/// `{id}`, `{{id}}`; not what is rather JSON: `{}`, `{"a": 1}`.
fn braces(text: &str) -> Option<Placeholder<'_>> {
    let width = if text.starts_with("{{") { 2 } else { 1 };
    let end = width + find_near(&text[width..], b'}')?;
    let name = text[width..end].trim();
    let closing = text[end..].bytes().take(width).take_while(|&b| b == b'}').count();
    // Quotes, or a colon past the start, make it JSON rather than a name.
    let json = name.contains(['"', '\'', '{', '[']) || name.get(1..).is_some_and(|rest| rest.contains(':'));
    (!name.is_empty() && !json && closing == width).then(|| Placeholder { shown: &text[..end + closing], name })
}

/// The longest name of a placeholder, in bytes: no page has one near that, and no text takes long to read.
const LONGEST_NAME: usize = 400;

/// The first `wanted` that can end a name.
fn find_near(text: &str, wanted: u8) -> Option<usize> {
    text.as_bytes().iter().take(LONGEST_NAME).position(|&byte| byte == wanted)
}

/// `<id>`; not a comparison.
fn angle_brackets(text: &str) -> Option<Placeholder<'_>> {
    let name = &text[1..=find_near(&text[1..], b'>')?];
    let legal = |c: char| c.is_alphanumeric() || "-_ |.".contains(c);
    let is_name = name.starts_with(char::is_alphabetic) && name.chars().all(legal);
    is_name.then(|| Placeholder { shown: &text[..name.len() + 2], name })
}

/// `$USER_ID`, as a shell has it: in capitals, for `$top` and `$value` are words of a protocol.
fn shell_variable(text: &str) -> Option<Placeholder<'_>> {
    let shown = variable(text)?;
    let name = &shown[1..];
    let is_name = name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_');
    is_name.then_some(Placeholder { shown, name })
}

/// The dollar sign that a text begins with, and the name behind it.
fn variable(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('$')?;
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(rest.len());
    Some(&text[..=end])
}

/// `:id`: an identifier up to the end of the segment, or up to a file extension (`/:id.json`).
fn colon(text: &str) -> Option<Placeholder<'_>> {
    let rest = &text[1..];
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))).unwrap_or(rest.len());
    let ends = rest[end..].is_empty() || rest[end..].starts_with(['/', '?', '.', '#']);
    let is_name = ends && rest.starts_with(|c: char| c.is_ascii_alphabetic());
    is_name.then(|| Placeholder { shown: &text[..=end], name: &rest[..end] })
}

/// The names of one value: `id | userPrincipalName`, `id or userPrincipalName`.
pub fn alternatives(name: &str) -> impl Iterator<Item = &str> {
    name.split('|').flat_map(|part| part.split(" or ")).map(str::trim).filter(|part| !part.is_empty())
}

/// A name as names are compared: in lower case, without `-`, `_` and spaces.
pub fn normalized(name: &str) -> String {
    normalized_chars(name).collect()
}

/// Whether two names are the same except for how they are written.
pub fn is_same(name: &str, other: &str) -> bool {
    normalized_chars(name).eq(normalized_chars(other))
}

fn normalized_chars(name: &str) -> impl Iterator<Item = char> {
    let kept = name.chars().filter(|c| !matches!(c, '-' | '_' | ' '));
    kept.flat_map(char::to_lowercase)
}

/// Names by which docs call the base URL itself: `{baseUrl}/users`, `{url_of_api}/users`. A URL of anything else, as of what is
/// uploaded or comes next, is none: what is sent there must not go to the base URL.
pub(super) fn is_base_url(name: &str) -> bool {
    const WHOLE: [&str; 9] =
        ["baseurl", "baseuri", "baseaddress", "apiurl", "apiaddress", "serviceroot", "apiroot", "apibase", "hostname"];
    let is_word_of = |words: &[&str]| words_of_name(name).any(|word| is_among(words, word));
    let is_called_so = || {
        let others = || words_of_name(name).filter(|word| !is_among(&URL_WORDS, word));
        is_word_of(&MACHINE_WORDS) || is_word_of(&BASE_WORDS) || others().all(|word| is_among(&PLAIN_WORDS, word))
    };
    WHOLE.contains(&normalized(name).as_str()) || is_word_of(&URL_WORDS) && !is_word_of(&OTHER_WORDS) && is_called_so()
}

/// Whether a name has a word for the address of a service in it, `{base}` and `{api_host}`: a scheme, a tenant or an id has none.
pub fn names_address(name: &str) -> bool {
    let is_address = |word| is_among(&URL_WORDS, word) || is_among(&BASE_WORDS, word) || is_among(&["address"], word);
    is_base_url(name) || words_of_name(name).any(is_address)
}

/// Whether a name is that of a URL which is not the base URL: `{upload_url}`.
pub(super) fn is_other_url(name: &str) -> bool {
    let is_word_of = |words: &[&str]| words_of_name(name).any(|word| is_among(words, word));
    (is_word_of(&URL_WORDS) || is_word_of(&["link", "location", "href"])) && is_word_of(&OTHER_WORDS)
}

fn is_among(words: &[&str], word: &str) -> bool {
    words.iter().any(|own| own.eq_ignore_ascii_case(word))
}

/// With what names of operations begin.
#[rustfmt::skip]
const VERBS: [&str; 26] = [
    "add", "apply", "batch", "call", "cancel", "create", "delete", "do", "execute", "export", "find", "get", "import", "invoke", "list", "load",
    "make", "patch", "put", "read", "remove", "run", "search", "set", "update", "validate",
];
/// With what names of values end.
#[rustfmt::skip]
const VALUE_WORDS: [&str; 23] = [
    "address", "code", "date", "email", "guid", "hash", "id", "ids", "key", "login", "mail", "name", "no", "num", "number", "path", "slug", "time",
    "timestamp", "token", "username", "uuid", "version",
];
/// What names of URLs have in them.
const URL_WORDS: [&str; 7] = ["url", "uri", "host", "hostname", "server", "domain", "endpoint"];
/// Whatever is before these, they are where all of a service is: `{lamps_host}`.
const MACHINE_WORDS: [&str; 4] = ["host", "hostname", "server", "domain"];
const BASE_WORDS: [&str; 7] = ["api", "base", "root", "service", "gateway", "backend", "instance"];
/// Words that say nothing of what a URL is for.
#[rustfmt::skip]
const PLAIN_WORDS: [&str; 32] = [
    "a", "and", "app", "company", "complete", "custom", "default", "dev", "env", "environment", "full", "here", "http", "https", "live",
    "local", "main", "my", "of", "our", "port", "prefix", "prod", "production", "public", "rest", "sandbox", "staging", "tenant", "test",
    "the", "your",
];
/// The reader's own server, what another value names, or what is for a part of the service.
#[rustfmt::skip]
const OTHER_WORDS: [&str; 75] = [
    "asset", "attachment", "audio", "avatar", "blob", "bucket", "callback", "cancel", "cdn", "checkout", "chunk", "confirm", "content",
    "continuation", "document", "download", "export", "feed", "file", "first", "hook", "icon", "id", "image", "img", "import", "item", "job",
    "key", "last", "link", "location", "login", "logo", "logout", "mail", "media", "monitor", "name", "next", "notification", "notify",
    "operation", "original", "page", "part", "payment", "photo", "picture", "poll", "polling", "presigned", "prev", "preview", "previous",
    "redirect", "report", "resource", "result", "resumable", "return", "self", "session", "signed", "source", "status", "storage",
    "stream", "target", "thumbnail", "upload", "uploads", "video", "webhook", "website",
];

/// The words that a name is made of: those of `api_url`, `api-url` and `apiUrl` are the same.
fn words_of_name(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_alphanumeric()).flat_map(|part| {
        let mut from = 0;
        let starts = part
            .char_indices()
            .zip(part.chars().skip(1))
            .filter(|((_, c), next)| c.is_lowercase() && next.is_uppercase());
        let ends = starts.map(|((at, c), _)| at + c.len_utf8()).chain([part.len()]);
        ends.map(move |end| &part[std::mem::replace(&mut from, end)..end])
    })
}
