//! The tags by which a page keeps its template engine from reading a message (`{% raw %}`).

use crate::text::SourceText;

/// The content of a fence without the `{% raw %}` and `{% endraw %}` around it; `None` if they are not there.
pub(crate) fn without_raw(text: &SourceText) -> Option<SourceText> {
    let source = text.text();
    if !source.trim_start().starts_with("{%") {
        return None;
    }
    let mark = |line: &str| line.trim().starts_with("{%") && line.trim().ends_with("%}") && line.contains("raw");
    let first = source.split_inclusive('\n').next().filter(|line| mark(line))?;
    let shown = source.trim_end();
    let last = shown.rfind('\n').filter(|&at| at >= first.len() && mark(&shown[at..]));
    Some(text.slice(first.len(), last.map_or(source.len(), |at| at + 1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raw_tags_are_not_content() {
        let inner = |text: &str| {
            without_raw(&SourceText::new(text, 3, &[])).map(|inner| (inner.text().to_owned(), inner.start().line))
        };
        assert_eq!(inner("{% raw %}\nGET /a\n{% endraw %}\n"), Some(("GET /a\n".to_owned(), 4)));
        assert_eq!(inner("GET /a\n"), None);
    }
}
