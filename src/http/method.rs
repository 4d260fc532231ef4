//! Request methods: those that docs use, and what RFC 9110 section 9 says about each. Methods are case-sensitive; here no
//! question depends on their case, as a documented `post` is judged like what was meant.

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
    // Most texts are not a method: their first letter and length show it.
    let may_be = text.len() <= LONGEST && text.as_bytes().first().is_some_and(u8::is_ascii_uppercase);
    if may_be { METHODS.iter().copied().find(|method| *method == text) } else { None }
}

/// Whether requests of a method have a body as a rule: POST, PUT, PATCH (RFC 9110 sections 9.3.3 and 9.3.4, RFC 5789).
pub(crate) fn sends_content(method: &str) -> bool {
    is_one_of(method, &["POST", "PUT", "PATCH"])
}

/// Whether a method asks for what is there, so that its requests have no body: GET, HEAD.
pub(crate) fn only_reads(method: &str) -> bool {
    is_one_of(method, &["GET", "HEAD"])
}

/// Whether requests of a method have no body as a rule: those that only read, and DELETE.
pub(crate) fn sends_none(method: &str) -> bool {
    only_reads(method) || deletes(method)
}

/// Whether a method asks for the head of a response alone.
pub(crate) fn is_head(method: &str) -> bool {
    method.eq_ignore_ascii_case("HEAD")
}

/// Whether a method deletes.
pub(crate) fn deletes(method: &str) -> bool {
    method.eq_ignore_ascii_case("DELETE")
}

/// Whether a method changes nothing: those of RFC 9110 section 9.2.1 without TRACE.
pub(crate) fn is_safe(method: &str) -> bool {
    only_reads(method) || method.eq_ignore_ascii_case("OPTIONS")
}

/// The method that a text begins with, known or not.
pub(crate) fn leading_method(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    &text[..end]
}

fn is_one_of(method: &str, methods: &[&str]) -> bool {
    methods.iter().any(|other| other.eq_ignore_ascii_case(method))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_method_is_of_its_kind_in_any_case() {
        for name in ["POST", "put", "Patch"] {
            assert!(sends_content(name) && !only_reads(name) && !is_safe(name), "{name}");
        }
        for name in ["GET", "head"] {
            assert!(only_reads(name) && is_safe(name) && !sends_content(name), "{name}");
        }
        assert!(is_head("head") && deletes("Delete") && !is_head("GET") && !deletes("POST"));
        assert!(sends_none("DELETE") && sends_none("get") && !sends_none("POST") && !sends_none("OPTIONS"));
        assert!(is_safe("OPTIONS") && !only_reads("OPTIONS"));
        for name in ["DELETE", "", "POSTS", "LIST"] {
            assert!(!sends_content(name) && !is_safe(name), "{name}");
        }
    }

    #[test]
    fn a_text_begins_with_a_method_of_letters() {
        assert_eq!(["POST /a", "GET", "PUT: /b", "/c"].map(leading_method), ["POST", "GET", "PUT", ""]);
    }
}
