//! Parts of a page that have a title of their own: details with a summary, tabs, boxes. All that is inside is what the title says.

use std::ops::Range;
use std::sync::LazyLock;

use super::boxes::{begins_with_kind, boxed_element, is_box};
use super::find_label::tab_name;
use crate::docs::markdown::inline_marks;
use crate::docs::wording::LabelKind;
use crate::http::method::method;
use crate::text::{AnyOf, first_bytes};

/// How deep parts may be nested.
const MOST_AROUND: usize = 16;

/// Marks of which every such part contains one, as few and as rare elsewhere as can be: each page is searched for them.
static MARKS: LazyLock<AnyOf<16>> = LazyLock::new(|| {
    AnyOf::new([
        "<summary", "{% ", "{{", "=== \"", "??? ", "???+ ", "!!! ", ":::", "=\"", "[!", "<aside", "<Callout", "<Note",
        "<Tip", "<Info", "<Warning",
    ])
});

/// The parts of a page, in the order of their starts.
#[derive(Default)]
pub(crate) struct TitledParts(Vec<Part>);

struct Part {
    range: Range<usize>,
    /// An admonition, whose title is the kind of the remark: "Success".
    is_box: bool,
    /// A box about what is beside it, and no example.
    is_remark: bool,
    /// Page offset of the title.
    title_at: usize,
    title: String,
    /// The part that contains it.
    outer: Option<usize>,
}

/// How the end of a part is written.
enum End<'p> {
    /// `</details>`, `</TabItem>`
    Tag(&'p str),
    /// `{% endtab %}`, `{{< /tab >}}`
    Template(&'p str),
    /// `:::`
    Colons(usize),
    /// A line that is indented no further.
    Indent(usize),
    /// A line that is not quoted.
    Quote,
}

impl TitledParts {
    /// Finds the parts of a page. `is_in_fence`: whether a page offset is code.
    pub(crate) fn of(page: &str, is_in_fence: impl Fn(usize) -> bool) -> Self {
        if !MARKS.is_in(page) {
            return Self::default();
        }
        let mut search = Search { found: Vec::new(), open: Vec::new() };
        let mut start = 0;
        for line in page.split_inclusive('\n') {
            let bare = line.trim_start_matches([' ', '\t', '>']).trim_end();
            let at = start + (line.trim_end().len() - bare.len());
            if !bare.is_empty() {
                search.line(page, bare, at, at - start, is_in_fence(at));
                search.alert(bare, at, line[..at - start].contains('>'));
            }
            start += line.len();
        }
        search.finish(page.len())
    }

    /// The titles of the parts around a page offset, innermost first, each with its own offset. One that names a call says nothing of
    /// what is shown, and that of a box only where it names a request or a response.
    pub(crate) fn around(&self, offset: usize) -> impl Iterator<Item = (&str, usize)> {
        let last = self.0.partition_point(|part| part.range.start <= offset).checked_sub(1);
        let parts = std::iter::successors(last, |&at| self.0[at].outer).map(|at| &self.0[at]);
        let says = |part: &&Part| !part.title.is_empty() && (!part.is_box || names_message(&part.title));
        let around = parts.filter(move |part| offset < part.range.end).filter(says).take(MOST_AROUND);
        around.map(|part| (part.title.as_str(), part.title_at)).filter(|(title, _)| !names_call(title))
    }
}

impl TitledParts {
    /// The innermost box around a page offset that is a remark about what is beside it: a note, a tip.
    pub(crate) fn remark_around(&self, offset: usize) -> Option<Range<usize>> {
        let last = self.0.partition_point(|part| part.range.start <= offset).checked_sub(1);
        let parts = std::iter::successors(last, |&at| self.0[at].outer).take(MOST_AROUND).map(|at| &self.0[at]);
        parts.filter(|part| part.is_remark && offset < part.range.end).map(|part| part.range.clone()).next()
    }
}

/// Whether a title begins with a method, or shows a path.
fn names_call(title: &str) -> bool {
    let mut words = title.split_whitespace().map(|word| word.trim_matches(['`', '*', '[', ']']));
    words.clone().next().is_some_and(|first| method(first).is_some()) || words.any(|word| word.starts_with('/'))
}

/// Whether a title calls what is in its part a request or a response.
fn names_message(title: &str) -> bool {
    matches!(LabelKind::of(title), LabelKind::Request | LabelKind::Response)
}

struct Search<'p> {
    found: Vec<Part>,
    /// The parts that are still open, by their index in `found`, each with its end.
    open: Vec<(usize, End<'p>)>,
}

impl<'p> Search<'p> {
    fn line(&mut self, page: &'p str, bare: &'p str, at: usize, indent: usize, in_fence: bool) {
        while let Some((_, End::Indent(own))) = self.open.last()
            && indent <= *own
        {
            self.close(self.open.len() - 1, at);
        }
        if in_fence {
            return;
        }
        match bare.as_bytes()[0] {
            b'<' => self.tags(page, bare, at),
            b'{' => self.template(bare, at),
            b':' if bare.starts_with(":::") => self.colons(bare, at),
            b'=' | b'?' | b'!' if ["=== ", "??? ", "???+ ", "!!! "].iter().any(|mark| bare.starts_with(mark)) => {
                let title = bare.find('"').map(|open| open + 1..bare.rfind('"').unwrap_or(bare.len()));
                let title = title.filter(|title| title.start <= title.end);
                self.begin(bare, at, title, End::Indent(indent), bare.starts_with('!'));
            }
            _ => {}
        }
    }

    fn tags(&mut self, page: &'p str, bare: &'p str, at: usize) {
        if bare.starts_with("<details") {
            self.begin(bare, at, None, End::Tag("details"), false);
        } else if let Some(name) = boxed_element(bare) {
            self.begin(bare, at, None, End::Tag(name), true);
        } else if bare.starts_with('<') && !bare.starts_with("</") && !bare.ends_with("/>") {
            let name = bare[1..].split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
            if name.starts_with(|c: char| c.is_ascii_uppercase()) && !bare.contains(&format!("</{name}")) {
                self.begin(bare, at, tab_name(bare), End::Tag(name), is_box(name));
            }
        }
        if let Some(summary) = bare.find("<summary") {
            self.summary(page, at + summary);
        }
        for (close, _) in bare.match_indices("</") {
            let name = bare[close + 2..].split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
            self.end(at + close, |end| matches!(end, End::Tag(own) if *own == name));
        }
    }

    /// `> [!NOTE]`, and the end of its quotation.
    fn alert(&mut self, bare: &str, at: usize, quoted: bool) {
        while !quoted && matches!(self.open.last(), Some((_, End::Quote))) {
            self.close(self.open.len() - 1, at);
        }
        if quoted && bare.starts_with("[!") && bare.ends_with(']') {
            self.begin(bare, at, None, End::Quote, true);
        }
    }

    /// The summary of the details that are open.
    fn summary(&mut self, page: &'p str, at: usize) {
        /// How long a summary may be.
        const FAR: usize = 300;
        let Some(part) = self.open.last().filter(|(_, end)| matches!(end, End::Tag("details"))).map(|(part, _)| *part)
        else {
            return;
        };
        let rest = page.get(at..).map(|rest| first_bytes(rest, FAR));
        let inner = rest.and_then(|rest| rest[rest.find('>')? + 1..].split("</summary").next());
        let Some(inner) = inner else { return };
        self.found[part].title = inline_marks::text(inner);
        self.found[part].title_at = at;
    }

    /// `{% tab title="Response" %}`, `{{< tab "Response" >}}`, and their ends.
    fn template(&mut self, bare: &'p str, at: usize) {
        let Some(inner) = ["{%", "{{<", "{{%"].iter().find_map(|open| bare.strip_prefix(open)) else { return };
        let inner = inner.trim_start_matches(['-', ' ']);
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        let name = inner.split(|c| !is_name(c)).next().unwrap_or_default();
        if let Some(name) = inner.strip_prefix('/').map(str::trim_start).or_else(|| name.strip_prefix("end")) {
            let name = name.split(|c| !is_name(c)).next().unwrap_or_default();
            self.end(at, |end| matches!(end, End::Template(own) if *own == name));
        } else if !name.is_empty() && !bare.trim_end_matches(['}', '>', '%', ' ']).ends_with('/') {
            let title = tab_name(bare);
            if title.is_some() || is_box(name) {
                self.begin(bare, at, title, End::Template(name), is_box(name));
            }
        }
    }

    /// `::: details Response`, `:::{dropdown} Response`, `:::note[Response]`, and `:::`.
    fn colons(&mut self, bare: &'p str, at: usize) {
        let rest = bare.trim_start_matches(':');
        let count = bare.len() - rest.len();
        let inner = rest.trim();
        if inner.is_empty() {
            return self.end(at, |end| matches!(end, End::Colons(own) if *own == count));
        }
        let name = if inner.starts_with('{') { inner.find('}').map(|end| end + 1) } else { inner.find([' ', '[']) };
        let shown = &inner[name.unwrap_or(inner.len())..];
        let title = shown.trim().trim_start_matches('[').trim_end_matches(']');
        let start = bare.len() - rest.len() + (rest.len() - rest.trim_start().len()) + (inner.len() - shown.len());
        let start = start + shown.find(title).unwrap_or_default();
        let is_box = is_box(&inner[..inner.len() - shown.len()]);
        self.begin(bare, at, Some(start..start + title.len()), End::Colons(count), is_box);
    }

    fn begin(&mut self, line: &str, at: usize, title: Option<Range<usize>>, end: End<'p>, is_box: bool) {
        if self.open.len() >= MOST_AROUND {
            return;
        }
        let outer = self.open.last().map(|(part, _)| *part);
        self.open.push((self.found.len(), end));
        let title_at = at + title.as_ref().map_or(0, |title| title.start);
        let title = title.and_then(|title| line.get(title)).map(inline_marks::text);
        let is_remark = is_box && line.strip_prefix("!!! ").is_none_or(begins_with_kind);
        self.found.push(Part { range: at..at, is_box, is_remark, title_at, title: title.unwrap_or_default(), outer });
    }

    /// Ends the innermost part of this kind, and the unclosed parts in it.
    fn end(&mut self, at: usize, is_it: impl Fn(&End<'_>) -> bool) {
        if let Some(open) = self.open.iter().rposition(|(_, end)| is_it(end)) {
            self.close(open, at);
        }
    }

    fn close(&mut self, open: usize, at: usize) {
        let (part, _) = self.open[open];
        self.found[part].range.end = at;
        self.open.truncate(open);
    }

    /// Unclosed parts have no extent; those that end by indentation end with the page.
    fn finish(mut self, end: usize) -> TitledParts {
        for (part, by) in &self.open {
            if matches!(by, End::Indent(_) | End::Quote) {
                self.found[*part].range.end = end;
            }
        }
        TitledParts(self.found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(page: &str) -> Vec<String> {
        let parts = TitledParts::of(page, |_| false);
        let at = page.find("HERE").expect("the place");
        parts.around(at).map(|(title, _)| title.to_owned()).collect()
    }

    #[test]
    fn a_box_beside_the_text_is_a_remark() {
        let is_remark = |page: &str| {
            let parts = TitledParts::of(page, |_| false);
            parts.remark_around(page.find("HERE").expect("the place")).is_some()
        };
        for page in [
            "<aside class=\"x\">HERE</aside>\n",
            "<div class=\"my-note\">\n\nHERE\n\n</div>\n",
            ":::tip Switch it\nHERE\n:::\n",
            "!!! note\n    HERE\n",
            "> [!NOTE]\n> HERE\n",
            "{% hint style=\"info\" %}\nHERE\n{% endhint %}\n",
            "<Callout type=\"info\">\nHERE\n</Callout>\n",
        ] {
            assert!(is_remark(page), "{page}");
        }
        for page in [
            "<aside>a</aside>\n\nHERE\n",
            "<div class=\"endpoint\">HERE</div>\n",
            "!!! example \"Request\"\n    HERE\n",
            "> [!NOTE]\n> a\n\nHERE\n",
            "> HERE\n",
            "<details>\n<summary>a</summary>\nHERE\n</details>\n",
        ] {
            assert!(!is_remark(page), "{page}");
        }
    }

    #[test]
    fn what_is_inside_is_what_the_title_says() {
        for (page, titles) in [
            ("<details>\n<summary><mark>200</mark> Ok</summary>\n\nHERE\n\n</details>\n", vec!["200 Ok"]),
            ("<details><summary>200</summary></details>\n\nHERE\n", vec![]),
            ("<details>\n<summary>\n GET /lamps</summary>\nHERE\n</details>\n", vec![]),
            ("{% tab title=\"200: OK\" %}\nHERE\n{% endtab %}", vec!["200: OK"]),
            ("{% tab label=\"HTTP\" %}\nx\n{% /tab %}\nHERE", vec![]),
            ("<TabItem label=\"Response\">\nHERE\n</TabItem>", vec!["Response"]),
            ("<Tab title=\"Response\">\nHERE, and it never ends", vec![]),
            ("=== \"Reply\"\n\n    ??? note \"404\"\n\n        HERE\n", vec!["404", "Reply"]),
            ("=== \"Reply\"\n\n    x\n\nHERE\n", vec![]),
            ("::: details Response\nHERE\n:::\n", vec!["Response"]),
            ("::::{tab-set}\n:::{tab-item} Reply\nHERE\n:::\n::::\n", vec!["Reply"]),
            ("{{< tab \"Reply\" >}}\nHERE\n{{< /tab >}}\n", vec!["Reply"]),
            (":::tip Success\nHERE\n:::\n", vec![]),
            (":::{error} Fails\nHERE\n:::\n", vec![]),
            ("!!! error \"Error\"\n\n    HERE\n", vec![]),
            ("!!! example \"Response\"\n\n    HERE\n", vec!["Response"]),
            ("<Callout title=\"Success\">\nHERE\n</Callout>", vec![]),
        ] {
            assert_eq!(around(page), titles, "{page}");
        }
    }
}
