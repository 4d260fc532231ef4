//! The request methods that docs use.

/// The methods that docs use: those of RFC 9110 and RFC 5789, and a few that APIs add.
pub(crate) const METHODS: &[&str] = &[
    "GET",
    "POST",
    "PUT",
    "PATCH",
    "DELETE",
    "HEAD",
    "OPTIONS",
    "TRACE",
    "MERGE",
    "COPY",
    "MOVE",
    "LOCK",
    "UNLOCK",
    "LIST",
    "PROPFIND",
    "PROPPATCH",
    "MKCOL",
    "REPORT",
    "SEARCH",
    "QUERY",
    "PURGE",
];

/// The bytes of the longest of them.
const LONGEST: usize = {
    let (mut longest, mut at) = (0, 0);
    while at < METHODS.len() {
        longest = if METHODS[at].len() > longest { METHODS[at].len() } else { longest };
        at += 1;
    }
    longest
};

/// The known method that a text is.
pub(crate) fn method(text: &str) -> Option<&'static str> {
    // Most texts are no method: they are told apart by their first letter and length.
    let may_be = text.len() <= LONGEST && text.as_bytes().first().is_some_and(u8::is_ascii_uppercase);
    if may_be { METHODS.iter().copied().find(|method| *method == text) } else { None }
}
