//! Durations as users write them: `500ms`, `2m`.

use std::time::Duration;

/// A duration as users write it: `30` (seconds), `30s`, `500ms`, `2m`, `1h`, `7d`; `None` if it is not one.
pub fn duration(text: &str) -> Option<Duration> {
    let text = text.trim();
    let split = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(split);
    let factor = match unit.trim() {
        "ms" => 1,
        "" | "s" => 1000,
        "m" | "min" => 60_000,
        "h" => 3_600_000,
        "d" => 86_400_000,
        _ => return None,
    };
    Some(Duration::from_millis(number.parse::<u64>().ok()?.checked_mul(factor)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_a_unit_or_counts_seconds() {
        for (text, millis) in
            [("30", 30_000), ("500ms", 500), (" 2 m ", 120_000), ("2min", 120_000), ("1h", 3_600_000), ("0s", 0)]
        {
            assert_eq!(duration(text), Some(Duration::from_millis(millis)), "{text}");
        }
        for text in ["", "s", "1.5s", "-1s", "1 week", "99999999999999999999s", "18446744073709551615s"] {
            assert_eq!(duration(text), None, "{text}");
        }
    }
}
