//! What is wrong with the arguments, with what was meant.

use std::ffi::OsString;
use std::io::Write;

use clap::CommandFactory as _;
use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::streams;
use crate::cli::Exit;
use crate::cli::args::command_line::Cli;
use crate::cli::args::shared_flags::FLAGS_WITH_CREDENTIALS;
use crate::config::ReportKind;
use crate::finding::suggest::{did_you_mean, nearest};
use crate::http::{HIDDEN, without_userinfo};

/// Words of other tools, and the command that does it here.
const OTHER_COMMANDS: [(&str, &str); 22] = [
    ("accept", "bless"),
    ("approve", "bless"),
    ("cases", "list"),
    ("convert", "report convert"),
    ("diff", "report diff"),
    ("fire", "run"),
    ("har", "report har"),
    ("known", "baseline update"),
    ("lint", "check"),
    ("ls", "list"),
    ("merge", "report merge"),
    ("mock", "serve"),
    ("record", "run --record DIR"),
    ("replay", "run --replay DIR"),
    ("rules", "explain --all"),
    ("server", "serve"),
    ("shard", "run --shard N/OF"),
    ("start", "serve"),
    ("test", "run"),
    ("update", "bless"),
    ("validate", "check"),
    ("verify", "run"),
];

/// Flags of other tools, and those that do it here.
const OTHER_FLAGS: [(&str, &str); 18] = [
    ("bail", "fail-fast"),
    ("base", "base-url"),
    ("endpoint", "base-url"),
    ("env", "profile"),
    ("environment", "profile"),
    ("host", "base-url"),
    ("jobs", "concurrency"),
    ("output", "report"),
    ("parallel", "concurrency"),
    ("partition", "shard"),
    ("port", "listen"),
    ("addr", "listen"),
    ("reporter", "report"),
    ("server", "base-url"),
    ("settings", "config"),
    ("threads", "concurrency"),
    ("url", "base-url"),
    ("workers", "concurrency"),
];

/// Prints help, or what is wrong with the arguments: not the values of those that may be secrets.
pub(in crate::cli) fn print_usage(mut usage: clap::Error, arguments: &[OsString]) -> Exit {
    let argument = usage.get(ContextKind::InvalidArg).map(ToString::to_string).unwrap_or_default();
    let flag = argument.trim_start_matches('-').split([' ', '=']).next().unwrap_or_default();
    // Of a URL, only what may be a credential is hidden.
    if FLAGS_WITH_CREDENTIALS.contains(&flag) && flag != "base-url" {
        usage.insert(ContextKind::InvalidValue, ContextValue::String(HIDDEN.to_owned()));
    }
    // A URL in the wrong place.
    for kind in [ContextKind::InvalidSubcommand, ContextKind::InvalidArg, ContextKind::InvalidValue] {
        let shown = match usage.get(kind) {
            Some(ContextValue::String(text)) => without_userinfo(text).into_owned(),
            _ => continue,
        };
        usage.insert(kind, ContextValue::String(shown));
    }
    let arguments: Vec<&str> = arguments.iter().skip(1).filter_map(|argument| argument.to_str()).collect();
    let meant = match usage.kind() {
        ErrorKind::InvalidSubcommand => {
            let word = usage.get(ContextKind::InvalidSubcommand).map(ToString::to_string).unwrap_or_default();
            meant_command(&word, &arguments)
        }
        ErrorKind::UnknownArgument if usage.get(ContextKind::SuggestedArg).is_none() => {
            meant_flag(&argument, &arguments)
        }
        _ => None,
    };
    if let Some(meant) = meant {
        let _ = usage.remove(ContextKind::SuggestedSubcommand);
        let tip = StyledStr::from(did_you_mean(&meant));
        usage.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip]));
    }
    // If even this cannot be printed, nothing can be.
    if usage.use_stderr() {
        let _ = write!(streams::styled_stderr(), "{}", usage.render().ansi());
        return Exit::Usage;
    }
    let _ = usage.print();
    Exit::Passed
}

/// A message without the user and password of a URL that it repeats from the arguments, such as one in the place of a filter.
pub(in crate::cli) fn without_credentials(message: String, arguments: &[OsString]) -> String {
    let arguments = arguments.iter().skip(1).filter_map(|argument| argument.to_str());
    let urls = arguments.map(|argument| match argument.split_once('=') {
        Some((flag, value)) if flag.starts_with('-') => value,
        _ => argument,
    });
    let urls = urls.filter(|url| url.contains("://") && url.contains('@'));
    urls.fold(message, |message, url| message.replace(url, &without_userinfo(url)))
}

/// The command that was probably meant by a word that is not one.
fn meant_command(word: &str, arguments: &[&str]) -> Option<String> {
    let top = Cli::command();
    let outer =
        arguments.iter().find_map(|argument| top.find_subcommand(argument)).filter(|outer| outer.has_subcommands());
    let of =
        |command: &clap::Command| command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect::<Vec<_>>();
    if let Some(outer) = outer {
        if outer.get_name() == "report" && word.parse::<ReportKind>().is_ok() {
            return Some(format!("doctrial report convert --to {word}"));
        }
        return nearest(word, of(outer)).map(|meant| format!("doctrial {} {meant}", outer.get_name()));
    }
    let known = OTHER_COMMANDS.iter().find(|(other, _)| other.eq_ignore_ascii_case(word));
    let meant = known.map(|(_, meant)| (*meant).to_owned()).or_else(|| nearest(word, of(&top)));
    meant.map(|meant| format!("doctrial {meant}"))
}

/// The flag that an unknown argument stands for: one of another name, or a long one with a single dash (`-verbose`).
fn meant_flag(argument: &str, arguments: &[&str]) -> Option<String> {
    let mut command = &Cli::command();
    for argument in arguments {
        command = command.find_subcommand(argument).unwrap_or(command);
    }
    let flags: Vec<&str> = command.get_arguments().filter_map(clap::Arg::get_long).collect();
    let shown = |flag: &str| format!("--{flag}");
    if let Some(name) = argument.strip_prefix("--") {
        let name = name.split('=').next().unwrap_or_default();
        let known = OTHER_FLAGS.iter().find(|(other, flag)| *other == name && flags.contains(flag));
        return known.map(|(_, flag)| shown(flag));
    }
    let letter = argument.strip_prefix('-')?;
    let is_it =
        |word: &&str| word.len() > 3 && !word.starts_with("--") && word.starts_with('-') && word.contains(letter);
    let word = arguments.iter().find(|word| is_it(word))?.trim_start_matches('-');
    let word = word.split('=').next().unwrap_or_default();
    nearest(word, flags).map(shown)
}
