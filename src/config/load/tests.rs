//! Layers over each other, refused keys and values, missing variables.

use std::fs;

use secrecy::ExposeSecret;

use super::*;
use crate::config::{ReportDestination, ReportKind};
use crate::finding::Level;

struct Project(tempfile::TempDir);

impl Project {
    fn with(file: &str, text: &str) -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join(file);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        fs::write(path, text).expect("writes");
        Self(dir)
    }

    fn load(&self, variables: &[(&str, &str)], profile: Option<&str>, purpose: Purpose) -> Result<Settings, String> {
        let environment = Environment::of(self.0.path(), variables.iter().copied());
        let from = self.0.path().to_owned();
        let profile = profile.map(str::to_owned);
        let load = Load { environment: &environment, from, file: None, profile, flags: Layer::default(), purpose };
        load.settings().map_err(|e| e.to_string())
    }

    fn error(text: &str) -> String {
        Self::with("doctrial.toml", text).load(&[], None, Purpose::Fire).expect_err("is refused")
    }
}

#[test]
fn an_unknown_key_is_refused_with_its_position_and_a_suggestion() {
    assert_eq!(
        Project::error("docs = \"d\"\n\n  tiemout = 3\n"),
        "doctrial.toml:3:3: unknown key `tiemout`; did you mean `timeout`?"
    );
    assert!(Project::error("base_url = 'http://h'").ends_with("did you mean `base-url`?"));
    assert!(Project::error("[profile.a]\ntiemout = 3").starts_with("doctrial.toml:2:1: unknown key"));
}

#[test]
fn a_value_of_another_type_is_refused_with_its_key_and_what_to_write() {
    for (text, message) in [
        ("docs = 3", "1:8: `docs` takes a text in quotes, not `3`: write `docs = \"...\"`"),
        ("timeout = true", "1:11: `timeout` takes a text in quotes, not `true`: write `timeout = \"...\"`"),
        (
            "allow-writes = 'yes'",
            "1:16: `allow-writes` takes `true` or `false`, not a text: write `allow-writes = true`",
        ),
        ("concurrency = 0", "1:15: `concurrency` takes a whole number above 0, not `0`: write `concurrency = 1`"),
        ("retries = -1", "1:11: `retries` takes a whole number, 0 or more, not `-1`: write `retries = 1`"),
        ("exclude = 'x'", "1:11: `exclude` takes a list, not a text: write `exclude = [\"...\"]`"),
        ("[profile.a]\ndocs = 3", "2:8: `profile.a.docs` takes a text in quotes, not `3`: write `docs = \"...\"`"),
        ("[[setup]]\nname = 3", "2:8: `setup.name` takes a text in quotes, not `3`: write `name = \"...\"`"),
        ("[expect]\nstatus = 3", "1:1: `expect` takes a list of tables, not one table: write `[[expect]]`"),
        ("docs =", "1:7: `docs` has no value: write `docs = \"...\"`"),
        (
            "[auth]\nbearer = 830412",
            "2:10: `auth.bearer` takes a text in quotes, not a number: write `bearer = \"...\"`",
        ),
        (
            "[auth]\nbasic = { user = 'u', password = 1_000 }",
            "2:34: `auth.basic.password` takes a text in quotes, not a number: write `password = \"...\"`",
        ),
        ("[auth]\nbasic = { user = 'u' }", "2:9: `auth.basic` lacks `password`: write `password = ...`"),
        (
            "[auth]\napi-key = { header = 'X', value = true }",
            "2:35: `auth.api-key.value` takes a text in quotes, not `true` or `false`: write `value = \"...\"`",
        ),
        (
            "[identity.app.oauth]\ntoken-url = 'https://h/t'\nclient-id = 'a'\nrefresh-token = 4",
            "4:17: `identity.app.oauth.refresh-token` takes a text in quotes, not a number: write `refresh-token = \"...\"`",
        ),
        (
            "[identity.app]\nclient-secret = 4",
            "2:1: unknown key `client-secret`; it belongs in `oauth`: write `oauth = { client-secret = ... }`",
        ),
        (
            "[auth]\ntoken-url = 'h'",
            "2:1: unknown key `token-url`; it belongs in `oauth`: write `oauth = { token-url = ... }`",
        ),
        (
            "[identity.app]\nxyzzy = 4",
            "2:1: unknown key `xyzzy`; expected one of bearer, basic, api-key, oauth, command, lifetime, for, tags, scopes",
        ),
        (
            "[[capture]]\nof = { name = 'a' }\nlamp-id = 3",
            "3:11: `capture.lamp-id` takes a JSONPath such as \"$.id\", or a table with `body`, `header` or `cookie`, not `3`: \
             write `lamp-id = \"$.id\"`",
        ),
        ("[[capture]]\nid = '$.id'", "1:1: `capture` lacks `of`: write `of = ...`"),
        (
            "docs = 'd'\ndeny-tolerances = []\ndeny-leniency = []",
            "3:1: `deny-leniency` is the former name of `deny-tolerances`: write one of them",
        ),
        (
            "[[expect]]\nwhere = { page = 'a.md' }\nof = { page = 'b.md' }\ntruncated = true",
            "3:1: `of` is the former name of `where`: write one of them",
        ),
        (
            "[parameters]\nn = ['1']\nid = []",
            "3:6: a list of values is empty: give it one, such as [\"1\"], or remove the key",
        ),
        ("[identity]\napp = 4711", "2:7: `identity.app` takes a table, not a number: write `app = { ... }`"),
        (
            "[rules]\nD303 = 3",
            "2:8: `rules.D303` takes a text in quotes, not a value of another type: write `D303 = \"...\"`",
        ),
    ] {
        assert_eq!(Project::error(text), format!("doctrial.toml:{message}"));
    }
    assert!(Project::error("[reports]\njunit = 3").contains(":2:9: `reports.junit` takes a path, `-` for"));
    let basic = Project::error("[auth]\nbasic = 'user:s3cret'");
    assert!(basic.contains("`auth.basic` takes a table") && !basic.contains("s3cret"), "{basic}");
}

#[test]
fn a_wrong_value_is_refused_with_its_position() {
    assert_eq!(
        Project::error("base-url = \"localhost:3000\""),
        "doctrial.toml:1:12: base URL `localhost:3000` has no scheme: write http://localhost:3000"
    );
    assert!(
        Project::error("[rules]\nwrong-statsu = \"warn\"")
            .starts_with("doctrial.toml:2:1: unknown rule `wrong-statsu`")
    );
    assert!(Project::error("[[skip]]\npage = 'a.md'").contains("`skip` lacks `reason`: write `reason = ...`"));
    assert!(
        Project::error("\n[[skip]]\nreason = 'x'").starts_with("doctrial.toml:2:1: [[skip]] \"x\" has no condition")
    );
    let differs = Project::error("[literals]\n\"lamps/7\" = \"lamp/{lamp-id}\"");
    assert!(
        differs.starts_with("doctrial.toml:2:") && differs.contains("`lamps/7` and `lamp/{lamp-id}` differ"),
        "{differs}"
    );
    assert!(Project::error("concurrency = 0").starts_with("doctrial.toml:1:15"));
}

#[test]
fn the_former_names_of_keys_still_work() {
    let text = "deny-leniency = ['null']\n\n[[leave-out]]\npage = 'a.md'\nreason = 'x'\n\n\
                [[expect]]\nof = { page = 'b.md' }\ntruncated = true\n";
    let former = Project::with("doctrial.toml", text).load(&[], None, Purpose::Fire).expect("loads");
    let text = text.replace("deny-leniency", "deny-tolerances").replace("leave-out", "skip").replace("of =", "where =");
    let current = Project::with("doctrial.toml", &text).load(&[], None, Purpose::Fire).expect("loads");
    assert_eq!((former.skip.len(), former.expect.len(), former.denied_tolerances.len()), (1, 1, 1));
    assert_eq!((former.skip, former.denied_tolerances), (current.skip, current.denied_tolerances));
    assert_eq!(former.expect[0].cases, current.expect[0].cases);
}

#[test]
fn a_missing_variable_names_key_and_line_but_only_where_it_is_needed() {
    let project =
        Project::with("doctrial.toml", "[auth]\nbearer = \"${TOKEN_X}\"\n[profile.far.headers]\nX-Key = '${FAR}'\n");
    let refusal = project.load(&[], None, Purpose::Fire).expect_err("needs TOKEN_X");
    assert_eq!(
        refusal,
        "doctrial.toml:2:10: auth.bearer: the environment variable TOKEN_X is not set: set it, or write the value"
    );
    assert!(project.load(&[], None, Purpose::Read).is_ok(), "reading docs needs no token");
    assert!(project.load(&[("TOKEN_X", "t")], None, Purpose::Fire).is_ok(), "the other profile's are not needed");
    let refusal = project.load(&[("TOKEN_X", "t")], Some("far"), Purpose::Fire).expect_err("needs FAR");
    assert!(refusal.contains("profile.far.headers.X-Key"), "{refusal}");
    let settings = project.load(&[("TOKEN_X", "t0"), ("FAR", "f0")], Some("far"), Purpose::Fire).expect("all set");
    let secrets: Vec<_> = settings.secrets.iter().map(ExposeSecret::expose_secret).collect();
    assert!(secrets.contains(&"t0") && secrets.contains(&"f0"));
}

#[test]
fn layers_lie_over_each_other() {
    let text = "timeout = '9s'\nconnect-timeout = 4\ndocs = 'pages'\n[parameters]\nid = 7\nkey = ['a', 'b']\n\
                [rules]\nS001 = 'warn'\n[profile.slow]\ntimeout = '2m'\n[profile.slow.parameters]\nid = 'x'\n";
    let project = Project::with("contracts/doctrial.toml", text);
    let settings = project.load(&[("DOCTRIAL_CONNECT_TIMEOUT", "1s")], Some("slow"), Purpose::Fire).expect("settings");
    assert_eq!(settings.target.timeout.as_secs(), 120);
    assert_eq!(settings.target.connect_timeout.as_secs(), 1);
    assert_eq!(settings.target.parameters["id"].values, ["x"]);
    assert_eq!(settings.target.parameters["key"].values, ["a", "b"]);
    assert_eq!(settings.levels["S001"], Level::Warn);
    assert_eq!(settings.docs, PathBuf::from("contracts/pages"), "relative to the file's folder");
    assert_eq!(settings.reports.of(ReportKind::Junit), &ReportDestination::Path("reports/junit.xml".into()));
    assert_eq!(settings.file, Some(PathBuf::from("contracts/doctrial.toml")));
}

#[test]
fn a_parameter_marked_in_one_layer_is_secret_in_all() {
    let text = "[parameters]\nid = { value = 'a', secret = true }\nkey = ['b']\n[profile.p.parameters]\nid = 'c'\n";
    let settings = Project::with("doctrial.toml", text).load(&[], Some("p"), Purpose::Fire).expect("loads");
    let parameters = &settings.target.parameters;
    assert_eq!((parameters["id"].values.as_slice(), parameters["id"].is_secret), (&["c".to_owned()][..], true));
    assert!(!parameters["key"].is_secret);
    assert!(!format!("{settings:?}").contains("\"c\""));
    let error = Project::error("[parameters]\nid = { value = 'hush', secert = true }");
    assert!(error.starts_with("doctrial.toml:2:") && error.contains("did you mean `secret`?"), "{error}");
    assert!(!error.contains("hush"), "{error}");
}

#[test]
fn what_an_expect_takes_from_a_variable_is_secret_but_for_its_conditions() {
    let text = "[[expect]]\nwhere = { page = '${PAGE}' }\nparameters.id = '${ID}'\n";
    let project = Project::with("doctrial.toml", text);
    let settings = project.load(&[("PAGE", "a.md"), ("ID", "i-1")], None, Purpose::Fire).expect("loads");
    assert_eq!(settings.secrets.iter().map(ExposeSecret::expose_secret).collect::<Vec<_>>(), ["i-1"]);
    let read = project.load(&[("PAGE", "a.md")], None, Purpose::Read).expect("reading docs needs no secret");
    assert_eq!(read.expect.len(), 1);
    assert!(project.load(&[("PAGE", "a.md")], None, Purpose::Fire).is_err());
}

#[test]
fn the_url_of_a_token_or_of_a_step_from_a_variable_is_no_secret_but_for_the_credentials_in_it() {
    let text = "[identity.app.oauth]\ntoken-url = '${BASE}/token'\naudience = '${BASE}'\nclient-id = 'a'\nclient-secret = '${KEY}'\n\
                [[setup]]\nname = 'log in'\nrequest = \"POST ${BASE}/login\\nX-Key: ${KEY}\"\n";
    let project = Project::with("doctrial.toml", text);
    let secrets = |base: &str| {
        let loaded = project.load(&[("BASE", base), ("KEY", "k-1")], None, Purpose::Fire).expect("loads");
        let secrets = loaded.secrets.iter().map(|secret| secret.expose_secret().to_owned());
        secrets.collect::<std::collections::BTreeSet<_>>().into_iter().collect::<Vec<_>>()
    };
    assert_eq!(secrets("http://127.0.0.1:8080/v1"), ["k-1"]);
    assert_eq!(secrets("http://app:hush@127.0.0.1:8080"), ["hush", "k-1"]);
    // What is shown elsewhere as a secret is one.
    let project = Project::with("doctrial.toml", &format!("{text}[headers]\nX-Hook = '${{BASE}}'\n"));
    let loaded = project.load(&[("BASE", "http://h/x7Y"), ("KEY", "k-1")], None, Purpose::Fire).expect("loads");
    assert!(loaded.secrets.iter().any(|secret| secret.expose_secret() == "http://h/x7Y"));
}

#[test]
fn a_misspelt_variable_or_profile_is_refused() {
    let project = Project::with("doctrial.toml", "[profile.staging]\n");
    let refusal = project.load(&[("DOCTRIAL_BASEURL", "http://h")], None, Purpose::Fire).expect_err("misspelt");
    assert_eq!(refusal, "environment variable DOCTRIAL_BASEURL: not a setting; did you mean `DOCTRIAL_BASE_URL`?");
    let refusal = project.load(&[], Some("stagign"), Purpose::Fire).expect_err("no such profile");
    assert_eq!(refusal, "no profile `stagign`: doctrial.toml has staging");
    let refusal = project.load(&[("DOCTRIAL_TIMEOUT", "soon")], None, Purpose::Fire).expect_err("not a duration");
    assert!(refusal.starts_with("environment variable DOCTRIAL_TIMEOUT: `soon` is not a duration"), "{refusal}");
}

#[test]
fn credentials_of_the_base_url_become_auth_and_are_secret() {
    let project = Project::with("doctrial.toml", "base-url = 'http://me:hush@h/v1'\n");
    let settings = project.load(&[], None, Purpose::Fire).expect("settings");
    assert_eq!(settings.target.base_url.as_ref().map(url::Url::as_str), Some("http://h/v1"));
    assert_eq!(settings.secrets[0].expose_secret(), "hush");
    assert!(!format!("{settings:?}").contains("hush"));
    let refusal = project.load(&[("DOCTRIAL_TOKEN", "t")], None, Purpose::Fire).expect_err("twice");
    assert!(refusal.contains("given twice"), "{refusal}");
}
