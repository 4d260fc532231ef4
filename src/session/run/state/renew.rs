//! Steps that give credentials are fired again, once, where the service does not accept these any more: a login that has expired.

use std::sync::Arc;

use super::instance::{Instance, SharedInstance};
use crate::request::Bindings;
use crate::session::RunPlan;
use crate::state::Node;

impl RunPlan {
    /// Gets new values for variables of which the service refused the values in `bindings`.
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
            let instance = self.renewed(need.provider, &is_new).await;
            for variable in &need.variables {
                let value = instance.values.as_ref().ok().and_then(|values| values.get(variable).cloned());
                bindings.set(variable, value.or_else(|| bindings.named(variable).cloned()));
            }
        }
    }

    /// An instance of a shared step with other values: the one that another case has got meanwhile, or a new one.
    async fn renewed(&self, at: usize, is_new: &(dyn Fn(&Instance) -> bool + Sync)) -> Arc<Instance> {
        let Some(cell) = self.state.shared.get(&at) else { return Arc::new(self.made_anew(at, is_new).await) };
        let mut cell = cell.lock().await;
        if let Some(instance) = cell.as_ref().filter(|instance| is_new(instance)) {
            return Arc::clone(instance);
        }
        let instance = Arc::new(self.made_anew(at, is_new).await);
        self.note_to_undo(&instance);
        Arc::clone(cell.insert(instance))
    }

    /// Fires a step again, unless another process of the run has done so.
    async fn made_anew(&self, at: usize, is_new: &(dyn Fn(&Instance) -> bool + Sync)) -> Instance {
        let id = self.case_of(at).id.clone();
        let store = self.state.store.clone().filter(|_| self.is_shared_by_processes(at));
        let Some(store) = store else { return self.made(at, id).await };
        let name = id.clone();
        let Ok(Ok(entry)) = tokio::task::spawn_blocking(move || store.lock(&name)).await else {
            return self.made(at, id).await;
        };
        let shared = entry.read::<SharedInstance>().map(|shared| shared.instance(at));
        if let Some(instance) = shared.filter(is_new) {
            self.redactor.learn(instance.secrets.iter().map(|secret| secret.as_str().into()).collect());
            return instance;
        }
        let instance = self.made(at, id).await;
        if let Some(shared) = instance.to_share() {
            entry.write(&shared);
        }
        instance
    }
}
