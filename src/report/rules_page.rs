//! `docs/rules.md`, generated from the registry of rules.

use std::fmt::Write as _;

use crate::finding::{Level, Rule, rules};

/// Every rule as a page of Markdown: what `docs/rules.md` must be.
pub fn rules_page() -> String {
    let mut out = String::from(
        "<!-- Generated from the rules themselves: doctrial explain --all --format markdown > docs/rules.md -->\n\n\
         # Rules\n\n\
         Every finding names its rule. The level is the default: `deny` fails, `warn` is shown, \
         `allow` is not. Flags (`--deny`, `--warn`, `--allow`) and `[rules]` in the [settings](settings.md) take a rule's \
         code or name.\n\n\
         | Code | Name | Level |\n|---|---|---|\n",
    );
    for rule in rules::all() {
        let Rule { code, name, .. } = rule;
        let _ = writeln!(out, "| [{code}](#{}) | `{name}` | {} |", anchor(rule), level_name(rule.level));
    }
    for rule in rules::all() {
        section(rule, &mut out);
    }
    out
}

/// `deny`, `warn` or `allow`.
pub const fn level_name(level: Level) -> &'static str {
    match level {
        Level::Allow => "allow",
        Level::Warn => "warn",
        Level::Deny => "deny",
    }
}

fn section(rule: &Rule, out: &mut String) {
    let Rule { code, name, what, why, example, fix, .. } = rule;
    let level = level_name(rule.level);
    // An example may itself contain fences, comments and markup: it is shown as it is.
    let _ = write!(
        out,
        "\n## {code} {name}\n\nLevel: {level}. {what}\n\n*Why:* {why}\n\n*Example:*\n\n`````text\n{example}\n`````\n\n\
         *What to do:* {fix}\n"
    );
}

/// The anchor that forges derive from the heading.
fn anchor(rule: &Rule) -> String {
    format!("{}-{}", rule.code.to_lowercase(), rule.name)
}
