//! The stages of one document one by one, so that the benches can measure each alone.
//! Not part of the API.

use super::{Buffers, Cleaner, Scratch};
use crate::{layout, lines};

/// A document on its way through; every step can be taken again and does the same.
#[derive(Debug)]
pub struct Stages<'s> {
    cleaner: Cleaner,
    source: &'s str,
    scratch: Scratch,
}

impl<'s> Stages<'s> {
    /// With every stage behind it.
    #[must_use]
    pub fn new(cleaner: &Cleaner, source: &'s str) -> Self {
        let mut stages = Stages {
            cleaner: cleaner.clone(),
            source,
            scratch: Scratch::default(),
        };
        stages.pass();
        stages
    }

    /// Splits into lines; how many.
    pub fn lines(&mut self) -> usize {
        let lines = &mut self.scratch.buffers.lines;
        lines::split(self.source, lines);
        lines.list.len()
    }

    /// Finds the chrome; how many cuts.
    pub fn chrome(&mut self) -> usize {
        let Buffers {
            lines, findings, ..
        } = &mut self.scratch.buffers;
        let chrome = &self.cleaner.inner.chrome;
        chrome.find(self.source, lines, findings);
        findings.cuts.len()
    }

    /// Decides the gaps; how many.
    pub fn layout(&mut self) -> usize {
        let Buffers {
            lines,
            findings,
            layout,
            ..
        } = &mut self.scratch.buffers;
        layout::arrange(self.source, lines, findings, layout);
        layout.gaps.len()
    }

    /// Masks, characters, and the writing itself; bytes of output.
    pub fn inline(&mut self) -> usize {
        let Buffers {
            lines,
            findings,
            layout,
            inline,
            ..
        } = &mut self.scratch.buffers;
        let pass = &mut self.scratch.first;
        self.cleaner
            .write(self.source, &lines.points, findings, layout, inline, pass);
        pass.text(self.source).len()
    }

    /// The output of one pass.
    #[must_use]
    pub fn output(&mut self) -> String {
        self.pass();
        self.scratch.first.text(self.source).to_owned()
    }

    /// All stages once; bytes of output.
    pub fn pass(&mut self) -> usize {
        let Scratch { buffers, first, .. } = &mut self.scratch;
        self.cleaner.pass(self.source, buffers, first);
        first.text(self.source).len()
    }
}
