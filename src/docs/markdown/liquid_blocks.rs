//! Blocks of site generators, which Markdown does not know: Liquid and Hugo `highlight` blocks are fences, as are the shortcodes
//! `code` and `prism` of Hugo themes, tabs with a language (`{{< tab lang="json" >}}`), and captures of requests and code
//! (`{% capture name %}`); their comments (and those of MDX) hide what is inside.

use std::ops::Range;
use std::sync::LazyLock;

use super::info_string::titled_info;
use crate::docs::messages::curl_line::is_curl;
use crate::docs::messages::request_line::begins_request;
use crate::json;
use crate::text::AnyOf;
use crate::text::attribute;
use crate::text::begins_fence;

/// How many lines above a tab its pane may be opened.
const MOST_ABOVE: usize = 3;

/// How they begin.
static MARKS: LazyLock<AnyOf<5>> = LazyLock::new(|| AnyOf::new(["{%", "{{<", "{{%", "{/*", "<CodeBlock"]));

/// A part of a page that is not Markdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LiquidBlock {
    /// Bytes of the page: whole lines.
    pub(crate) range: Range<usize>,
    /// The language and the bytes of the content, where it is shown as code; `None` for a comment.
    pub(crate) code: Option<(String, Range<usize>)>,
}

/// The blocks of a page, in order. Inside a fence they are only shown.
pub(crate) fn liquid_blocks(page: &str, mdx: bool) -> Vec<LiquidBlock> {
    // Nearly no page has any of them.
    if !MARKS.is_in(page) {
        return Vec::new();
    }
    let (mut found, mut at, mut fence) = (Vec::new(), 0, None::<&str>);
    let mut ends = Ends::default();
    while at < page.len() {
        let line = page[at..].split_inclusive('\n').next().unwrap_or_default();
        let trimmed = line.trim_start_matches([' ', '\t', '>']).trim_end();
        let run = trimmed.len() - trimmed.trim_start_matches(['`', '~']).len();
        match fence {
            Some(open) if run >= open.len() && trimmed.len() == run && trimmed.starts_with(open) => fence = None,
            None if run >= 3 => fence = Some(&trimmed[..run]),
            None => {
                if let Some(block) = block_at(page, at, line, mdx, &mut ends) {
                    at = block.range.end;
                    found.push(block);
                    continue;
                }
            }
            Some(_) => {}
        }
        at += line.len();
    }
    found
}

/// The closing lines that were found, each by its mark and word: a block that opens before one of them ends there too, and
/// where there is none, none is looked for again.
#[derive(Default)]
struct Ends {
    found: Vec<(&'static str, String, Option<Range<usize>>)>,
}

impl Ends {
    /// The first line from `from` on that closes, as `closes` says.
    fn next(
        &mut self,
        page: &str,
        from: usize,
        (open, word): (&'static str, &str),
        closes: impl Fn(&str) -> bool,
    ) -> Option<Range<usize>> {
        let known = self.found.iter().position(|(mark, name, _)| *mark == open && name == word);
        match known.map(|known| &self.found[known].2) {
            Some(None) => return None,
            Some(Some(line)) if line.start >= from => return Some(line.clone()),
            _ => {}
        }
        let mut at = from;
        let line = page.get(from..)?.split_inclusive('\n').find_map(|line| {
            at += line.len();
            closes(line).then(|| at - line.len()..at)
        });
        match known {
            Some(known) => self.found[known].2.clone_from(&line),
            None => self.found.push((open, word.to_owned(), line.clone())),
        }
        line
    }
}

fn block_at(page: &str, at: usize, line: &str, mdx: bool, ends: &mut Ends) -> Option<LiquidBlock> {
    let trimmed = line.trim();
    if mdx && trimmed.starts_with("{/*") {
        let close = ends.next(page, at, ("{/*", "*/}"), |line| line.contains("*/}"))?;
        let close = close.start + page[close.clone()].find("*/}")?;
        return Some(hidden(at..line_end(page, close + 3)));
    }
    if mdx && trimmed.starts_with("<CodeBlock") {
        return code_component(page, at, ends);
    }
    let (open, close) =
        [("{%", "%}"), ("{{<", ">}}"), ("{{%", "%}}")].into_iter().find(|(o, _)| trimmed.starts_with(o))?;
    let inside = trimmed[open.len()..].trim_start_matches(['-', ' ']);
    let name = inside.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let closing = match (name, open) {
        ("highlight" | "comment" | "capture", "{%") => format!("end{name}"),
        ("highlight", _) => "/highlight".to_owned(),
        ("tab" | "codetab", "{{<" | "{{%") if code_of_tab(page, at, trimmed).is_some() => format!("/{name}"),
        ("code" | "prism", "{{<" | "{{%") if opens_shortcode(trimmed, name, close) => format!("/{name}"),
        _ => return None,
    };
    let content = at + line.len();
    let closes = |line: &str| line.trim_start().starts_with(open) && line.contains(&closing) && line.contains(close);
    let last = ends.next(page, content, (open, &closing), closes)?;
    if name != "highlight" && open != "{%" {
        // One that includes a file has no end: that of the next one is not its own.
        let reopens = |line: &str| opened_shortcode(line, open) == Some(name);
        let next = ends.next(page, content, (open, name), reopens);
        if next.is_some_and(|next| next.start < last.start) {
            return None;
        }
    }
    let mut words = inside[name.len()..].split(|c: char| !(c.is_alphanumeric() || c == '_'));
    let word = words.find(|word| !word.is_empty()).unwrap_or_default();
    let shown = content..last.start;
    let code = match name {
        "highlight" if open == "{%" => Some((word.to_owned(), shown)),
        "tab" | "codetab" => {
            // What is in a fence is Markdown.
            let has_fence = page[shown.clone()].lines().any(|line| begins_fence(line.trim_start()));
            Some((code_of_tab(page, at, trimmed).filter(|_| !has_fence)?, shown))
        }
        "highlight" | "code" | "prism" => Some((shortcode_language(&inside[name.len()..]).to_owned(), shown)),
        "capture" => Some((captured_info(word, &page[shown.clone()])?, shown)),
        _ => None,
    };
    Some(LiquidBlock { code, ..hidden(at..last.end) })
}

const fn hidden(range: Range<usize>) -> LiquidBlock {
    LiquidBlock { range, code: None }
}

/// `<CodeBlock title="Response" language="json">`, with the code in a template literal: ``{`{ "id": 3 }`}``.
fn code_component(page: &str, at: usize, ends: &mut Ends) -> Option<LiquidBlock> {
    /// No tag with its attributes is longer.
    const LONGEST: usize = 600;
    let tag = &page[at..at + page.as_bytes()[at..].iter().take(LONGEST).position(|byte| *byte == b'>')?];
    let last = ends.next(page, at, ("<", "CodeBlock"), |line| line.contains("</CodeBlock>"))?;
    let inner = at + tag.len() + 1;
    let end = last.start + page[last.clone()].find("</CodeBlock>")?;
    let shown = page.get(inner..end)?;
    let code = shown.trim().strip_prefix("{`")?.strip_suffix("`}")?;
    let start = inner + shown.find("{`")? + 2;
    let language = parameter(tag, &["language", "lang"]).unwrap_or_default();
    let info = titled_info(language, parameter(tag, &["title"]));
    Some(LiquidBlock { code: Some((info, start..start + code.len())), range: at..last.end })
}

/// The info string of what a tab shows as code: its language, else that of all tabs beside it, and its title. `None` where it is
/// Markdown.
fn code_of_tab(page: &str, at: usize, tag: &str) -> Option<String> {
    const NAMES: [&str; 3] = ["lang", "codelang", "language"];
    if !tag.ends_with(['}']) || tag.contains("text=true") || tag.contains("/>") || tag.contains("disabled=true") {
        return None;
    }
    // The pane is opened in one of the lines right above its first tab.
    let above = || {
        let near = page[..at].lines().rev().take(MOST_ABOVE).find(|line| line.contains("tabpane"))?;
        near.trim_start().starts_with("{{").then_some(near)
    };
    let language = |tag: &str| parameter(tag, &NAMES).map(str::to_owned);
    let own = language(tag).or_else(|| above().filter(|pane| !pane.contains("text=true")).and_then(language))?;
    let plain = !own.is_empty() && own.chars().all(|c| c.is_alphanumeric() || "_+#-".contains(c));
    plain.then(|| titled_info(&own, parameter(tag, &["header", "name", "title"])))
}

/// The value of the first of these parameters that a tag has.
fn parameter<'t>(tag: &'t str, names: &[&str]) -> Option<&'t str> {
    attribute(tag, names).map(|range| &tag[range])
}

/// The name of the shortcode that a line begins with.
fn opened_shortcode<'l>(line: &'l str, open: &str) -> Option<&'l str> {
    line.trim().strip_prefix(open)?.trim_start_matches(['-', ' ']).split_whitespace().next()
}

/// Whether a line is nothing but the opening tag of a shortcode with this name.
fn opens_shortcode(line: &str, name: &str, close: &str) -> bool {
    let is_named = opened_shortcode(line, &line[..3]) == Some(name);
    is_named && line.find(close).is_some_and(|at| at + close.len() == line.len() && !line[..at].ends_with('/'))
}

/// The language among the parameters of a shortcode: `shell "YML"`, `lang="json" title="x"`.
fn shortcode_language(parameters: &str) -> &str {
    let of = |parameter| {
        let (_, value) = parameters.split_once(parameter)?;
        value.trim_start_matches(['"', '\'']).split(['"', '\'', ' ']).next()
    };
    let named = of(" lang=").or_else(|| of(" language="));
    let first = || parameters.split_whitespace().next().unwrap_or_default().trim_matches(['"', '\'', '`']);
    let language = named.unwrap_or_else(first);
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '+' | '#' | '-');
    if language.chars().all(plain) { language } else { "" }
}

/// The info string of what a capture holds: its language, and for a document the name of the capture as the title.
fn captured_info(name: &str, content: &str) -> Option<String> {
    let content = content.trim();
    let is_document =
        content.starts_with(json::OPENING) && content.ends_with(json::CLOSING) && json::read(content).is_ok();
    if is_document && !content.starts_with("{%") && !content.starts_with("{{") {
        return Some(titled_info("json", Some(&name.replace(['_', '-'], " "))));
    }
    captured_language(name, content).map(str::to_owned)
}

/// The language of what a capture holds, by its content or the end of its name (`step1_python`); `None` for Markdown.
fn captured_language<'n>(name: &'n str, content: &str) -> Option<&'n str> {
    const LANGUAGES: [&str; 12] =
        ["python", "java", "js", "javascript", "go", "ruby", "php", "csharp", "rust", "kotlin", "curl", "json"];
    let content = content.trim_start();
    if begins_request(content) || content.starts_with("HTTP/") {
        return Some("http");
    }
    let suffix = name.rsplit('_').next().unwrap_or(name);
    if is_curl(content) {
        return Some("bash");
    }
    (LANGUAGES.contains(&suffix) && !content.starts_with("```")).then_some(suffix)
}

fn line_end(page: &str, at: usize) -> usize {
    page[at..].find('\n').map_or(page.len(), |nl| at + nl + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(page: &str, mdx: bool) -> Vec<Option<(String, &str)>> {
        let found = liquid_blocks(page, mdx);
        found.into_iter().map(|block| block.code.map(|(info, range)| (info, &page[range]))).collect()
    }

    #[test]
    fn highlight_blocks_are_code() {
        let page = "a\n{% highlight json linenos %}\n{}\n\n[]\n{% endhighlight %}\n{{< highlight http \"a=1\" >}}\nGET /\n{{< /highlight >}}\nb";
        assert_eq!(shown(page, false), [Some(("json".to_owned(), "{}\n\n[]\n")), Some(("http".to_owned(), "GET /\n"))]);
    }

    #[test]
    fn what_is_behind_the_tag_of_a_highlight_block_is_not_part_of_it() {
        let page = "{{< highlight http >}}<!-- the lamp -->\nGET /\n{{< /highlight >}}\n";
        assert_eq!(shown(page, false), [Some(("http".to_owned(), "GET /\n"))]);
    }

    #[test]
    fn shortcodes_of_code_are_code() {
        let page = "{{< code shell \"YML\" >}}\ncurl a\n{{< /code >}}\n{{% prism lang='json' line=2 %}}\n{}\n{{% /prism %}}\n\
                    {{< code file=a.go >}}\nx()\n{{< /code >}}\n";
        let of = |info: &str, text| Some((info.to_owned(), text));
        assert_eq!(shown(page, false), [of("shell", "curl a\n"), of("json", "{}\n"), of("", "x()\n")]);
    }

    #[test]
    fn a_shortcode_without_an_end_of_its_own_hides_nothing() {
        let page = "{{< code \"a.go\" >}}\ntext\n{{< code json >}}\n{}\n{{< /code >}}\n";
        assert_eq!(shown(page, false), [Some(("json".to_owned(), "{}\n"))]);
        for alone in ["{{< code-toggle >}}", "{{< code file=a />}}", "{{< code json >}}{}{{< /code >}}"] {
            assert_eq!(shown(&format!("{alone}\ntext\n{{{{< /code >}}}}\n"), false), [], "{alone}");
        }
    }

    #[test]
    fn captures_of_requests_and_code_are_code() {
        let page = "{% capture a_rest %}\nGET /a\n{% endcapture %}\n{% capture a_python %}\nx()\n{% endcapture %}\n";
        assert_eq!(shown(page, false), [Some(("http".to_owned(), "GET /a\n")), Some(("python".to_owned(), "x()\n"))]);
        assert_eq!(shown("{% capture note %}\n**Note**\n{% endcapture %}\n", false), []);
    }

    #[test]
    fn a_component_of_code_is_code() {
        let page = "<CodeBlock title=\"Reply\" language=\"json\">\n{`{\n  \"a\": 1\n}`}\n</CodeBlock>\n<CodeBlock>{`GET /`}</CodeBlock>\n";
        let of = |info: &str, text| Some((info.to_owned(), text));
        assert_eq!(shown(page, true), [of("json title=\"Reply\"", "{\n  \"a\": 1\n}"), of("", "GET /")]);
        assert_eq!(
            (shown(page, false), shown("<CodeBlock>\n\n```\nGET /\n```\n\n</CodeBlock>\n", true)),
            (vec![], vec![])
        );
    }

    #[test]
    fn comments_hide_and_fences_only_show_a_block() {
        assert_eq!(shown("{% comment %}\n```\n{% endcomment %}\n", false), [None]);
        assert_eq!(shown("{/* a\nb */}\n", true), [None]);
        assert_eq!(shown("{/* a */}\n", false), []);
        assert_eq!(shown("```\n{% highlight json %}\n{% endhighlight %}\n```\n", false), []);
        assert_eq!(shown("{% highlight json %}\nnever closed", false), []);
    }
}
