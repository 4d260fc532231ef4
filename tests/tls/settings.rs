//! What the settings say of `https`: who is trusted, who the client is, and where connections go.

use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};

use crate::service::{Authority, serve_as, tunnel};
use crate::{LAMP, PAGE, write_page};

/// A project with the page, these settings and files.
pub(crate) fn project(settings: &str, files: &[(&str, &str)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    write_page(dir.path(), PAGE);
    std::fs::write(dir.path().join("doctrial.toml"), settings).unwrap();
    for (name, text) in files {
        std::fs::write(dir.path().join(name), text).unwrap();
    }
    dir
}

/// The exit code, and all that is printed.
pub(crate) fn run(dir: &Path, variables: &[(&str, &str)], more: &[&str]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_doctrial"));
    command.arg("run").args(more).current_dir(dir).env_clear().envs(variables.iter().copied());
    let output = command.output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    (output.status.code().unwrap(), text)
}

#[test]
fn an_authority_of_the_settings_is_trusted() {
    let authority = Authority::new();
    let port = serve_as(authority.service("127.0.0.1", None), |_, _| LAMP.to_owned());
    let settings =
        |table: &str| format!("base-url = 'https://127.0.0.1:{port}'\n[tls.'{table}']\nca-file = 'ca.pem'\n");
    for table in ["127.0.0.1".to_owned(), format!("127.0.0.1:{port}"), "*".to_owned()] {
        let dir = project(&settings(&table), &[("ca.pem", &authority.pem())]);
        let (code, text) = run(dir.path(), &[], &[]);
        assert!(code == 0 && !text.contains("not checked"), "{code} {text}");
    }
    let dir = project(&settings("127.0.0.1"), &[("ca.pem", "nothing\n")]);
    let (code, text) = run(dir.path(), &[], &[]);
    assert!(code == 2 && text.contains("contains no certificate in PEM"), "{code} {text}");
    let dir = project(&settings("127.0.0.1"), &[]);
    let (code, text) = run(dir.path(), &[], &[]);
    assert!(code == 2 && text.contains("`ca-file`") && text.contains("ca.pem: No such file"), "{code} {text}");
    let dir = project(&settings("other.example"), &[("ca.pem", &authority.pem())]);
    let (code, text) = run(dir.path(), &[], &[]);
    assert!(code == 5 && text.contains("`ca-file` in the table [tls]"), "{code} {text}");
}

#[test]
fn a_certificate_goes_unchecked_where_a_profile_says_so_and_the_run_says_it() {
    let port = serve_as(Authority::new().service("other.example", None), |_, _| LAMP.to_owned());
    let settings = format!("base-url = 'https://127.0.0.1:{port}'\n[profile.dev.tls.'127.0.0.1']\ninsecure = true\n");
    let dir = project(&settings, &[]);
    let (code, text) = run(dir.path(), &[], &[]);
    assert!(code == 5 && text.contains("was refused"), "{code} {text}");
    let (code, text) = run(dir.path(), &[], &["--profile", "dev"]);
    assert!(code == 0 && text.contains("the certificate of 127.0.0.1 is not checked"), "{code} {text}");
}

#[test]
fn flags_secure_connections_to_the_host_of_the_base_url() {
    let (authority, clients) = (Authority::new(), Authority::new());
    let port = serve_as(authority.service("127.0.0.1", Some(&clients)), |_, _| LAMP.to_owned());
    let (certificate, key) = clients.issue("kim");
    let files = [("ca.pem", authority.pem()), ("kim.pem", certificate.pem()), ("kim.key", key.serialize_pem())];
    let files: Vec<_> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let of = |table: &str, flags: &str| {
        let dir = project(&format!("base-url = 'https://127.0.0.1:{port}'\n{table}"), &files);
        run(dir.path(), &[], &flags.split(' ').collect::<Vec<_>>())
    };
    let (code, text) = of("", "--cacert ca.pem --cert kim.pem --key kim.key");
    assert!(code == 0 && !text.contains("not checked"), "{code} {text}");
    let (code, text) = of("", "--insecure --cert kim.pem --key kim.key");
    assert!(code == 0 && text.contains("the certificate of 127.0.0.1 is not checked"), "{code} {text}");
    let below = format!("[tls.'127.0.0.1:{port}']\nca-file = 'ca.pem'\nclient-certificate = 'none.pem'\n");
    let (code, text) = of(&below, "--cert kim.pem --key kim.key");
    assert_eq!(code, 0, "what the flags do not say is of the settings: {text}");
    let (code, text) = of("", "--cacert ca.pem --insecure --base-url https://127.0.0.1:1");
    assert!(code == 5 && text.contains("127.0.0.1:1"), "{code} {text}");
}

#[test]
fn flags_about_tls_that_cannot_be_followed_are_refused() {
    let files = [("text.pem", "no certificate\n"), ("kim.pem", "-----BEGIN CERTIFICATE-----\n")];
    for base in ["https://127.0.0.1:1", "http://127.0.0.1:1"] {
        let of = |flags: &str| {
            let dir = project(&format!("base-url = '{base}'\n"), &files);
            run(dir.path(), &[], &flags.split(' ').collect::<Vec<_>>())
        };
        for (flags, message) in [
            ("--cacert none.pem", "`--cacert` none.pem: No such file"),
            ("--cert none.pem", "`--cert` none.pem: No such file"),
            ("--cert kim.pem --key none.key", "`--key` none.key: No such file"),
            ("--cacert text.pem", "`--cacert` text.pem: it contains no certificate in PEM"),
            ("--cert kim.pem --key text.pem", "`--key` text.pem: it contains no private key in PEM"),
            ("--key kim.pem", "`--key` kim.pem: it contains no private key in PEM"),
        ] {
            let (code, text) = of(flags);
            assert!(code == 2 && text.contains(message), "{flags}: {code} {text}");
        }
        let (_, text) = of("--insecure");
        assert_eq!(text.contains("--insecure: without effect"), base.starts_with("http:"), "{text}");
    }
    let (code, text) = run(project("", &[]).path(), &[], &["--insecure"]);
    assert!(code == 2 && text.contains("--insecure: there is no base URL"), "{code} {text}");
}

#[test]
fn the_client_shows_its_certificate() {
    let (authority, clients) = (Authority::new(), Authority::new());
    let port = serve_as(authority.service("127.0.0.1", Some(&clients)), |_, _| LAMP.to_owned());
    let (certificate, key) = clients.issue("kim");
    let (certificate, key) = (certificate.pem(), key.serialize_pem());
    let both = format!("{certificate}{key}");
    let files = [("ca.pem", authority.pem()), ("kim.pem", certificate), ("kim.key", key), ("both.pem", both)];
    let files: Vec<_> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let of = |keys: &str| {
        let settings = format!("base-url = 'https://127.0.0.1:{port}'\n[tls.'127.0.0.1']\nca-file = 'ca.pem'\n{keys}");
        let dir = project(&settings, &files);
        run(dir.path(), &[], &[])
    };
    for keys in ["client-certificate = 'kim.pem'\nclient-key = 'kim.key'", "client-certificate = 'both.pem'"] {
        let (code, text) = of(keys);
        assert!(code == 0, "{keys}: {code} {text}");
    }
    let (code, text) = of("");
    assert!(code == 5 && text.contains("was shown none (`client-certificate`"), "{code} {text}");
    let (code, text) = of("client-certificate = 'kim.pem'");
    assert!(code == 2 && text.contains("kim.pem: it contains no certificate with a key"), "{code} {text}");
}

#[test]
fn the_text_of_a_key_in_the_place_of_its_path_is_not_shown() {
    let (_, key) = Authority::new().issue("kim");
    let key = key.serialize_pem();
    for name in ["ca-file", "client-certificate", "client-key"] {
        let other = if name == "client-key" { "client-certificate = 'kim.pem'\n" } else { "" };
        let settings = format!("base-url = 'https://127.0.0.1:1'\n[tls.'127.0.0.1']\n{other}{name} = '${{KEY}}'\n");
        let (code, text) = run(project(&settings, &[]).path(), &[("KEY", &key)], &["--verbose"]);
        assert!(
            code == 2 && text.contains(&format!("`{name}` is the path of a file in PEM, not its text")),
            "{code} {text}"
        );
        assert!(key.lines().all(|line| !text.contains(line)), "{text}");
    }
}

/// A service of that name that notes what it is asked for: SNI and `Host`.
fn named(authority: &Authority, name: &str) -> (u16, Arc<Mutex<Vec<String>>>) {
    let seen = Arc::<Mutex<Vec<String>>>::default();
    let noted = Arc::clone(&seen);
    let port = serve_as(authority.service(name, None), move |request, name| {
        let host = request.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or("none");
        noted.lock().unwrap().push(format!("{} {host}", name.unwrap_or("none")));
        LAMP.to_owned()
    });
    (port, seen)
}

#[test]
fn the_certificate_may_have_another_name_than_the_host() {
    let authority = Authority::new();
    let (port, seen) = named(&authority, "lamps.example");
    let settings = format!(
        "base-url = 'https://127.0.0.1:{port}'\n[tls.'127.0.0.1']\nca-file = 'ca.pem'\nserver-name = 'lamps.example'\n"
    );
    let dir = project(&settings, &[("ca.pem", &authority.pem())]);
    let (code, text) = run(dir.path(), &[], &[]);
    assert_eq!(code, 0, "{text}");
    assert_eq!(*seen.lock().unwrap(), [format!("lamps.example 127.0.0.1:{port}")]);
}

#[test]
fn connections_go_where_the_settings_say() {
    let authority = Authority::new();
    let (port, seen) = named(&authority, "lamps.example");
    let settings =
        format!("base-url = 'https://lamps.example'\nconnect-to = 'localhost:{port}'\n[tls.'*']\nca-file = 'ca.pem'\n");
    let dir = project(&settings, &[("ca.pem", &authority.pem())]);
    let (code, text) = run(dir.path(), &[], &[]);
    assert_eq!(code, 0, "{text}");
    assert_eq!(*seen.lock().unwrap(), ["lamps.example lamps.example"]);
    let (code, text) = run(dir.path(), &[], &["--base-url", "https://other.example:8443"]);
    assert!(code == 5 && text.contains("the certificate of other.example:8443 was refused"), "{code} {text}");
}

#[test]
fn a_proxy_opens_a_tunnel() {
    let authority = Authority::new();
    let (port, seen) = named(&authority, "lamps.example");
    let asked = Arc::<Mutex<Vec<String>>>::default();
    let log = Arc::clone(&asked);
    let proxy = tunnel(port, "Basic a2ltOnA0c3M=", move |line| log.lock().unwrap().push(line));
    let settings = format!(
        "base-url = 'https://lamps.example'\nproxy = 'http://kim:p4ss@127.0.0.1:{proxy}'\n[tls.'*']\nca-file = 'ca.pem'\n"
    );
    let dir = project(&settings, &[("ca.pem", &authority.pem())]);
    let (code, text) = run(dir.path(), &[], &[]);
    assert_eq!(code, 0, "{text}");
    assert_eq!(*seen.lock().unwrap(), ["lamps.example lamps.example"]);
    assert_eq!(*asked.lock().unwrap(), ["CONNECT lamps.example:443 HTTP/1.1"]);

    let from_environment = settings.replace(&format!("http://kim:p4ss@127.0.0.1:{proxy}"), "environment");
    std::fs::write(dir.path().join("doctrial.toml"), from_environment).unwrap();
    let url = format!("http://kim:wr0ng@127.0.0.1:{proxy}");
    let (code, text) = run(dir.path(), &[("HTTPS_PROXY", &url)], &[]);
    assert!(code == 5 && text.contains("no connection to lamps.example:443 by the proxy 127.0.0.1:"), "{code} {text}");
    assert!(!text.contains("wr0ng"), "{text}");
}

#[test]
fn a_token_is_got_over_https() {
    let authority = Authority::new();
    let service = authority.service("127.0.0.1", None);
    let port = serve_as(service, |request, _| {
        if request.starts_with("POST /token ") {
            let body = "{\"access_token\": \"t0ken-1\", \"expires_in\": 60}";
            return format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len());
        }
        if request.contains("authorization: Bearer t0ken-1\r\n") {
            LAMP.to_owned()
        } else {
            "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n".to_owned()
        }
    });
    let settings = format!(
        "base-url = 'https://127.0.0.1:{port}'\n[tls.'127.0.0.1']\nca-file = 'ca.pem'\n[auth.oauth]\n\
         token-url = 'https://127.0.0.1:{port}/token'\nclient-id = 'app'\nclient-secret = 's3cret'\n"
    );
    let dir = project(&settings, &[("ca.pem", &authority.pem())]);
    let (code, text) = run(dir.path(), &[], &[]);
    assert_eq!(code, 0, "{text}");
}
