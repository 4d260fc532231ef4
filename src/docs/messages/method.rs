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

/// The known method that a text is.
pub(crate) fn method(text: &str) -> Option<&'static str> {
    METHODS.iter().copied().find(|method| *method == text)
}
