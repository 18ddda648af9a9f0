//! The figures of one page or many.

use serde::Serialize;
use std::fmt;

/// What is counted; sums over pages are figures too.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Figures {
    /// Pages.
    pub pages: usize,
    /// Pages right in text and breaks.
    pub exact: usize,
    /// Pages right in text, breaks and kinds.
    pub typed: usize,
    /// Characters of the speech.
    pub speech: usize,
    /// Characters of the speech that were lost.
    pub lost: usize,
    /// Pages of which any speech was lost.
    pub lossy_pages: usize,
    /// Items of chrome: lines and inserts.
    pub items: usize,
    /// Items of which nothing is left.
    pub items_gone: usize,
    /// Characters of chrome.
    pub chrome: usize,
    /// Characters read that are not the speech.
    pub left: usize,
    /// Pages on which no chrome is left.
    pub clean_pages: usize,
    /// Breaks between blocks.
    pub breaks: usize,
    /// Breaks that were read.
    pub breaks_read: usize,
    /// Breaks that were read and are there.
    pub breaks_found: usize,
    /// Blocks whose begin was found.
    pub kinds: usize,
    /// Those of them with the right kind.
    pub kinds_right: usize,
    /// Pages with the right title, or rightly with none.
    pub titles: usize,
    /// Speeches that are cut off.
    pub truncated: usize,
    /// Those of them that were flagged.
    pub truncated_found: usize,
    /// Whole speeches that were flagged.
    pub truncated_false: usize,
    /// Titles, bylines and signatures that hold a deliberate gap and were found.
    pub gaps: usize,
    /// Those of them with as many gaps as in truth.
    pub gaps_right: usize,
}

impl Figures {
    /// Adds the counts of other pages.
    pub fn add(&mut self, other: &Figures) {
        for (sum, more) in self
            .counts_mut()
            .into_iter()
            .zip(other.clone().counts_mut())
        {
            *sum += *more;
        }
    }

    fn counts_mut(&mut self) -> [&mut usize; 22] {
        [
            &mut self.pages,
            &mut self.exact,
            &mut self.typed,
            &mut self.speech,
            &mut self.lost,
            &mut self.lossy_pages,
            &mut self.items,
            &mut self.items_gone,
            &mut self.chrome,
            &mut self.left,
            &mut self.clean_pages,
            &mut self.breaks,
            &mut self.breaks_read,
            &mut self.breaks_found,
            &mut self.kinds,
            &mut self.kinds_right,
            &mut self.titles,
            &mut self.truncated,
            &mut self.truncated_found,
            &mut self.truncated_false,
            &mut self.gaps,
            &mut self.gaps_right,
        ]
    }

    /// Characters lost in 10,000 of the speech.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // counts of characters are far below 2^52
    pub fn lost_in_ten_thousand(&self) -> f64 {
        10_000.0 * self.lost as f64 / self.speech.max(1) as f64
    }

    /// Precision and recall of the breaks and their harmonic mean, in percent.
    #[must_use]
    pub fn breaks(&self) -> (f64, f64, f64) {
        let precision = percent(self.breaks_found, self.breaks_read);
        let recall = percent(self.breaks_found, self.breaks);
        let sum = precision + recall;
        let f1 = if sum > 0.0 {
            2.0 * precision * recall / sum
        } else {
            0.0
        };
        (precision, recall, f1)
    }
}

/// A share in percent; all of nothing is 100.
#[must_use]
#[allow(clippy::cast_precision_loss)] // counts of characters are far below 2^52
pub fn percent(part: usize, all: usize) -> f64 {
    if all == 0 {
        return 100.0;
    }
    100.0 * part as f64 / all as f64
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (precision, recall, f1) = self.breaks();
        writeln!(
            f,
            "pages {}  exact text+breaks {:.1}%  and kinds {:.1}%",
            self.pages,
            percent(self.exact, self.pages),
            percent(self.typed, self.pages)
        )?;
        writeln!(
            f,
            "speech lost {:.1} per 10,000 chars; pages with any loss {}",
            self.lost_in_ten_thousand(),
            self.lossy_pages
        )?;
        writeln!(
            f,
            "chrome: items gone {:.1}% of {}; chars left {:.1}% of {}; pages with none left {:.1}%",
            percent(self.items_gone, self.items),
            self.items,
            percent(self.left, self.chrome),
            self.chrome,
            percent(self.clean_pages, self.pages)
        )?;
        write!(
            f,
            "breaks P {precision:.1} R {recall:.1} F1 {f1:.1}; kinds {:.1}%; title {:.1}%; truncated found {}/{}, \
             false {}; gaps in titles, bylines, signatures right {}/{}",
            percent(self.kinds_right, self.kinds),
            percent(self.titles, self.pages),
            self.truncated_found,
            self.truncated,
            self.truncated_false,
            self.gaps_right,
            self.gaps
        )
    }
}
