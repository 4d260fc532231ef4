//! Types by name: full, by last segment, with their bases and the types derived from them.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::OnceLock;

use crate::contract::EnumTable;

/// How many types a type may inherit from, one through the other. A chain that is longer is cut.
pub(in crate::schema) const MOST_BASES: usize = 64;

/// How many members of an enum are compared with: longer ones are not lists that anyone keeps by hand.
const MOST_MEMBERS: usize = 1000;

/// The names there are: types by their last segment, who derives from whom, enums by their last segment.
#[derive(Debug, Clone, Default)]
pub(in crate::schema) struct Index {
    by_last_segment: HashMap<String, Vec<String>>,
    /// By full names in lower case.
    by_name: HashMap<String, Vec<String>>,
    bases: BTreeMap<String, String>,
    derived: HashMap<String, Vec<String>>,
    /// What the types that derive from another one add to it, once that is asked for.
    subtypes: HashMap<String, OnceLock<Subtypes>>,
    /// Types that have a base, at which a chain is cut.
    cut: HashSet<String>,
}

/// What the types that derive from another one, at any distance, add to it.
#[derive(Debug, Clone, Default)]
pub(in crate::schema) struct Subtypes {
    /// Their own members.
    pub(in crate::schema) members: HashSet<String>,
    /// One of them is open.
    pub(in crate::schema) is_open: bool,
}

/// The members of enum tables: by the enum's name (its last segment, lower case).
#[derive(Debug, Clone, Default)]
pub(in crate::schema) struct Enums {
    by_name: HashMap<String, EnumMembers>,
}

/// The members of the enum tables of one name, each once.
#[derive(Debug, Clone, Default)]
struct EnumMembers {
    all: Members,
    by_page: HashMap<String, Members>,
}

#[derive(Debug, Clone, Default)]
struct Members {
    names: Vec<String>,
    seen: HashSet<String>,
}

impl Members {
    fn add(&mut self, name: &str) {
        if self.names.len() <= MOST_MEMBERS && self.seen.insert(name.to_owned()) {
            self.names.push(name.to_owned());
        }
    }
}

/// What a name is.
pub(in crate::schema) enum Named<'i> {
    /// A documented type: its full name.
    Type(&'i str),
    /// A documented enum: its members.
    Enum(Vec<String>),
    /// More than one thing; nothing says which.
    Several,
    /// Nothing that is documented.
    Unknown,
}

/// The index as seen from a page and a namespace, which win where a name is used twice.
#[derive(Clone, Copy)]
pub(in crate::schema) struct Lookup<'i> {
    index: &'i Index,
    enums: Option<&'i Enums>,
    namespace: &'i str,
    page: &'i str,
}

/// `microsoft.graph.user` -> `microsoft.graph`; empty for a name without one.
pub(in crate::schema) fn namespace(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(namespace, _)| namespace)
}

fn last_segment(name: &str) -> String {
    name.rsplit('.').next().unwrap_or(name).to_ascii_lowercase()
}

impl Index {
    /// From full names, each with its base type as documented.
    pub(in crate::schema) fn new<'a>(types: impl Iterator<Item = (&'a str, Option<&'a str>)> + Clone) -> Self {
        let mut index = Self::default();
        for (name, _) in types.clone() {
            index.by_last_segment.entry(last_segment(name)).or_default().push(name.to_owned());
            index.by_name.entry(name.to_ascii_lowercase()).or_default().push(name.to_owned());
        }
        for (name, base) in types {
            let Some(base) = base else { continue };
            let lookup = index.lookup(namespace(name), "");
            if let Named::Type(base) = lookup.named(base) {
                let base = base.to_owned();
                index.bases.insert(name.to_owned(), base);
            }
        }
        index.cut_chains();
        for (name, base) in &index.bases {
            index.derived.entry(base.clone()).or_default().push(name.clone());
        }
        index.subtypes = index.derived.keys().map(|base| (base.clone(), OnceLock::new())).collect();
        index
    }

    /// Takes the base from each type at which a chain of bases gets too long. A cycle is not a chain.
    fn cut_chains(&mut self) {
        let mut depths: HashMap<String, usize> = HashMap::new();
        for name in self.bases.keys() {
            let (mut chain, mut here) = (Vec::new(), name.as_str());
            let mut open = HashSet::new();
            while !depths.contains_key(here) && open.insert(here) {
                chain.push(here);
                let Some(base) = self.bases.get(here) else { break };
                here = base;
            }
            let mut depth = depths.get(here).copied().unwrap_or_default();
            for name in chain.into_iter().rev() {
                depth += 1;
                if depth > MOST_BASES && self.bases.contains_key(name) {
                    self.cut.insert(name.to_owned());
                    depth = 0;
                }
                depths.insert(name.to_owned(), depth);
            }
        }
        self.bases.retain(|name, _| !self.cut.contains(name));
    }

    /// A view without enum tables.
    pub(in crate::schema) fn lookup<'i>(&'i self, namespace: &'i str, page: &'i str) -> Lookup<'i> {
        Lookup { index: self, enums: None, namespace, page }
    }

    /// The documented base type of a type.
    pub(in crate::schema) fn base(&self, name: &str) -> Option<&str> {
        self.bases.get(name).map(String::as_str)
    }

    /// The type and its bases, nearest first; ends where a chain becomes a cycle.
    pub(in crate::schema) fn lineage<'i>(&'i self, name: &'i str) -> Vec<&'i str> {
        let mut line = vec![name];
        while let Some(base) = line.last().and_then(|last| self.base(last)) {
            // Not even a cycle is longer than a chain may be.
            if line.contains(&base) || line.len() > MOST_BASES {
                break;
            }
            line.push(base);
        }
        line
    }

    /// What the types that derive from `name` add to it, made once; `None` where there are none.
    pub(in crate::schema) fn subtypes(&self, name: &str, made: impl FnOnce() -> Subtypes) -> Option<&Subtypes> {
        Some(self.subtypes.get(name)?.get_or_init(made))
    }

    /// Every type that derives from `name`, at any distance, without `name`.
    pub(in crate::schema) fn descendants<'i>(&'i self, name: &'i str) -> Vec<&'i str> {
        let (mut found, mut seen) = (Vec::new(), HashSet::from([name]));
        let mut open = vec![name];
        while let Some(next) = open.pop() {
            for child in self.derived.get(next).into_iter().flatten() {
                if seen.insert(child.as_str()) {
                    found.push(child.as_str());
                    open.push(child);
                }
            }
        }
        found
    }
}

impl Enums {
    /// From the enum tables of all pages.
    pub(in crate::schema) fn new(tables: &[EnumTable]) -> Self {
        let mut by_name: HashMap<String, EnumMembers> = HashMap::new();
        for table in tables {
            let known = by_name.entry(enum_name(&table.name)).or_default();
            let of_page = known.by_page.entry(table.page.clone()).or_default();
            for member in &table.members {
                of_page.add(&member.name);
                known.all.add(&member.name);
            }
        }
        Self { by_name }
    }

    /// The members: those on `page`, else those of every table of that name.
    fn members(&self, name: &str, page: &str) -> Option<Vec<String>> {
        let known = self.by_name.get(&last_segment(name))?;
        let members = &known.by_page.get(page).unwrap_or(&known.all).names;
        (1..=MOST_MEMBERS).contains(&members.len()).then(|| members.clone())
    }
}

/// `importance values`, `Importance enum type` -> `importance`.
fn enum_name(heading: &str) -> String {
    let mut words: Vec<&str> = heading.split_whitespace().collect();
    while words.len() > 1 {
        let last = words[words.len() - 1].to_ascii_lowercase();
        if !matches!(last.as_str(), "values" | "value" | "enum" | "enumeration" | "type" | "members" | "resource") {
            break;
        }
        words.pop();
    }
    last_segment(words.join(" ").trim_matches('`'))
}

impl<'i> Lookup<'i> {
    /// With enum tables.
    pub(in crate::schema) fn with_enums(self, enums: &'i Enums) -> Self {
        Self { enums: Some(enums), ..self }
    }

    /// What a name is, as written in any case, with or without namespace and leading `#`.
    pub(in crate::schema) fn named(&self, name: &str) -> Named<'i> {
        let name = name.trim().trim_start_matches('#');
        let named = |full: &str| self.index.by_name.get(&full.to_ascii_lowercase()).map_or(&[][..], Vec::as_slice);
        let same_name = named(name);
        if let Some(exact) = same_name.iter().find(|full| *full == name) {
            return Named::Type(exact);
        }
        let is_near = |full: &&'i String| namespace(full) == self.namespace;
        let (fitting, near): (&'i [String], Vec<&'i String>) = if name.contains('.') {
            (same_name, same_name.iter().filter(is_near).collect())
        } else {
            let qualified =
                if self.namespace.is_empty() { name.to_owned() } else { format!("{}.{name}", self.namespace) };
            let same_end = self.index.by_last_segment.get(&last_segment(name)).map_or(&[][..], Vec::as_slice);
            (same_end, named(&qualified).iter().filter(is_near).collect())
        };
        match (&near[..], fitting) {
            ([one], _) => Named::Type(one),
            ([], [one]) => Named::Type(one),
            ([], []) => {
                let members = self.enums.and_then(|enums| enums.members(name, self.page));
                members.map_or(Named::Unknown, Named::Enum)
            }
            _ => Named::Several,
        }
    }

    /// Whether a chain of bases is cut at a type: it has a base that is not followed.
    pub(in crate::schema) fn is_cut(&self, name: &str) -> bool {
        self.index.cut.contains(name)
    }

    /// Whether `name` derives from `base` (or is it).
    pub(in crate::schema) fn derives(&self, name: &str, base: &str) -> bool {
        self.index.lineage(name).contains(&base)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index() -> Index {
        let types = [("ns.base", None), ("ns.mid", Some("base")), ("ns.leaf", Some("ns.mid")), ("other.leaf", None)];
        Index::new(types.into_iter())
    }

    #[test]
    fn short_names_resolve_to_the_only_or_the_near_type() {
        let index = index();
        let full = |namespace: &str, name: &str| match index.lookup(namespace, "").named(name) {
            Named::Type(full) => full.to_owned(),
            Named::Several => "several".to_owned(),
            Named::Enum(_) | Named::Unknown => "unknown".to_owned(),
        };
        assert_eq!(full("", "BASE"), "ns.base");
        assert_eq!(full("other", "leaf"), "other.leaf");
        assert_eq!(full("third", "leaf"), "several");
        assert_eq!(full("", "#ns.Leaf"), "ns.leaf");
        assert_eq!(full("", "third.base"), "unknown");
    }

    #[test]
    fn lineage_and_descendants_survive_a_cycle() {
        assert_eq!(index().lineage("ns.leaf"), ["ns.leaf", "ns.mid", "ns.base"]);
        assert_eq!(index().descendants("ns.base"), ["ns.mid", "ns.leaf"]);
        let cycle = Index::new([("ns.a", Some("ns.b")), ("ns.b", Some("ns.a"))].into_iter());
        assert_eq!(cycle.lineage("ns.a"), ["ns.a", "ns.b"]);
        assert_eq!(cycle.descendants("ns.a"), ["ns.b"]);
    }

    #[test]
    fn enum_headings_lose_their_trimmings() {
        for heading in ["importance values", "importance enum type", "ns.Importance", "importance"] {
            assert_eq!(enum_name(heading), "importance");
        }
    }
}
