//! Commands of `curl` in texts that are not read as shell: whether a line is one, for what reads a page before the dialects do.

/// The name of the program, with the blank that is behind it.
pub(crate) const CURL: &str = "curl ";

/// Whether a line is a command of `curl`, with a prompt before it or without.
pub(crate) fn is_curl(line: &str) -> bool {
    line.trim_start().trim_start_matches(['$', '>', ' ']).starts_with(CURL)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prompt_may_be_before_a_command() {
        assert!(["curl h", "  curl -s h", "$ curl h", "> curl h"].into_iter().all(is_curl));
        assert!(!["curl", "use curl h", "curly h", ""].into_iter().any(is_curl));
    }
}
