//! What lies where an output is to go, and how it is written there.
//!
//! Only a regular file, or nothing, is replaced. A device, a pipe or a socket is written through; a
//! link is followed; a directory is an error. What is being written is locked, so that of two runs
//! with one output the second is refused; and it is on the disk before it gets its name.

use crate::outputs::cannot_write;
use anyhow::{Context, Result};
use fs4::{FileExt, TryLockError};
use std::fs::{self, File, OpenOptions};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Links to links are followed so far.
const LINKS: usize = 40;

/// Where an output goes.
pub(crate) enum Place {
    /// A regular file or nothing, by its own name.
    File(PathBuf),
    /// Something that takes bytes and keeps its name.
    Through(File),
}

impl Place {
    pub(crate) fn of(path: &Path) -> io::Result<Self> {
        match fs::metadata(path) {
            Ok(found) if found.is_dir() => Err(ErrorKind::IsADirectory.into()),
            Ok(found) if found.is_file() => Ok(Place::File(fs::canonicalize(path)?)),
            Ok(_) => Ok(Place::Through(OpenOptions::new().write(true).open(path)?)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Place::File(target(path))),
            Err(error) => Err(error),
        }
    }
}

/// Where a link points that leads to nothing yet; other paths are their own.
fn target(path: &Path) -> PathBuf {
    let mut path = path.to_owned();
    for _ in 0..LINKS {
        let Ok(next) = fs::read_link(&path) else {
            break;
        };
        path = path.parent().unwrap_or(Path::new("")).join(next);
    }
    path
}

/// Opens a file for this run alone, and creates it and the directories it is in.
pub(crate) fn claim(path: &Path) -> io::Result<File> {
    let open = || {
        OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)
    };
    let file = match open() {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)?;
            }
            open()?
        }
        result => result?,
    };
    match FileExt::try_lock(&file) {
        // A file system without locks protects from nothing, and is none the worse for it.
        Ok(()) => {}
        Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {}
        Err(TryLockError::Error(error)) => return Err(error),
        Err(TryLockError::WouldBlock) => return Err(taken()),
    }
    // The other run may have given the file its name in between, or taken it away.
    let ours = same_file::Handle::from_file(file.try_clone()?)?;
    if same_file::Handle::from_path(path).is_ok_and(|there| there == ours) {
        Ok(file)
    } else {
        Err(taken())
    }
}

fn taken() -> io::Error {
    io::Error::new(ErrorKind::ResourceBusy, "another run is writing it")
}

/// As [`claim`], and empties it.
pub(crate) fn create(path: &Path) -> io::Result<File> {
    let file = claim(path)?;
    file.set_len(0)?;
    Ok(file)
}

/// Writes a whole output: where a file is, there is the old one or the new one, never half of one.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    let written = match Place::of(path) {
        Ok(Place::Through(mut file)) => file.write_all(bytes),
        Ok(Place::File(path)) => replace_file(&path, bytes),
        Err(error) => Err(error),
    };
    written.with_context(|| cannot_write(path))
}

/// The temporary name is a function of the final one, so that what a killed run left is replaced
/// by the next, and is what two runs meet at; and it is short, because names of Chinese documents
/// are often as long as a file system allows.
fn replace_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut hasher = DefaultHasher::new();
    path.file_name().hash(&mut hasher);
    let temporary = path.with_file_name(format!(".{:016x}.part", hasher.finish()));
    let mut file = create(&temporary)?;
    let written = file
        .write_all(bytes)
        .and_then(|()| file.sync_all())
        .and_then(|()| fs::rename(&temporary, path));
    if written.is_err() {
        // Room for others on a full disk.
        let _ = fs::remove_file(&temporary);
    }
    written
}
