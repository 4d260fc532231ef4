//! Steps that give credentials are fired again, once, where the service no longer accepts these: a login that has expired.

use super::instance::Instance;
use crate::request::Bindings;
use crate::session::RunPlan;
use crate::state::Node;

impl RunPlan {
    /// Fetches new values for variables whose values in `bindings` the service refused.
    pub(super) async fn renew_credentials(&self, node: &Node, refused: &[String], bindings: &mut Bindings) {
        if self.traffic.replay().is_some() {
            return;
        }
        let is_refused = |variables: &[String]| variables.iter().any(|variable| refused.contains(variable));
        for need in node.needs.iter().filter(|need| !need.is_fresh && is_refused(&need.variables)) {
            let used: Vec<_> = need.variables.iter().map(|variable| bindings.named(variable).cloned()).collect();
            let is_new = |instance: &Instance| {
                let value = |variable: &String| instance.values.as_ref().ok().and_then(|values| values.get(variable));
                need.variables.iter().zip(&used).any(|(variable, used)| value(variable) != used.as_ref())
            };
            // The one that another case has fetched meanwhile, or a new one.
            let instance = self.fitting_instance(need.provider, &is_new).await;
            for variable in &need.variables {
                let value = instance.values.as_ref().ok().and_then(|values| values.get(variable).cloned());
                bindings.set(variable, value.or_else(|| bindings.named(variable).cloned()));
            }
        }
    }
}
