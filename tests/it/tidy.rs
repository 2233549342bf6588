//! Rules about the code itself: imports point one way, as the map in `src/lib.rs` says.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Module to row, read from the table in the crate's documentation.
fn rows() -> BTreeMap<String, u32> {
    let docs = fs::read_to_string(source("lib.rs")).unwrap();
    let mut rows = BTreeMap::new();
    for line in docs.lines().filter_map(|line| line.strip_prefix("//! | ")) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        if let (Ok(row), Some(modules)) = (cells[0].parse(), cells.get(1)) {
            for module in modules.split(',') {
                rows.insert(module.trim_matches([' ', '[', ']', '`']).to_owned(), row);
            }
        }
    }
    rows
}

fn source(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(path)
}

fn rust_files(directory: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The top module that a file belongs to.
fn module_of(file: &Path) -> String {
    let inside = file.strip_prefix(source("")).unwrap();
    let first = inside.components().next().unwrap().as_os_str().to_str().unwrap();
    first.trim_end_matches(".rs").to_owned()
}

/// Modules named by `crate::…` paths in code; comments do not count.
fn imports(text: &str) -> Vec<String> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let mut named = Vec::new();
    for line in code {
        for (at, _) in line.match_indices("crate::") {
            let rest = &line[at + "crate::".len()..];
            let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            named.push(name);
        }
    }
    named
}

#[test]
fn every_module_has_a_row() {
    let rows = rows();
    let docs = fs::read_to_string(source("lib.rs")).unwrap();
    let declared = docs
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    let missing: Vec<&str> = declared.filter(|module| !rows.contains_key(*module)).collect();
    assert!(missing.is_empty(), "not in the map of src/lib.rs: {missing:?}");
}

#[test]
fn imports_point_to_rows_above() {
    let rows = rows();
    let mut files = Vec::new();
    rust_files(&source(""), &mut files);
    let mut wrong = Vec::new();
    for file in files {
        let module = module_of(&file);
        let Some(row) = rows.get(&module) else { continue };
        for import in imports(&fs::read_to_string(&file).unwrap()) {
            let allowed = import == module || rows.get(&import).is_none_or(|other| other < row);
            if !allowed {
                wrong.push(format!("{}: {module} (row {row}) imports {import}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_demo_and_the_client_share_no_type() {
    let mut files = Vec::new();
    rust_files(&source(""), &mut files);
    for file in files.iter().filter(|file| module_of(file) == "demo") {
        let named = imports(&fs::read_to_string(file).unwrap());
        assert!(
            !named.contains(&"api".to_owned()),
            "{} reaches into the client",
            file.display()
        );
    }
}
