//! Bullet lists of members: "- `id` - string - Which task."

use super::field_row::field_row;
use crate::contract::FieldRow;
use crate::docs::outline::page_context::PageContext;
use crate::text::lines;

/// A list of bullets that begin with the name of a member.
pub(super) struct FieldList {
    /// Its page offset.
    pub(super) offset: usize,
    bullets: Vec<Bullet>,
}

impl FieldList {
    /// What it says of each member.
    pub(super) fn rows(&self, page: &PageContext<'_>) -> Vec<FieldRow> {
        rows(&self.bullets, page)
    }
}

/// A bullet of a list.
struct Bullet {
    indent: usize,
    name: String,
    /// Page offset of the name.
    at: usize,
    words: String,
}

/// The lists of a page whose bullets begin with the name of a member.
pub(super) fn field_lists(page: &PageContext<'_>) -> Vec<FieldList> {
    let mut reader = ListReader { lists: Vec::new(), bullets: Vec::new(), start: 0 };
    for part in page.outside_fences() {
        let mut at = part.start;
        for line in lines(&page.text()[part]) {
            reader.line(line, at);
            at += line.len();
        }
        reader.end();
    }
    reader.lists
}

struct ListReader {
    lists: Vec<FieldList>,
    /// Of the list that is being read.
    bullets: Vec<Bullet>,
    start: usize,
}

impl ListReader {
    fn line(&mut self, line: &str, at: usize) {
        let shown = line.trim_start();
        if shown.is_empty() {
            return;
        }
        let begins_item = shown.starts_with(['-', '*', '+']);
        if let Some(bullet) = if begins_item { bullet(line, at) } else { None } {
            if self.bullets.is_empty() {
                self.start = at;
            }
            self.bullets.push(bullet);
        } else if let Some(last) = self.bullets.last_mut().filter(|last| indent(line) > last.indent) {
            last.words.push(' ');
            last.words.push_str(line.trim());
        } else {
            self.end();
        }
    }

    fn end(&mut self) {
        let bullets = std::mem::take(&mut self.bullets);
        if !bullets.is_empty() {
            self.lists.push(FieldList { offset: self.start, bullets });
        }
    }
}

/// The rows of bullets, those that are indented deeper as fields of the one above them.
fn rows(bullets: &[Bullet], page: &PageContext<'_>) -> Vec<FieldRow> {
    let (mut rows, mut rest) = (Vec::new(), bullets);
    while let Some((first, below)) = rest.split_first() {
        let inner = below.iter().take_while(|bullet| bullet.indent > first.indent).count();
        let mut row = field_row(&first.name, &first.words, page.place(first.at));
        row.fields = self::rows(&below[..inner], page);
        rows.push(row);
        rest = &below[inner..];
    }
    rows
}

fn indent(line: &str) -> usize {
    line.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { 4 } else { 1 }).sum()
}

/// A bullet that begins with a name: in code or bold, or bare before its type or a colon.
fn bullet(line: &str, at: usize) -> Option<Bullet> {
    let marked = line.trim_start();
    let item = marked.strip_prefix(['-', '*', '+']).filter(|rest| rest.starts_with([' ', '\t']))?;
    let text = item.trim_start();
    let (name, words) = quoted_name(text).or_else(|| bare_name(text))?;
    let name = name.trim().trim_matches(['`', '*', ':']);
    if !is_name(name) {
        return None;
    }
    let start = line.len() - text.len() + text.find(name)?;
    Some(Bullet { indent: indent(line), name: name.to_owned(), at: at + start, words: words.trim_end().to_owned() })
}

fn quoted_name(text: &str) -> Option<(&str, &str)> {
    let quote = ["**", "__", "`"].into_iter().find(|quote| text.starts_with(quote))?;
    text[quote.len()..].split_once(quote)
}

/// `id (string): Which task`, `id: string`
fn bare_name(text: &str) -> Option<(&str, &str)> {
    let end = text.find([' ', ':'])?;
    let words = text[end..].trim_start();
    let typed = words.starts_with('(') || text[end..].starts_with(':');
    let row = || field_row("", words, crate::text::Position::new(1, 1));
    (typed && !row().property.type_text.is_empty()).then(|| (&text[..end], &text[end..]))
}

fn is_name(name: &str) -> bool {
    name.len() <= 80
        && name.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '@' | '$'))
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '@' | '$' | '[' | ']'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bullets_with_names_are_read() {
        for (line, name, words) in [
            ("- `id` - string - Which task.", "id", " - string - Which task."),
            ("  * **name**: The name.", "name", ": The name."),
            ("+ **`size`** (integer)", "size", " (integer)"),
            ("- **seen:** integer", "seen", " integer"),
            ("* id: string", "id", ": string"),
            ("- id (string, optional): Which", "id", " (string, optional): Which"),
        ] {
            let bullet = bullet(line, 0).expect(line);
            assert_eq!((bullet.name.as_str(), bullet.words.as_str()), (name, words), "{line}");
            assert!(line[bullet.at..].starts_with(name), "{line}");
        }
        for line in ["- Which task", "- note: it is late", "`id` - string", "- `GET /x`", "-`id`", "- **Two words** x"]
        {
            assert!(bullet(line, 0).is_none(), "{line}");
        }
    }
}
