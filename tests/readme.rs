//! What the README says can be done: its commands run, its settings are taken. Its Rust is compiled as a doctest.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

const README: &str = include_str!("../README.md");

/// The address the README gives the service of its reader.
const SERVICE: &str = "http://localhost:3000";

fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The fences with this info string.
fn fences(info: &str) -> Vec<&'static str> {
    let opening = format!("\n```{info}\n");
    README.split(opening.as_str()).skip(1).map(|rest| rest.split("\n```").next().unwrap_or_default()).collect()
}

/// The documented service on a port of its own, stopped when this is dropped.
struct Served {
    child: Child,
    url: String,
}

impl Served {
    fn start(docs: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_doctrial"));
        command.arg("serve").arg(docs).current_dir(repository()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("the binary runs");
        let mut url = String::new();
        BufReader::new(child.stdout.take().expect("piped")).read_line(&mut url).expect("a line");
        Self { child, url: url.trim().to_owned() }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // Where it has ended by itself there is nothing to stop.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn every_command_it_shows_runs() {
    let docs = repository().join("contracts/docs");
    let (served, reports) = (Served::start(&docs), tempfile::tempdir().expect("a folder"));
    let lines = fences("sh").into_iter().flat_map(str::lines);
    let commands: Vec<&str> = lines.filter_map(|line| line.strip_prefix("doctrial ")?.split(" #").next()).collect();
    assert!(commands.len() > 3, "{commands:?}");
    for shown in commands {
        let arguments = shown.replace("docs/", &docs.display().to_string()).replace(SERVICE, &served.url);
        let mut command = Command::new(env!("CARGO_BIN_EXE_doctrial"));
        command.args(arguments.split_whitespace()).current_dir(repository());
        // The docs it runs on require a token.
        command.env("DOCTRIAL_TOKEN", "t").env("DOCTRIAL_REPORTS", reports.path());
        let output = command.output().expect("the binary runs");
        assert_eq!(output.status.code(), Some(0), "doctrial {shown}: {output:?}");
    }
}

#[test]
fn the_settings_it_shows_are_taken() {
    let settings = fences("toml").into_iter().find(|text| text.contains("base-url")).expect("settings");
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("doctrial.toml"), settings).expect("writes");
    std::fs::create_dir(folder.path().join("docs")).expect("a folder");
    let page = "# Parcels\n\n```http\nGET /parcels/{id}\n```\n\n```http\nHTTP/1.1 200 OK\n```\n";
    std::fs::write(folder.path().join("docs/parcels.md"), page).expect("writes");
    let mut command = Command::new(env!("CARGO_BIN_EXE_doctrial"));
    command.args(["list", "--request"]).current_dir(folder.path()).env("API_TOKEN", "t");
    let output = command.output().expect("the binary runs");
    let shown = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && shown.contains("/parcels/PK-1001"), "{output:?}");
}
