//! Reading CSV (RFC 4180), leniently: rows may differ in length, and no text is refused.

/// What separates the fields of a text: what its first line has, commas if it has some.
pub(super) fn separator(text: &str) -> char {
    let first = text.trim_start_matches(['\u{feff}', '\r', '\n']).lines().next().unwrap_or_default();
    [',', ';', '\t'].into_iter().find(|separator| first.contains(*separator)).unwrap_or(',')
}

/// The records of a text, a list of fields each. Empty lines are not records.
pub(super) fn records(text: &str, separator: char) -> impl Iterator<Item = Vec<String>> {
    // Excel's byte order mark is not part of the first name.
    let mut rest = text.strip_prefix('\u{feff}').unwrap_or(text);
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(['\r', '\n']);
        (!rest.is_empty()).then(|| {
            let (record, length) = record(rest, separator);
            rest = &rest[length..];
            record
        })
    })
}

/// The record at the start of a text, and its length with the end of its line.
fn record(text: &str, separator: char) -> (Vec<String>, usize) {
    let (mut fields, mut field) = (Vec::new(), String::new());
    // Only a field that starts with a quote is quoted; another one may hold quotes of its own.
    let (mut starts, mut quoted) = (true, false);
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' if quoted && characters.next_if(|(_, next)| *next == '"').is_none() => quoted = false,
            '"' if starts => quoted = true,
            other if other == separator && !quoted => {
                fields.push(std::mem::take(&mut field));
                starts = true;
                continue;
            }
            '\r' | '\n' if !quoted => {
                fields.push(field);
                return (fields, at + 1);
            }
            other => field.push(other),
        }
        starts = false;
    }
    fields.push(field);
    (fields, text.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Vec<Vec<String>> {
        records(text, ',').collect()
    }

    #[test]
    fn quotes_keep_commas_quotes_and_line_ends() {
        assert_eq!(read("a,\"b, \"\"c\"\"\r\nd\"\r\n\r\n,\n"), [vec!["a", "b, \"c\"\r\nd"], vec!["", ""]]);
        assert_eq!(read("\u{feff}a \"b\"\n\"open, "), [["a \"b\""], ["open, "]]);
        assert_eq!(read("\r\n"), [[""; 0]; 0]);
    }

    #[test]
    fn fields_are_separated_as_the_first_line_shows() {
        for (text, separates) in
            [("a,b;c\n", ','), ("\u{feff}\na;b\n1,5;2", ';'), ("a\tb", '\t'), ("a\n1;2", ','), ("", ',')]
        {
            assert_eq!(separator(text), separates, "{text}");
        }
        let rows: Vec<_> = records("a;b\n\"1;0\";2,5;3\n", ';').collect();
        assert_eq!(rows, [vec!["a", "b"], vec!["1;0", "2,5", "3"]]);
    }

    proptest! {
        /// Any text is read as the reader of the `csv` crate does.
        #[test]
        fn records_are_those_of_another_reader(text in "[ab\",\r\n\u{e4} ]{0,24}") {
            let mut reader = csv::ReaderBuilder::new();
            let other = reader.has_headers(false).flexible(true).from_reader(text.as_bytes()).into_records();
            let other: Vec<Vec<String>> = other.map(|record| record.expect("UTF-8").iter().map(str::to_owned).collect()).collect();
            prop_assert_eq!(read(&text), other);
        }
    }
}
