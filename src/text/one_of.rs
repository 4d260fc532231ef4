/// Names to choose from, as a sentence lists them: `a, b or c`.
pub(crate) fn one_of(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [name] => (*name).to_owned(),
        [most @ .., last] => format!("{} or {last}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_name_is_behind_or() {
        assert_eq!([one_of(&[]), one_of(&["a"]), one_of(&["a", "b", "c"])], ["", "a", "a, b or c"]);
    }
}
