//! What a file of `src` uses: the files that the paths in its code lead to, through what folders re-export.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::{files, is_test_file, src};

/// The path of a module below the crate: `docs::pairing::pair` as its segments.
pub(crate) type Module = Vec<String>;

/// The files of `src` by their modules, those of tests apart.
pub(crate) struct Sources(BTreeMap<Module, Source>);

struct Source {
    /// Every path in its code, relative to the crate.
    paths: Vec<Module>,
    /// What it re-exports: the name, and where that is from.
    exports: BTreeMap<String, Module>,
    /// It defines nothing: it declares modules, and re-exports what is in them.
    is_table: bool,
}

impl Sources {
    pub(crate) fn read() -> Self {
        let code = files(&src()).into_iter().filter(|file| !is_test_file(file));
        let read = |file: &Path| Source::of(&module_of(file), &fs::read_to_string(file).expect("reads"));
        Self(code.map(|file| (module_of(&file), read(&file))).collect())
    }

    /// Those that a set of texts makes, by their modules: `a::b`.
    #[cfg(test)]
    pub(crate) fn of(texts: &[(&str, &str)]) -> Self {
        let source = |(name, text): &(&str, &str)| {
            let module: Module = segments(name);
            (module.clone(), Source::of(&module, text))
        };
        Self(texts.iter().map(source).collect())
    }

    /// For each file that defines something, the others that it uses.
    pub(crate) fn uses(&self) -> BTreeMap<Module, BTreeSet<Module>> {
        let defines = |module: &Module| !self.0[module].is_table;
        let of_file = |(module, source): (&Module, &Source)| {
            let used = source.paths.iter().filter_map(|path| self.file_of(path, 0));
            (module.clone(), used.filter(|used| used != module && defines(used)).collect())
        };
        self.0.iter().filter(|(module, _)| defines(module)).map(of_file).collect()
    }

    /// The file that has what a path names.
    fn file_of(&self, path: &[String], depth: usize) -> Option<Module> {
        /// No name is re-exported more often.
        const MOST: usize = 8;
        let (length, source) = (0..=path.len()).rev().find_map(|end| Some((end, self.0.get(&path[..end])?)))?;
        let exported = path.get(length).and_then(|name| source.exports.get(name)).filter(|_| depth < MOST);
        match exported {
            Some(home) => self.file_of(&[home, &path[length + 1..]].concat(), depth + 1),
            None => Some(path[..length].to_vec()),
        }
    }
}

impl Source {
    fn of(module: &Module, text: &str) -> Self {
        let code = code_of(text);
        let (mut paths, mut exports) = (Vec::new(), BTreeMap::new());
        for (head, tree) in code.split(';').filter_map(|item| item.rsplit_once("use ")) {
            let exported = head.rsplit('\n').next().is_some_and(|line| line.trim_start().starts_with("pub"));
            for (path, name) in leaves(tree) {
                let path = absolute(module, &path);
                if exported {
                    exports.insert(name, path.clone());
                }
                paths.push(path);
            }
        }
        for word in code.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')) {
            if ["crate::", "super::", "self::"].iter().any(|start| word.starts_with(start)) {
                paths.push(absolute(module, &segments(word)));
            }
        }
        Self { paths, exports, is_table: !code.lines().any(is_definition) }
    }
}

/// The code of a file without its comments and its tests.
fn code_of(text: &str) -> String {
    let end = text.find("#[cfg(test)]\nmod tests").unwrap_or(text.len());
    let code = text[..end].lines().filter(|line| !line.trim_start().starts_with("//"));
    code.flat_map(|line| [line, "\n"]).collect()
}

/// Whether a line begins an item that is neither a module nor a use.
fn is_definition(line: &str) -> bool {
    let item = line.trim_start_matches("pub").trim_start();
    let item = if item.starts_with('(') { item.split_once(") ").map_or(item, |(_, item)| item) } else { item };
    let words = ["fn", "const", "static", "struct", "enum", "type", "trait", "impl", "async", "macro_rules!"];
    !line.starts_with(' ') && words.iter().any(|word| item.starts_with(word))
}

/// The paths of a tree of uses, each with the name it has in the file.
fn leaves(tree: &str) -> Vec<(Module, String)> {
    let tree = tree.trim();
    let Some((prefix, group)) = tree.split_once('{') else {
        let (path, name) = tree.split_once(" as ").unwrap_or((tree, tree));
        let mut path = segments(path);
        let own = path.pop_if(|last| last == "self").is_some();
        let last = if own || name == tree { path.last().cloned().unwrap_or_default() } else { name.to_owned() };
        return vec![(path, last)];
    };
    let prefix = segments(prefix);
    let inner = group.rsplit_once('}').map_or(group, |(inner, _)| inner);
    let below = parts(inner).into_iter().flat_map(leaves);
    below
        .map(|(path, name)| ([prefix.clone(), path].concat(), name))
        .map(
            |(path, name)| {
                if name.is_empty() { (path.clone(), path.last().cloned().unwrap_or_default()) } else { (path, name) }
            },
        )
        .collect()
}

/// The parts of a group, at its commas.
fn parts(group: &str) -> Vec<&str> {
    let (mut depth, mut start, mut found) = (0_i32, 0, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                found.push(&group[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push(&group[start..]);
    found.into_iter().filter(|part| !part.trim().is_empty()).collect()
}

fn segments(path: &str) -> Module {
    path.split("::").map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// A path in a module, relative to the crate.
fn absolute(module: &Module, path: &[String]) -> Module {
    let mut base = module.clone();
    let mut rest = path;
    match path.first().map(String::as_str) {
        Some("crate") => return path[1..].to_vec(),
        Some("self") => rest = &path[1..],
        _ => {}
    }
    while let [first, after @ ..] = rest
        && first == "super"
    {
        base.pop();
        rest = after;
    }
    [base.as_slice(), rest].concat()
}

/// The module that a file of `src` is.
fn module_of(file: &Path) -> Module {
    let below = file.strip_prefix(src()).expect("below src").with_extension("");
    let mut module: Module = below.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    module.pop_if(|last| ["mod", "lib", "main"].contains(&last.as_str()));
    module
}
