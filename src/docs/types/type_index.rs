//! Which page documents which type, found by a search of the pages' bytes, without reading any page in full.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::prose;
use crate::directive;
use crate::docs::annotation::annotation::BlockType;
use crate::docs::annotation::read::read as read_annotation;
use crate::docs::outline::directives::as_annotation;
use crate::docs::parallel::in_parallel;
use crate::docs::wording::{self, Topic};
use crate::docs::{DocsError, Pages, ReadLimit};
use crate::text::{Location, SourceText};

/// A documented type, and the page its resource block is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeEntry {
    /// The full name.
    pub name: String,
    /// The full name of the type it inherits from.
    pub base: Option<String>,
    /// The page.
    pub page: String,
}

/// Where types and enums are documented.
#[derive(Debug, Clone, Default)]
pub struct TypeIndex {
    /// The types, in the order of pages.
    pub types: Vec<TypeEntry>,
    /// Pages that hold an enum table, with their text in lower case.
    enum_pages: Vec<(String, String)>,
}

impl TypeIndex {
    /// Pages whose enum tables may be those of `name` (lower case): the name is somewhere in them.
    pub fn enum_pages<'i>(&'i self, name: &'i str) -> impl Iterator<Item = &'i str> {
        let finder = Finder::new(name);
        self.enum_pages
            .iter()
            .filter(move |(_, text)| finder.find(text.as_bytes()).is_some())
            .map(|(path, _)| path.as_str())
    }
}

/// Searches all pages.
///
/// # Errors
/// The pages are larger than the limit.
pub fn type_index(pages: &Pages, limit: &ReadLimit) -> Result<TypeIndex, DocsError> {
    let mut index = TypeIndex::default();
    for found in in_parallel(pages.paths.len(), |at| search(pages, &pages.paths[at], limit)) {
        let (types, enum_page) = found?;
        index.types.extend(types);
        index.enum_pages.extend(enum_page);
    }
    Ok(index)
}

type Found = (Vec<TypeEntry>, Option<(String, String)>);

fn search(pages: &Pages, path: &str, limit: &ReadLimit) -> Result<Found, DocsError> {
    let Some(bytes) = limit.read(&pages.folder.root, path)? else { return Ok(Found::default()) };
    let enums = heads_enum_table(&bytes);
    if !enums && RESOURCE.find(&bytes).is_none() {
        return Ok(Found::default());
    }
    let Ok(text) = String::from_utf8(bytes) else { return Ok(Found::default()) };
    Ok((types(path, &text), enums.then(|| (path.to_owned(), text.to_lowercase()))))
}

static COMMENT: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("<!--"));

/// What every resource annotation holds, in whatever case its first letter is.
static RESOURCE: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("esource"));

/// Whether a line may be the header row of an enum table.
fn heads_enum_table(page: &[u8]) -> bool {
    let ends = memchr::memchr_iter(b'\n', page).chain([page.len()]);
    let mut start = 0;
    ends.into_iter().any(|end| ENUM_COLUMNS.begin(&page[std::mem::replace(&mut start, end + 1)..end]))
}

static ENUM_COLUMNS: LazyLock<EnumColumns> = LazyLock::new(EnumColumns::new);

/// What the first cell of an enum table's header row may begin with.
struct EnumColumns {
    words: Vec<&'static [u8]>,
    /// Whether one of the words begins with this byte: most lines are passed over by it.
    first: [bool; 256],
}

impl EnumColumns {
    fn new() -> Self {
        let words = wording::all(Topic::MemberColumn).chain(wording::all(Topic::EnumValueColumn)).map(str::as_bytes);
        let words: Vec<&[u8]> = words.collect();
        let mut first = [false; 256];
        for byte in words.iter().filter_map(|word| word.first()) {
            first[usize::from(byte.to_ascii_lowercase())] = true;
            first[usize::from(byte.to_ascii_uppercase())] = true;
        }
        Self { words, first }
    }

    fn begin(&self, line: &[u8]) -> bool {
        let is_border = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'|' | b'*');
        let Some(at) = line.iter().position(|byte| !is_border(byte)) else { return false };
        let cell = &line[at..];
        let begins = |word: &&[u8]| cell.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
        self.first[usize::from(cell[0])] && self.words.iter().any(begins)
    }
}

/// The types of the `resource` annotations in a page's raw text.
fn types(path: &str, text: &str) -> Vec<TypeEntry> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = COMMENT.find(&text.as_bytes()[at..]).map(|found| at + found + "<!--".len()) {
        let close = text[open..].find("-->").map_or(text.len(), |found| open + found);
        at = close;
        let inner = &text[open..close];
        if RESOURCE.find(inner.as_bytes()).is_none() {
            continue;
        }
        let inner = SourceText::new(inner, 1, &[]);
        let read = match directive::parse_comment(inner.text()) {
            Some(directive) => as_annotation(&[(directive.unwrap_or_default(), Location::new(path, inner.start()))]),
            None => read_annotation(path, &inner, &mut Vec::new()),
        };
        let Some(annotation) = read.filter(|a| a.block_type == BlockType::Resource) else { continue };
        let base = annotation.base_type;
        found.extend(annotation.facts.type_name.map(|name| TypeEntry { name, base, page: path.to_owned() }));
    }
    if let [only] = found.as_mut_slice() {
        only.base = only.base.take().or_else(|| prose::base(text));
    }
    found
}
