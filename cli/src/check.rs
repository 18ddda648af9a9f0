//! `--check`: what is not clean already, for a project that keeps its texts clean.

use crate::arguments::{Arguments, Mode};
use crate::engine::{Engine, Memory};
use crate::files;
use crate::inputs::Inputs;
use crate::marks::counted;
use crate::outputs::print;
use crate::progress::Progress;
use crate::render;
use crate::view::shown;
use crate::walk::{Failure, Source, Walk};
use anyhow::Result;

/// Lists what would change; false when there is any, or one could not be read.
pub(crate) fn run(arguments: &Arguments) -> Result<bool> {
    let engine = Engine::new(arguments)?;
    let inputs = match arguments.mode() {
        Mode::Documents => files::find(arguments)?,
        Mode::Records => Inputs::find_or_stdin(arguments)?,
    };
    let progress = Progress::new(arguments, || inputs.size());
    let walk = Walk {
        arguments,
        progress: &progress,
        make: |source: Source<'_>, memory: &mut Memory| {
            let product = source.cleaned(&engine, memory)?;
            let changes = render::text(&product).as_bytes() != source.as_bytes();
            memory.recycle(product);
            Ok(changes)
        },
    };
    let mut tally = Tally {
        failed: inputs.unreadable.len(),
        ..Tally::default()
    };
    for (label, reason) in &inputs.unreadable {
        progress.say(&format!("zhengwen: {label}: {reason}"));
    }
    walk.run(&inputs.list, |place, changes| {
        tally.enter(&place.label(), changes, &progress)
    })?;
    let failed = match tally.failed {
        0 => String::new(),
        failed => format!(", {failed} could not be read"),
    };
    progress.finish(&format!(
        "{} of {} would change{failed}",
        tally.changed,
        counted(tally.seen, "document")
    ));
    Ok(tally.changed == 0 && tally.failed == 0)
}

#[derive(Default)]
struct Tally {
    seen: usize,
    changed: usize,
    failed: usize,
}

impl Tally {
    /// Enters what one document came to.
    fn enter(
        &mut self,
        label: &str,
        changes: Result<bool, Failure>,
        progress: &Progress,
    ) -> Result<()> {
        self.seen += 1;
        match changes {
            Ok(false) => {}
            Ok(true) => {
                self.changed += 1;
                print(format!("{}\n", shown(label)))?;
            }
            Err(reason) => {
                self.failed += 1;
                progress.say(&format!("zhengwen: {label}: {reason}"));
            }
        }
        Ok(())
    }
}
