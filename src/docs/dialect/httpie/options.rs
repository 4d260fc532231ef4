//! The options of `HTTPie` that take a value.

/// Options whose value is the next word.
pub(super) const WITH_VALUE: [&str; 34] = [
    "-a",
    "-A",
    "-o",
    "-p",
    "-P",
    "-s",
    "--auth",
    "--auth-type",
    "--boundary",
    "--cert",
    "--cert-key",
    "--cert-key-pass",
    "--bearer",
    "--ciphers",
    "--default-scheme",
    "--format-options",
    "--history-print",
    "--http-version",
    "--max-headers",
    "--max-redirects",
    "--output",
    "--pretty",
    "--print",
    "--proxy",
    "--raw",
    "--response-as",
    "--response-charset",
    "--response-mime",
    "--session",
    "--session-read-only",
    "--ssl",
    "--style",
    "--timeout",
    "--verify",
];

/// Whether an option takes its value from the next word.
pub(super) fn takes_value(option: &str) -> bool {
    WITH_VALUE.contains(&option)
}
