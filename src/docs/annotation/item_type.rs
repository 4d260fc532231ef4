//! The item type in `Collection(x)`.

/// The item type of a collection: `Collection(x)`, in any case -> `x`.
pub fn item_type(text: &str) -> Option<&str> {
    let prefix = text.get(.."Collection(".len())?;
    let rest = text["Collection(".len()..].strip_suffix(')')?;
    prefix.eq_ignore_ascii_case("Collection(").then(|| rest.trim().trim_start_matches('#'))
}
