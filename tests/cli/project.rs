//! A folder with docs and settings that the binary is run in.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// A page with one request that reads and its response.
pub(crate) const READ: &str = "# Read a lamp\n\n## Request\n\n```http\nGET /lamps/7\nAccept: application/json\n```\n\n## Response\n\n\
                        ```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{\n  \"id\": 7,\n  \"name\": \"desk\"\n}\n```\n";

/// A page with a request whose id is in braces.
pub(crate) const UNFILLED: &str = "# Read a room\n\n## Request\n\n```http\nGET /rooms/{id}\n```\n\n## Response\n\n\
                            ```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{ \"id\": \"a\" }\n```\n";

/// A folder with a `docs` folder in it, gone at the end of the test.
pub(crate) struct Project {
    dir: tempfile::TempDir,
}

/// What a run of the binary left.
#[derive(Debug)]
pub(crate) struct Done {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Project {
    /// With these files; `docs/` is always there.
    pub(crate) fn with(files: &[(&str, &str)]) -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        fs::create_dir(dir.path().join("docs")).expect("docs");
        let project = Self { dir };
        for (path, text) in files {
            project.write(path, text.as_bytes());
        }
        project
    }

    pub(crate) fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        fs::write(path, bytes).expect("writes");
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
    }

    pub(crate) fn path(&self) -> &Path {
        self.dir.path()
    }

    /// Runs the binary in the project's folder, with an environment of nothing but these variables.
    pub(crate) fn run_with(&self, variables: &[(&str, &str)], arguments: &[&str]) -> Done {
        self.run_in("", variables, arguments)
    }

    /// The same in a folder below it.
    pub(crate) fn run_in(&self, folder: &str, variables: &[(&str, &str)], arguments: &[&str]) -> Done {
        let mut command = Command::new(env!("CARGO_BIN_EXE_doctrial"));
        command.args(arguments).current_dir(self.path().join(folder)).env_clear().envs(variables.iter().copied());
        let Output { status, stdout, stderr } = command.output().expect("the binary runs");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        Done { code: status.code().expect("no signal"), out: text(stdout), err: text(stderr) }
    }

    /// The same with a text as standard input.
    pub(crate) fn run_on(&self, input: &str, arguments: &[&str]) -> Done {
        let file = self.path().join(".standard-input");
        std::fs::write(&file, input).expect("writes");
        let mut command = Command::new(env!("CARGO_BIN_EXE_doctrial"));
        command.args(arguments).current_dir(self.path()).env_clear();
        command.stdin(std::fs::File::open(&file).expect("opens"));
        let Output { status, stdout, stderr } = command.output().expect("the binary runs");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        Done { code: status.code().expect("no signal"), out: text(stdout), err: text(stderr) }
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Done {
        self.run_with(&[], arguments)
    }
}
