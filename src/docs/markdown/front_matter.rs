/// The length of the byte order mark and the front matter (YAML between `---`, TOML between `+++`) a page begins with.
pub(super) fn end(text: &str) -> usize {
    let bom = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut lines = text[bom..].split_inclusive('\n');
    let Some(first) = lines.next() else { return bom };
    let mark = first.trim_end();
    if mark != "---" && mark != "+++" {
        return bom;
    }
    let mut at = bom + first.len();
    for line in lines {
        at += line.len();
        if line.trim_end() == mark || (mark == "---" && line.trim_end() == "...") {
            return at;
        }
    }
    bom
}
