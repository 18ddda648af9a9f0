//! Work on several threads whose results keep the order of what they were made of.

use pyo3::prelude::*;
use std::num::NonZero;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// How often the interpreter is asked whether somebody wants to stop (Ctrl-C).
const PATIENCE: Duration = Duration::from_millis(100);

/// As many threads as are asked for, or as there are cores for this process.
pub(crate) fn threads(asked: Option<usize>) -> PyResult<usize> {
    match asked {
        Some(0) => Err(pyo3::exceptions::PyValueError::new_err(
            "threads is at least 1",
        )),
        Some(threads) => Ok(threads),
        None => Ok(thread::available_parallelism().map_or(1, NonZero::get)),
    }
}

/// `work` on each of `0..count`, on so many threads, without the interpreter's lock. The threads live no
/// longer than the call, so that a process may be forked after it.
pub(crate) fn in_order<T: Send>(
    py: Python<'_>,
    count: usize,
    threads: usize,
    work: impl Fn(usize) -> T + Send + Sync,
) -> PyResult<Vec<T>> {
    let next = AtomicUsize::new(0);
    let stopped = AtomicBool::new(false);
    let (sender, receiver) = mpsc::channel();
    let results: Result<Vec<Option<T>>, PyErr> = py.detach(move || {
        thread::scope(|scope| {
            for _ in 0..threads.min(count) {
                let (sender, next, stopped, work) = (sender.clone(), &next, &stopped, &work);
                scope.spawn(move || {
                    while !stopped.load(Ordering::Relaxed) {
                        let index = next.fetch_add(1, Ordering::Relaxed);
                        if index >= count || sender.send((index, work(index))).is_err() {
                            break;
                        }
                    }
                });
            }
            drop(sender);
            let mut results: Vec<Option<T>> = (0..count).map(|_| None).collect();
            loop {
                match receiver.recv_timeout(PATIENCE) {
                    Ok((index, result)) => results[index] = Some(result),
                    Err(RecvTimeoutError::Disconnected) => return Ok(results),
                    Err(RecvTimeoutError::Timeout) => {
                        if let Err(error) = interrupted() {
                            stopped.store(true, Ordering::Relaxed);
                            return Err(error);
                        }
                    }
                }
            }
        })
    });
    Ok(results?.into_iter().flatten().collect())
}

/// The error of whoever wants to stop.
fn interrupted() -> PyResult<()> {
    Python::attach(|py| {
        py.check_signals()?;
        Ok(())
    })
}

/// Divides items of these sizes into runs of about `size`, each of at least one item.
pub(crate) fn runs(sizes: impl Iterator<Item = usize>, size: usize) -> Vec<std::ops::Range<usize>> {
    let mut runs = Vec::new();
    let (mut start, mut filled, mut end) = (0, 0, 0);
    for (index, item) in sizes.enumerate() {
        if filled >= size {
            runs.push(start..index);
            (start, filled) = (index, 0);
        }
        filled += item;
        end = index + 1;
    }
    if start < end {
        runs.push(start..end);
    }
    runs
}
