//! What the words right above a fence say it is: a label ("Example response"), a sentence, a tab, a heading.

use super::fence_in_context::FenceInContext;

/// What a label says of the fence below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LabelKind {
    /// "Example request".
    Request,
    /// "with a body of", "Sample Payload": the body of a request.
    Payload,
    /// "Response", "A response body like the following is returned".
    Answer,
    /// "has the following format": a description, not an exchange.
    Shape,
    /// "Add this to `settings.json`", "Request headers": neither of an exchange's bodies.
    Else,
    /// Nothing that helps.
    Nothing,
}

/// The words right above a fence: of its info string's title, of the paragraph or tab, or of the heading it begins.
pub(crate) fn words<'p>(page: &'p str, piece: &'p FenceInContext) -> &'p str {
    if let Some(title) = attribute(&piece.info, &["title"]) {
        return title;
    }
    let gap = page.get(piece.gap.clone()).unwrap_or_default();
    let paragraph = last_paragraph(gap);
    let heading = piece.headings.last().filter(|_| piece.leads).map_or("", |(_, text)| text);
    if paragraph.is_empty() { heading } else { paragraph }
}

/// What the words right above a fence say.
pub(crate) fn says(page: &str, piece: &FenceInContext) -> LabelKind {
    let words = words(page, piece);
    // The last sentence is the one that leads over to the fence.
    let last = words.trim_end().rsplit_once(". ").map_or(words, |(_, last)| last);
    let said = match (of(last), of(words)) {
        (LabelKind::Nothing, LabelKind::Else) => LabelKind::Nothing,
        (LabelKind::Nothing, said) | (said, _) => said,
    };
    let in_headers = || last_label(page.get(piece.gap.clone()).unwrap_or_default()).is_some_and(names_headers);
    if said == LabelKind::Nothing && in_headers() { LabelKind::Else } else { said }
}

/// The last line above a fence that is a label alone: `**Request headers**:`.
fn last_label(gap: &str) -> Option<&str> {
    let bare = |line: &str| line.trim().trim_end_matches(':').ends_with("**") || line.trim().ends_with(":**");
    gap.lines().rev().find(|line| line.trim_start().starts_with("**") && bare(line))
}

fn names_headers(label: &str) -> bool {
    let words = Words::new(label);
    words.any(&["header", "headers"]) && !words.any(ANSWER)
}

/// What a label or heading says.
pub(crate) fn of(label: &str) -> LabelKind {
    let words = Words::new(label);
    let shape = words.any(&["schema", "format", "structure", "syntax", "template", "definition", "form"]);
    if words.any(ANSWER) || words.begins_with_status() {
        return if shape && !words.any(EXAMPLE) { LabelKind::Shape } else { LabelKind::Answer };
    }
    if words.any(&["payload", "body"]) || (words.any(&["request", "post"]) && words.any(&["json", "data"])) {
        return LabelKind::Payload;
    }
    if words.names_else(label) {
        return LabelKind::Else;
    }
    match (words.any(&["request", "requests"]), shape) {
        (_, true) => LabelKind::Shape,
        (true, false) => LabelKind::Request,
        (false, false) => LabelKind::Nothing,
    }
}

/// Whether a label or heading begins with a status code: "404 Not Found".
pub(crate) fn begins_with_status(label: &str) -> bool {
    Words::new(label).begins_with_status()
}

/// Whether a label or heading announces an example.
pub(crate) fn names_example(label: &str) -> bool {
    let label = label.to_lowercase();
    let alone = label.trim_matches(|c: char| !c.is_alphanumeric());
    label.contains("example") || label.contains("sample") || label.contains("for instance") || alone == "request"
}

/// Whether a label or heading announces a route rather than an example of its use.
pub(crate) fn names_syntax(label: &str) -> bool {
    let label = label.to_lowercase();
    ["http request", "syntax", "endpoint", "route", "url"].iter().any(|word| label.contains(word))
}

const EXAMPLE: &[&str] = &["example", "examples", "sample", "samples", "instance"];

const ANSWER: &[&str] = &[
    "response",
    "responses",
    "responds",
    "respond",
    "returns",
    "return",
    "returned",
    "returning",
    "reply",
    "replies",
    "answer",
    "answers",
    "result",
    "results",
    "output",
    "outputs",
    "yields",
    "receive",
    "receives",
];

struct Words(Vec<String>);

impl Words {
    fn new(text: &str) -> Self {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        Self(words.map(str::to_lowercase).collect())
    }

    fn begins_with_status(&self) -> bool {
        let first = self.0.first().filter(|word| word.len() == 3).and_then(|word| word.parse::<u16>().ok());
        first.is_some_and(|code| (100..600).contains(&code))
    }

    /// What the page shows beside the exchange: a file, settings, a query, header fields, what the service keeps.
    fn names_else(&self, label: &str) -> bool {
        let gives = self.any(&["gives", "prints", "printed", "see", "get"]);
        let file = label.split('`').skip(1).step_by(2).any(is_file_name);
        let kept = self.any(&["entity", "entities"]) && self.any(&["created", "updated"]);
        let query = self.any(&["query"]) && self.any(&["structure", "syntax", "language"]);
        let request_headers = self.any(&["request", "requests"]) && self.any(&["header", "headers"]);
        let known = ["config", "configuration", "settings", "setting", "schema", "stored", "saved"];
        !gives && (file || kept || query || request_headers || self.any(&known))
    }

    fn any(&self, known: &[&str]) -> bool {
        self.0.iter().any(|word| known.contains(&word.as_str()))
    }
}

/// `settings.json`, `/etc/app/x.yml`: a name that ends as files of settings do; no URL.
fn is_file_name(code: &str) -> bool {
    let ends = [".json", ".jsonc", ".yaml", ".yml", ".toml", ".ini", ".conf", ".cfg", ".properties"];
    !code.contains([' ', '?']) && !code.contains("://") && ends.iter().any(|end| code.ends_with(end))
}

/// The last paragraph (or list item, or tab name) of the text between two fences; empty if there is none. What draws no
/// words is passed over: blank lines, tables, tags and template marks without a name, comments.
fn last_paragraph(gap: &str) -> &str {
    let mut end = gap.len();
    let mut found: Option<(usize, usize)> = None;
    let mut in_comment = false;
    for line in gap.split_inclusive('\n').rev() {
        let start = end - line.len();
        let bare = line.trim_start_matches(|c: char| c.is_whitespace() || c == '>').trim_end();
        let at = start + (line.trim_end().len() - bare.len());
        end = start;
        if in_comment || bare.ends_with("-->") {
            in_comment = !bare.starts_with("<!--");
            continue;
        }
        if let Some(name) = tab(bare) {
            return found.map_or(name, |(from, to)| &gap[from..to]);
        }
        if passed_over(bare) {
            match found {
                Some((from, to)) => return &gap[from..to],
                None => continue,
            }
        }
        found = Some((at, found.map_or(at + bare.len(), |(_, to)| to)));
        if begins_item(bare) {
            break;
        }
    }
    found.map_or("", |(from, to)| &gap[from..to])
}

fn passed_over(line: &str) -> bool {
    let tag = line.starts_with('<') && line.ends_with('>') && !line.starts_with("<http");
    let template = line.starts_with("{{") || line.starts_with("{%");
    let alert = line.starts_with("[!") && line.ends_with(']');
    let code = line.starts_with("import ") || line.starts_with("export ") || line.starts_with("{/*");
    line.is_empty() || line.starts_with('|') || line.starts_with(":::") || tag || template || alert || code
}

fn begins_item(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let ordered = rest.len() < line.len() && rest.starts_with([' ', '.', ')']);
    ordered || line.starts_with("- ") || line.starts_with("* ") || line.starts_with("+ ")
}

/// The name of a tab that begins on this line: docfx, `MkDocs`, JSX, Hugo.
fn tab(line: &str) -> Option<&str> {
    if line.starts_with("# [") && line.contains("](#tab/") {
        return line.get(3..line.find("](")?);
    }
    if line.starts_with("===") {
        return quoted(line);
    }
    let jsx = line.starts_with('<') && !line.starts_with("</");
    if jsx || line.starts_with("{{<") || line.starts_with("{{%") {
        let named = attribute(line, &["label", "title", "heading", "name", "value"]);
        let mark = line.starts_with("{{") && line.contains("tab ");
        return named.or_else(|| quoted(line).filter(|_| mark));
    }
    None
}

fn quoted(line: &str) -> Option<&str> {
    let open = line.find(['"', '\''])?;
    let mark = line[open..].chars().next()?;
    let inner = &line[open + 1..];
    inner.get(..inner.find(mark)?)
}

/// The value of the first of these attributes that is there: `title="Response"`.
fn attribute<'t>(text: &'t str, names: &[&str]) -> Option<&'t str> {
    names.iter().find_map(|name| {
        let at = text.match_indices(name).find(|(at, _)| {
            let before = text[..*at].chars().next_back();
            before.is_none_or(|c| !c.is_alphanumeric() && c != '-') && text[at + name.len()..].starts_with('=')
        });
        quoted(&text[at?.0..])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_in_the_habits_of_the_field() {
        for (label, said) in [
            ("**Example request**:", LabelKind::Request),
            ("Sample Response", LabelKind::Answer),
            ("**Example response, with sizes**:", LabelKind::Answer),
            ("A response body like the following is returned:", LabelKind::Answer),
            ("which returns:", LabelKind::Answer),
            ("with a body of:", LabelKind::Payload),
            ("404 Not Found", LabelKind::Answer),
            ("Sample Payload", LabelKind::Payload),
            ("Request body", LabelKind::Payload),
            ("The `data` part of the result has the following format:", LabelKind::Shape),
            ("Parameters:", LabelKind::Nothing),
            ("Add this to `settings.json`:", LabelKind::Else),
            ("The server's configuration looks like this:", LabelKind::Else),
            ("Use this JSON query structure:", LabelKind::Else),
            ("The following entity is created:", LabelKind::Else),
            ("**Request headers**:", LabelKind::Else),
            ("The response is kept in `lamps.json`:", LabelKind::Answer),
            ("The settings you get look like this:", LabelKind::Nothing),
            ("This query lists lamps that are lit:", LabelKind::Nothing),
        ] {
            assert_eq!(of(label), said, "{label}");
        }
    }

    #[test]
    fn the_paragraph_right_above_counts() {
        for (gap, label) in [
            ("\nFirst.\n\nResponse:\n\n", "Response:"),
            ("\nAnswer\nof two lines:\n", "Answer\nof two lines:"),
            ("\n> [!NOTE]\n> The response:\n>\n", "The response:"),
            ("\nResponse:\n\n| a | b |\n|---|---|\n\n", "Response:"),
            ("\n* one\n* Response:\n\n  ", "* Response:"),
            ("\nRequest\n\n<TabItem value=\"res\" label=\"Response\">\n\n", "Response"),
            ("\n=== \"Response\"\n\n    ", "Response"),
            ("\n{{% tab \"Reply\" %}}\n", "Reply"),
            ("\n# [Response](#tab/r)\n", "Response"),
            ("\nResponse:\n\n<!-- of\nold -->\n{% raw %}\n", "Response:"),
            ("\n\n", ""),
        ] {
            assert_eq!(last_paragraph(gap), label, "{gap:?}");
        }
    }

    #[test]
    fn a_title_of_the_info_string_is_a_name() {
        assert_eq!(attribute("json title=\"Response\" {4}", &["title"]), Some("Response"));
        assert_eq!(attribute("json subtitle=\"no\"", &["title"]), None);
    }
}
