//! A fence with shell commands -> the commands of a client (`curl`), each with what is below it.

use std::collections::BTreeMap;

use super::below_command::{continuation_without_backslash, past_chained, typed_document};
use super::client::CommandClient;
use super::command_words::Command;
use super::pipeline::{Pipeline, ShellDefect, Stage, Variables};
use super::printed::{Printed, printed, write_file};
use super::prompt;
use super::prompt::Line;
use super::shell;
use super::word::Word;
use crate::contract::Dialect;
use crate::docs::messages::command_options;
use crate::http::begins_url;
use crate::http::method::METHODS;

/// What a fence with shell commands consists of.
#[derive(Debug, Default)]
pub(crate) struct Script {
    pub(crate) commands: Vec<Command>,
    /// Files that the fence itself writes (`echo ... > name`), by name; `None`: what is in it is not known.
    pub(crate) files: BTreeMap<String, Option<Word>>,
    /// Commands have a prompt before them, so that lines without one are output.
    pub(crate) prompted: bool,
}

/// Reads a fence; the result has no command where none is the client's.
pub(crate) fn read(source: &str, client: &CommandClient) -> Script {
    let mut script = Script::default();
    let unnamed = if client.dialect == Dialect::Curl { command_options::begin(source) } else { None };
    let wrapped = client.dialect == Dialect::Curl && may_be_wrapped(source);
    if unnamed.is_none() && !wrapped && !(client.is_mentioned)(source) {
        return script;
    }
    let mut variables = Variables::of(source);
    let (mut at, mut line_end) = (0, 0);
    if let Some(start) = unnamed {
        let pipeline = shell::pipeline(source, start, false, &variables);
        at = pipeline.end.max(start);
        take(&mut script, &mut variables, source, pipeline, &mut at, false, &Program::Unnamed);
    }
    // The output of other commands is skipped.
    let mut open = unnamed.is_some();
    while at < source.len() {
        // There may be many commands in one line.
        if at >= line_end {
            line_end = at + source[at..].split_inclusive('\n').next().unwrap_or_default().len();
        }
        let line = &source[at..line_end];
        // Of several lines with the sign of comments none is a prompt.
        if line.trim_start().starts_with('#') && is_below_comment(source, at, client) {
            at += line.len();
            continue;
        }
        match prompt::line(line.trim_end(), client) {
            Line::Command { at: into, prompted } => {
                close(&mut script, open, at);
                let pipeline = shell::pipeline(source, at + into, prompted, &variables);
                at = pipeline.end.max(at + into);
                script.prompted |= prompted;
                let wraps = wrapped && prompted && source[at..].starts_with("HTTP/") && is_wrapper(&pipeline);
                let program = if wraps { Program::Wrapper } else { Program::Client(client) };
                open = take(&mut script, &mut variables, source, pipeline, &mut at, prompted, &program);
                if open && let Some(command) = script.commands.last_mut() {
                    at = past_chained(source, at, client);
                    command.below = at..at;
                }
            }
            Line::HereComment => {
                close(&mut script, std::mem::take(&mut open), at);
                at = shell::pipeline(source, at, false, &variables).end.max(at + line.len());
            }
            Line::Comment | Line::Output => at += line.len(),
        }
    }
    close(&mut script, open, source.len());
    script
}

fn close(script: &mut Script, open: bool, at: usize) {
    if let Some(command) = script.commands.last_mut().filter(|_| open) {
        command.below.end = at;
    }
}

/// Whether the line above an offset is a comment.
fn is_below_comment(source: &str, at: usize, client: &CommandClient) -> bool {
    let above = source[..at].strip_suffix('\n').unwrap_or_default();
    let line = above.rsplit('\n').next().unwrap_or_default().trim();
    line.strip_prefix("# ").is_some_and(|words| !(client.is_call)(words.trim_start()))
}

/// Records what a pipeline does, and returns whether it has a command of the client.
fn take(
    script: &mut Script,
    variables: &mut Variables,
    source: &str,
    pipeline: Pipeline,
    at: &mut usize,
    prompted: bool,
    program: &Program<'_>,
) -> bool {
    let Pipeline { mut stages, defects, background, .. } = pipeline;
    let Some((index, first)) = stages.iter().enumerate().find_map(|(i, stage)| Some((i, program.word(stage)?))) else {
        for stage in stages {
            set(&stage, variables);
            write_file(stage, &mut script.files);
        }
        return false;
    };
    let filters = stages.split_off(index + 1);
    let mut stage = stages.pop().unwrap_or_default();
    let piped = stages.pop().map(printed);
    let start = stage.words[first].range.start;
    let (name, words) = if matches!(program, Program::Unnamed) {
        ("curl".to_owned(), with_method_option(std::mem::take(&mut stage.words)))
    } else {
        let words = stage.words.split_off(first + 1);
        (stage.words.pop().map(|word| word.text).unwrap_or_default(), words)
    };
    let output_file = filters.last().unwrap_or(&stage).output.clone();
    let (piped, piped_file) = match piped {
        Some(Printed::Text(text)) => (Some(text), None),
        Some(Printed::File(file)) => (None, Some(file)),
        None => (None, None),
    };
    let (input, input_file) = (stage.input.or(piped), stage.input_file.or(piped_file));
    let mut command =
        Command { name, words, start, input, input_file, filters, output_file, background, defects, below: *at..*at };
    while let Some(more) = continuation_without_backslash(source, *at, &command) {
        command.defects.push((ShellDefect::NoBackslash, more));
        let line = shell::pipeline(source, more, prompted, variables);
        command.defects.extend(line.defects);
        let mut stages = line.stages.into_iter();
        command.words.extend(stages.next().map(|stage| stage.words).unwrap_or_default());
        command.filters.extend(stages);
        *at = line.end;
    }
    if let Some(document) = typed_document(source, *at, &command) {
        *at = document.range.end;
        command.input = Some(document);
    }
    command.below = *at..*at;
    script.commands.push(command);
    true
}

/// The program whose commands a line may show.
enum Program<'c> {
    Client(&'c CommandClient),
    /// `curl`, its name left out.
    Unnamed,
    /// A script that passes its words on to `curl`.
    Wrapper,
}

impl Program<'_> {
    /// Its word in a stage that calls it; the first one where its name is left out.
    fn word(&self, stage: &Stage) -> Option<usize> {
        match self {
            Self::Client(client) => command_word(stage, client),
            Self::Unnamed | Self::Wrapper => (!stage.words.is_empty()).then_some(0),
        }
    }
}

/// Whether a fence may show calls of a script around `curl`: commands behind a prompt, and the heads of responses.
fn may_be_wrapped(source: &str) -> bool {
    source.trim_start().starts_with("$ ") && memchr::memmem::find(source.as_bytes(), b"\nHTTP/").is_some()
}

/// Whether a command of an unknown program is given one path or URL: with the head of a response below it, it requests that.
fn is_wrapper(pipeline: &Pipeline) -> bool {
    let [stage] = pipeline.stages.as_slice() else { return false };
    let is_target = |word: &&Word| word.text.starts_with('/') || begins_url(&word.text);
    let known =
        |word: &Word| word.text.contains('/') || ["curl", "http", "https", "wget", "cat"].contains(&&*word.text);
    stage.words.first().is_some_and(|name| !known(name)) && stage.words.iter().skip(1).filter(is_target).count() == 1
}

/// The words of a command; a method that they begin with is that of `-X`.
fn with_method_option(mut words: Vec<Word>) -> Vec<Word> {
    if let Some(method) = words.first().filter(|word| METHODS.contains(&word.text.as_str())) {
        let mut option = Word::at(method.range.start);
        option.push("-X", method.range.start);
        words.insert(0, option);
    }
    words
}

/// The client's name in a stage: its first word, or the first after assignments, `sudo` and their like.
fn command_word(stage: &Stage, client: &CommandClient) -> Option<usize> {
    let lead = |word: &str| {
        ["sudo", "time", "watch", "exec", "then", "do"].contains(&word)
            || word
                .split_once('=')
                .is_some_and(|(name, _)| name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_'))
    };
    let at = stage.words.iter().position(|word| !lead(&word.text))?;
    (client.is_name)(&stage.words[at].text).then_some(at)
}

/// `NAME=value`, `export NAME=value`: a value that the fence computes is not known.
fn set(stage: &Stage, variables: &mut Variables) {
    let skip = usize::from(stage.words.first().is_some_and(|word| word.text == "export" || word.text == "set"));
    for word in &stage.words[skip.min(stage.words.len())..] {
        let Some((name, value)) = word.text.split_once('=') else { return };
        let plain = !value.contains("${") && !value.contains('<') && !value.is_empty();
        if plain && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') {
            variables.insert(name.to_owned(), value.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::docs::dialect::curl::CURL;

    fn read(source: &str) -> Script {
        super::read(source, &CURL)
    }

    fn below(source: &str) -> Vec<(usize, String)> {
        let commands = read(source).commands.into_iter();
        commands.map(|command| (command.words.len(), source[command.below].to_owned())).collect()
    }

    #[test]
    fn each_command_has_what_is_below_it() {
        assert_eq!(below("a 1;\n# to see all:\n#  curl http://h/a\n# or so\nb 2;\n"), []);
        let source = "# first\ncurl h/a\n# {\"a\": 1}\n\ncurl h/b \\\n -s\n[]\n$ ls\nfile\n";
        assert_eq!(below(source), [(1, "# {\"a\": 1}\n\n".to_owned()), (2, "[]\n".to_owned())]);
    }

    #[test]
    fn a_missing_backslash_is_reported() {
        let script = read("curl -H 'a: b'\n  http://h/x \\\n  -d x\n  -d y\n{}");
        assert_eq!(script.commands[0].words.len(), 7);
        assert_eq!(script.commands[0].defects, [(ShellDefect::NoBackslash, 17), (ShellDefect::NoBackslash, 39)]);
    }

    #[test]
    fn commands_are_known_without_the_name_of_the_client() {
        let words = |source: &str| {
            let commands = read(source).commands.into_iter();
            commands.map(|command| command.words.into_iter().map(|word| word.text).collect()).collect::<Vec<Vec<_>>>()
        };
        assert_eq!(words("-X PUT \\\n -H 'a: b' \\\n https://h/x\n"), [["-X", "PUT", "-H", "a: b", "https://h/x"]]);
        assert_eq!(words("POST /x\n  -H 'a: b'\n"), [["-X", "POST", "/x", "-H", "a: b"]]);
        assert_eq!(words("$ lampctl /x -X PUT\nHTTP/1.1 200 OK\n\n{}\n"), [["/x", "-X", "PUT"]]);
        for source in ["$ lampctl list\nHTTP/1.1 200 OK\n", "$ lampctl /x\nok\n", "- a\n- b", "POST /x\n- a"] {
            assert_eq!(words(source), Vec::<Vec<String>>::new(), "{source}");
        }
    }

    #[test]
    fn what_is_chained_to_a_command_prints_nothing_of_it() {
        assert_eq!(below("curl h/a && echo ''\n{}\ndone\nx\n"), [(1, "{}\n".to_owned())]);
    }

    #[test]
    fn files_and_variables_of_the_fence_are_known() {
        let script = read("T=abc\necho 'x' > f.txt\ncat <<E > g\n1\nE\ncurl h/$T --data @f.txt");
        let text = |name: &str| script.files[name].as_ref().map(|word| word.text.as_str());
        assert_eq!((text("f.txt"), text("g")), (Some("x\n"), Some("1\n")));
        assert_eq!(script.commands[0].words[0].text, "h/abc");
    }

    #[test]
    fn curl_may_be_in_a_pipeline_or_a_substitution() {
        let script = read("echo '{\"a\": 1}' | curl -d @- h/x | jq .");
        assert_eq!(script.commands[0].input.as_ref().map(|word| word.text.as_str()), Some("{\"a\": 1}"));
        assert_eq!(script.commands[0].filters[0].words[0].text, "jq");
        assert_eq!(read("<<C\ncurl h/x\nC\n").commands.len(), 0);
    }
}
