//! The nearest fences of each kind above and below every fence, found in one pass.

use super::role::Role;

/// For each fence of a page the nearest ones of a kind above and below it, so that nobody looks through all fences for each.
pub(super) struct FenceIndex {
    /// One more than the number of fences.
    above: Vec<Above>,
    /// Of each fence, the first one below it at which the example of a request ends: a route of its own does so, too.
    end_below: Vec<Option<usize>>,
}

/// The nearest fences above one.
#[derive(Clone, Copy, Default)]
pub(super) struct Above {
    pub(super) request: Option<usize>,
    pub(super) commands: Option<usize>,
    pub(super) named_route: Option<usize>,
    /// Of whatever says which request it is.
    pub(super) message: Option<usize>,
}

impl FenceIndex {
    pub(super) fn new<'r>(count: usize, role: impl Fn(usize) -> &'r Role) -> Self {
        let (mut above, mut nearest) = (Vec::with_capacity(count), Above::default());
        for at in 0..count {
            above.push(nearest);
            let role = role(at);
            for (is_it, known) in [
                (role.is_request_like(), &mut nearest.request),
                (role.holds_commands(), &mut nearest.commands),
                (role.is_named_route(), &mut nearest.named_route),
                (role.request().is_some(), &mut nearest.message),
            ] {
                *known = is_it.then_some(at).or(*known);
            }
        }
        let (mut end_below, mut next) = (vec![None; count], None);
        for at in (0..count).rev() {
            end_below[at] = next;
            let leads = matches!(role(at), Role::NamedRoute { leads: true, .. });
            if role(at).is_request_like() || role(at).holds_commands() || leads {
                next = Some(at);
            }
        }
        Self { above, end_below }
    }

    pub(super) fn above(&self, at: usize) -> Above {
        self.above[at]
    }

    pub(super) fn end_below(&self, at: usize) -> Option<usize> {
        self.end_below[at]
    }
}
