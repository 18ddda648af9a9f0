//! The pages of a folder.

use crate::page::Page;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// A file with a marked page.
#[derive(Debug, Clone)]
pub struct Entry {
    /// `family/name`.
    pub id: String,
    /// Where it lies.
    pub path: PathBuf,
    /// Its text.
    pub file: String,
}

/// A page and its name.
#[derive(Debug, Clone)]
pub struct Named {
    /// `family/name`.
    pub id: String,
    /// The page.
    pub page: Page,
}

impl Named {
    /// The family: what stands in front of the name.
    #[must_use]
    pub fn family(&self) -> &str {
        family(&self.id)
    }
}

/// The family of a page named `family/name`.
#[must_use]
pub fn family(id: &str) -> &str {
    id.split('/').next().unwrap_or_default()
}

/// The family of cases made up for one phenomenon each, most of them a line or two: learned from, but
/// never judged by, since they repeat each other.
pub const UNIT: &str = "unit";

/// The project's own pages.
#[must_use]
pub fn own() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/pages")
}

/// The files of the paths given, folders searched through, in the order of their names.
///
/// A page's family is its folder; of pages that lie together in the folder given itself, it is
/// what stands before the first hyphen of their names.
///
/// # Errors
///
/// A path that cannot be read, or that holds no page.
pub fn entries(paths: &[PathBuf]) -> Result<Vec<Entry>> {
    let mut entries = Vec::new();
    for root in paths {
        for file in WalkDir::new(root).sort_by_file_name() {
            let path = file?.into_path();
            if path
                .extension()
                .is_some_and(|extension| extension == "mark")
                && path.is_file()
            {
                let file = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
                let id = id(root, &path);
                entries.push(Entry { id, path, file });
            }
        }
    }
    if entries.is_empty() {
        bail!("no .mark file there");
    }
    entries.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(entries)
}

/// The pages of the paths given.
///
/// # Errors
///
/// As [`entries`] and [`parse`].
pub fn pages(paths: &[PathBuf]) -> Result<Vec<Named>> {
    parse(&entries(paths)?)
}

/// The pages that the files hold.
///
/// # Errors
///
/// The first page that does not follow the format.
pub fn parse(entries: &[Entry]) -> Result<Vec<Named>> {
    let parse = |entry: &Entry| {
        let page = Page::parse(&entry.file).with_context(|| entry.path.display().to_string())?;
        Ok(Named {
            id: entry.id.clone(),
            page,
        })
    };
    entries.iter().map(parse).collect()
}

fn id(root: &Path, path: &Path) -> String {
    let name = |path: &Path| {
        path.file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned()
    };
    let stem = name(path);
    match path.parent() {
        Some(folder) if folder != root => format!("{}/{stem}", name(folder)),
        _ => match stem.split_once('-') {
            Some((family, rest)) => format!("{family}/{rest}"),
            None => format!("{}/{stem}", name(root)),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::id;
    use std::path::Path;

    #[test]
    fn a_family_is_a_folder_or_the_begin_of_a_name() {
        let id = |root, path| id(Path::new(root), Path::new(path));
        assert_eq!(id("pages", "pages/print/003.mark"), "print/003");
        assert_eq!(id("pages/print", "pages/print/003.mark"), "print/003");
        assert_eq!(
            id("pages/print/003.mark", "pages/print/003.mark"),
            "print/003"
        );
        assert_eq!(id("dev", "dev/print-003.mark"), "print/003");
        assert_eq!(id("dev", "dev/case-a-bold-run.mark"), "case/a-bold-run");
    }
}
