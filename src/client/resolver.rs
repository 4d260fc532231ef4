//! Host names looked up for `https`, which may all be those of one host.

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::connector::addresses;
use crate::config::Endpoint;

/// Finds the addresses of hosts for `https`.
#[derive(Debug)]
pub(super) struct Resolver {
    /// Every name is that of this host.
    pub(super) to: Option<Endpoint>,
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        // The port 0 is that of the URL.
        let to = self.to.clone().unwrap_or_else(|| Endpoint { host: name.as_str().to_owned(), port: 0 });
        Box::pin(async move {
            let found = addresses(&to).await?;
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}
