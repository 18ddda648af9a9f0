//! The bar on standard error, when that is a terminal.

use crate::arguments::Arguments;
use crate::report;
use crate::summary::Summary;
use crate::view::shown;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::{self, IsTerminal, Read};
use std::time::Duration;

/// A bar over bytes, or nothing; and the messages that must not tear it.
pub(crate) struct Progress {
    bar: Option<ProgressBar>,
    quiet: bool,
}

impl Progress {
    /// `total` bytes are to be read, if that is known. It is asked only when there is a bar.
    pub(crate) fn new(arguments: &Arguments, total: impl FnOnce() -> Option<u64>) -> Self {
        let to_terminal = arguments.output.is_none() && io::stdout().is_terminal();
        let visible = !arguments.quiet && !to_terminal && io::stderr().is_terminal();
        Progress {
            bar: visible.then(|| bar(total())),
            quiet: arguments.quiet,
        }
    }

    /// A reader that moves the bar.
    pub(crate) fn watch<R: Read>(&self, reader: R) -> Watched<R> {
        Watched {
            reader,
            bar: self.bar.clone(),
        }
    }

    /// A message above the bar.
    pub(crate) fn say(&self, text: &str) {
        // Names and reasons may hold what would speak to the terminal.
        let text = &shown(text);
        match &self.bar {
            Some(bar) => bar.suspend(|| report::line(text)),
            None => report::line(text),
        }
    }

    /// Takes the bar away and writes the closing line.
    pub(crate) fn close(&self, summary: &Summary) {
        self.finish(&summary.to_string());
    }

    /// As [`Progress::close`], with a line of one's own.
    pub(crate) fn finish(&self, line: &str) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
        if !self.quiet {
            report::line(line);
        }
    }
}

/// See [`Progress::watch`].
pub(crate) struct Watched<R> {
    reader: R,
    bar: Option<ProgressBar>,
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        if let Some(bar) = &self.bar {
            bar.inc(read as u64);
        }
        Ok(read)
    }
}

fn bar(total: Option<u64>) -> ProgressBar {
    let (bar, template) = match total {
        Some(total) => (
            ProgressBar::new(total),
            "{bar:30} {decimal_bytes}/{decimal_total_bytes} {decimal_bytes_per_sec} {eta} left",
        ),
        None => (
            ProgressBar::new_spinner(),
            "{spinner} {decimal_bytes} {decimal_bytes_per_sec} {elapsed}",
        ),
    };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
