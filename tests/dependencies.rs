//! What a crate compiles that has doctrial as a dependency.

use std::collections::BTreeSet;
use std::process::Command;

/// The packages of a harness without a command line, on Linux; raise it only for what is worth the wait.
const MOST: usize = 182;

/// `cargo tree` for a crate with `default-features = false, features = ["tls"]`: a line for each package or feature.
fn tree(edges: &str) -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--prefix", "none", "--no-default-features", "--features", "tls", "--edges", edges])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let lines = text.lines().map(|line| line.trim_end_matches(" (*)").trim_end_matches(" (proc-macro)"));
    lines.filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[test]
fn the_harness_alone_is_light() {
    let packages = tree("normal,build");
    assert!(packages.iter().any(|line| line.starts_with("rustls ")), "{packages:?}");
    if cfg!(target_os = "linux") {
        assert!(packages.len() <= MOST, "{} packages: {packages:#?}", packages.len());
    }
}

#[test]
fn the_harness_alone_has_no_command_line_and_needs_no_cmake() {
    let packages = tree("normal,build");
    for name in ["aws-lc-rs", "aws-lc-sys", "clap_complete", "cmake", "indicatif", "openssl-sys", "similar"] {
        assert!(!packages.iter().any(|line| line.split(' ').next() == Some(name)), "{name}");
    }
    // libtest-mimic brings clap and its derive itself.
    let features = tree("normal,build,features");
    assert!(features.contains(r#"clap feature "default""#), "{features:?}");
    for feature in ["env", "wrap_help"] {
        assert!(!features.contains(&format!(r#"clap feature "{feature}""#)), "{feature}");
    }
}
