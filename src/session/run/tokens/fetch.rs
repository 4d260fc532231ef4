//! Asking for a token: an authorization server (RFC 6749 sections 4.4 and 6), or a command.

use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use url::form_urlencoded;

use super::token_cache::CachedToken;
use crate::client::Client;
use crate::config::{ClientAuth, OAuthClient, Target, TokenFrom};
use crate::finding::{Broken, BrokenKind};
use crate::http::{Headers, Request, status};
use crate::record::Redactor;
use crate::session::run::no_response::broken;

/// What a command may print.
const LONGEST_TOKEN: usize = 64 * 1024;

/// Shorter words that a command prints are not looked for in its error output, and no more than this many are.
const SHORTEST_WORD: usize = 6;
const MOST_WORDS: usize = 100;

/// Why no token is obtained.
#[derive(Debug)]
pub(super) struct NoToken {
    /// In words, which may hold secrets.
    pub(super) why: Broken,
    /// The server may give one if it is asked again.
    pub(super) is_passing: bool,
}

impl From<String> for NoToken {
    fn from(why: String) -> Self {
        Self { why: why.into(), is_passing: false }
    }
}

/// A new token. `refresh`: the refresh token that the server gave last.
///
/// # Errors
/// None is obtained.
pub(super) async fn fetch(
    from: &TokenFrom,
    refresh: Option<String>,
    target: &Target,
    redactor: &Redactor,
) -> Result<CachedToken, NoToken> {
    match from {
        TokenFrom::OAuth(client) => of_server(client, refresh, target).await,
        TokenFrom::Command { command, lifetime } => {
            let (command, lifetime, redactor) = (command.clone(), *lifetime, redactor.clone());
            let printed = tokio::task::spawn_blocking(move || printed(&command, &redactor));
            let printed = tokio::time::timeout(target.timeout, printed).await;
            let printed = printed.map_err(|_| {
                let why = format!("the command printed no token within {} s (timeout)", target.timeout.as_secs_f64());
                NoToken { why: Broken::of(BrokenKind::Timeout, why), is_passing: false }
            })?;
            let token = printed.map_err(|error| error.to_string())??;
            Ok(CachedToken::new(token, lifetime, None, SystemTime::now()))
        }
    }
}

async fn of_server(client: &OAuthClient, refresh: Option<String>, target: &Target) -> Result<CachedToken, NoToken> {
    let network = target.network.elsewhere();
    let target = Target { base_url: Some(client.token_url.clone()), network, ..target.clone() };
    let sender = Client::new(&target).map_err(|error| error.to_string())?;
    let request = token_request(client, refresh.as_deref());
    // A refresh token may be good for one use.
    let is_reusable = refresh.is_none() && client.refresh_token.is_none();
    let exchange = sender.send("token", &request, Some(false)).await.map_err(|error| {
        let is_passing = error.connect || is_reusable && !error.timed_out();
        NoToken { why: broken(&error), is_passing }
    })?;
    let response = &exchange.response;
    let body: Value = serde_json::from_slice(&response.body).unwrap_or(Value::Null);
    let text = |name: &str| body.get(name).and_then(Value::as_str).map(str::to_owned);
    if response.status != 200 {
        let why = [text("error"), text("error_description")].into_iter().flatten().collect::<Vec<_>>().join(": ");
        let why = if why.is_empty() { String::new() } else { format!(": {why}") };
        let is_passing = status::is_temporary(response.status);
        let why = format!("HTTP {} from {}{why}", response.status, client.token_url);
        return Err(NoToken { why: Broken::by_status(response.status, why), is_passing });
    }
    let token = text("access_token");
    let token = token.ok_or_else(|| format!("the response of {} has no `access_token`", client.token_url))?;
    // One of another type is sent in a way that is not known here (RFC 6749 section 7.1).
    if let Some(other) = text("token_type").filter(|kind| !is_bearer(kind)) {
        let shown: String = other.chars().take(40).collect();
        return Err(format!("the token of {} is of the type `{shown}`, and not `Bearer`", client.token_url).into());
    }
    // Some servers write the number as a text.
    let seconds = body.get("expires_in").and_then(|value| value.as_u64().or_else(|| value.as_str()?.parse().ok()));
    let refresh = text("refresh_token").or(refresh);
    Ok(CachedToken::new(token, seconds.map(Duration::from_secs), refresh, SystemTime::now()))
}

/// Whether a token is sent as a bearer token; some servers call it so in more words: `BearerToken`.
fn is_bearer(kind: &str) -> bool {
    kind.get(.."bearer".len()).is_some_and(|start| start.eq_ignore_ascii_case("bearer"))
}

fn token_request(client: &OAuthClient, refresh: Option<&str>) -> Request {
    let mut form = form_urlencoded::Serializer::new(String::new());
    let given = client.refresh_token.as_ref().map(ExposeSecret::expose_secret);
    match refresh.or(given) {
        Some(token) => form.append_pair("grant_type", "refresh_token").append_pair("refresh_token", token),
        None => form.append_pair("grant_type", "client_credentials"),
    };
    for (name, value) in [("scope", &client.scope), ("audience", &client.audience)] {
        if let Some(value) = value {
            form.append_pair(name, value);
        }
    }
    let secret = client.client_secret.as_ref().map(ExposeSecret::expose_secret);
    let mut headers = Headers::default();
    match secret {
        Some(secret) if client.client_auth == ClientAuth::Header => {
            // Each part as in a form (RFC 6749 section 2.3.1).
            let encoded = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
            let credentials = STANDARD.encode(format!("{}:{}", encoded(&client.client_id), encoded(secret)));
            headers.push("Authorization", format!("Basic {credentials}"));
        }
        _ => {
            form.append_pair("client_id", &client.client_id);
            if let Some(secret) = secret {
                form.append_pair("client_secret", secret);
            }
        }
    }
    headers.push("Content-Type", "application/x-www-form-urlencoded");
    headers.push("Accept", "application/json");
    headers.push("User-Agent", concat!("doctrial/", env!("CARGO_PKG_VERSION")));
    let body = Some(form.finish().into_bytes());
    Request { method: "POST".to_owned(), url: client.token_url.to_string(), headers, body }
}

/// What a command prints, without the line end.
fn printed(command: &[String], redactor: &Redactor) -> Result<String, String> {
    let [program, arguments @ ..] = command else { return Err("the command names no program".to_owned()) };
    let output = Command::new(program).args(arguments).stdin(Stdio::null()).output();
    let output = output.map_err(|error| format!("`{program}` cannot be run: {error}"))?;
    if !output.status.success() {
        let why = without_words(&String::from_utf8_lossy(&output.stderr), &String::from_utf8_lossy(&output.stdout));
        // Before it is cut: half a secret would not be recognized.
        let why = redactor.error_output(&why);
        let why: String = why.trim().chars().take(300).collect();
        return Err(format!("`{program}` ended with {}: {why}", output.status));
    }
    let text = String::from_utf8(output.stdout)
        .map_err(|_| format!("`{program}` printed bytes that are not UTF-8: it must print the token, on one line"))?;
    let token = text.trim();
    // What was printed is not repeated: it may hold a secret.
    let wrong = match token.len() {
        0 => "nothing".to_owned(),
        length if length > LONGEST_TOKEN => format!("{length} bytes, more than {LONGEST_TOKEN}"),
        _ if token.contains(['\r', '\n', '\0']) => "several lines".to_owned(),
        _ => return Ok(token.to_owned()),
    };
    Err(format!("`{program}` printed {wrong}: it must print the token, on one line"))
}

/// What a command says of its failure without the words that it has printed: one of them may be a token.
fn without_words(said: &str, printed: &str) -> String {
    let parts = printed.split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '=' | ',' | ':'));
    let words = parts.filter(|word| word.len() >= SHORTEST_WORD).take(MOST_WORDS);
    let secrets: Vec<SecretString> = words.map(SecretString::from).collect();
    Redactor::new(&secrets).text(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(auth: ClientAuth, refresh: Option<&str>) -> OAuthClient {
        OAuthClient {
            token_url: "http://127.0.0.1:1/token".parse().expect("a URL"),
            client_id: "my app".to_owned(),
            client_secret: Some("s:1".to_owned().into()),
            scope: Some("a b".to_owned()),
            audience: None,
            refresh_token: refresh.map(|token| token.to_owned().into()),
            client_auth: auth,
        }
    }

    fn sent(client: &OAuthClient, refresh: Option<&str>) -> (String, Option<String>) {
        let request = token_request(client, refresh);
        let body = String::from_utf8(request.body.expect("a body")).expect("text");
        (body, request.headers.get("Authorization").map(str::to_owned))
    }

    #[test]
    fn requests_for_tokens_are_those_of_rfc_6749() {
        let basic = format!("Basic {}", STANDARD.encode("my+app:s%3A1"));
        assert_eq!(
            sent(&client(ClientAuth::Header, None), None),
            ("grant_type=client_credentials&scope=a+b".to_owned(), Some(basic.clone()))
        );
        assert_eq!(
            sent(&client(ClientAuth::Body, None), None).0,
            "grant_type=client_credentials&scope=a+b&client_id=my+app&client_secret=s%3A1"
        );
        let refreshing = client(ClientAuth::Header, Some("r1"));
        assert_eq!(sent(&refreshing, None).0, "grant_type=refresh_token&refresh_token=r1&scope=a+b");
        assert_eq!(sent(&refreshing, Some("r2")).0, "grant_type=refresh_token&refresh_token=r2&scope=a+b");
    }

    #[test]
    fn bearer_tokens_are_known_however_they_are_called() {
        for (kind, is_it) in
            [("bearer", true), ("BearerToken", true), ("Bearer ", true), ("mac", false), ("b\u{e4}r", false)]
        {
            assert_eq!(is_bearer(kind), is_it, "{kind}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_command_prints_a_token_or_says_why_not() {
        let run = |script: &str| printed(&["sh", "-c", script].map(str::to_owned), &Redactor::default());
        assert_eq!(run("echo abc"), Ok("abc".to_owned()));
        assert!(run("echo no login >&2; exit 3").expect_err("it fails").contains("exit status: 3: no login"));
        let repeated = run("echo tk-83kd02; echo 'refused: tk-83kd02' >&2; exit 1").expect_err("it fails");
        assert!(repeated.ends_with("refused: ***"), "{repeated}");
        let named = run("echo 'curl: bad password hunter2secret' >&2; exit 1").expect_err("it fails");
        assert!(named.ends_with("curl: bad password ***"), "{named}");
        assert!(run("true").expect_err("nothing").contains("printed nothing: it must print the token"));
        let lines = run("printf 'ticket-1\\nticket-2\\n'").expect_err("two lines");
        assert!(lines.contains("printed several lines") && !lines.contains("ticket"), "{lines}");
        assert!(
            printed(&["/no/such/program".to_owned()], &Redactor::default())
                .expect_err("is not there")
                .contains("cannot be run")
        );
    }
}
