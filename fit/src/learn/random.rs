//! Random numbers that are the same on every machine.

/// A linear congruential generator (Knuth's MMIX constants) with one fixed seed.
#[derive(Debug)]
pub struct Random(u64);

impl Default for Random {
    fn default() -> Self {
        Self::new()
    }
}

impl Random {
    /// At its begin.
    #[must_use]
    pub fn new() -> Self {
        Random(12_345)
    }

    fn bits(&mut self) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 32
    }

    /// From 0 to 1.
    #[allow(clippy::cast_precision_loss)] // a share of evidence needs no more bits
    pub fn share(&mut self) -> f32 {
        self.bits() as f32 / u32::MAX as f32
    }

    /// Less than `count`, which is not 0.
    pub fn below(&mut self, count: usize) -> usize {
        self.bits() as usize % count
    }

    /// Another order.
    pub fn shuffle(&mut self, items: &mut [usize]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}
