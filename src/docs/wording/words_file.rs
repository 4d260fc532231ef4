//! `words.toml`, read topic by topic as they are asked for. To read all of it as TOML took a sixth of the time in which one case
//! is fired; its lists need no more than this, and a test reads the file as what it is.

use std::sync::LazyLock;

const WORDS: &str = include_str!("words.toml");

/// The words of a topic, by the names of their languages.
pub(super) fn words_of(topic: &str) -> Vec<&'static str> {
    let mut languages: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in table(topic).lines().filter(|line| !line.trim_start().starts_with('#')) {
        if line.starts_with(|c: char| c.is_ascii_lowercase()) {
            let language = line.split(' ').next().unwrap_or_default();
            languages.push((language, Vec::new()));
        }
        if let Some((_, words)) = languages.last_mut() {
            words.extend(quoted(line));
        }
    }
    languages.sort_by_key(|(language, _)| *language);
    languages.into_iter().flat_map(|(_, words)| words).collect()
}

/// The name and the lines of each table. Lines may end with a carriage return where the file was checked out.
static TABLES: LazyLock<Vec<(&str, &str)>> =
    LazyLock::new(|| WORDS.split("\n[").skip(1).filter_map(|table| table.split_once(']')).collect());

/// The lines of a topic's table.
fn table(topic: &str) -> &'static str {
    TABLES.iter().find(|(name, _)| *name == topic).map_or("", |(_, lines)| lines)
}

/// The texts in quotes, up to a comment.
fn quoted(line: &'static str) -> impl Iterator<Item = &'static str> {
    let mut rest = line;
    std::iter::from_fn(move || {
        let (before, from) = rest.split_once('"')?;
        let (word, after) = from.split_once('"').filter(|_| !before.contains('#'))?;
        rest = after;
        Some(word)
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn each_topic_has_the_words_that_a_reader_of_toml_finds() {
        let tables: BTreeMap<String, BTreeMap<String, Vec<String>>> = toml::from_str(WORDS).expect("tables of lists");
        for (topic, languages) in &tables {
            let expected: Vec<&str> = languages.values().flatten().map(String::as_str).collect();
            assert_eq!(words_of(topic), expected, "{topic}");
        }
        assert!(tables.len() > 50 && words_of("nothing").is_empty());
    }
}
