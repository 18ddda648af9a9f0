//! The lines of a page that are not empty.

use super::shape::Shape;
use crate::cut::Run;
use std::ops::Range;

#[derive(Debug)]
pub(super) struct Lines {
    /// The first run of each line, and how many runs there are.
    firsts: Vec<u32>,
    /// The line of each run.
    of_runs: Vec<u32>,
    /// What lines of several runs look like, in order: others look like their run.
    shapes: Vec<Shape>,
    /// How many of these stand before each line.
    before: Vec<u32>,
}

impl Lines {
    pub(super) fn of(source: &str, runs: &[Run]) -> Self {
        let mut lines = Lines {
            firsts: Vec::new(),
            of_runs: Vec::with_capacity(runs.len()),
            shapes: Vec::new(),
            before: Vec::new(),
        };
        let mut letters = Vec::new();
        let mut run = 0;
        while run < runs.len() {
            let same = runs[run..]
                .iter()
                .take_while(|other| other.line == runs[run].line);
            let end = run + same.count();
            let line = lines.firsts.len() as u32;
            lines.firsts.push(run as u32);
            lines.before.push(lines.shapes.len() as u32);
            lines.of_runs.resize(end, line);
            if end - run > 1 {
                letters.clear();
                let text = &source[runs[run].span.start..runs[end - 1].span.end];
                lines.shapes.push(Shape::of(text, &mut letters));
            }
            run = end;
        }
        lines.firsts.push(runs.len() as u32);
        lines
    }

    pub(super) fn len(&self) -> usize {
        self.before.len()
    }

    pub(super) fn of_run(&self, run: usize) -> usize {
        self.of_runs[run] as usize
    }

    pub(super) fn runs(&self, line: usize) -> Range<usize> {
        self.firsts[line] as usize..self.firsts[line + 1] as usize
    }

    /// What a line of several runs looks like.
    pub(super) fn shape(&self, line: usize) -> Option<&Shape> {
        let is_several = self.runs(line).len() > 1;
        is_several.then(|| &self.shapes[self.before[line] as usize])
    }
}

#[cfg(test)]
mod tests {
    use super::Lines;
    use crate::cut::cut;

    #[test]
    fn runs_stand_on_lines() {
        let page = "首页\n\n今天投产了。大家辛苦了。\n谢谢！";
        let lines = Lines::of(page, &cut(page));
        assert_eq!((lines.len(), lines.of_run(2)), (3, 1));
        assert_eq!((lines.runs(1), lines.runs(2)), (1..3, 3..4));
        assert_eq!(lines.shape(1).map(|line| line.chars), Some(12));
        assert!(lines.shape(0).is_none() && lines.shape(2).is_none());
    }
}
