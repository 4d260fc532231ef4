//! Where connections go: an address of the settings, a socket, a proxy.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};

use socket2::{Domain, Socket, Type};

use crate::project::{Done, Project};
use crate::responder::{Responder, example, json};

fn project(settings: &str) -> Project {
    let page = example("Read", "GET /lamps/7?x=1#top", "200 OK\nJSON\n\n{ \"on\": true }");
    Project::with(&[("docs/a.md", &page), ("doctrial.toml", settings)])
}

fn lamps() -> Responder {
    Responder::new(|_, _| json(200, "{\"on\": true}"))
}

fn address(service: &Responder) -> &str {
    service.base.trim_start_matches("http://")
}

/// Hands one request on to a service, and its response back.
fn forward<C>(client: &C, to: &str)
where
    for<'c> &'c C: Read + Write,
{
    let (mut client, mut request) = (client, [0; 4096]);
    let read = client.read(&mut request).expect("a request");
    let mut service = TcpStream::connect(to).expect("the service");
    service.write_all(&request[..read]).expect("sent");
    std::io::copy(&mut service, &mut client).expect("a response");
}

#[track_caller]
fn passes(done: &Done) {
    assert!(done.code == 0 && done.out.contains("1 passed"), "{done:?}");
}

#[test]
fn connections_go_to_another_address() {
    let service = lamps();
    let project = project(&format!("base-url = 'http://lamps.invalid'\nconnect-to = '{}'\n", address(&service)));
    passes(&project.run(&["run"]));
    assert!(service.heads()[0].starts_with("get /lamps/7?x=1 http/1.1\r\n"), "{:?}", service.heads());
    assert!(service.heads()[0].contains("\nhost: lamps.invalid\r\n"), "{:?}", service.heads());
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let free = listener.local_addr().expect("an address");
    drop(listener);
    let settings = format!("base-url = 'http://lamps.invalid'\nconnect-to = '{free}'\n");
    project.write("doctrial.toml", settings.as_bytes());
    let done = project.run(&["run"]);
    assert!(done.code == 5 && done.out.contains(&format!("connection refused by {free}")), "{done:?}");
}

#[test]
fn a_proxy_is_asked_for_the_whole_url() {
    let proxy = Responder::new(|received, _| {
        let is_known = received.head.contains("proxy-authorization: Basic a2ltOnA0c3M=");
        json(if is_known { 200 } else { 407 }, "{\"on\": true}")
    });
    let settings =
        |user: &str| format!("base-url = 'http://lamps.invalid:81/api'\nproxy = 'http://{user}{}'\n", address(&proxy));
    let project = project(&settings("kim:p4ss@"));
    passes(&project.run(&["run"]));
    let head = &proxy.heads()[0];
    assert!(head.starts_with("get http://lamps.invalid:81/api/lamps/7?x=1 http/1.1\r\n"), "{head}");
    assert!(head.contains("\nhost: lamps.invalid:81\r\n"), "{head}");
    assert!(!project.read("reports/run.ndjson").contains("p4ss"));
    project.write("doctrial.toml", settings("").as_bytes());
    let done = project.run(&["run"]);
    assert!(done.code == 5 && done.out.contains("refused the request: HTTP 407"), "{done:?}");
}

#[test]
fn a_proxy_of_the_environment_is_used_only_where_the_settings_ask_for_it() {
    let (proxy, service) = (lamps(), lamps());
    let variables = [("http_proxy", proxy.base.as_str()), ("ALL_PROXY", proxy.base.as_str())];
    let other = project("base-url = 'http://lamps.invalid'\nproxy = 'environment'\n");
    passes(&other.run_with(&variables, &["run"]));
    assert_eq!(proxy.seen().len(), 1);
    other.write("doctrial.toml", b"base-url = 'http://lamps.invalid'\n");
    assert_eq!(other.run_with(&variables, &["run"]).code, 5);
    // Not for this machine.
    let own = project(&format!("base-url = '{}'\nproxy = 'environment'\n", service.base));
    passes(&own.run_with(&variables, &["run"]));
    assert_eq!((proxy.seen().len(), service.seen().len()), (1, 1));
}

#[cfg(unix)]
#[test]
fn the_service_listens_at_a_socket() {
    let project = project("base-url = 'http://localhost/v1'\nunix-socket = 'lamps.sock'\n");
    let listener = std::os::unix::net::UnixListener::bind(project.path().join("lamps.sock")).expect("a socket");
    let service = lamps();
    let to = address(&service).to_owned();
    std::thread::spawn(move || listener.incoming().flatten().for_each(|client| forward(&client, &to)));
    passes(&project.run(&["run"]));
    assert!(service.heads()[0].starts_with("get /v1/lamps/7?x=1 http/1.1\r\n"), "{:?}", service.heads());
    project.write("doctrial.toml", b"base-url = 'http://localhost'\nunix-socket = 'nothing.sock'\n");
    let done = project.run(&["run"]);
    assert!(done.code == 5 && done.out.contains("nothing.sock: No such file"), "{done:?}");
}

/// A listener at a port of IPv6, and the same port of IPv4, at which nothing listens: the service of another test might get it.
fn ipv6_alone() -> Option<(TcpListener, u16, Socket)> {
    let listener = TcpListener::bind("[::1]:0").ok()?;
    let port = listener.local_addr().ok()?.port();
    let ipv4 = Socket::new(Domain::IPV4, Type::STREAM, None).ok()?;
    ipv4.bind(&SocketAddr::from((Ipv4Addr::LOCALHOST, port)).into()).ok()?;
    Some((listener, port, ipv4))
}

#[test]
fn localhost_may_be_ipv6_alone() {
    // A machine without IPv6 has nothing to look for.
    if TcpListener::bind("[::1]:0").is_err() {
        return;
    }
    let (listener, port, _ipv4) = (0..20).find_map(|_| ipv6_alone()).expect("a port that is free over IPv4, too");
    let service = lamps();
    let to = address(&service).to_owned();
    std::thread::spawn(move || listener.incoming().flatten().for_each(|client| forward(&client, &to)));
    for host in ["localhost", "[::1]"] {
        passes(&project(&format!("base-url = 'http://{host}:{port}'\n")).run(&["run"]));
    }
    assert_eq!(service.seen().len(), 2);
}
