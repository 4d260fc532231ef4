//! Whether a text is an XML document, and not the markup of a page (a form to try the call).

use super::info_string::is_language;

/// The elements that markup of a page begins with.
const OF_PAGES: &[&str] = &[
    "html",
    "head",
    "body",
    "div",
    "span",
    "p",
    "form",
    "input",
    "button",
    "select",
    "textarea",
    "fieldset",
    "script",
    "style",
    "template",
    "table",
    "thead",
    "tbody",
    "tr",
    "td",
    "th",
    "ul",
    "ol",
    "li",
    "dl",
    "a",
    "img",
    "svg",
    "iframe",
    "video",
    "audio",
    "canvas",
    "section",
    "article",
    "aside",
    "header",
    "footer",
    "main",
    "nav",
    "figure",
    "details",
    "summary",
    "pre",
    "code",
    "kbd",
    "blockquote",
    "center",
    "font",
    "b",
    "i",
    "em",
    "strong",
    "br",
    "hr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
];

/// Whether a text in a fence is an XML document: it is called so, or its root is not an element of HTML.
pub(crate) fn is_xml_document(info: &str, text: &str) -> bool {
    let shown = text.trim();
    let is_called = is_language(info, &["xml"]) || shown.starts_with("<?xml");
    let is_whole = shown.ends_with('>') && (shown.contains("</") || shown.ends_with("/>"));
    let is_of_page = |name: &str| OF_PAGES.iter().any(|other| name.eq_ignore_ascii_case(other));
    is_whole && !is_language(info, &["html"]) && root(shown).is_some_and(|root| is_called || !is_of_page(root))
}

/// The name of the first element of a text that begins with one, after a prolog, which is skipped.
fn root(text: &str) -> Option<&str> {
    let mut rest = text;
    while let Some((opens, closes)) =
        [("<?", "?>"), ("<!--", "-->"), ("<!", ">")].into_iter().find(|it| rest.starts_with(it.0))
    {
        rest = rest[opens.len()..].split_once(closes)?.1.trim_start();
    }
    let name = rest.strip_prefix('<')?;
    let end = name.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(name.len());
    name.starts_with(|c: char| c.is_alphabetic() || c == '_').then(|| &name[..end])
}

#[cfg(test)]
mod tests {
    use super::is_xml_document;

    #[test]
    fn a_document_is_distinguished_from_the_markup_of_a_page_by_its_root() {
        for (info, text) in [
            ("", "<owl><ring>4</ring></owl>"),
            ("", "<o:owl xmlns:o=\"urn:o\">\n</o:owl>\n"),
            ("text", "<owl ring=\"4\"/>"),
            ("", "<?xml version=\"1.0\"?>\n<owl></owl>"),
            ("xml", "<table><owl/></table>"),
            ("", "<?xml version=\"1.0\"?>\n<!DOCTYPE owl SYSTEM \"owl.dtd\">\n<!-- one -->\n<owl></owl>"),
        ] {
            assert!(is_xml_document(info, text), "{text}");
        }
        for (info, text) in [
            ("", "<form><owl></owl></form>"),
            ("", "<DIV>an owl</DIV>"),
            ("html", "<owl>4</owl>"),
            ("", "<!-- try it --><form></form>"),
            ("", "<!doctype html><html></html>"),
            ("", "<owl"),
            ("", "an <owl></owl>"),
            ("", "<owl>"),
        ] {
            assert!(!is_xml_document(info, text), "{text}");
        }
    }
}
