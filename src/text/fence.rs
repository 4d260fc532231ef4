//! What opens a fence.

/// Whether a line, its indentation removed, opens or closes a fence: by at least three backticks or tildes (`CommonMark` section 4.5).
pub(crate) fn begins_fence(line: &str) -> bool {
    line.starts_with("```") || line.starts_with("~~~")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_marks_open_a_fence() {
        assert!(["```", "```json", "~~~", "~~~~ x"].into_iter().all(begins_fence));
        assert!(!["``", "`a`", "~~a~~", " ```", ""].into_iter().any(begins_fence));
    }
}
