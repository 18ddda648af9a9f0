//! Batches in order through several threads.
//!
//! There is no queue: a thread takes the next batch, works on it, waits for its turn and delivers
//! it. So there are never more batches in memory than threads, whatever the size of the input.
//! Where the order of delivery does not matter nobody waits.

use anyhow::{Error, Result};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// What a run does with its batches `B` and what they become, `O`. Both are reused.
pub(crate) struct Pipeline<Feed, Work, Deliver> {
    /// How many threads work.
    pub(crate) jobs: usize,
    /// Whether batches are delivered in the order they were taken.
    pub(crate) ordered: bool,
    /// Fills the next batch; false when there is none.
    pub(crate) feed: Feed,
    pub(crate) work: Work,
    pub(crate) deliver: Deliver,
}

struct Entrance<Feed> {
    feed: Feed,
    tickets: u64,
    closed: bool,
}

struct Exit<Deliver> {
    deliver: Deliver,
    /// The ticket whose turn it is.
    turn: u64,
    error: Option<Error>,
}

impl<Feed, Work, Deliver> Pipeline<Feed, Work, Deliver> {
    /// Runs until the feed ends or something fails. A failing feed fails in its turn: what was
    /// taken before it is delivered.
    pub(crate) fn run<B, O>(self) -> Result<()>
    where
        B: Default,
        O: Default,
        Feed: FnMut(&mut B) -> Result<bool> + Send,
        Work: Fn(&B, &mut O) + Sync,
        Deliver: FnMut(&B, &mut O) -> Result<()> + Send,
    {
        let shared = Shared {
            entrance: Mutex::new(Entrance {
                feed: self.feed,
                tickets: 0,
                closed: false,
            }),
            exit: Mutex::new(Exit {
                deliver: self.deliver,
                turn: 0,
                error: None,
            }),
            moved: Condvar::new(),
            stopped: AtomicBool::new(false),
        };
        std::thread::scope(|scope| {
            for _ in 1..self.jobs {
                scope.spawn(|| shared.work(&self.work, self.ordered));
            }
            shared.work(&self.work, self.ordered);
        });
        let exit = shared.exit.into_inner();
        match exit.unwrap_or_else(PoisonError::into_inner).error {
            Some(error) => Err(error),
            None => Ok(()),
        }
    }
}

struct Shared<Feed, Deliver> {
    entrance: Mutex<Entrance<Feed>>,
    exit: Mutex<Exit<Deliver>>,
    moved: Condvar,
    stopped: AtomicBool,
}

impl<Feed, Deliver> Shared<Feed, Deliver> {
    fn work<B, O>(&self, work: &impl Fn(&B, &mut O), ordered: bool)
    where
        B: Default,
        O: Default,
        Feed: FnMut(&mut B) -> Result<bool>,
        Deliver: FnMut(&B, &mut O) -> Result<()>,
    {
        let _unwinding = Unwinding(self);
        let (mut batch, mut outcome) = (B::default(), O::default());
        while let Some((ticket, fed)) = self.take(&mut batch) {
            if fed.is_ok() {
                work(&batch, &mut outcome);
            }
            let mut exit = lock(&self.exit);
            while ordered && exit.turn != ticket && !self.stopped.load(Relaxed) {
                exit = self
                    .moved
                    .wait(exit)
                    .unwrap_or_else(PoisonError::into_inner);
            }
            if self.stopped.load(Relaxed) {
                return;
            }
            let delivered = fed.and_then(|()| (exit.deliver)(&batch, &mut outcome));
            if let Err(error) = delivered {
                self.stopped.store(true, Relaxed);
                exit.error = Some(error);
            }
            exit.turn += 1;
            self.moved.notify_all();
        }
    }

    fn take<B>(&self, batch: &mut B) -> Option<(u64, Result<()>)>
    where
        Feed: FnMut(&mut B) -> Result<bool>,
    {
        let mut entrance = lock(&self.entrance);
        if entrance.closed || self.stopped.load(Relaxed) {
            return None;
        }
        let fed = match (entrance.feed)(batch) {
            Ok(true) => Ok(()),
            Ok(false) => {
                entrance.closed = true;
                return None;
            }
            Err(error) => {
                entrance.closed = true;
                Err(error)
            }
        };
        let ticket = entrance.tickets;
        entrance.tickets += 1;
        Some((ticket, fed))
    }
}

/// A thread that panics must not leave the others waiting for its turn.
struct Unwinding<'a, Feed, Deliver>(&'a Shared<Feed, Deliver>);

impl<Feed, Deliver> Drop for Unwinding<'_, Feed, Deliver> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let _exit = lock(&self.0.exit);
            self.0.stopped.store(true, Relaxed);
            self.0.moved.notify_all();
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
