//! The language that the info string of a fence names.

/// The language that an info string names: `json` of `json title="Response"`, `.json {4}`, `json:example.json` and, before the
/// name of its tab, `json--pretty`.
pub(crate) fn language(info: &str) -> &str {
    let word = info.split([' ', '{', ',', ':']).next().unwrap_or_default().trim_start_matches('.');
    word.split_once("--").map_or(word, |(language, _)| language)
}

/// Whether an info string names one of these languages.
pub(crate) fn is_language(info: &str, languages: &[&str]) -> bool {
    languages.iter().any(|known| language(info).eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_the_first_word() {
        for info in ["json", "json title=\"a\"", "json{4}", "json,linenos", "json:a.json", ".json", "json--pretty"] {
            assert_eq!(language(info), "json", "{info}");
        }
        assert_eq!(language("{.json}"), "");
        assert!(is_language("HTTP", &["rest", "http"]) && !is_language("", &["http"]));
    }
}
