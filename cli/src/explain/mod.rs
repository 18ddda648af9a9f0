//! `--explain`: a document in the terminal, with its changes inline.
//!
//! Only lines with a change are shown, with one line before and after. With colour, what was
//! taken out is red and struck, what was put in is green; without, `[-out-]` and `{+in+}`. White
//! space that was touched is shown as signs (↵ a line end, ␣ a space, □ U+3000), characters that
//! are invisible or could speak to the terminal as their numbers. Below a block stands which
//! rules changed it.

mod wrap;

use crate::arguments::{Arguments, usage};
use crate::buffer::Buffer;
use crate::engine::{Engine, Memory, Product};
use crate::files::{find, read};
use crate::marks::{Change, Piece, Row, counted, grouped, rows};
use crate::outputs::print;
use crate::progress::Progress;
use crate::summary::Counts;
use crate::view::{clipped, shown, width};
use anstyle::Style;
use anyhow::Result;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, IsTerminal};
use wrap::{Ink, Line, Wrap};
use zhengwen::{Document, Rule};

/// Narrower than this nothing can be read.
const MIN_WIDTH: usize = 40;
/// Wider than this nobody reads.
const MAX_WIDTH: usize = 120;
/// Explains every input; false when one failed.
pub(crate) fn run(arguments: &Arguments) -> Result<bool> {
    let engine = Engine::new(arguments)?;
    let inputs = find(arguments)?;
    let progress = Progress::new(arguments, || None);
    let view = View::of_terminal();
    let mut succeeded = inputs.unreadable.is_empty();
    for (label, reason) in &inputs.unreadable {
        progress.say(&format!("zhengwen: {label}: {reason}"));
    }
    let (mut bytes, mut memory) = (Buffer::default(), Memory::default());
    for input in &inputs.list {
        let product = read(input, &progress, arguments.max_record_bytes, &mut bytes)
            .map_err(|error| error.to_string())
            .and_then(|()| engine.bytes(bytes.bytes(), &mut memory, &mut Counts::default()));
        match product {
            Ok(Product::Clean(document)) => {
                let text = view.explain(&input.name(), &document, engine.rules());
                print(&text)?;
            }
            Ok(Product::Source(_)) => {
                return Err(usage!(
                    "--decode-only changes nothing that could be explained"
                ));
            }
            Err(reason) => {
                progress.say(&format!("zhengwen: {}: {reason}", input.label()));
                succeeded = false;
            }
        }
    }
    Ok(succeeded)
}

/// What the reader has in front of them.
pub(crate) struct View {
    pub(crate) colour: bool,
    pub(crate) width: usize,
}

impl View {
    /// Colour on a terminal that wants it (`NO_COLOR`, `TERM`), the width it says it has.
    fn of_terminal() -> Self {
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let forced = set("CLICOLOR_FORCE");
        let width = std::env::var("COLUMNS")
            .ok()
            .and_then(|columns| columns.parse().ok());
        View {
            colour: !set("NO_COLOR") && (forced || (io::stdout().is_terminal() && !dumb)),
            width: width.unwrap_or(80).clamp(MIN_WIDTH, MAX_WIDTH),
        }
    }

    fn paint(&self, out: &mut String, ink: Ink, text: &str) {
        let style = if self.colour {
            ink.style()
        } else {
            Style::new()
        };
        let _ = write!(out, "{style}{text}{style:#}");
    }

    /// The whole page for one document.
    pub(crate) fn explain<'r>(
        &self,
        name: &str,
        document: &Document,
        rules: impl Iterator<Item = &'r Rule>,
    ) -> String {
        let mut out = String::new();
        self.paint(&mut out, Ink::Bold, &shown(name));
        let characters = |text: &str| counted(text.chars().count(), "character");
        let _ = writeln!(
            out,
            "  {}, {} -> {}, {}",
            document.encoding(),
            characters(document.source()),
            characters(document.text()),
            counted(document.edits().len(), "edit"),
        );
        if document.is_unchanged() {
            out.push_str("Nothing was changed.\n\n");
            return out;
        }
        self.body(&mut out, document);
        self.summary(&mut out, document, rules);
        out
    }

    fn body(&self, out: &mut String, document: &Document) {
        let rows = rows(document);
        let mut number = 1;
        let mut counted_to = 0;
        let mut lines = Vec::new();
        for row in &rows {
            let start = row.pieces.first().map_or(counted_to, |piece| piece.source);
            number += document.source()[counted_to..start].matches('\n').count();
            counted_to = start;
            self.row(row, number, &mut lines);
        }
        let near = |index: usize| {
            lines[index].changed
                || index
                    .checked_sub(1)
                    .is_some_and(|before| lines[before].changed)
                || lines.get(index + 1).is_some_and(|line| line.changed)
        };
        let mut hidden = 0;
        for (index, line) in lines.iter().enumerate() {
            if !near(index) {
                hidden += 1;
                continue;
            }
            self.gap(out, &mut hidden);
            out.push_str(&line.text);
            out.push('\n');
        }
        self.gap(out, &mut hidden);
    }

    /// Says how many lines were passed over.
    fn gap(&self, out: &mut String, hidden: &mut usize) {
        if *hidden > 0 {
            let text = format!("      ⋮ {} without a change", counted(*hidden, "line"));
            self.paint(out, Ink::Dim, &text);
            out.push('\n');
            *hidden = 0;
        }
    }

    /// The lines of one row, and below them its rules.
    fn row(&self, row: &Row<'_>, number: usize, lines: &mut Vec<Line>) {
        let mut wrap = Wrap::new(self, number);
        for piece in &row.pieces {
            self.piece(piece, &mut wrap);
            // Removed lines stay lines.
            if row.kind.is_none() && piece.before.contains('\n') && wrap.used > 0 {
                wrap.end_line();
            }
        }
        lines.append(&mut wrap.finish());
        let rules = row.rules();
        if rules.is_empty() {
            return;
        }
        let mut wrap = Wrap::new(self, 0);
        wrap.put_str("└ ", Ink::Dim);
        for (index, (rule, count)) in rules.iter().enumerate() {
            let times = if *count > 1 {
                format!(" {count}x")
            } else {
                String::new()
            };
            let space = if index > 0 { "  " } else { "" };
            wrap.put_word(&format!("{rule}{times}"), space, Ink::Dim);
        }
        wrap.changed = true;
        lines.append(&mut wrap.finish());
    }

    fn piece(&self, piece: &Piece<'_>, wrap: &mut Wrap<'_>) {
        let after = piece.after.strip_suffix('\n').unwrap_or(piece.after);
        let breaks = after.len() < piece.after.len();
        if piece.change == Change::Kept {
            wrap.put(after, Ink::Plain, false);
            return;
        }
        wrap.changed = true;
        // A line end that stays one is not shown as a change of its own.
        let before = match piece.before.strip_prefix('\n') {
            Some(rest) if breaks => rest,
            _ => piece.before,
        };
        if !before.is_empty() {
            wrap.mark("[-");
            wrap.put(before, Ink::Out, true);
            wrap.mark("-]");
        }
        if let Change::Removed { reason, .. } = piece.change {
            wrap.put_str(&format!("({})", reason.as_str()), Ink::Dim);
        }
        let inserted_break = breaks && !piece.before.contains('\n');
        if !after.is_empty() || inserted_break {
            wrap.mark("{+");
            wrap.put(after, Ink::In, true);
            if inserted_break {
                wrap.put_str("¶", Ink::In);
            }
            wrap.mark("+}");
        }
    }

    fn summary<'r>(
        &self,
        out: &mut String,
        document: &Document,
        rules: impl Iterator<Item = &'r Rule>,
    ) {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for edit in document.edits() {
            *counts.entry(edit.rule).or_default() += 1;
        }
        let summaries: BTreeMap<&str, &str> =
            rules.map(|rule| (&*rule.id, &*rule.summary)).collect();
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by_key(|&(rule, count)| (std::cmp::Reverse(count), rule));
        let wide = counts
            .iter()
            .map(|(rule, _)| width(rule))
            .max()
            .unwrap_or(0);
        out.push('\n');
        for (rule, count) in counts {
            let pad = " ".repeat(wide - width(rule));
            let _ = write!(out, "{:>7}  {rule}{pad}  ", grouped(count));
            let summary = summaries.get(rule).copied().unwrap_or_default();
            let room = self.width.saturating_sub(wide + 11);
            self.paint(out, Ink::Dim, &clipped(summary, room));
            out.push('\n');
        }
        let mut tallies = vec![
            counted(document.blocks().len(), "block"),
            counted(document.removed().len(), "removal"),
            counted(document.placeholders().len(), "placeholder"),
        ];
        if document.is_truncated() {
            tallies.push("stops in mid-sentence".into());
        }
        let warnings = document.warnings().iter();
        tallies.extend(warnings.map(|warning| format!("warning: {warning:?}")));
        let _ = writeln!(out, "{}\n", tallies.join(", "));
    }
}
