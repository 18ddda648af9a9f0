//! A fault inside one document is that document's failure, not the end of the run.

use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    static MESSAGE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// From now on a panic inside [`guarded`] is remembered instead of printed.
pub(crate) fn install() {
    let print = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if !GUARDED.get() {
            return print(info);
        }
        let payload = info.payload();
        let what = payload
            .downcast_ref::<&str>()
            .copied()
            .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
            .unwrap_or("of unknown cause");
        let place = info.location().map(|place| format!(" at {place}"));
        let text = format!("internal fault: {what}{}", place.unwrap_or_default());
        MESSAGE.with(|message| *message.borrow_mut() = text);
    }));
}

/// What `work` gives, or the message of its panic.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    GUARDED.set(true);
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(false);
    result.map_err(|_| MESSAGE.with(RefCell::take))
}
