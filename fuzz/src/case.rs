//! One case: a text or bytes made from a seed and a number, and whether they break a law.

use crate::laws::{self, Broken};
use crate::mutate;
use crate::texts::Texts;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};
use zhengwen::{Cleaner, Document, Warning};

/// What is given to the library.
#[derive(Debug, Clone)]
pub(crate) enum Input {
    Text(String),
    Bytes(Vec<u8>),
}

/// An input made from a seed and a number.
pub(crate) struct Case {
    pub(crate) input: Input,
}

/// A law that an input breaks.
pub(crate) struct Fault {
    pub(crate) law: &'static str,
    pub(crate) found: String,
    pub(crate) input: Input,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "broken: {}\nfound: {}\ninput: ", self.law, self.found)?;
        match &self.input {
            Input::Text(text) => write!(f, "{text:?}"),
            Input::Bytes(bytes) => write!(f, "b\"{}\"", bytes.escape_ascii()),
        }
    }
}

/// How many texts were kept as they were, since cleaning them came to no end.
pub(crate) static UNSETTLED: AtomicU64 = AtomicU64::new(0);
/// Whether that is a fault.
pub(crate) static STRICT: AtomicBool = AtomicBool::new(false);

static CLEANER: LazyLock<Cleaner> = LazyLock::new(Cleaner::new);

/// A text may cost this much, and this much a byte: dozens of times what it costs as a rule, so that a
/// machine with other work does not break the law; without optimisation, twenty times as much.
const BASE: Duration = Duration::from_millis(20 * SLOWER);
const PER_BYTE: Duration = Duration::from_nanos(3_000 * SLOWER);
const SLOWER: u64 = if cfg!(debug_assertions) { 20 } else { 1 };

impl Case {
    pub(crate) fn new(seed: u64, number: u64, texts: &Texts) -> Case {
        // Consecutive numbers are no good seeds; a step of the generator between them makes them so.
        let mut random =
            fastrand::Rng::with_seed(seed ^ number.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let text = mutate::text(texts, &mut random);
        let input = match random.u8(..4) {
            0 => Input::Bytes(mutate::bytes(&text, &mut random)),
            _ => Input::Text(text),
        };
        Case { input }
    }

    /// The first law that is broken.
    pub(crate) fn fault(&self) -> Option<Fault> {
        fault(&self.input)
    }
}

/// The first law that `input` breaks.
pub(crate) fn fault(input: &Input) -> Option<Fault> {
    let broken = catch_unwind(AssertUnwindSafe(|| laws_of(input))).unwrap_or_else(|panic| {
        let message = panic
            .downcast_ref::<String>()
            .cloned()
            .or_else(|| panic.downcast_ref::<&str>().map(|&text| text.to_owned()));
        Some(Broken {
            law: "no panic",
            found: message.unwrap_or_default(),
        })
    })?;
    Some(Fault {
        law: broken.law,
        found: broken.found,
        input: input.clone(),
    })
}

fn laws_of(input: &Input) -> Option<Broken> {
    let kept = match input {
        Input::Text(text) => laws::text(&CLEANER, text).and_then(|document| settled(&document)),
        Input::Bytes(bytes) => laws::bytes(&CLEANER, bytes),
    };
    kept.err().or_else(|| slow(input))
}

/// Counts what is unsettled; a fault where that was asked for.
fn settled(document: &Document) -> Result<(), Broken> {
    if !document.warnings().contains(&Warning::Unsettled) {
        return Ok(());
    }
    UNSETTLED.fetch_add(1, Ordering::Relaxed);
    if !STRICT.load(Ordering::Relaxed) {
        return Ok(());
    }
    Err(Broken {
        law: "cleaning comes to an end",
        found: "kept as it is".to_owned(),
    })
}

/// Whether cleaning takes far too long, three times out of three.
fn slow(input: &Input) -> Option<Broken> {
    let length = match input {
        Input::Text(text) => text.len(),
        Input::Bytes(bytes) => bytes.len(),
    };
    let most = BASE + PER_BYTE * u32::try_from(length).unwrap_or(u32::MAX);
    let spent = (0..3).map(|_| spent(input)).find(|spent| *spent <= most);
    spent.is_none().then(|| Broken {
        law: "time",
        found: format!("more than {most:?} for {length} bytes"),
    })
}

fn spent(input: &Input) -> Duration {
    let before = processor_time();
    match input {
        Input::Text(text) => drop(CLEANER.clean(text)),
        Input::Bytes(bytes) => drop(CLEANER.clean_bytes(bytes)),
    }
    processor_time().saturating_sub(before)
}

/// Processor time of this thread (Linux), or of the clock where there is no such count.
pub(crate) fn processor_time() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let counted = std::fs::read_to_string("/proc/thread-self/schedstat");
    counted
        .ok()
        .and_then(|line| line.split(' ').next()?.parse().ok())
        .map_or_else(|| START.elapsed(), Duration::from_nanos)
}
