//! Tables in HTML, read as those of Markdown are: the first row has the labels of the columns.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::block::{Cell, Table};
use super::entities::entity;
use crate::text::last_bytes;

static CLOSE: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("</table"));
static OPEN: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("<table"));

/// How far the tables of a page are known.
#[derive(Clone, Default)]
pub(super) struct KnownTables {
    /// Page offset at which the last one ends.
    end: usize,
    /// Page offset at which the one that was looked for last is closed.
    close: usize,
}

impl KnownTables {
    /// The next table that begins in a block, without its end: blank lines end the block, and not the table.
    pub(super) fn next(&mut self, text: &str, block: &Range<usize>) -> Option<Range<usize>> {
        let from = block.start.max(self.end);
        let start = from + OPEN.find(text.get(from..block.end)?.as_bytes())?;
        if self.close <= start {
            let close = CLOSE.find(&text.as_bytes()[start..]);
            self.close = close.map_or(usize::MAX, |close| start + close);
        }
        self.end = self.close.min(text.len());
        (self.close < text.len()).then_some(start..self.end)
    }
}

/// Whether what follows a text of HTML is in a comment, or in text that is shown as it is written.
pub(super) fn is_hidden(before: &str) -> bool {
    /// How far, in bytes, the beginning of such a part is looked for.
    const FAR: usize = 2000;
    let near = last_bytes(before, FAR);
    let is_open = |open: &str, close: &str| near.rfind(open).is_some_and(|at| !near[at..].contains(close));
    is_open("<!--", "-->") || is_open("<pre", "</pre")
}

/// The table that a text is, without its end; `None` for one that is more than rows of words, or no table of columns. `base`: its
/// page offset.
pub(super) fn read(content: &str, base: usize) -> Option<Table> {
    // What is in it may be an example of its own.
    if content.contains("```") {
        return None;
    }
    let mut reader =
        TableReader { table: Table::default(), row: Vec::new(), cell: None, is_spanned: false, is_over: false };
    let mut at = 0;
    while let Some(mark) = content[at..].find(['<', '&']).map(|found| at + found) {
        reader.text(&content[at..mark]);
        let rest = &content[mark..];
        at = if let Some((name, length)) = tag(rest) {
            reader.tag(name, &rest[..length], base + mark + length)?;
            mark + length
        } else {
            let mark_alone = || (if rest.starts_with('<') { '<' } else { '&' }, 1);
            let (shown, length) = entity(rest).unwrap_or_else(mark_alone);
            reader.text(shown.encode_utf8(&mut [0; 4]));
            mark + length
        };
    }
    reader.end_row();
    let Table { head, rows, .. } = &reader.table;
    (head.len() > 1 && rows.iter().all(|row| row.len() <= head.len())).then_some(reader.table)
}

/// The tag that a text begins with: its name, in the case as written, a slash before it if it closes; and its length.
fn tag(text: &str) -> Option<(&str, usize)> {
    /// No tag in a table is longer.
    const LONGEST: usize = 400;
    let inside = text.strip_prefix('<')?;
    if let Some(comment) = inside.strip_prefix("!--") {
        return Some(("!--", comment.find("-->").map_or(text.len(), |end| end + "<!---->".len())));
    }
    let letters = inside.strip_prefix('/').unwrap_or(inside);
    let length = letters.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(letters.len());
    let end = text.bytes().take(LONGEST).skip(1).position(|byte| matches!(byte, b'>' | b'<'))? + 1;
    if !text[end..].starts_with('>') {
        return None;
    }
    let name = &inside[..inside.len() - letters.len() + length];
    letters.starts_with(|c: char| c.is_ascii_alphabetic()).then_some((name, end + 1))
}

struct TableReader {
    table: Table,
    row: Vec<Cell>,
    /// Where the text of the open cell begins, and its page offset.
    cell: Option<(usize, usize)>,
    /// A cell of the row is as wide as several.
    is_spanned: bool,
    /// The rows that follow are not of the same thing.
    is_over: bool,
}

impl TableReader {
    fn text(&mut self, text: &str) {
        if self.cell.is_none() {
            return;
        }
        for c in text.chars() {
            let shown = if c.is_whitespace() { ' ' } else { c };
            if shown != ' ' || !self.table.text.ends_with(' ') {
                self.table.text.push(shown);
            }
        }
    }

    /// `None`: no cell of words has such an element. `end`: the page offset behind the tag.
    fn tag(&mut self, name: &str, tag: &str, end: usize) -> Option<()> {
        match &*name.to_ascii_lowercase() {
            "tr" | "/tr" => self.end_row(),
            "td" | "th" => {
                self.end_cell();
                if tag.contains("rowspan") && !tag.contains("rowspan=\"1\"") {
                    return None;
                }
                self.is_spanned |= tag.contains("colspan") && !tag.contains("colspan=\"1\"");
                self.cell = Some((self.table.text.len(), end));
            }
            "/td" | "/th" => self.end_cell(),
            "code" | "/code" => self.text("`"),
            "br" | "p" | "/p" | "li" | "/li" | "div" | "/div" | "ul" | "ol" => self.text(" "),
            "pre" => return None,
            "table" if self.cell.is_some() => return None,
            _ => {}
        }
        Some(())
    }

    fn end_cell(&mut self) {
        let cell = self.cell.take();
        self.row.extend(cell.map(|(start, at)| Cell { range: start..self.table.text.len(), at }));
    }

    fn end_row(&mut self) {
        self.end_cell();
        let row = std::mem::take(&mut self.row);
        // A cell across the columns is a heading of the rows below it: below other rows they are fields of something else.
        let is_spanned = std::mem::take(&mut self.is_spanned);
        self.is_over |= is_spanned && !self.table.rows.is_empty();
        match self.table.head.is_empty() {
            _ if is_spanned || self.is_over || row.is_empty() => {}
            true => self.table.head = row,
            false => self.table.rows.push(row),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(html: &str) -> Option<Vec<Vec<String>>> {
        let table = read(html.strip_suffix("</table>").expect("a table"), 0)?;
        let texts = |row: &Vec<Cell>| row.iter().map(|cell| table.text(cell).to_owned()).collect();
        let rows = [&table.head].into_iter().chain(&table.rows).map(texts).collect();
        for cell in table.rows.iter().flatten().filter(|cell| !table.text(cell).is_empty()) {
            assert!(html[..cell.at].ends_with('>'), "{html} at {}", cell.at);
        }
        Some(rows)
    }

    #[test]
    fn cells_are_words_without_tags() {
        for html in [
            "<table><tr><th>Name</th><th>Type</th></tr><tr><td><code>watts</code></td><td>integer</td></tr></table>",
            "<table class=\"a\">\n <thead>\n <tr>\n  <th>Name<th>Type\n </thead>\n\n <tbody><tr><td><code>watts</code>\n<td> integer </tbody></table>",
            "<table><TR><TD><b>Name</b></TD><TD>Type</TD></TR><!-- <td>x</td> --><tr><td colspan=\"2\">Light</td></tr>\
             <tr><td><a href=\"#w\"><code>watts</code></a></td><td>integer<br></td></tr></table>",
        ] {
            assert_eq!(
                shown(html),
                Some(vec![vec!["Name".into(), "Type".into()], vec!["`watts`".into(), "integer".into()]])
            );
        }
        let entities = "<table><tr><td>a</td><td>b</td></tr><tr><td>x &lt; 3 &amp; <y</td><td>z</td></tr></table>";
        assert_eq!(shown(entities).expect("a table")[1], ["x < 3 & <y", "z"]);
    }

    #[test]
    fn what_is_more_than_rows_of_words_is_no_table_of_columns() {
        let row = "<tr><th>Name</th><th>Type</th></tr>";
        for html in [
            format!("<table>{row}<tr><td rowspan=\"2\">a</td><td>b</td></tr></table>"),
            format!("<table>{row}<tr><td>a</td><td><pre>GET /a</pre></td></tr></table>"),
            format!("<table>{row}<tr><td>a</td><td>b</td><td>c</td></tr></table>"),
            "<table><tr><td>a</td></tr></table>".to_owned(),
            "<table></table>".to_owned(),
        ] {
            assert_eq!(shown(&html), None, "{html}");
        }
    }
}
