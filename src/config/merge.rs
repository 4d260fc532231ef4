//! One layer of settings over another: what wins, what is merged, what adds up.

use std::collections::BTreeMap;

use super::{Layer, ReportKind, WrittenReports};
use crate::directive::Parameter;

impl Layer {
    /// This layer over `lower`: its values and lists win; tables are merged by key; `skip`, `expect`, `page`, `capture`,
    /// `setup`, `limit` and `deny-tolerances` add up.
    #[must_use]
    pub(super) fn over(self, lower: Self) -> Self {
        Self {
            docs: self.docs.or(lower.docs),
            include: self.include.or(lower.include),
            exclude: self.exclude.or(lower.exclude),
            dialects: self.dialects.or(lower.dialects),
            scenarios: self.scenarios.or(lower.scenarios),
            accounts: self.accounts.or(lower.accounts),
            account: self.account.or(lower.account),
            baseline: self.baseline.or(lower.baseline),
            contracts: self.contracts.or(lower.contracts),
            schema: super::WrittenSchema { ignore_prose: self.schema.ignore_prose.or(lower.schema.ignore_prose) },
            base_url: self.base_url.or(lower.base_url),
            require_base_url: self.require_base_url.or(lower.require_base_url),
            proxy: self.proxy.or(lower.proxy),
            connect_to: self.connect_to.or(lower.connect_to),
            unix_socket: self.unix_socket.or(lower.unix_socket),
            http2: self.http2.or(lower.http2),
            tls: by_key(self.tls, lower.tls),
            base_url_tls: self.base_url_tls.or(lower.base_url_tls),
            run_headers: self.run_headers.or(lower.run_headers),
            origins: by_key(self.origins, lower.origins),
            allow_writes: self.allow_writes.or(lower.allow_writes),
            timeout: self.timeout.or(lower.timeout),
            connect_timeout: self.connect_timeout.or(lower.connect_timeout),
            retries: self.retries.or(lower.retries),
            longest_wait: self.longest_wait.or(lower.longest_wait),
            requests_per_second: self.requests_per_second.or(lower.requests_per_second),
            limit: [lower.limit, self.limit].concat(),
            wait: self.wait.or(lower.wait),
            max_failures: self.max_failures.or(lower.max_failures),
            max_time: self.max_time.or(lower.max_time),
            max_requests: self.max_requests.or(lower.max_requests),
            production: self.production.or(lower.production),
            allow_production_writes: self.allow_production_writes.or(lower.allow_production_writes),
            concurrency: self.concurrency.or(lower.concurrency),
            response_memory: self.response_memory.or(lower.response_memory),
            min_fired: self.min_fired.or(lower.min_fired),
            coverage: self.coverage.or(lower.coverage),
            min_coverage: self.min_coverage.or(lower.min_coverage),
            headers: by_key(self.headers, lower.headers),
            auth: self.auth.or(lower.auth),
            identity: by_key(self.identity, lower.identity),
            parameters: parameters(self.parameters, lower.parameters),
            files: by_key(self.files, lower.files),
            stand_ins: self.stand_ins.or(lower.stand_ins),
            rules: by_key(self.rules, lower.rules),
            deny_tolerances: [lower.deny_tolerances, self.deny_tolerances].concat(),
            order: self.order.or(lower.order),
            page: [lower.page, self.page].concat(),
            story: [lower.story, self.story].concat(),
            skip: [lower.skip, self.skip].concat(),
            expect: [lower.expect, self.expect].concat(),
            capture: [lower.capture, self.capture].concat(),
            literals: by_key(self.literals, lower.literals),
            share_state: self.share_state.or(lower.share_state),
            setup: [lower.setup, self.setup].concat(),
            reports: reports(self.reports, lower.reports),
            profile: BTreeMap::new(),
        }
    }
}

fn reports(mut upper: WrittenReports, mut lower: WrittenReports) -> WrittenReports {
    for kind in ReportKind::ALL {
        let written = upper.destination_mut(kind).take().or(lower.destination_mut(kind).take());
        *upper.destination_mut(kind) = written;
    }
    upper.dir = upper.dir.or(lower.dir);
    upper.defaults.extend(lower.defaults);
    upper
}

/// What is secret in one layer is secret even if its value comes from another.
fn parameters(
    mut upper: BTreeMap<String, Parameter>,
    lower: BTreeMap<String, Parameter>,
) -> BTreeMap<String, Parameter> {
    for (name, parameter) in &mut upper {
        parameter.is_secret |= lower.get(name).is_some_and(|lower| lower.is_secret);
    }
    by_key(upper, lower)
}

fn by_key<K: Ord, V>(upper: BTreeMap<K, V>, lower: BTreeMap<K, V>) -> BTreeMap<K, V> {
    let mut merged = lower;
    merged.extend(upper);
    merged
}
