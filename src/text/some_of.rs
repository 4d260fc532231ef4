//! The first few names of a list, and how many more there are.

use std::fmt::Display;

/// Names of some of a list, and how many more there are of all: `a, b and 3 more`.
pub(crate) fn some_of<N: Display>(named: impl IntoIterator<Item = N>, all: usize) -> String {
    let named: Vec<String> = named.into_iter().map(|name| name.to_string()).collect();
    let more = all.saturating_sub(named.len());
    let text = named.join(", ");
    if more > 0 { format!("{text} and {more} more") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_named_is_counted() {
        assert_eq!(some_of(["a", "b"], 2), "a, b");
        assert_eq!(some_of(["a", "b"], 4), "a, b and 2 more");
    }
}
