//! What a command after a `|` does to the response that is shown.

use super::pipeline::Stage;

/// What becomes of the response.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum FilterEffect {
    /// The same document, laid out.
    Same,
    /// A part of it, or something made from it.
    Changed,
    /// It is used up: unpacked, run, installed.
    Consumed,
}

/// What a pipeline leaves of the response.
pub(crate) fn filter_effect(stages: &[Stage]) -> FilterEffect {
    stages.iter().map(effect).max().unwrap_or(FilterEffect::Same)
}

fn effect(stage: &Stage) -> FilterEffect {
    let words: Vec<&str> = stage.words.iter().map(|word| word.text.as_str()).collect();
    let Some((name, rest)) = words.split_first() else { return FilterEffect::Same };
    let name = name.rsplit('/').next().unwrap_or_default();
    let lays_out = match name {
        "jq" => jq_lays_out(rest),
        _ if name.starts_with("python") => rest.contains(&"json.tool") || rest.contains(&"-mjson.tool"),
        "json" | "json_pp" | "jsonpp" | "json_reformat" | "prettyjson" | "pygmentize" | "less" | "more" | "bat"
        | "cat" | "tee" | "gunzip" | "zcat" => true,
        "xmllint" => rest.contains(&"--format"),
        _ => false,
    };
    let consumes =
        ["sh", "bash", "zsh", "sudo", "tar", "gpg", "apt-key", "kubectl", "docker", "unzip", "psql", "node", "iex"];
    match name {
        _ if lays_out => FilterEffect::Same,
        _ if consumes.contains(&name) => FilterEffect::Consumed,
        _ => FilterEffect::Changed,
    }
}

/// `jq`, `jq .`, `jq -S '.'`
fn jq_lays_out(words: &[&str]) -> bool {
    let mut program = words.iter().filter(|word| !word.starts_with('-') || **word == "-");
    let layout = ["-s", "--slurp", "-n", "--null-input", "-R", "--raw-input", "-e", "--arg", "--argjson", "-f"];
    !words.iter().any(|word| layout.contains(word)) && program.all(|word| matches!(*word, "." | "-"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::docs::dialect::command::pipeline::Variables;
    use crate::docs::dialect::command::shell::pipeline;

    #[test]
    fn layout_keeps_the_response_and_a_selection_does_not() {
        let effect = |text: &str| filter_effect(&pipeline(text, 0, false, &Variables::of("")).stages);
        for text in ["jq", "jq .", "jq -S '.'", "python3 -m json.tool", "python -mjson.tool", "json_pp | less"] {
            assert_eq!(effect(text), FilterEffect::Same, "{text}");
        }
        for text in ["jq .data", "jq -s .", "grep x", "head -1", "jq . | wc -l"] {
            assert_eq!(effect(text), FilterEffect::Changed, "{text}");
        }
        assert_eq!(effect("sudo tar xz"), FilterEffect::Consumed);
    }
}
