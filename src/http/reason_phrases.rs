//! The reason phrases of RFC 9110 section 15 and its predecessors.

/// The status codes that a phrase is the registered one of, in any case; empty for other phrases.
pub fn codes_of(phrase: &str) -> Vec<u16> {
    PHRASES.iter().filter(|(_, known)| known.eq_ignore_ascii_case(phrase)).map(|(code, _)| *code).collect()
}

/// The phrase of a code as RFC 9110 has it, for the codes that docs show.
pub fn of_code(code: u16) -> Option<&'static str> {
    PHRASES.iter().find(|(known, _)| *known == code).map(|(_, phrase)| *phrase)
}

/// Those that docs show, with the names that RFC 2616 and RFC 7231 had for some of them.
const PHRASES: &[(u16, &str)] = &[
    (200, "OK"),
    (201, "Created"),
    (202, "Accepted"),
    (204, "No Content"),
    (206, "Partial Content"),
    (207, "Multi-Status"),
    (301, "Moved Permanently"),
    (302, "Found"),
    (303, "See Other"),
    (304, "Not Modified"),
    (307, "Temporary Redirect"),
    (308, "Permanent Redirect"),
    (400, "Bad Request"),
    (401, "Unauthorized"),
    (402, "Payment Required"),
    (403, "Forbidden"),
    (404, "Not Found"),
    (405, "Method Not Allowed"),
    (406, "Not Acceptable"),
    (408, "Request Timeout"),
    (409, "Conflict"),
    (410, "Gone"),
    (411, "Length Required"),
    (412, "Precondition Failed"),
    (413, "Payload Too Large"),
    (413, "Content Too Large"),
    (413, "Request Entity Too Large"),
    (414, "URI Too Long"),
    (415, "Unsupported Media Type"),
    (416, "Range Not Satisfiable"),
    (422, "Unprocessable Entity"),
    (422, "Unprocessable Content"),
    (423, "Locked"),
    (428, "Precondition Required"),
    (429, "Too Many Requests"),
    (500, "Internal Server Error"),
    (501, "Not Implemented"),
    (502, "Bad Gateway"),
    (503, "Service Unavailable"),
    (504, "Gateway Timeout"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_has_its_codes() {
        assert_eq!((codes_of("not found"), codes_of("Request Entity Too Large")), (vec![404], vec![413]));
        assert!(codes_of("Fine").is_empty());
    }
}
