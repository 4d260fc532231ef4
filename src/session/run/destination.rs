//! Where the requests of a run go: to the service of the settings, to that of a recording, or to the embedded one.

use std::net::{Ipv4Addr, SocketAddr, SocketAddrV4};

use url::Url;

use super::traffic::TrafficPlan;
use crate::config::Settings;
use crate::mock::Running;
use crate::request::Destination;
use crate::session::SessionError;

/// The destination of a run; `start` starts the embedded service where that is it.
pub(super) fn destination<E: Into<SessionError>>(
    settings: &Settings,
    traffic: &TrafficPlan,
    start: impl FnOnce() -> Result<Running, E>,
) -> Result<(Destination, Option<Running>), SessionError> {
    if let TrafficPlan::Replay(replay) = traffic {
        let (base_url, embedded) = (replay.base_url.clone(), replay.header.embedded);
        return Ok((Destination { base_url, embedded }, None));
    }
    let planned = planned_destination(settings);
    if !planned.embedded {
        return Ok((planned, None));
    }
    if settings.require_base_url {
        return Err(SessionError::NoBaseUrl);
    }
    let running = start().map_err(Into::into)?;
    Ok((Destination { base_url: loopback(running.addr.port()), ..planned }, Some(running)))
}

/// The destination as far as it is known before a run: only the port of the embedded service is not.
pub(super) fn planned_destination(settings: &Settings) -> Destination {
    match &settings.target.base_url {
        Some(base_url) => Destination { base_url: base_url.clone(), embedded: false },
        None => Destination { base_url: loopback(0), embedded: true },
    }
}

/// Any free port of this machine.
pub(super) const fn any_port() -> SocketAddr {
    SocketAddr::V4(SocketAddrV4::new(Ipv4Addr::LOCALHOST, 0))
}

fn loopback(port: u16) -> Url {
    Url::parse(&format!("http://127.0.0.1:{port}/")).expect("a loopback address with a port is a URL")
}
