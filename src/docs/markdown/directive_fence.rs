//! Fences whose info string is a directive, as `MyST` writes them: `{code-block} json` is code with options above it, `{tab-item} Response`
//! holds a part of the page.

use super::info_string::titled_info;
use crate::text::SourceText;

/// The directives with code in them.
const CODE: [&str; 4] = ["{code-block}", "{code}", "{code-cell}", "{sourcecode}"];

/// The directives that hold Markdown.
const CONTAINERS: [&str; 12] = [
    "{tab-set}",
    "{tab-item}",
    "{dropdown}",
    "{card}",
    "{grid}",
    "{grid-item}",
    "{note}",
    "{tip}",
    "{warning}",
    "{important}",
    "{admonition}",
    "{seealso}",
];

/// Whether what is in a fence with this info string is a part of the page.
pub(super) fn holds_markdown(info: &str) -> bool {
    info.starts_with('{') && CONTAINERS.contains(&info.split_whitespace().next().unwrap_or_default())
}

/// The language and the text of a fence, without the options above its code; its caption is its title.
pub(super) fn without_options(info: String, text: SourceText) -> (String, SourceText) {
    let Some(language) = CODE.iter().find_map(|name| info.strip_prefix(name)) else { return (info, text) };
    if let Some((end, caption)) = yaml_options(text.text()) {
        return (titled_info(language.trim(), caption), text.slice(end, text.text().len()));
    }
    let (mut end, mut caption) = (0, None);
    for line in text.text().split_inclusive('\n') {
        let Some((name, value)) = line.trim().strip_prefix(':').and_then(|option| option.split_once(':')) else {
            break;
        };
        if name == "caption" {
            caption = Some(value.trim());
        }
        end += line.len();
    }
    (titled_info(language.trim(), caption), text.slice(end, text.text().len()))
}

/// Where options between two lines of dashes end that a text begins with, and their caption.
fn yaml_options(text: &str) -> Option<(usize, Option<&str>)> {
    let mut lines = text.split_inclusive('\n');
    let mut end = lines.next().filter(|line| line.trim_end() == "---")?.len();
    let mut caption = None;
    for line in lines {
        end += line.len();
        if line.trim_end() == "---" {
            return Some((end, caption));
        }
        let value = line.strip_prefix("caption:").map(|value| value.trim().trim_matches(['"', '\'']));
        caption = value.or(caption);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_no_part_of_the_code() {
        let read = |info: &str, text: &str| {
            let (info, text) = without_options(info.to_owned(), SourceText::new(text, 4, &[]));
            (info, text.text().to_owned(), text.start().line)
        };
        let of = |info: &str, text: &str, line| (info.to_owned(), text.to_owned(), line);
        let shown = read("{code-block} json", ":caption: Response\n:linenos:\n\n{}\n");
        assert_eq!(shown, of("json title=\"Response\"", "\n{}\n", 6));
        let shown = read("{code-block} json", "---\nlinenos: true\ncaption: Response\n---\n{}\n");
        assert_eq!(shown, of("json title=\"Response\"", "{}\n", 8));
        assert_eq!(read("{code-block} yaml", "---\na: 1\n"), of("yaml", "---\na: 1\n", 4));
        assert_eq!(read("{code-block} http", "GET /a\n"), of("http", "GET /a\n", 4));
        assert_eq!(read("json", ":a: b\n"), of("json", ":a: b\n", 4));
    }

    #[test]
    fn containers_are_known_by_name() {
        assert!(holds_markdown("{tab-item} Response") && holds_markdown("{tab-set}"));
        assert!(!holds_markdown("{code-block} json") && !holds_markdown("json") && !holds_markdown("{mermaid}"));
    }
}
