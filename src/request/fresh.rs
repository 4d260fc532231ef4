//! `${uuid}`, `${now}` and `${random}` in what the user gives for requests: replaced by the values that `session/run/fresh_values.rs` made.

use std::borrow::Cow;

use super::Bindings;
use super::fresh_source::FreshSource;
use crate::contract::{Case, Field};
use crate::directive::{FreshKind, FreshValue, Parameter};
use crate::text::SourceText;

/// The text with its fresh values.
pub(super) fn with_fresh<'t>(text: &'t str, bindings: &Bindings) -> Cow<'t, str> {
    match bindings.fresh.as_deref().filter(|_| text.contains("${")) {
        Some(source) => Cow::Owned(filled(text, source)),
        None => Cow::Borrowed(text),
    }
}

fn filled(text: &str, source: &dyn FreshSource) -> String {
    let (mut filled, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, after)) = rest.split_once("${") {
        filled.push_str(before);
        let found = after.split_once('}').and_then(|(inner, rest)| Some((FreshValue::parse(inner)?, rest)));
        if let Some((wanted, after)) = found {
            filled.push_str(&source.value(&wanted));
            rest = after;
        } else {
            filled.push_str("${");
            rest = after;
        }
    }
    filled.push_str(rest);
    filled
}

/// In a request that is only planned a value is its name.
#[derive(Debug)]
struct Names;

impl FreshSource for Names {
    fn value(&self, wanted: &FreshValue) -> String {
        match wanted.kind {
            FreshKind::Uuid => "(uuid)",
            FreshKind::Random => "(random)",
            FreshKind::Now { .. } => "(now)",
        }
        .to_owned()
    }
}

/// The parameters with their fresh values, each made once for a request.
pub(super) fn parameters_with_fresh<'p>(
    parameters: Cow<'p, std::collections::BTreeMap<String, Parameter>>,
    bindings: &Bindings,
) -> Cow<'p, std::collections::BTreeMap<String, Parameter>> {
    let is_fresh = |parameter: &Parameter| parameter.values.iter().any(|value| value.contains("${"));
    if bindings.fresh.is_none() || !parameters.values().any(is_fresh) {
        return parameters;
    }
    let mut parameters = parameters.into_owned();
    for value in parameters.values_mut().flat_map(|parameter| &mut parameter.values) {
        *value = with_fresh(value, bindings).into_owned();
    }
    Cow::Owned(parameters)
}

/// A step of the settings with the fresh values in its request. A page's `${uuid}` is a placeholder like any other.
pub(super) fn setup_with_fresh<'c>(case: Cow<'c, Case>, bindings: &Bindings) -> Cow<'c, Case> {
    if !(case.step && case.page.starts_with("./")) {
        return case;
    }
    let source = bindings.fresh.as_deref().unwrap_or(&Names);
    let mut case = case.into_owned();
    let request = &mut case.request;
    request.url = filled(&request.url, source);
    for Field { value, .. } in &mut request.headers {
        *value = filled(value, source);
    }
    if let Some(body) = request.body.as_mut().filter(|body| body.text().contains("${")) {
        let start = body.start();
        *body = SourceText::new(filled(body.text(), source), start.line, &[start.column]).into();
    }
    Cow::Owned(case)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[derive(Debug, Default)]
    struct Counted(AtomicUsize);

    impl FreshSource for Counted {
        fn value(&self, wanted: &FreshValue) -> String {
            wanted.name.clone().unwrap_or_else(|| self.0.fetch_add(1, Ordering::Relaxed).to_string())
        }
    }

    #[test]
    fn fresh_values_are_filled_and_other_variables_stay() {
        let bindings = Bindings::default().with_fresh(Arc::new(Counted::default()));
        for (text, filled) in [
            ("order-${uuid}/${uuid}", "order-0/1"),
            ("${random:x}${now-5m:y}", "xy"),
            ("${ID} ${ $uuid", "${ID} ${ $uuid"),
            ("${uuid", "${uuid"),
        ] {
            assert_eq!(with_fresh(text, &bindings), filled);
            assert_eq!(with_fresh(text, &Bindings::default()), text);
        }
    }
}
