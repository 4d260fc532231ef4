//! A headless browser, if the machine has one.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::optional::variable;

/// What the names of browsers that can be asked for their DOM are.
const NAMES: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/// The browser that `DOCTRIAL_BROWSER` names, or the first one on the `PATH`; else what is missing.
pub(crate) fn browser() -> Result<PathBuf, String> {
    if let Some(named) = variable("DOCTRIAL_BROWSER") {
        return Ok(named.into());
    }
    let path = variable("PATH").unwrap_or_default();
    let mut files = std::env::split_paths(&path).flat_map(|folder| NAMES.map(|name| folder.join(name)));
    files.find(|file| file.is_file()).ok_or_else(|| {
        format!("no browser: none of {} is on the PATH, and DOCTRIAL_BROWSER names none", NAMES.join(", "))
    })
}

/// What a page is once its script has run.
pub(crate) struct Shown {
    /// The document as HTML.
    pub(crate) html: String,
    /// What the browser had to say of it: errors of the script, violations of the policy.
    pub(crate) log: String,
}

/// Opens a file at a part of it (`outcome=failed`), in a window of so many pixels.
pub(crate) fn open(browser: &Path, file: &Path, part: &str, width: u32) -> Shown {
    let profile = tempfile::tempdir().expect("a folder");
    let output = Command::new(browser)
        // Without a sandbox it starts as root, too; what it opens was made here.
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"])
        .args(["--enable-logging=stderr", "--virtual-time-budget=5000", "--dump-dom"])
        .arg(format!("--window-size={width},900"))
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .arg(format!("file://{}#{part}", file.display()))
        .output()
        .expect("the browser starts");
    let log = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && !output.stdout.is_empty(), "{}: {log}", browser.display());
    let log = log.lines().filter(|line| line.contains(":CONSOLE") || line.contains("Uncaught")).collect();
    Shown { html: String::from_utf8(output.stdout).expect("UTF-8"), log }
}

impl Shown {
    /// The text of the element with this id, which holds no other.
    pub(crate) fn text(&self, id: &str) -> &str {
        let (_, rest) = self.html.split_once(&format!("id=\"{id}\"")).expect("the element");
        rest.split_once('>').and_then(|(_, rest)| rest.split_once('<')).expect("its text").0
    }

    /// How often a text of HTML is in the document, the data and the script apart.
    pub(crate) fn count(&self, html: &str) -> usize {
        self.body().matches(html).count()
    }

    /// What a reader sees.
    pub(crate) fn body(&self) -> &str {
        let (_, rest) = self.html.split_once("<body>").expect("a body");
        rest.split_once("<script").expect("the data").0
    }
}
