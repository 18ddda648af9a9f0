//! The features: names, and how many values each has.
//!
//! A piece of evidence is a feature and one of its values; each pair has a number of its own, and
//! the model a weight for each number and label. A product (`ClassZone`) stands for evidence that
//! means something only together; its value is `class * 3 + zone`.

macro_rules! features {
    ($($(#[$doc:meta])* $name:ident $count:expr,)*) => {
        /// What evidence is about. Groups are named in the list; a name says the rest.
        #[allow(missing_docs)]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u16)]
        pub enum Feature { $($(#[$doc])* $name,)* }

        impl Feature {
            /// All of them, in the order of their numbers.
            pub const ALL: &[Feature] = &[$(Feature::$name,)*];
            /// How many there are.
            pub const COUNT: usize = Self::ALL.len();
            const NAMES: &[&str] = &[$(stringify!($name),)*];
            const COUNTS: &[u32] = &[$($count,)*];
        }
    };
}

/// Numbers of classes, and with "none" behind them.
const C: u32 = super::class::Class::COUNT as u32;
const N: u32 = C + 1;
/// What the column solver can say.
const V: u32 = super::solver::SAYINGS as u32;
/// What rules of chrome and of kinds can say.
const T: u32 = super::rules::TAKEN as u32;
const K: u32 = super::rules::KINDS as u32;
/// Seams.
const S: u32 = crate::cut::Seam::COUNT as u32;

features! {
    /// Every run has it.
    Bias 1,
    /// What the run looks like as a whole.
    Class C, Length 14, First 18, Last 18, Ordinal 14, OrdinalLength 42, Solo 2, SoloSeries 8,
    Sentences 5, Commas 5, HanShare 5, Digits 4, Book 2, Date 4, Time 2, FileName 2, Masks 3, Traditional 2, Script 4,
    Name 4, NameZone 12, Office 3, OfficeLength 42, CommasLengthEnd 90,
    /// What the words of sites cover of it.
    Cover 6, CoverZone 18, CoverLength 36, Reason 14, ReasonZone 42, Field 10, FieldZone 30, Strong 4, StrongEnd 12,
    PageWord 4, PageWordZone 12, OwnWord 4, OwnWordEnd 12, OwnWordZone 12, Spoken 4, SpokenEnd 12, SpokenZone 12,
    Formula 3, Genre 3, GenreZone 9, Wall 2, Promise 2, PromiseZone 6, Category 2,
    Rare 6, RareLength 36, Pairs 6, PairsLength 36,
    /// Where it stands.
    Index 9, FromEnd 9, Zone 3, ZoneDistance 24, ClassZone 3 * C, ClassZoneDistance 24 * C, LengthZoneEnd 84, LastZone 54,
    DateZone 12, ToVocative 8, ToVocativeClass 8 * C, AfterThanks 4, AfterThanksClass 4 * C, LineVocative 5, LineVocativeClass 5 * C,
    FewLines 2, Head 2, HeadLength 28, TitleRank 4, TitleRankZone 12, TitleRankVocative 32,
    /// What it repeats.
    Copies 4, CopyPlace 5, CopyPlaceZone 15, CopyVocative 40, CopyLast 3, Within 4, WithinZone 12, Contains 4, ContainsZone 12,
    WithinAny 4, WithinAnyZone 12, Teaser 3, TeaserLength 42, Repeats 3, Recurs 4, RecursZone 12, FileStem 2,
    EqualBefore 5, EqualBeforeSeam 5 * S, EqualBehind 5, LineCopies 4, LineCopiesZone 12, LineEqual 4,
    /// What it counts.
    Series 5, SeriesClass 5 * C, Numbers 4, NumbersNext 4, NumbersClass 4 * C,
    Speaker 3, SpeakerSeam 3 * S, Density 4, DensityClass 4 * C,
    /// The seam before it, and the one behind.
    Seam S, SeamNext S + 1, SeamClass S * C, SeamNextClass (S + 1) * C, Newlines 4, NewlinesNext 4, Spaces 6, Wide 4,
    LastBefore 18, FirstBehind 18, SeamLastBefore 18 * S, LastOfSpeech 36, SeamsEnd 6 * (S + 1) * S, BetweenClass 36 * C,
    GenreBefore 3, GenreBeforeSeam 3 * S, GenreBeforeClass 3 * C, Open 3, OpenSeam 3 * S,
    /// Geometry: whether the seam is a mere line end.
    Full 6, WrapFull 24, HabitWrap 4, HabitIndent 4, HabitBlank 4, HabitGap 4, HabitVerse 4,
    JoinFull 720, JoinIndent 144, JoinBlank 108, JoinFirst 324, JoinGap 108, JoinVerse 36, VerseWidth 72, WidthNext 96, Uniform 3, UniformSeam 36,
    /// What the column solver says.
    Solver V, SolverNext V, SolverEnd 6 * V, SolverClass V * C, SolverFirst 18 * V, SolverLength 6 * V, SolverMasks 4 * V,
    /// What the rules say.
    Taken T, TakenZone 3 * T, TakenClass T * C, TakenLength 6 * T, TakenBefore T + 1, TakenBehind T + 1,
    TakenAll 5, TakenAllZone 15, TakenAllClass 5 * C, TakenAllLength 30, TakenAllSeam 5 * S,
    Kind K, KindClass K * C, KindEnd 6 * K, KindBefore K + 1, KindBehind K + 1,
    /// Its neighbours.
    ClassBefore N, ClassBehind N, ClassBefore2 N, ClassBehind2 N, CoverBefore 7, CoverBehind 7, ClassPairBefore C * N, ClassPairBehind C * N,
    ClassBetween 100 * C, DateClassBefore 4 * N,
    LineBefore N, LineBehind N, LineBefore2 N, LineBehind2 N, LinePairBehind C * N, LinePairBefore C * N, Around 36, AroundClass 9 * C,
    LineAlone 2, LineLength 10, LineRuns 5, LineCover 6, LineCoverPlace 18, LineStrong 4, LineReason 84, LineOwn 4, LinePage 4,
    LineClassRuns 5 * C, LineSpoken 4, LineSpokenClass 4 * C, TitledAround 16, TitledAroundZone 48, TitledAroundClass 16 * C,
    LineEndBefore 18, LineEndBeforeClass 6 * C, LineFirstBehind 18,
}

impl Feature {
    /// Its name, as in the table of weights.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }

    /// The feature of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Feature> {
        let found = Self::NAMES.iter().position(|&other| other == name)?;
        Some(Self::ALL[found])
    }

    /// How many values it has.
    #[must_use]
    #[inline]
    pub fn count(self) -> u32 {
        Self::COUNTS[self as usize]
    }

    /// The number of its first value.
    #[must_use]
    #[inline]
    pub fn base(self) -> u32 {
        BASES[self as usize]
    }

    /// How many numbers there are.
    #[must_use]
    pub fn total() -> usize {
        BASES[Self::COUNTS.len()] as usize
    }
}

static BASES: [u32; Feature::COUNTS.len() + 1] = {
    let mut bases = [0; Feature::COUNTS.len() + 1];
    let mut index = 0;
    while index < Feature::COUNTS.len() {
        bases[index + 1] = bases[index] + Feature::COUNTS[index];
        index += 1;
    }
    bases
};

/// The evidence about one run: of each feature the number of its value.
pub type Numbers = [u16; Feature::COUNT];

const _: () = assert!(BASES[Feature::COUNT] <= u16::MAX as u32);

/// Collects the evidence about one run.
#[derive(Debug)]
pub(super) struct Sink(Numbers);

impl Sink {
    const NOTHING: u16 = u16::MAX;

    pub(super) fn new() -> Self {
        Sink([Self::NOTHING; Feature::COUNT])
    }

    /// Notes the value of a feature.
    #[inline]
    pub(super) fn put(&mut self, feature: Feature, value: usize) {
        let most = feature.count() as usize - 1;
        debug_assert!(value <= most, "{feature:?} {value}");
        self.0[feature as usize] = (feature.base() as usize + value.min(most)) as u16;
    }

    /// The numbers, of every feature one.
    pub(super) fn take(self) -> Numbers {
        debug_assert!(!self.0.contains(&Self::NOTHING), "{:?}", self.0);
        self.0
    }
}

/// In how many of the rising `edges` a number has arrived.
#[inline]
pub(super) fn bucket(number: usize, edges: &[usize]) -> usize {
    edges.iter().map(|&edge| usize::from(number >= edge)).sum()
}
