//! Info strings for code that a page shows without a fence of Markdown.

/// A language, and the title as the info string of a fence has it. A title with a quote in it is left out.
pub(super) fn titled_info(language: &str, title: Option<&str>) -> String {
    match title.filter(|title| !title.contains('"')) {
        Some(title) => format!("{language} title=\"{title}\""),
        None => language.to_owned(),
    }
}
